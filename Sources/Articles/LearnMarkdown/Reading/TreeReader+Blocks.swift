internal import CommonMark
internal import Diagnostics

extension TreeReader {
  /// Reads a run of sibling blocks, with the zones that directives open and close among them.
  mutating func readBlocks(_ first: Node?, isTight: Bool = false) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      if let first { readTooDeep(first) }
      return
    }
    var zones = ZoneStack()
    let outer = rawTags.enter()
    var node = first
    while let current = node {
      node = readBlock(current, isTight: isTight, zones: &zones)
    }
    closeRaw(rawTags.leave(outer))
    closeZones(&zones)
  }

  /// Reads a block, and those that belong to it; returns the next one to write.
  mutating func readBlock(_ node: Node, isTight: Bool, zones: inout ZoneStack) -> Node? {
    if node.kind != .htmlBlock { endSpans() }
    switch node.kind {
    case .paragraph:
      return readParagraph(node, isTight: isTight, zones: &zones)
    case .heading:
      if let next = readTabs(from: node) { return next.node }
      readHeading(node)
    case .list:
      checkNumbering(of: node)
      readList(node, zones: &zones)
    case .blockQuote:
      readQuote(node)
    case .codeBlock:
      readCode(node)
    case .htmlBlock:
      readHTMLBlock(node)
      if let directive = wholePlaceholder(node.literal) {
        openLongDescription(directive, after: node, zones: &zones)
      }
    case .thematicBreak:
      tree.append(.thematicBreak, source: blockPlace(node))
    default:
      readBlocks(node.firstChild)
    }
    return node.next
  }

  private mutating func readParagraph(_ node: Node, isTight: Bool, zones: inout ZoneStack) -> Node? {
    begin(node)
    switch text.firstByte(node) {
    case UInt8(ascii: ":"):
      if let next = readDirective(node, zones: &zones) { return next.node }
    case UInt8(ascii: "["):
      if readBareAlert(node) || readBlockInclude(node) || readBlockCode(node) { return node.next }
    default: break
    }
    if node.endLine > node.startLine, readTable(node) { return node.next }
    if mayHoldFormulas { checkFormula(in: node) }
    readParagraph(spans: node.firstChild, isTight: isTight, of: node)
    return node.next
  }

  mutating func readParagraph(spans first: Node?, until end: Node? = nil, isTight: Bool = false, of node: Node) {
    let outer = rawTags.enter()
    tree.open(.paragraph, isTight ? .tight : [], source: blockPlace(node))
    openParagraph = !isTight
    readSpans(first, until: end)
    let isOpen = openParagraph
    openParagraph = false
    // The line break before the span that belongs to the next block.
    if end != nil { tree.removeSoftBreak() }
    closeRaw(rawTags.leave(outer))
    if isOpen || isTight { tree.close() } else { tree.append(.lineEnd) }
  }

  private mutating func readList(_ node: Node, zones: inout ZoneStack) {
    let isOrdered = node.isOrderedList
    let start = isOrdered ? node.listStart : 1
    var flags: TreeNode.Flags = isOrdered ? .ordered : []
    if isOrdered, start != 1, zones.numbering.continues(at: start) { flags.insert(.continued) }
    tree.open(.list, flags, number: start, source: blockPlace(node))
    let isTight = node.isTightList
    var item = node.firstChild
    var count = 0
    while let current = item {
      readItem(current, number: start + count, isTight: isTight)
      count += 1
      item = current.next
    }
    tree.close()
    if isOrdered { zones.numbering.add(from: start, count: count, isInMoniker: zones.isInMoniker) }
  }

  private mutating func readItem(_ node: Node, number: Int, isTight: Bool) {
    var flags: TreeNode.Flags = []
    if let paragraph = node.firstChild, paragraph.kind == .paragraph, let isDone = text.taskBox(paragraph) {
      flags = isDone ? [.task, .done] : .task
      skipTaskBox = true
    }
    tree.open(.item, flags, number: number, source: blockPlace(node))
    readBlocks(node.firstChild, isTight: isTight)
    tree.close()
  }

  private mutating func readCode(_ node: Node) {
    checkFence(node)
    let start = tree.text.count
    appendCodeText(node.literal)
    tree.append(.code, textFrom: start, source: blockPlace(node))
    let info = node.fenceInfo
    guard let first = info.first, !Ascii.isSpace(first) else { return }
    let language = Array(info.prefix { !Ascii.isSpace($0) })
    tree.text.append(raw: language)
    tree.setLast(extra: language.count)
    checkLanguage(language, of: node)
  }

  /// Reports a fence that nothing closes, so that all that follows is code.
  private mutating func checkFence(_ node: Node) {
    let last = text.lastLine(of: node)
    guard node.endLine >= text.text.lineCount - 1, text.isFenced(node),
      last == node.startLine || !text.closesFence(last, of: node)
    else { return }
    for line in last..<text.text.lineCount {
      let range = text.text.lineRange(line)
      if contentStart(range) < range.upperBound { return }
    }
    let line = text.text.lineRange(node.startLine - 1)
    report(
      .codeBlockUnclosed,
      "A code block must be closed by the fence that opened it; this one runs to the end of the file.",
      at: text.sourceOffset(line.lowerBound)..<text.sourceOffset(line.upperBound))
  }

  /// Code as the author wrote it: a directive that stood in it is put back.
  mutating func appendCodeText(_ literal: Bytes) {
    guard !directives.isEmpty, literal.firstIndex(of: Preparation.placeholder, in: 0..<literal.count) != nil
    else {
      tree.text.append(raw: literal, from: 0)
      return
    }
    let bytes = literal.array
    var index = 0
    while let start = bytes.firstIndex(of: Preparation.placeholder, in: index..<bytes.count) {
      tree.text.append(raw: bytes[index..<start])
      guard let (directive, end) = placeholder(in: bytes, at: start) else {
        tree.text.append(bytes[start])
        index = start + 1
        continue
      }
      tree.text.append(raw: source.bytes[directive.range])
      index = end
    }
    tree.text.append(raw: bytes[index...])
  }

  private mutating func readTooDeep(_ node: Node) {
    block = (node.startLine, node.startColumn)
    report(
      .nestingTooDeep,
      "Quotes and lists are nested at most \(Self.depthLimit) deep; what is deeper here is shown as plain text.",
      at: sourceRange(node))
    // The text is kept: the lines as they stand, without a look inside.
    let parent = node.parent ?? node
    let last = min(max(parent.endLine, node.startLine), text.text.lineCount)
    tree.append(
      .unread,
      text.text.bytes[
        text.text.lineRange(node.startLine - 1).lowerBound..<text.text.lineRange(last - 1).upperBound],
      source: blockPlace(node))
  }
}

internal import CommonMark
internal import Diagnostics

extension ArticleWriter {
  /// Writes a run of sibling blocks, with the zones that directives open and close among them.
  mutating func writeBlocks(_ first: Node?, isTight: Bool = false) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      if let first { writeTooDeep(first) }
      return
    }
    var zones = ZoneStack()
    let outer = rawTags.enter()
    var node = first
    while let current = node {
      node = writeBlock(current, isTight: isTight, zones: &zones)
    }
    for name in rawTags.leave(outer) { closeRaw(name) }
    closeZones(&zones)
  }

  /// Writes a block, and those that belong to it; returns the next one to write.
  mutating func writeBlock(_ node: Node, isTight: Bool, zones: inout ZoneStack) -> Node? {
    noteLine(node.startLine)
    if node.kind != .htmlBlock { endSpans() }
    switch node.kind {
    case .paragraph:
      return writeParagraph(node, isTight: isTight, zones: &zones)
    case .heading:
      if let next = writeTabs(from: node) { return next.node }
      writeHeading(node)
    case .list:
      checkNumbering(of: node)
      writeList(node, zones: &zones)
    case .blockQuote:
      writeQuote(node)
    case .codeBlock:
      writeCode(node)
    case .htmlBlock:
      writeHTMLBlock(node)
      if let directive = wholePlaceholder(node.literal) {
        openLongDescription(directive, after: node, zones: &zones)
      }
    case .thematicBreak:
      html.lineBreak()
      html.append("<hr />\n")
    default:
      writeBlocks(node.firstChild)
    }
    return node.next
  }

  private mutating func writeParagraph(_ node: Node, isTight: Bool, zones: inout ZoneStack) -> Node? {
    begin(node)
    switch text.firstByte(node) {
    case UInt8(ascii: ":"):
      if let next = writeDirective(node, zones: &zones) { return next.node }
    case UInt8(ascii: "["):
      if writeBareAlert(node) || writeBlockInclude(node) || writeBlockCode(node) { return node.next }
    default: break
    }
    if node.endLine > node.startLine, writeTable(node) { return node.next }
    writeParagraph(spans: node.firstChild, isTight: isTight)
    return node.next
  }

  mutating func writeParagraph(spans first: Node?, until end: Node? = nil, isTight: Bool = false) {
    let outer = rawTags.enter()
    if !isTight {
      html.lineBreak()
      html.append("<p>")
    }
    openParagraph = !isTight
    writeSpans(first, until: end)
    let isOpen = openParagraph
    openParagraph = false
    // The line break before the span that belongs to the next block.
    if end != nil { html.removeLineBreak() }
    for name in rawTags.leave(outer) { closeRaw(name) }
    if isOpen { html.append("</p>\n") } else if !isTight { html.lineBreak() }
  }

  private mutating func writeList(_ node: Node, zones: inout ZoneStack) {
    html.lineBreak()
    let isOrdered = node.isOrderedList
    if isOrdered {
      let start = node.listStart
      if start == 1 {
        html.append("<ol>\n")
      } else {
        html.append("<ol start=\"")
        html.append(number: start)
        html.append("\"")
        if zones.numbering.continues(at: start) { html.append(" class=\"continued\"") }
        html.append(">\n")
      }
    } else {
      html.append("<ul>\n")
    }
    let isTight = node.isTightList
    var item = node.firstChild
    var count = 0
    while let current = item {
      count += 1
      html.lineBreak()
      writeItem(current, isTight: isTight)
      html.append("</li>\n")
      item = current.next
    }
    html.append(isOrdered ? "</ol>\n" : "</ul>\n")
    if isOrdered { zones.numbering.add(from: node.listStart, count: count, isInMoniker: zones.isInMoniker) }
  }

  private mutating func writeItem(_ node: Node, isTight: Bool) {
    noteLine(node.startLine)
    if let paragraph = node.firstChild, paragraph.kind == .paragraph, let isDone = text.taskBox(paragraph) {
      html.append("<li class=\"task\"><input type=\"checkbox\" disabled")
      html.append(isDone ? " checked>" : ">")
      skipTaskBox = true
    } else {
      html.append("<li>")
    }
    writeBlocks(node.firstChild, isTight: isTight)
  }

  private mutating func writeCode(_ node: Node) {
    html.lineBreak()
    let info = node.fenceInfo
    if let first = info.first, !Ascii.isSpace(first) {
      html.append("<pre><code class=\"language-")
      html.append(escaping: Array(info.prefix { !Ascii.isSpace($0) }))
      html.append("\">")
    } else {
      html.append("<pre><code>")
    }
    writeCodeText(node.literal)
    html.append("</code></pre>\n")
  }

  /// Code as the author wrote it: a directive that stood in it is put back.
  mutating func writeCodeText(_ literal: Bytes) {
    guard !directives.isEmpty, literal.firstIndex(of: Preparation.placeholder, in: 0..<literal.count) != nil
    else {
      html.append(escaping: literal)
      return
    }
    let bytes = literal.array
    var index = 0
    while let start = bytes.firstIndex(of: Preparation.placeholder, in: index..<bytes.count) {
      html.append(escaping: bytes[index..<start])
      guard let (directive, end) = placeholder(in: bytes, at: start) else {
        html.append(escaping: bytes[start..<start + 1])
        index = start + 1
        continue
      }
      html.append(escaping: source.bytes[directive.range])
      index = end
    }
    html.append(escaping: bytes[index...])
  }

  private mutating func writeTooDeep(_ node: Node) {
    block = (node.startLine, node.startColumn)
    report(
      .nestingTooDeep,
      "Quotes and lists are nested at most \(Self.depthLimit) deep; what is deeper here is shown as plain text.",
      at: sourceRange(node))
    // The text is kept: the lines as they stand, without a look inside.
    let parent = node.parent ?? node
    let last = min(max(parent.endLine, node.startLine), text.text.lineCount)
    html.lineBreak()
    html.append("<pre>")
    html.append(
      escaping: text.text.bytes[
        text.text.lineRange(node.startLine - 1).lowerBound..<text.text.lineRange(last - 1).upperBound])
    html.append("</pre>\n")
  }
}

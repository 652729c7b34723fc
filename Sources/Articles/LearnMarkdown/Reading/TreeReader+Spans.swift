internal import CommonMark
internal import Diagnostics

extension TreeReader {
  mutating func readSpans(_ first: Node?, until end: Node? = nil, skipping skipped: Node? = nil) {
    depth += 1
    defer { depth -= 1 }
    var node = first
    if skipTaskBox, let paragraph = first?.parent {
      skipTaskBox = false
      let start = textOffset(line: paragraph.startLine, column: paragraph.startColumn) + 3
      let text = span(of: paragraph, from: start)
      node = text?.node
      skippedBytes = text?.bytes ?? 0
    }
    while let current = node, current != end {
      if current == skipped {
        node = afterClosingTag(current)
      } else {
        node = readSpan(current)
      }
    }
    endDeletion(in: first?.parent)
  }

  /// What follows `<a name="…"></a>`: its end tag goes with it.
  private func afterClosingTag(_ node: Node) -> Node? {
    guard let next = node.next, next.kind == .htmlInline else { return node.next }
    let literal = next.literal
    let isClosing = (literal.count == 4 && literal.starts(with: "</a>", at: 0)) || HTMLTag(literal)?.isClosing == true
    return isClosing ? next.next : next
  }

  private mutating func readSpan(_ node: Node) -> Node? {
    if !rawTags.openNames.isEmpty { checkNesting(of: node) }
    switch node.kind {
    case .text: return readText(node)
    case .softBreak: tree.append(.softBreak)
    case .lineBreak: tree.append(.lineBreak)
    case .code:
      let start = tree.text.count
      appendCodeText(node.literal)
      tree.append(.codeSpan, textFrom: start, source: place(node))
    case .htmlInline: readRaw(node.literal, at: node)
    case .emphasis: readStyled(node, as: .emphasis)
    case .strong: readStyled(node, as: .strong)
    case .link: readLink(node)
    case .image: readImage(node)
    default: readSpans(node.firstChild)
    }
    return node.next
  }

  private mutating func readText(_ node: Node) -> Node? {
    let literal = node.literal
    let start = skippedBytes
    skippedBytes = 0
    if start == 0, PlainText.isWords(literal) {
      let shown = blanksBeforePunctuation(node, literal)
      tree.append(.text, literal, from: shown, flags: .plain, source: textPlace(node, shown..<literal.count))
      return node.next
    }
    if let closing = readInlineInclude(node, literal, from: start) { return closing }
    checkMarks(node, literal, from: start)
    let shown = start == 0 ? blanksBeforePunctuation(node, literal) : start
    checkText(node, literal)
    readWords(node, literal, shown..<literal.count)
    return node.next
  }

  private mutating func readStyled(_ node: Node, as kind: TreeNode.Kind) {
    guard depth <= Self.depthLimit else { return readUnread(node) }
    let outer = rawTags.enter()
    let range = keepsPlace(of: node) || (options.isTranslation && kind == .strong) ? sourceRange(node) : 0..<0
    tree.open(kind, source: range)
    inlineDepth += 1
    readSpans(node.firstChild)
    inlineDepth -= 1
    closeRaw(rawTags.leave(outer))
    tree.close()
  }

  /// What is nested too deep is shown as it is written.
  private mutating func readUnread(_ node: Node) {
    let range = sourceRange(node)
    tree.append(.text, source.bytes[range], source: range)
  }

  /// The place of a part of a text, where that is kept.
  mutating func textPlace(_ node: Node, _ part: Range<Int>) -> Range<Int> {
    keepsPlace(of: node) ? sourceRange(node, part) : 0..<0
  }

  mutating func sourceRange(_ node: Node, _ part: Range<Int>) -> Range<Int> {
    let range = sourceRange(node)
    // Where an escape or a reference stands the text is written longer than it is.
    guard part.count < node.literal.count, range.count == node.literal.count else { return range }
    return range.lowerBound + part.lowerBound..<range.lowerBound + part.upperBound
  }

  private mutating func readLink(_ node: Node) {
    var destination = node.destination.array
    guard depth <= Self.depthLimit else { return readUnread(node) }
    if destination.isEmpty, let address = addressAsText(node) {
      reportEmptyTarget(node, mended: address)
      destination = address
    }
    if rawTags.openNames.contains("a") {
      if openRawLink != nil {
        readSpans(node.firstChild)
        return
      }
      closeRaw(rawTags.pop("a") ?? [])
    }
    checkFootnote(node)
    let moved = Self.leadingMarks(of: node)
    if moved > 0 { readLeadingMarks(moved, of: node) }
    let outer = rawTags.enter()
    let reference = readReference(destination, form: .link, at: node)
    let title = tree.text.count
    tree.text.append(raw: node.title, from: 0)
    tree.open(.link, number: reference, textFrom: title, source: place(node))
    let before = tree.count
    skippedBytes = moved
    if CrossReference.isOne(destination), node.firstChild?.literal.elementsEqual(destination) ?? true {
      // `<xref:uid>`: the title of the page is known later.
      tree.append(.linkedTitle, number: links.count - 1)
      closeRaw(rawTags.leave(outer))
      tree.close()
      return
    }
    inlineDepth += 1
    linkDepth += 1
    readSpans(node.firstChild)
    linkDepth -= 1
    inlineDepth -= 1
    if !destination.isEmpty, isWithoutWords(from: before) {
      reportLinkWithoutText(destination, sourceRange(node), from: before)
    }
    closeRaw(rawTags.leave(outer))
    tree.close()
  }

  /// `[https://example.org]()`: the address that stands where the text does.
  private func addressAsText(_ link: Node) -> [UInt8]? {
    guard let text = link.firstChild, text.kind == .text, text.next == nil,
      text.literal.startsCaseless(with: "http", at: 0), !text.literal.contains(where: Ascii.isSpace),
      Address(text.literal) == .external
    else { return nil }
    return text.literal.array
  }

  private mutating func readImage(_ node: Node) {
    if let text = node.firstChild, text.kind == .text, text.literal.startsCaseless(with: "!include ", at: 0) {
      readInclude(writtenAs: node)
      return
    }
    var alternative = Self.plainText(node.firstChild)
    let moved = Self.leadingMarks(of: node)
    if moved > 0, let literal = node.firstChild?.literal {
      readLeadingMarks(moved, of: node)
      let kept = moved - literal.prefix(while: Ascii.isBlank).count
      alternative = String(decoding: alternative.utf8.dropFirst(kept), as: UTF8.self)
    }
    let destination = node.destination.array
    if readRefusedImage(destination, alternative: Array(alternative.utf8), source: sourceRange(node)) { return }
    let reference = readReference(destination, form: .image, at: node)
    appendImage(reference, alternative: Array(alternative.utf8), title: node.title.array, source: place(node))
    if options.isTranslation, !alternative.isEmpty, alternative.utf8.allSatisfy(Ascii.isPunctuation) {
      report(
        .mtLinkTextLost,
        "An image has a text for those who do not see it; translation left only `\(alternative)` of this one.",
        at: sourceRange(node))
    } else if alternative.isEmpty {
      report(
        .missingImageAltText, "An image has a text for those who do not see it; `![](…)` has none.",
        at: sourceRange(node))
    }
  }

  /// - Parameter title: What the theme shows beside it.
  mutating func appendImage(
    _ reference: Int, _ flags: TreeNode.Flags = [], alternative: [UInt8], title: [UInt8] = [], source: Range<Int>
  ) {
    let start = tree.text.count
    tree.text.append(raw: alternative)
    tree.append(.image, flags, number: reference, textFrom: start, source: source)
    tree.text.append(raw: title)
    tree.setLast(extra: title.count)
  }
}

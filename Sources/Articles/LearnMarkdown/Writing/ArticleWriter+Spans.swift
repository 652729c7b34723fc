internal import CommonMark
internal import Diagnostics

extension ArticleWriter {
  mutating func writeSpans(_ first: Node?, until end: Node? = nil, skipping skipped: Node? = nil) {
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
        node = writeSpan(current)
      }
    }
  }

  /// What follows `<a name="…"></a>`: its end tag goes with it.
  private func afterClosingTag(_ node: Node) -> Node? {
    guard let next = node.next, next.kind == .htmlInline else { return node.next }
    let literal = next.literal
    let isClosing = (literal.count == 4 && literal.starts(with: "</a>", at: 0)) || HTMLTag(literal)?.isClosing == true
    return isClosing ? next.next : next
  }

  private mutating func writeSpan(_ node: Node) -> Node? {
    if !rawTags.openNames.isEmpty { checkNesting(of: node) }
    switch node.kind {
    case .text: return writeText(node)
    case .softBreak: html.append(UInt8(ascii: "\n"))
    case .lineBreak: html.append("<br />\n")
    case .code:
      html.append("<code>")
      writeCodeText(node.literal)
      html.append("</code>")
    case .htmlInline: writeRaw(node.literal, at: node)
    case .emphasis: write(node, in: "em")
    case .strong: write(node, in: "strong")
    case .link: writeLink(node)
    case .image: writeImage(node)
    default: writeSpans(node.firstChild)
    }
    return node.next
  }

  private mutating func writeText(_ node: Node) -> Node? {
    let literal = node.literal
    let start = skippedBytes
    skippedBytes = 0
    if start == 0, PlainText.isWords(literal) {
      html.append(raw: literal, from: blanksBeforePunctuation(node, literal))
      return node.next
    }
    if let closing = writeInlineInclude(node, literal, from: start) { return closing }
    checkMarks(node, literal, from: start)
    let shown = start == 0 ? blanksBeforePunctuation(node, literal) : start
    checkText(node, literal)
    html.append(escaping: literal, from: shown)
    return node.next
  }

  private mutating func write(_ node: Node, in element: StaticString) {
    guard depth <= Self.depthLimit else {
      html.append(escaping: source.bytes[sourceRange(node)])
      return
    }
    let outer = rawTags.enter()
    html.append("<")
    html.append(element)
    html.append(">")
    let start = html.count
    inlineDepth += 1
    writeSpans(node.firstChild)
    inlineDepth -= 1
    for name in rawTags.leave(outer) { closeRaw(name) }
    if options.isTranslation, node.kind == .strong { noteBold(node, start..<html.count) }
    html.append("</")
    html.append(element)
    html.append(">")
  }

  private mutating func noteBold(_ node: Node, _ range: Range<Int>) {
    let isSuspected = html.withSpan(from: range.lowerBound) { BoldText.isSuspected($0, before: node.next) }
    boldTexts.append(
      BoldText(html: range, place: isSuspected ? place(of: sourceRange(node)) : nil))
  }

  private mutating func writeLink(_ node: Node) {
    var destination = node.destination.array
    guard depth <= Self.depthLimit else {
      html.append(escaping: source.bytes[sourceRange(node)])
      return
    }
    if destination.isEmpty, let address = addressAsText(node) {
      reportEmptyTarget(node, mended: address)
      destination = address
    }
    if rawTags.openNames.contains("a") {
      if openRawLink != nil {
        writeSpans(node.firstChild)
        return
      }
      for inner in rawTags.pop("a") ?? [] { closeRaw(inner) }
    }
    checkFootnote(node)
    let moved = Self.leadingMarks(of: node)
    if moved > 0 { writeLeadingMarks(moved, of: node) }
    let outer = rawTags.enter()
    html.append("<a")
    writeReference(destination, form: .link, at: node)
    writeTitle(node.title)
    html.append(">")
    let before = html.count
    skippedBytes = moved
    if CrossReference.isOne(destination), node.firstChild?.literal.elementsEqual(destination) ?? true {
      // `<xref:uid>`: the title of the page is known later.
      holes.append(Hole(offset: html.count, kind: .linkText, index: links.count - 1))
      for name in rawTags.leave(outer) { closeRaw(name) }
      html.append("</a>")
      return
    }
    inlineDepth += 1
    linkDepth += 1
    writeSpans(node.firstChild)
    linkDepth -= 1
    inlineDepth -= 1
    if !destination.isEmpty, isWithoutWords(from: before) {
      reportLinkWithoutText(destination, sourceRange(node))
    }
    for name in rawTags.leave(outer) { closeRaw(name) }
    html.append("</a>")
  }

  /// `[https://example.org]()`: the address that stands where the text does.
  private func addressAsText(_ link: Node) -> [UInt8]? {
    guard let text = link.firstChild, text.kind == .text, text.next == nil,
      text.literal.startsCaseless(with: "http", at: 0), !text.literal.contains(where: Ascii.isSpace),
      Address(text.literal) == .external
    else { return nil }
    return text.literal.array
  }

  private mutating func writeTitle(_ title: Bytes) {
    guard !title.isEmpty else { return }
    html.append(" title=\"")
    html.append(escaping: title)
    html.append("\"")
  }

  private mutating func writeImage(_ node: Node) {
    var alternative = Self.plainText(node.firstChild)
    let moved = Self.leadingMarks(of: node)
    if moved > 0, let literal = node.firstChild?.literal {
      writeLeadingMarks(moved, of: node)
      let kept = moved - literal.prefix(while: Ascii.isBlank).count
      alternative = String(decoding: alternative.utf8.dropFirst(kept), as: UTF8.self)
    }
    html.append("<img")
    writeReference(node.destination.array, form: .image, at: node)
    html.append(" alt=\"")
    html.append(escaping: alternative)
    html.append("\"")
    writeTitle(node.title)
    html.append(" />")
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
}

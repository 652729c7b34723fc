internal import CommonMark
internal import Diagnostics

extension ArticleWriter {
  mutating func writeHTMLBlock(_ node: Node) {
    html.lineBreak()
    block = (node.startLine, node.startColumn)
    if let directive = wholePlaceholder(node.literal) {
      writeBlockDirective(directive)
      return
    }
    writeRaw(node.literal, at: node)
    html.lineBreak()
  }

  /// Writes raw HTML by the allow-list: every tag is written anew, nothing is copied that was not understood.
  mutating func writeRaw(_ literal: Bytes, at node: Node) {
    if rawTags.openNames.isEmpty, Self.isLineBreak(literal) {
      html.append("<br />")
      return
    }
    var tokens = HTMLTokens(literal)
    var code: String?
    while let token = tokens.next() {
      switch token {
      case .dropped(let range):
        readSuppression(tokens.slice(range), at: node)
        if node.kind == .htmlBlock { checkComment(tokens.slice(range), at: node) }
      case .text(let range):
        if code == nil { checkNesting(of: tokens.slice(range), range, at: node) }
        writeRawText(tokens.slice(range))
        if node.kind == .htmlBlock { checkRawText(tokens.slice(range), at: node) }
      case .tag(let tag):
        if let name = code {
          // Code is one text, whatever in it looks like a tag.
          html.append(escaping: tokens.slice(tag.range))
          if tag.isClosing, tag.name == name { code = nil }
        } else if let directive = placeholder(tag) {
          writeInlineDirective(directive)
        } else {
          if Self.isCode(tag.name), !tag.isClosing, !tag.isSelfClosing, node.kind == .htmlBlock { code = tag.name }
          writeRaw(tag, written: tokens.slice(tag.range), at: node)
        }
      }
    }
  }

  /// Whether a tag is `<br>`, in one of the ways in which nearly all are written.
  private static func isLineBreak(_ literal: Bytes) -> Bool {
    switch literal.count {
    case 4: literal.starts(with: "<br>", at: 0)
    case 5: literal.starts(with: "<br/>", at: 0)
    case 6: literal.starts(with: "<br />", at: 0)
    default: false
    }
  }

  /// A comment of HTML reaches no page; one of Trin's own says what to put up with in the next block.
  private mutating func readSuppression(_ comment: ArraySlice<UInt8>, at node: Node) {
    guard let codes = Suppression.codes(in: comment) else { return }
    var lines: ClosedRange<Int>?
    if node.kind == .htmlBlock, let next = node.next { lines = sourceLines(next) }
    suppressions.append(
      Suppression(codes: codes, place: source.place(sourceRange(node), in: options.file), lines: lines))
  }

  /// The lines (1-based) of a block in the source.
  private func sourceLines(_ node: Node) -> ClosedRange<Int> {
    func line(_ number: Int) -> Int {
      let start = text.text.lineRange(min(max(number, 1), text.text.lineCount) - 1).lowerBound
      return Int(source.position(of: text.sourceOffset(start)).line)
    }
    let first = line(node.startLine)
    return first...max(first, line(node.endLine))
  }

  /// A comment that nothing ends takes the rest of the page with it.
  private mutating func checkComment(_ comment: ArraySlice<UInt8>, at node: Node) {
    guard comment.starts(with: "<!--".utf8), !comment.suffix(3).elementsEqual("-->".utf8) else { return }
    let start = sourceOffset(line: node.startLine, column: node.startColumn)
    report(
      .commentUnclosed, "A comment ends with `-->`; this one runs to the end of the page, which is not shown.",
      at: start..<start + 4)
  }

  /// Text between raw tags; references stand as the author wrote them.
  private mutating func writeRawText(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "<"): html.append("&lt;")
      case UInt8(ascii: ">"): html.append("&gt;")
      default: html.append(byte)
      }
    }
  }

  /// Elements whose content is no text for readers.
  private static func isCode(_ name: String) -> Bool { name == "script" || name == "style" }

  private mutating func writeRaw(_ tag: HTMLTag, written: ArraySlice<UInt8>, at node: Node) {
    guard let element = HTMLPolicy.elements[tag.name] else {
      html.append(escaping: written)
      reportTag(tag, at: node)
      return
    }
    let name = HTMLPolicy.modernNames[tag.name] ?? tag.name
    if tag.isClosing {
      if element == .void {
        if tag.name == "br" { html.append("<br />") }
      } else {
        if tag.name == "a", let open = openRawLink { checkRawLink(open) }
        checkEnd(of: name, tag, at: node)
        for inner in rawTags.pop(name) ?? [] { closeRaw(inner) }
      }
      return
    }
    // No link stands in another, and no anchor around one.
    if tag.name == "a" { for inner in rawTags.pop("a") ?? [] { closeRaw(inner) } }
    if tag.name == "a", tag.value("href") == nil {
      writeAnchor(tag, at: node)
      return
    }
    if element == .optionalEnd { closeImplied(by: name) }
    endParagraph(before: element, tag, at: node)
    checkNesting(of: name, tag, at: node)
    noteTable(tag)
    html.append("<")
    html.append(raw: name)
    writeAttributes(tag, name: tag.name, at: node)
    if element == .void {
      html.append(" />")
    } else {
      html.append(">")
      rawTags.push(name)
      if tag.name == "a" { openRawLink = (html.count, range(of: tag, at: node), tag.value("href") ?? []) }
    }
  }

  /// At the end of an `<a href>`: whether there was a text in it.
  private mutating func checkRawLink(_ link: (start: Int, source: Range<Int>, destination: [UInt8])) {
    openRawLink = nil
    guard !link.destination.isEmpty, html.count >= link.start else { return }
    if isWithoutWords(from: link.start) {
      reportLinkWithoutText(link.destination, link.source)
    } else {
      checkLeadingMarks(ofRawLink: html.bytes(from: link.start), link.source)
    }
  }

  /// `<a name="x">` away from a heading keeps its place as an anchor.
  private mutating func writeAnchor(_ tag: HTMLTag, at node: Node) {
    html.append("<a")
    if let id = tag.value("name") ?? tag.value("id"), !id.isEmpty {
      let unique = claim(id, isExplicit: true, node)
      html.append(" id=\"")
      html.append(escaping: unique)
      html.append("\"")
      anchors.append(
        Anchor(id: unique, offset: sourceOffset(line: node.startLine, column: node.startColumn)))
    }
    html.append(">")
    rawTags.push("a")
  }

  private mutating func writeAttributes(_ tag: HTMLTag, name: String, at node: Node) {
    var seen: Set<String> = []
    for written in tag.attributes where seen.insert(written.name).inserted {
      let (attribute, value) = (written.name, written.value)
      guard HTMLPolicy.allows(attribute: attribute, of: name) else {
        if !HTMLPolicy.ignored.contains(attribute) { reportAttribute(attribute, of: tag, at: node) }
        continue
      }
      switch attribute {
      case "href", "src":
        let range = range(of: tag, at: node)
        writeReference(
          value ?? [], form: attribute == "href" ? .htmlLink : .htmlImage, source: range,
          written: place(of: written, in: tag, range))
      case "rel": continue
      case "target":
        if value.map({ $0.lazy.map(Ascii.lower).elementsEqual("_blank".utf8) }) == true {
          html.append(" target=\"_blank\" rel=\"noopener\"")
        }
      case "id":
        guard let value, !value.isEmpty else { continue }
        let unique = claim(value, isExplicit: true, node)
        writeAttribute("id", unique)
        anchors.append(
          Anchor(id: unique, offset: sourceOffset(line: node.startLine, column: node.startColumn)))
      case "name": continue
      default: writeAttribute(attribute, value ?? [])
      }
    }
    if name == "img", tag.value("alt") == nil {
      html.append(" alt=\"\"")
      report(
        .missingImageAltText, "An image has a text for those who do not see it; this `<img>` has none.",
        at: range(of: tag, at: node))
    }
  }

  private mutating func writeAttribute(_ name: String, _ value: [UInt8]) {
    html.append(" ")
    html.append(raw: name)
    html.append("=\"")
    html.append(escaping: value)
    html.append("\"")
  }

  /// `<li>` ends the one before it, and so on: what HTML lets authors leave out.
  private mutating func closeImplied(by name: String) {
    guard let ended = HTMLPolicy.ended[name] else { return }
    let boundary = name == "li" ? HTMLPolicy.lists : HTMLPolicy.tables
    for name in ended where rawTags.canClose(name, within: boundary) {
      for inner in rawTags.pop(name) ?? [] { closeRaw(inner) }
    }
  }

  mutating func closeRaw(_ name: String) {
    html.append("</")
    html.append(raw: name)
    html.append(">")
  }

  mutating func range(of tag: HTMLTag, at node: Node) -> Range<Int> {
    node.kind == .htmlBlock ? range(of: tag.range, in: node) : sourceRange(node)
  }

  /// Where bytes of a block of raw HTML stand in the source.
  mutating func range(of part: Range<Int>, in node: Node) -> Range<Int> {
    // The lines of a block have lost what stands before them, such as quote marks; so they are counted from their ends.
    let literal = node.literal
    if rawCursor.block != node.startLine || rawCursor.offset > part.lowerBound {
      rawCursor = (node.startLine, 0, node.startLine - 1)
    }
    for byte in literal[rawCursor.offset..<part.lowerBound] where byte == UInt8(ascii: "\n") {
      rawCursor.line += 1
    }
    rawCursor.offset = part.lowerBound
    let rest = literal.dropFirst(part.lowerBound).prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let written = text.text.lineRange(min(rawCursor.line, text.text.lineCount - 1))
    let start = max(written.upperBound - rest.count, written.lowerBound)
    let end = min(start + part.count, written.upperBound)
    return text.sourceOffset(start)..<text.sourceOffset(end)
  }

  /// Where the value of an attribute stands in the source, when it is written as it reads.
  ///
  /// - Parameter range: Of the tag in the source. Its later lines may stand elsewhere than in the block.
  private func place(of attribute: HTMLTag.Attribute, in tag: HTMLTag, _ range: Range<Int>) -> Range<Int>? {
    guard let written = attribute.written, let value = attribute.value else { return nil }
    let start = range.lowerBound + written.lowerBound - tag.range.lowerBound
    let end = start + written.count
    guard end <= source.bytes.count, source.bytes[start..<end].elementsEqual(value) else { return nil }
    switch source.bytes[start - 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "="): return start..<end
    default: return nil
    }
  }

  private mutating func reportTag(_ tag: HTMLTag, at node: Node) {
    let slash = tag.isClosing ? "/" : ""
    report(
      .disallowedHTMLTag,
      Self.isCode(tag.name)
        ? "An article runs no code and sets no styles; `<\(slash)\(tag.name)>` is shown as text."
        : "`<\(slash)\(tag.name)>` is no HTML element that an article may use; it is shown as text. A placeholder is written `\\<\(tag.name)>` or as code.",
      at: range(of: tag, at: node))
  }

  private mutating func reportAttribute(_ attribute: String, of tag: HTMLTag, at node: Node) {
    report(
      .disallowedHTMLAttribute,
      "The attribute `\(attribute)` has no place on `<\(tag.name)>` in an article; it was left out.",
      at: range(of: tag, at: node))
  }
}

extension RawTagStack {
  /// Whether the innermost open element of that name is nearer than any of the boundary.
  func canClose(_ name: String, within boundary: Set<String>) -> Bool {
    for open in openNames.reversed() {
      if open == name { return true }
      if boundary.contains(open) { return false }
    }
    return false
  }
}

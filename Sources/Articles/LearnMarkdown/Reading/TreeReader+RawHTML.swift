internal import CommonMark
internal import Diagnostics

extension TreeReader {
  mutating func readHTMLBlock(_ node: Node) {
    block = (node.startLine, node.startColumn)
    tree.append(.lineEnd)
    if let directive = wholePlaceholder(node.literal) {
      readBlockDirective(directive)
      return
    }
    readRaw(node.literal, at: node)
    tree.append(.lineEnd)
  }

  /// Reads raw HTML by the allow-list: every tag is written anew, nothing is copied that was not understood.
  mutating func readRaw(_ literal: Bytes, at node: Node) {
    if rawTags.openNames.isEmpty, Self.isLineBreak(literal) {
      tree.open(TreeElement(name: "br", isVoid: true, attributes: []))
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
        tree.append(.rawText, tokens.slice(range), source: rawPlace(range, at: node))
        if node.kind == .htmlBlock { checkRawText(tokens.slice(range), at: node) }
      case .tag(let tag):
        if let name = code {
          // Code is one text, whatever in it looks like a tag.
          tree.append(.text, tokens.slice(tag.range), source: rawPlace(tag.range, at: node))
          if tag.isClosing, tag.name == name { code = nil }
        } else if let directive = placeholder(tag) {
          readInlineDirective(directive)
        } else {
          if Self.isCode(tag.name), !tag.isClosing, !tag.isSelfClosing, node.kind == .htmlBlock { code = tag.name }
          readRaw(tag, written: tokens.slice(tag.range), at: node)
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

  private mutating func rawPlace(_ part: Range<Int>, at node: Node) -> Range<Int> {
    guard options.places != .none else { return 0..<0 }
    return node.kind == .htmlBlock ? range(of: part, in: node) : sourceRange(node)
  }

  /// Elements whose content is no text for readers.
  private static func isCode(_ name: String) -> Bool { name == "script" || name == "style" }

  private mutating func readRaw(_ tag: HTMLTag, written: ArraySlice<UInt8>, at node: Node) {
    if tag.name == "xref", readCrossReference(tag, at: node) { return }
    guard let element = HTMLPolicy.elements[tag.name] else {
      tree.append(.text, written, source: rawPlace(tag.range, at: node))
      refused.append(Link(form: .htmlLink, destination: [], source: range(of: tag, at: node)))
      reportTag(tag, at: node)
      return
    }
    let name = HTMLPolicy.modernNames[tag.name] ?? tag.name
    if tag.isClosing {
      if element == .void {
        if tag.name == "br" { tree.open(TreeElement(name: "br", isVoid: true, attributes: [])) }
      } else {
        if tag.name == "a", let open = openRawLink { endRawLink(open) }
        checkEnd(of: name, tag, at: node)
        closeRaw(rawTags.pop(name) ?? [])
      }
      return
    }
    // No link stands in another, and no anchor around one.
    if tag.name == "a" { closeRaw(rawTags.pop("a") ?? []) }
    if tag.name == "a", tag.value("href") == nil {
      readAnchor(tag, at: node)
      return
    }
    if tag.name == "img", let source = tag.value("src"),
      readRefusedImage(source, alternative: tag.value("alt") ?? [], form: .htmlImage, source: range(of: tag, at: node))
    {
      refuseAttributes(of: tag, at: node)
      return
    }
    if element == .optionalEnd { closeImplied(by: name) }
    endParagraph(before: element, tag, at: node)
    checkNesting(of: name, tag, at: node)
    noteTable(tag)
    let attributes = readAttributes(tag, name: tag.name, at: node)
    tree.open(
      TreeElement(name: name, isVoid: element == .void, attributes: attributes), source: rawPlace(tag.range, at: node))
    if element != .void {
      rawTags.push(name)
      if tag.name == "a", !Self.hasName(tag) {
        openRawLink = RawLink(start: tree.count, source: range(of: tag, at: node), destination: tag.value("href") ?? [])
      }
    }
  }

  /// Whether an element has words for those who do not see it, whatever stands in it.
  private static func hasName(_ tag: HTMLTag) -> Bool {
    ["aria-label", "title", "aria-labelledby"].contains { tag.value($0)?.isEmpty == false }
  }

  /// `<a name="x">` away from a heading keeps its place as an anchor.
  private mutating func readAnchor(_ tag: HTMLTag, at node: Node) {
    var attributes: [TreeElement.Attribute] = []
    if let id = tag.value("name") ?? tag.value("id"), !id.isEmpty {
      let unique = claim(id, isExplicit: true, node)
      attributes.append(attribute("id", unique))
      anchors.append(
        Anchor(id: unique, offset: sourceOffset(line: node.startLine, column: node.startColumn)))
    }
    refuseAttributes(of: tag, at: node)
    tree.open(TreeElement(name: "a", isVoid: false, attributes: attributes))
    rawTags.push("a")
  }

  private mutating func readAttributes(_ tag: HTMLTag, name: String, at node: Node) -> [TreeElement.Attribute] {
    var attributes: [TreeElement.Attribute] = []
    var seen: Set<String> = []
    for written in tag.attributes where seen.insert(written.name).inserted {
      let (attribute, value) = (written.name, written.value)
      guard HTMLPolicy.allows(attribute: attribute, of: name) else {
        if !HTMLPolicy.ignored.contains(attribute) {
          refuse(written, of: tag, at: node)
          reportAttribute(attribute, of: tag, at: node)
        }
        continue
      }
      switch attribute {
      case "href", "src":
        let range = range(of: tag, at: node)
        let reference = readReference(
          value ?? [], form: attribute == "href" ? .htmlLink : .htmlImage, source: range,
          written: place(of: written, in: tag, range))
        attributes.append(.init(name: attribute, value: .reference(reference)))
      case "rel": continue
      case "target":
        if value.map({ $0.lazy.map(Ascii.lower).elementsEqual("_blank".utf8) }) == true {
          attributes.append(self.attribute("target", Array("_blank".utf8)))
          attributes.append(self.attribute("rel", Array("noopener".utf8)))
        }
      case "id":
        guard let value, !value.isEmpty else { continue }
        if FrameNames.isReserved(value) { reportFrameName("id", value, of: tag, at: node) }
        let unique = claim(value, isExplicit: true, node)
        attributes.append(self.attribute("id", unique))
        anchors.append(
          Anchor(id: unique, offset: sourceOffset(line: node.startLine, column: node.startColumn)))
      case "name": continue
      case "class":
        let classes = FrameNames.classes(of: value ?? [])
        if !classes.own.isEmpty { attributes.append(self.attribute("class", classes.own)) }
        if let refused = classes.refused { reportFrameName("class", refused, of: tag, at: node) }
      default: attributes.append(self.attribute(attribute, value ?? []))
      }
    }
    if name == "img", tag.value("alt") == nil {
      attributes.append(attribute("alt", []))
      report(
        .missingImageAltText, "An image has a text for those who do not see it; this `<img>` has none.",
        at: range(of: tag, at: node))
    }
    return attributes
  }

  private mutating func reportFrameName(_ attribute: String, _ name: [UInt8], of tag: HTMLTag, at node: Node) {
    report(
      .disallowedHTMLAttribute,
      "The \(attribute) `\(name.utf8String)` of `<\(tag.name)>` belongs to the frame of the page; an article cannot have it.",
      at: range(of: tag, at: node))
  }

  private mutating func attribute(_ name: String, _ value: [UInt8]) -> TreeElement.Attribute {
    let start = tree.text.count
    tree.text.append(raw: value)
    return .init(name: name, value: .text(start..<tree.text.count))
  }

  /// `<li>` ends the one before it, and so on: what HTML lets authors leave out.
  private mutating func closeImplied(by name: String) {
    guard let ended = HTMLPolicy.ended[name] else { return }
    let boundary = name == "li" ? HTMLPolicy.lists : HTMLPolicy.tables
    for name in ended where rawTags.canClose(name, within: boundary) {
      closeRaw(rawTags.pop(name) ?? [])
    }
  }

  /// Ends elements that the stack of raw tags has ended.
  mutating func closeRaw(_ names: [String]) {
    for _ in names { tree.close() }
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
  func place(of attribute: HTMLTag.Attribute, in tag: HTMLTag, _ range: Range<Int>) -> Range<Int>? {
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

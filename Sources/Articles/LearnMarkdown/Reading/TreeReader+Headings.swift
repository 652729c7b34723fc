internal import CommonMark
internal import Diagnostics

extension TreeReader {
  mutating func readHeading(_ node: Node) {
    block = (node.startLine, node.startColumn)
    let level = node.headingLevel
    let start = sourceOffset(line: node.startLine, column: node.startColumn)
    let text = Self.plainText(node.firstChild)
    let name = Self.explicitName(node)
    let id = claim(name?.id ?? slug(text), isExplicit: name != nil, node)
    if (text.utf8.first ?? 0x80) >= 0x80, text.allSatisfy(\.isWhitespace) {
      report(.headingEmpty, "A heading has a text; this one is empty.", at: sourceRange(node))
    }
    checkLevel(level, node)
    if !id.isEmpty { anchors.append(Anchor(id: id, offset: start)) }
    let outer = rawTags.enter()
    tree.open(.heading, number: headings.count, source: blockPlace(node))
    readSpans(node.firstChild, skipping: name?.node)
    closeRaw(rawTags.leave(outer))
    tree.close()
    headings.append(Heading(level: level, id: id, text: text, line: Int32(source.line(at: start) + 1)))
  }

  /// The first `<a name="…">` or `<a id="…">` among the spans of a heading, which names it.
  private static func explicitName(_ node: Node) -> (id: [UInt8], node: Node)? {
    var child = node.firstChild
    while let current = child {
      if current.kind == .htmlInline, let id = name(current.literal) { return (id, current) }
      child = current.next
    }
    return nil
  }

  /// The name that a tag gives.
  private static func name(_ literal: Bytes) -> [UInt8]? {
    guard literal.startsCaseless(with: "<a", at: 0) else { return nil }
    if let name = plainName(literal) { return name }
    guard let tag = HTMLTag(literal), tag.name == "a", !tag.isClosing,
      tag.value("href") == nil, let id = tag.value("name") ?? tag.value("id"), !id.isEmpty
    else { return nil }
    return id
  }

  /// The same of a tag that reads `<a name="x">`, as nearly all do that name a heading.
  private static func plainName(_ literal: Bytes) -> [UInt8]? {
    let opening: StaticString = "<a name=\""
    let name = opening.utf8CodeUnitCount..<max(literal.count - 2, opening.utf8CodeUnitCount)
    guard !name.isEmpty, literal.starts(with: opening, at: 0), literal.starts(with: "\">", at: name.upperBound)
    else { return nil }
    for index in name where literal[index] == UInt8(ascii: "\"") || literal[index] == UInt8(ascii: "&") { return nil }
    return literal.array(name)
  }

  /// Makes an id unique on the page as GitHub does: the second `x` is `x-1`.
  mutating func claim(_ wanted: [UInt8], isExplicit: Bool, _ node: Node) -> [UInt8] {
    guard !wanted.isEmpty else { return [] }
    // HTML has no white space in a name; a link with the space is mended to the hyphen.
    let hasSpace = wanted.contains(where: Ascii.isSpace)
    let wanted = FrameNames.free(hasSpace ? wanted.map { Ascii.isSpace($0) ? UInt8(ascii: "-") : $0 } : wanted)
    let count = Self.countUp(&usedIDs[ByteString(wanted), default: 0])
    guard count > 0 else { return wanted }
    if isExplicit {
      let place = sourceRange(node)
      repeatedIDs[wanted, default: (place, 0)].count += 1
    }
    return claim(wanted + Array("-\(count)".utf8), isExplicit: false, node)
  }

  private static func countUp(_ count: inout Int) -> Int {
    defer { count += 1 }
    return count
  }

  /// One finding for each name, at its second place: a reference page may repeat one under hundreds of headings.
  mutating func reportRepeatedIDs() {
    for (id, (place, count)) in repeatedIDs.sorted(by: { $0.value.place.lowerBound < $1.value.place.lowerBound }) {
      let shown = id.utf8String
      let again = count == 1 ? "stands here again" : "stands here and \(count - 1) times more"
      report(
        .duplicateBookmark,
        "An anchor is named once on a page; `\(shown)` \(again), and is `\(shown)-1` and so on from here.", at: place)
    }
  }

  private mutating func checkLevel(_ level: Int, _ node: Node) {
    guard !options.isFragment else { return }
    if level == 1, headings.contains(where: { $0.level == 1 }) {
      report(.multipleH1s, "A page has one level-1 heading; this is another.", at: sourceRange(node))
    } else if let last = headings.last, level > last.level + 1 {
      report(
        .headingSkipped, "Headings go down one level at a time; after level \(last.level) comes level \(level).",
        at: sourceRange(node))
    }
  }

  /// The text of spans without markup, white space as written.
  static func plainText(_ first: Node?) -> String {
    var bytes: [UInt8] = []
    appendPlainText(first, to: &bytes, depth: 0)
    var text = bytes[...]
    while let byte = text.first, Ascii.isSpace(byte) { text.removeFirst() }
    while let byte = text.last, Ascii.isSpace(byte) { text.removeLast() }
    return String(decoding: text, as: UTF8.self)
  }

  private static func appendPlainText(_ first: Node?, to bytes: inout [UInt8], depth: Int) {
    var child = first
    while let current = child {
      child = current.next
      switch current.kind {
      case .text, .code: current.literal.append(to: &bytes)
      case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
      case .htmlInline:
        let literal = current.literal
        // Anchors are on nearly every heading, and have no text.
        if literal.starts(with: "<a ", at: 0) || literal.starts(with: "</a>", at: 0) { continue }
        if let tag = HTMLTag(literal), HTMLPolicy.elements[tag.name] == nil, !tag.name.hasPrefix("x-") {
          literal.append(to: &bytes)
        }
      default: if depth < depthLimit { appendPlainText(current.firstChild, to: &bytes, depth: depth + 1) }
      }
    }
  }
}

extension HTMLTag {
  /// Nil where the bytes are not exactly one tag.
  init?(_ literal: some Sequence<UInt8>) {
    var tokens = HTMLTokens(literal)
    guard case .tag(let tag) = tokens.next(), tokens.next() == nil else { return nil }
    self = tag
  }
}

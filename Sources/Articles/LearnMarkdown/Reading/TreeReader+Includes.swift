internal import CommonMark

extension TreeReader {
  /// The spans of an include `[!INCLUDE [title](path)]`: a text that ends in its opening, the link, a text that begins
  /// with its `]`. Nil where `text` is followed by something else.
  private func include(after text: Node) -> (opening: Int, link: Node, closing: Node)? {
    guard let link = text.next, link.kind == .link, let closing = link.next, closing.kind == .text,
      closing.literal.first == UInt8(ascii: "]"), let opening = Self.opening(atEndOf: text.literal)
    else { return nil }
    return (opening, link, closing)
  }

  /// Where `[!INCLUDE ` begins that the bytes end with.
  private static func opening(atEndOf bytes: Bytes) -> Int? {
    var end = bytes.count
    while end > 0, Ascii.isBlank(bytes[end - 1]) { end -= 1 }
    let start = end - "[!include".utf8.count
    return start >= 0 && bytes.startsCaseless(with: "[!include", at: start) ? start : nil
  }

  mutating func readBlockInclude(_ paragraph: Node) -> Bool {
    guard let first = paragraph.firstChild, first.kind == .text, let include = include(after: first),
      include.opening == 0, include.closing.next == nil,
      include.closing.literal.dropFirst().allSatisfy(Ascii.isSpace)
    else { return false }
    readInclude(include, from: first, kind: .include)
    return true
  }

  /// Reads a text and the include that it opens; returns the span to go on with, nil where it opens none.
  mutating func readInlineInclude(_ text: Node, _ literal: Bytes, from start: Int) -> Node? {
    guard text.next?.kind == .link, let include = include(after: text), include.opening >= start else { return nil }
    if include.opening > start {
      readWords(text, literal, start..<include.opening)
    }
    let isInParagraph = openParagraph && inlineDepth == 0 && rawTags.openNames.isEmpty
    readInclude(include, from: text, kind: isInParagraph ? .paragraphInclude : .inlineInclude)
    skippedBytes = 1
    return include.closing
  }

  /// See ``IncludeInLink``.
  mutating func readInclude(writtenAs image: Node) {
    let range = sourceRange(image)
    tree.append(.inlineInclude, number: links.count, source: range)
    links.append(Link(form: .include, destination: image.destination.array, source: range))
  }

  private mutating func readInclude(
    _ include: (opening: Int, link: Node, closing: Node), from text: Node, kind: TreeNode.Kind
  ) {
    let start = sourceOffset(line: text.startLine, column: text.startColumn + include.opening)
    let end = sourceOffset(line: include.closing.startLine, column: include.closing.startColumn + 1)
    let range = start..<max(start, end)
    tree.append(kind, number: links.count, source: range)
    links.append(Link(form: .include, destination: include.link.destination.array, source: range))
  }
}

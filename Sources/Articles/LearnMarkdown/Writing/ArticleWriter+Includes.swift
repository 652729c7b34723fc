internal import CommonMark

extension ArticleWriter {
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

  mutating func writeBlockInclude(_ paragraph: Node) -> Bool {
    guard let first = paragraph.firstChild, first.kind == .text, let include = include(after: first),
      include.opening == 0, include.closing.next == nil,
      include.closing.literal.dropFirst().allSatisfy(Ascii.isSpace)
    else { return false }
    html.lineBreak()
    writeInclude(include, from: first, kind: .blockInclude)
    html.lineBreak()
    return true
  }

  /// Writes a text and the include that it opens; returns the span to go on with, nil where it opens none.
  mutating func writeInlineInclude(_ text: Node, _ literal: Bytes, from start: Int) -> Node? {
    guard text.next?.kind == .link, let include = include(after: text), include.opening >= start else { return nil }
    html.append(escaping: literal.dropFirst(start).prefix(include.opening - start))
    let isInParagraph = openParagraph && inlineDepth == 0 && rawTags.openNames.isEmpty
    writeInclude(include, from: text, kind: isInParagraph ? .paragraphInclude : .inlineInclude)
    skippedBytes = 1
    return include.closing
  }

  private mutating func writeInclude(
    _ include: (opening: Int, link: Node, closing: Node), from text: Node, kind: Hole.Kind
  ) {
    let start = sourceOffset(line: text.startLine, column: text.startColumn + include.opening)
    let end = sourceOffset(line: include.closing.startLine, column: include.closing.startColumn + 1)
    let range = start..<max(start, end)
    holes.append(Hole(offset: html.count, kind: kind, index: links.count))
    links.append(Link(form: .include, destination: include.link.destination.array, source: range))
  }
}

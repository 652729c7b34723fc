internal import CommonMark

extension ArticleWriter {
  /// The spans of `[!INCLUDE [title](path)]` that begin with the text `[`; nil where they are something else.
  private func include(from opening: Node) -> (link: Node, closing: Node)? {
    guard opening.kind == .text, opening.literal.count == 1, opening.literal[0] == UInt8(ascii: "[") else { return nil }
    var word: [UInt8] = []
    var node = opening.next
    while let current = node, current.kind == .text, word.count < 12 {
      word += current.literal
      node = current.next
    }
    guard word.startsCaseless(with: "!include", at: 0), word.dropFirst(8).allSatisfy(Ascii.isBlank),
      let link = node, link.kind == .link, let closing = link.next, closing.kind == .text, closing.literal.count == 1,
      closing.literal[0] == UInt8(ascii: "]")
    else { return nil }
    return (link, closing)
  }

  func writeBlockInclude(_ paragraph: Node) -> Bool {
    guard let first = paragraph.firstChild, let include = include(from: first), include.closing.next == nil else {
      return false
    }
    html.lineBreak()
    writeInclude(include.link, from: first, to: include.closing, kind: .blockInclude)
    html.lineBreak()
    return true
  }

  /// The span after the include; nil where `opening` begins none.
  func writeInlineInclude(_ opening: Node) -> (node: Node?, Void)? {
    guard let include = include(from: opening) else { return nil }
    writeInclude(include.link, from: opening, to: include.closing, kind: .inlineInclude)
    return (include.closing.next, ())
  }

  private func writeInclude(_ link: Node, from opening: Node, to closing: Node, kind: Hole.Kind) {
    let range = sourceRange(opening).lowerBound..<sourceRange(closing).upperBound
    holes.append(Hole(offset: html.count, kind: kind, index: links.count))
    links.append(
      Link(form: .include, destination: Array(link.destination), place: source.range(of: range), source: range))
  }
}

internal import CommonMark

extension ArticleWriter {
  /// `:::code source="a.cs" range="1-9":::` on lines of its own.
  mutating func writeCode(_ directive: Directive) {
    writeCode(
      CodeReference(
        path: directive.value("source") ?? [], language: directive.value("language"),
        selection: CodeSelection(directive), place: source.range(of: directive.range), source: directive.range))
  }

  /// `[!code-csharp[title](a.cs#L1-L9)]`: the older form, of which a paragraph consists.
  mutating func writeBlockCode(_ paragraph: Node) -> Bool {
    let opening: StaticString = "[!code"
    guard let text = paragraph.firstChild, text.kind == .text, text.literal.startsCaseless(with: opening, at: 0),
      let link = text.next, link.kind == .link, let closing = link.next, closing.kind == .text, closing.next == nil,
      closing.literal.first == UInt8(ascii: "]"), closing.literal.dropFirst().allSatisfy(Ascii.isSpace)
    else { return false }
    let name = text.literal.dropFirst(opening.utf8CodeUnitCount)
    let start = sourceOffset(line: text.startLine, column: text.startColumn)
    let end = sourceOffset(line: closing.startLine, column: closing.startColumn + 1)
    let range = start..<max(start, end)
    let written = link.destination.array
    let hash = written.firstIndex(of: UInt8(ascii: "#")) ?? written.count
    let question = written[..<hash].firstIndex(of: UInt8(ascii: "?")) ?? hash
    let language = name.drop { $0 == UInt8(ascii: "-") }.prefix { !Ascii.isBlank($0) }
    writeCode(
      CodeReference(
        path: Array(written[..<question]), language: language.isEmpty ? nil : Array(language),
        selection: CodeSelection(query: written[question..<hash], fragment: written[hash...].dropFirst()),
        place: place(of: range), source: range))
    return true
  }

  private mutating func writeCode(_ reference: CodeReference) {
    html.lineBreak()
    html.append("<pre><code")
    if let language = reference.language {
      html.append(" class=\"language-")
      html.append(escaping: language)
      html.append("\"")
    }
    html.append(">")
    holes.append(Hole(offset: html.count, kind: .code, index: code.count))
    code.append(reference)
    html.append("</code></pre>\n")
  }
}

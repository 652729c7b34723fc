internal import CommonMark

extension TreeReader {
  /// `:::code source="a.cs" range="1-9":::` on lines of its own.
  mutating func readCode(_ directive: Directive) {
    let path = directive.value("source") ?? []
    let names = directive.value("id") != nil
    readCode(
      CodeReference(
        path: path, language: directive.value("language"), selection: CodeSelection(directive),
        isNotebook: names && path.suffix(6).elementsEqual(".ipynb".utf8), place: source.range(of: directive.range),
        source: directive.range))
  }

  /// `[!code-csharp[title](a.cs#L1-L9)]`, `[!notebook-python[](a.ipynb?name=cell)]`: the older form, of which a
  /// paragraph consists.
  mutating func readBlockCode(_ paragraph: Node) -> Bool {
    guard let text = paragraph.firstChild, text.kind == .text else { return false }
    let isNotebook = text.literal.startsCaseless(with: "[!notebook", at: 0)
    let opening: StaticString = isNotebook ? "[!notebook" : "[!code"
    guard text.literal.startsCaseless(with: opening, at: 0),
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
    readCode(
      CodeReference(
        path: Array(written[..<question]), language: language.isEmpty ? nil : Array(language),
        selection: CodeSelection(query: written[question..<hash], fragment: written[hash...].dropFirst()),
        isNotebook: isNotebook, place: place(of: range), source: range))
    return true
  }

  private mutating func readCode(_ reference: CodeReference) {
    let start = tree.text.count
    tree.text.append(raw: reference.language ?? [])
    tree.append(.codeFile, number: code.count, textFrom: start, source: reference.source)
    code.append(reference)
  }
}

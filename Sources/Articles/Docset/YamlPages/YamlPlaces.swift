internal import Diagnostics
internal import LearnMarkdown

/// Tells the places of a text that was made from a YAML file in that file.
struct YamlPlaces {
  let text: EditedText
  let source: SourceText
  /// The place of all of it, where it was made from more than one scalar.
  let whole: Range<Int>?

  func range(_ range: Range<Int>) -> Range<Int> {
    if let whole { return whole }
    let start = text.sourceOffset(range.lowerBound)
    guard !range.isEmpty else { return start..<start }
    let end = text.sourceOffset(range.upperBound - 1) + 1
    return start..<max(start, min(end, source.bytes.count))
  }

  /// The range in the file; nil where its bytes stand there otherwise.
  func unchanged(_ inner: Range<Int>) -> Range<Int>? {
    let range = range(inner)
    return source.bytes[range].elementsEqual(text.text.bytes[inner]) ? range : nil
  }

  func position(_ position: TextPosition) -> TextPosition {
    source.position(of: range(offset(position)..<offset(position)).lowerBound)
  }

  func heading(_ heading: Heading) -> Heading {
    var heading = heading
    heading.line = position(TextPosition(line: heading.line, column: 1)).line
    return heading
  }

  /// A repair stays certain only where it can be made in the file as it is: where the bytes stand there unchanged.
  func finding(_ finding: Diagnostic, file: String) -> Diagnostic {
    var finding = finding
    let start = offset(TextPosition(line: Int32(finding.place.line), column: Int32(finding.place.column)))
    let end = offset(TextPosition(line: Int32(finding.place.endLine), column: Int32(finding.place.endColumn)))
    finding.place = source.place(range(start..<max(start, end)), in: file)
    finding.fix = finding.fix.flatMap { fix in
      let edits = fix.edits.compactMap { edit -> Fix.Edit? in
        let isPlain = !edit.replacement.utf8.contains { "\"'\\:#\n".utf8.contains($0) }
        return isPlain ? unchanged(edit.range).map { Fix.Edit($0, edit.replacement) } : nil
      }
      return edits.count == fix.edits.count ? Fix(edits) : nil
    }
    return finding
  }

  private func offset(_ position: TextPosition) -> Int {
    let line = min(max(Int(position.line) - 1, 0), text.text.lineCount - 1)
    var offset = Int(text.text.lineStarts[line])
    let bytes = text.text.bytes
    var left = Int(position.column) - 1
    while left > 0, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      left -= 1
    }
    return offset
  }
}

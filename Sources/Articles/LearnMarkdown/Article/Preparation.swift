internal import Diagnostics

/// A source made ready for libcmark: repaired where that is certain, its `:::` constructs set apart.
///
/// A directive inside a line becomes an HTML tag of the same length that libcmark passes through, so that no quote
/// or bracket in an attribute is read as Markdown and no column moves. A directive on a line of its own gets blank
/// lines around it: it is always its own block, even glued to text.
struct Preparation {
  var text: EditedText
  var directives: [Directive]
  var findings: [Diagnostic]
  /// Where links stand, in the source, that exist by a repair only.
  var mended: [Range<Int>]
  /// What was taken for code.
  var code: ProtectedCode
  /// What of the source was edited or reported.
  var touched: [Range<Int>]

  static let placeholder: StaticString = "<x-"

  /// - Parameter code: What is code, as libcmark's tree showed it; nil: that is guessed.
  init(_ source: SourceText, from start: Int, options: ArticleOptions, code: ProtectedCode? = nil) {
    var scan = PreparationScan(source: source, options: options, code: code)
    let body = start..<source.bytes.count
    scan.read(body)
    directives = scan.directives
    findings = scan.findings
    mended = scan.mended
    self.code = code ?? ProtectedCode(lines: scan.fences)
    touched = scan.touched
    text =
      scan.edits.isEmpty
      ? .unedited(source, from: start) : .applying(scan.edits, to: source, within: body)
  }
}

extension Preparation {
  /// Whether the text would be prepared otherwise, were this the code of it.
  func differs(by found: ProtectedCode, of source: SourceText) -> Bool {
    if touched.contains(where: { found.overlaps($0) }) { return true }
    for line in Self.difference(code.lines, found.lines) where line < source.lineCount {
      let range = source.lineRange(line)
      let content = source.bytes.skipBlanks(in: range)
      guard content < range.upperBound else { continue }
      if !LineMarks.read(source.bytes.span, content..<range.upperBound).isEmpty { return true }
      if touched.contains(where: { $0.lowerBound <= range.upperBound && $0.upperBound >= range.lowerBound }) {
        return true
      }
    }
    return false
  }

  /// The lines that are in one of the two only.
  private static func difference(_ first: [Range<Int>], _ second: [Range<Int>]) -> [Int] {
    if first == second { return [] }
    return (first + second).flatMap(\.self).filter {
      ProtectedCode.contains($0, in: first) != ProtectedCode.contains($0, in: second)
    }
  }
}

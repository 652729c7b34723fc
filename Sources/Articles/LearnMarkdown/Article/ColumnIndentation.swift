/// Takes back the indentation by which authors show what stands in a `:::row:::` and its columns.
///
/// To Learn it is not part of the text; to CommonMark, four columns of it are a block of code.
struct ColumnIndentation {
  private static let tabWidth = 4

  /// The columns before the `:::row:::` at hand; nil outside of rows.
  private var base: Int?
  /// The columns to take from each line of the `:::column:::` at hand.
  private var excess = 0

  var isInRow: Bool { base != nil }

  /// The edit of one line; call it for each, in order, that stands in a row or begins with a colon.
  ///
  /// - Parameters:
  ///   - content: Where the line's text begins, past quote marks and blanks.
  ///   - isCode: The line is one of a fenced block of code, after its first.
  mutating func edit(_ line: Int, content: Int, isCode: Bool, of source: SourceText) -> TextEdit? {
    let name = isCode ? nil : RowMark(source.bytes, at: content, end: source.lineRange(line).upperBound)
    if name == .row, base == nil { base = Self.width(before: content, line: line, of: source) }
    guard let base else { return nil }
    switch name {
    case .column: excess = Self.excess(after: line, over: base, of: source)
    case .columnEnd: excess = 0
    case .rowEnd:
      self.base = nil
      excess = 0
    case .row, nil: break
    }
    let removed = name == nil ? excess : Self.width(before: content, line: line, of: source) - base
    guard removed > 0 else { return nil }
    let start = Self.indentationStart(content, line: line, of: source)
    var end = start
    var width = 0
    while end < content, width < removed {
      width += source.bytes[end] == UInt8(ascii: "\t") ? Self.tabWidth : 1
      end += 1
    }
    return TextEdit(start..<end, [])
  }

  /// By how much every line of a column is indented beyond its row; 0 where that makes no block of code.
  private static func excess(after line: Int, over base: Int, of source: SourceText) -> Int {
    var least = Int.max
    for next in line + 1..<max(source.lineCount, line + 1) {
      let range = source.lineRange(next)
      let content = indentationEnd(range, of: source.bytes)
      guard content < range.upperBound else { continue }
      if RowMark(source.bytes, at: content, end: range.upperBound) != nil { break }
      least = min(least, width(before: content, line: next, of: source))
    }
    return least == .max || least - base < tabWidth ? 0 : least - base
  }

  private static func indentationEnd(_ range: Range<Int>, of bytes: [UInt8]) -> Int {
    var index = range.lowerBound
    while index < range.upperBound, Ascii.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ">") { index += 1 }
    return index
  }

  /// Where the blanks before the text begin, past the last quote mark.
  private static func indentationStart(_ content: Int, line: Int, of source: SourceText) -> Int {
    let lineStart = source.lineRange(line).lowerBound
    var start = content
    while start > lineStart, Ascii.isBlank(source.bytes[start - 1]) { start -= 1 }
    return start
  }

  private static func width(before content: Int, line: Int, of source: SourceText) -> Int {
    source.bytes[indentationStart(content, line: line, of: source)..<content]
      .reduce(0) { $0 + ($1 == UInt8(ascii: "\t") ? tabWidth : 1) }
  }
}

/// The line of a directive that makes or ends a row or a column.
private enum RowMark {
  case row, rowEnd, column, columnEnd

  init?(_ bytes: [UInt8], at content: Int, end: Int) {
    guard content < end, bytes[content] == UInt8(ascii: ":"), Directive.mayBeRow(bytes, at: content, end: end),
      let directive = Directive.read(bytes, at: content, end: end)
    else { return nil }
    switch directive.name {
    case "row": self = .row
    case "row-end": self = .rowEnd
    case "column": self = .column
    case "column-end": self = .columnEnd
    default: return nil
    }
  }
}

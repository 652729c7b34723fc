/// A pipe table: where its cells stand. Read from the lines of a paragraph, as libcmark knows no tables.
struct PipeTable: Sendable {
  enum Alignment: Sendable { case none, left, center, right }

  var alignments: [Alignment]
  var header: [Range<Int>]
  var rows: [[Range<Int>]]
  /// The line, counted from the paragraph's first, on which the header stands.
  var headerLine: Int

  var columnCount: Int { rows.reduce(max(alignments.count, header.count)) { max($0, $1.count) } }

  /// Finds the delimiter row among `lines`; nil where there is none below a line that could be a header.
  ///
  /// The counts of header and delimiter cells may differ, as the Learn engine allows.
  static func read(_ bytes: [UInt8], lines: [Range<Int>]) -> PipeTable? {
    for index in lines.indices.dropFirst() {
      guard let alignments = delimiters(bytes, lines[index]) else { continue }
      let header = cells(bytes, lines[index - 1])
      guard bytes[lines[index - 1]].contains(UInt8(ascii: "|")), !header.isEmpty else { continue }
      let rows = lines[(index + 1)...].map { cells(bytes, $0, expected: alignments.count) }
      return PipeTable(alignments: alignments, header: header, rows: rows, headerLine: index - 1)
    }
    return nil
  }

  private static func delimiters(_ bytes: [UInt8], _ line: Range<Int>) -> [Alignment]? {
    guard let first = bytes[line].first,
      first == UInt8(ascii: "|") || first == UInt8(ascii: ":") || first == UInt8(ascii: "-")
    else { return nil }
    var hasPipe = false
    for byte in bytes[line] {
      switch byte {
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: "-"), UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"): break
      default: return nil
      }
    }
    guard hasPipe else { return nil }
    var alignments: [Alignment] = []
    for cell in cells(bytes, line) {
      guard let first = bytes[cell].first, let last = bytes[cell].last, bytes[cell].contains(UInt8(ascii: "-")) else {
        return nil
      }
      let dashes = bytes[cell].dropFirst(first == UInt8(ascii: ":") ? 1 : 0).dropLast(last == UInt8(ascii: ":") ? 1 : 0)
      guard dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      switch (first == UInt8(ascii: ":"), last == UInt8(ascii: ":")) {
      case (true, true): alignments.append(.center)
      case (true, false): alignments.append(.left)
      case (false, true): alignments.append(.right)
      case (false, false): alignments.append(.none)
      }
    }
    return alignments.isEmpty ? nil : alignments
  }

  /// The cells of a row, trimmed. A pipe inside code, or after a backslash, parts no cells.
  ///
  /// - Parameter expected: How many there probably are.
  static func cells(_ bytes: [UInt8], _ line: Range<Int>, expected: Int = 4) -> [Range<Int>] {
    var cells: [Range<Int>] = []
    cells.reserveCapacity(min(expected, line.count))
    var index = bytes.skipBlanks(in: line)
    if index < line.upperBound, bytes[index] == UInt8(ascii: "|") { index += 1 }
    var start = index
    SixteenBytes.read(bytes.span, index..<max(index, line.upperBound)) {
      mayPart($0)
    } _: { place in
      switch bytes[place] {
      case UInt8(ascii: "\\"): return place + 2
      case UInt8(ascii: "`"): return bytes.endOfCode(place, in: line)
      case UInt8(ascii: "|"):
        cells.append(bytes.trimmingBlanks(in: start..<place))
        start = place + 1
      default: break
      }
      return place + 1
    }
    let last = bytes.trimmingBlanks(in: start..<max(start, line.upperBound))
    if !last.isEmpty { cells.append(last) }
    return cells
  }

  /// Whether one of the bytes parts cells, or decides whether another does: `\` and `|` differ in one bit.
  @inline(__always)
  private static func mayPart(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    bytes.matches(UInt8(ascii: "|"), ignoring: 0x20) | bytes.matches(UInt8(ascii: "`"))
  }
}

/// Where the metadata at the head of an article stands.
package struct FrontMatter: Sendable, Hashable {
  /// The YAML between the two lines of dashes.
  package var yaml: Range<Int>
  /// The line (0-based) on which the YAML begins.
  package var line: Int
  /// The offset of the first byte after the closing line.
  package var end: Int

  /// Nil when the text does not begin with a line of three dashes, or when no line closes it.
  ///
  /// A byte order mark before the dashes is skipped. `---` and `...` close; blanks after either are let pass.
  package static func find(in source: SourceText) -> FrontMatter? {
    let bytes = source.bytes
    var first = source.lineRange(0)
    if bytes.starts(with: "\u{FEFF}", at: 0) { first = 3..<first.upperBound }
    guard isFence(bytes, first, "---") else { return nil }
    for line in 1..<max(source.lineCount, 1) {
      let range = source.lineRange(line)
      guard isFence(bytes, range, "---") || isFence(bytes, range, "...") else { continue }
      let start = Int(source.lineStarts[1])
      let end = line + 1 < source.lineCount ? Int(source.lineStarts[line + 1]) : bytes.count
      return FrontMatter(yaml: start..<range.lowerBound, line: 1, end: end)
    }
    return nil
  }

  private static func isFence(_ bytes: [UInt8], _ range: Range<Int>, _ fence: StaticString) -> Bool {
    range.count >= 3 && bytes.starts(with: fence, at: range.lowerBound)
      && bytes.skipBlanks(in: range.lowerBound + 3..<range.upperBound) == range.upperBound
  }
}

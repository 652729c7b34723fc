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

  /// The line (0-based) of dashes that was meant to begin front matter, and why it does not: something stands before it,
  /// or nothing closes it.
  ///
  /// Only comments and blank lines may stand before it, and a key has to follow: else the dashes are a rule.
  package static func misplaced(in source: SourceText) -> (line: Int, isClosed: Bool)? {
    let bytes = source.bytes
    var isInComment = false
    for line in 0..<source.lineCount {
      var range = source.lineRange(line)
      if line == 0, bytes.starts(with: "\u{FEFF}", at: 0) { range = 3..<range.upperBound }
      if !isInComment {
        if isFence(bytes, range, "---") {
          guard line + 1 < source.lineCount, isKey(bytes, source.lineRange(line + 1)) else { return nil }
          let isClosed = (line + 1..<source.lineCount).contains {
            let range = source.lineRange($0)
            return isFence(bytes, range, "---") || isFence(bytes, range, "...")
          }
          return line == 0 && isClosed ? nil : (line, isClosed)
        }
        let content = bytes.skipBlanks(in: range)
        if content == range.upperBound { continue }
        guard bytes.starts(with: "<!--", at: content) else { return nil }
        isInComment = true
      }
      if let end = bytes.firstIndex(of: "-->", in: range) {
        guard bytes.skipBlanks(in: end + 3..<range.upperBound) == range.upperBound else { return nil }
        isInComment = false
      }
    }
    return nil
  }

  /// Whether a line is `key:`, with or without a value.
  private static func isKey(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    let end = range.first { !(Ascii.isLetter(bytes[$0]) || Ascii.isDigit(bytes[$0]) || "._-".utf8.contains(bytes[$0])) }
    guard let end, end > range.lowerBound, bytes[end] == UInt8(ascii: ":") else { return false }
    return end + 1 == range.upperBound || Ascii.isBlank(bytes[end + 1])
  }

  private static func isFence(_ bytes: [UInt8], _ range: Range<Int>, _ fence: StaticString) -> Bool {
    range.count >= 3 && bytes.starts(with: fence, at: range.lowerBound)
      && bytes.skipBlanks(in: range.lowerBound + 3..<range.upperBound) == range.upperBound
  }
}

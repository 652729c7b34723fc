/// Finds tables that stand in a block of raw HTML since no blank line parts them from a tag above.
struct TableAfterHTML {
  /// Whether a line since the last blank one begins with a tag.
  private var isInHTML = false
  /// The line before the one at hand, without quote marks and indentation.
  private var previous = 0..<0
  private var current = 0..<0

  mutating func read(_ line: Range<Int>, content: Int, of bytes: [UInt8]) {
    previous = current
    current = content..<line.upperBound
    if content == line.upperBound {
      isInHTML = false
    } else if bytes[content] == UInt8(ascii: "<"), content + 1 < line.upperBound {
      // Blank lines end no block of these.
      let isVerbatim = Self.verbatim.contains { bytes.startsCaseless(with: $0, at: content) }
      isInHTML = !isVerbatim && (Ascii.isLetter(bytes[content + 1]) || bytes[content + 1] == UInt8(ascii: "/"))
    }
  }

  /// The header of the table whose delimiter row the line is; nil where it is none, or where its table is read anyway.
  func header(above line: Range<Int>, of bytes: [UInt8]) -> Range<Int>? {
    guard isInHTML, bytes[line.lowerBound] == UInt8(ascii: "|"), !previous.isEmpty,
      bytes[previous.lowerBound] == UInt8(ascii: "|"),
      PipeTable.read(bytes, lines: [previous, line]) != nil
    else { return nil }
    return previous
  }

  private static let verbatim: [StaticString] = ["<pre", "<script", "<style", "<textarea", "<!", "<?"]
}

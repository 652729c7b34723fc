internal import Diagnostics

/// What should stand in a source where machine translation broke the Markdown.
struct Repair: Sendable {
  var rule: DiagnosticRule
  var message: String
  /// In the source that was read.
  var range: Range<Int>
  var text: [UInt8]
  /// Certain only where the mended text is one link that leads to a file of the docset, or where the damaged text
  /// has no second reading. Everything else is a suggestion.
  var isCertain: Bool
  /// Whether the text is likely what was meant.
  var isSuggested = true

  /// What of ``range`` changes, so that an edit leaves the rest of a construct alone; never within a scalar.
  func edit(in bytes: [UInt8]) -> TextEdit {
    var start = 0
    let limit = min(range.count, text.count)
    while start < limit, bytes[range.lowerBound + start] == text[start] { start += 1 }
    while start > 0, isInsideScalar(bytes, range.lowerBound + start) || isInsideScalar(text, start) { start -= 1 }
    var end = 0
    while end < limit - start, bytes[range.upperBound - 1 - end] == text[text.count - 1 - end] { end += 1 }
    while end > 0, isInsideScalar(bytes, range.upperBound - end) || isInsideScalar(text, text.count - end) { end -= 1 }
    return TextEdit(range.lowerBound + start..<range.upperBound - end, text[start..<text.count - end])
  }

  private func isInsideScalar(_ bytes: [UInt8], _ index: Int) -> Bool {
    index < bytes.count && bytes[index] & 0xC0 == 0x80
  }
}

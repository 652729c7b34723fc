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
}

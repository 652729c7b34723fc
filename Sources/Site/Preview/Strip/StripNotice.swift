internal import Diagnostics

/// What the strip says about one page.
struct StripNotice: Sendable {
  /// The build that it speaks of; 0 before the first.
  var build: Int
  /// Why the newest build made nothing.
  var failure: String?
  /// The findings of the page, in reading order.
  var own: [Diagnostic] = []
  /// Those of the rest of the docset, in reading order.
  var others: [Diagnostic] = []
  /// The page is not the newest, since that one is broken or missing.
  var showsLastGood = false

  /// Errors elsewhere are shown, for they break the docset; the rest is only counted.
  var otherErrors: [Diagnostic] { others.filter { $0.severity == .error } }
  var isEmpty: Bool { failure == nil && own.isEmpty && otherErrors.isEmpty }
  /// Worth opening without being asked.
  var isUrgent: Bool { failure != nil || showsLastGood || own.contains { $0.severity == .error } }
}

internal import Diagnostics

/// What the strip says about one page.
struct StripNotice: Sendable {
  /// The build that it speaks of; 0 before the first.
  var build: Int
  /// Why the newest build made nothing.
  var failure: String?
  /// The findings of the page, in reading order.
  var own: [Diagnostic] = []
  /// How many errors the rest of the docset has: they are counted here and listed in the overview.
  var otherErrors = 0
  /// How many findings the rest has, errors among them.
  var others = 0
  /// The page is not the newest, since that one is broken or missing.
  var showsLastGood = false

  var isEmpty: Bool { failure == nil && own.isEmpty && otherErrors == 0 }
  /// Worth opening without being asked.
  var isUrgent: Bool { failure != nil || showsLastGood || own.contains { $0.severity == .error } }
}

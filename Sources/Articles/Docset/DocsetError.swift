package import Diagnostics

/// A docset that cannot be read at all; mistakes in its articles are findings instead.
package struct DocsetError: Error, Sendable, CustomStringConvertible {
  package enum Code: String, Sendable {
    case notFound, noDocset, unreadable, invalidConfiguration
  }

  package var code: Code
  /// What is wrong, where, and what to do about it.
  package var reason: String
  package var place: SourcePlace?

  package init(_ code: Code, _ reason: String, at place: SourcePlace? = nil) {
    self.code = code
    self.reason = reason
    self.place = place
  }

  package var description: String {
    guard let place else { return reason }
    return "\(place.file):\(place.line):\(place.column): \(reason)"
  }
}

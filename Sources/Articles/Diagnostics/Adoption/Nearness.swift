/// How near a finding lies to what a change touched: what its author looks at first comes first.
package enum Nearness: Int, Sendable, Hashable, Comparable, CaseIterable {
  case changedLine, changedFile, elsewhere

  package static func < (a: Nearness, b: Nearness) -> Bool { a.rawValue < b.rawValue }
}

extension Diagnostic {
  /// The order in which a platform shows findings that it does not show all: by severity, then by nearness to the
  /// change, then as they stood.
  ///
  /// - Parameter nearness: Of the findings; empty where nothing is known of a change.
  package static func byImportance(_ findings: [Diagnostic], nearness: [Nearness]) -> [Diagnostic] {
    let keyed = findings.enumerated().map { number, finding in
      (finding, nearness.indices.contains(number) ? nearness[number] : .elsewhere, number)
    }
    return keyed.sorted { a, b in
      if a.0.severity != b.0.severity { return a.0.severity > b.0.severity }
      return a.1 == b.1 ? a.2 < b.2 : a.1 < b.1
    }.map(\.0)
  }
}

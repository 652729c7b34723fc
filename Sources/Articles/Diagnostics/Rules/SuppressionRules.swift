extension DiagnosticRule {
  /// Rules about what keeps findings quiet.
  package static let suppressions: [DiagnosticRule] = [suppressionUnknown, suppressionUnused]

  package static let suppressionUnknown = DiagnosticRule(
    "suppression-unknown", .warning, "A suppression or severity names a code that no rule has.",
    help: "Correct the code; the handbook lists them all.")

  package static let suppressionUnused = DiagnosticRule(
    "suppression-unused", .suggestion, "A suppression keeps nothing quiet.",
    help: "Take it out, so that it does not hide the next mistake.")

  /// The finding about a code that is none; nil where there is such a rule.
  package static func unknown(_ code: String, at place: SourcePlace) -> Diagnostic? {
    guard named(code) == nil else { return nil }
    let near = NearName.closest(to: code, among: all.map(\.code))
    return Diagnostic(
      rule: suppressionUnknown,
      "A suppression or severity names the code of a rule; `\(code)` is none."
        + (near.map { " Did you mean `\($0)`?" } ?? ""), at: place, suggestion: near)
  }
}

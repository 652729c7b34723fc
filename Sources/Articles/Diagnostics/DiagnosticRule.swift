/// A rule that findings report: its stable code, how much it matters by default, and what the author is told of it.
///
/// A docset's configuration may change the severity; the code never changes.
package struct DiagnosticRule: Sendable, Hashable {
  package let code: String
  package let defaultSeverity: Diagnostic.Severity
  /// The rule in one sentence, as a reader of a report without the article meets it.
  package let summary: String
  /// What to do about a finding of this rule.
  package let help: String

  package init(_ code: String, _ defaultSeverity: Diagnostic.Severity, _ summary: String, help: String) {
    self.code = code
    self.defaultSeverity = defaultSeverity
    self.summary = summary
    self.help = help
  }

  /// Every rule, in the order of the handbook.
  package static let all: [DiagnosticRule] =
    links + pages + files + external + suppressions + damage + parity + glossary + steps

  /// The rule of `code`; nil for a code that another part of Trin brings.
  package static func named(_ code: String) -> DiagnosticRule? { byCode[code] }

  private static let byCode = Dictionary(all.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
}

extension Diagnostic {
  /// A finding of `rule`, with the rule's own code and default severity.
  package init(
    rule: DiagnosticRule, _ message: String, at place: SourcePlace, suggestion: String? = nil, fix: Fix? = nil
  ) {
    self.init(rule.defaultSeverity, rule.code, message, at: place, suggestion: suggestion, fix: fix)
  }
}

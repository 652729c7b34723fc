/// How long a translator has to do with findings, as a rule of thumb: for the order of work, not for an invoice.
package enum Effort {
  /// Minutes for one that people mend.
  private static let usual = 2
  private static let byCode: [String: Int] = [
    DiagnosticRule.parityStale.code: 30, DiagnosticRule.parityParagraphs.code: 8,
    DiagnosticRule.parityUntranslated.code: 5, DiagnosticRule.parityTables.code: 8, DiagnosticRule.parityLists.code: 5,
    DiagnosticRule.parityHeadings.code: 5, DiagnosticRule.parityMetadata.code: 1, DiagnosticRule.mtBoldShifted.code: 1,
    DiagnosticRule.mtSpaceBeforePunctuation.code: 1,
  ]

  /// What has a certain repair takes none: `--fix` writes it.
  package static func minutes(of findings: [Diagnostic]) -> Int {
    findings.reduce(0) { $0 + ($1.fix != nil ? 0 : byCode[$1.code] ?? usual) }
  }
}

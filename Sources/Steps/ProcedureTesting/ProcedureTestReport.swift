internal import Diagnostics
internal import Scenarios

/// What became of the steps of a docset.
public struct ProcedureTestReport: Sendable {
  /// How many runs there were: one for each procedure, language, way through it, and role.
  public let runs: Int
  public let passedRuns: Int
  /// Procedures that no scenario covers: they were read, and not run.
  public let uncovered: Int
  /// In reading order.
  public let findings: [Finding]
  /// Whether a finding is an error, or a run did not end as its scenario expects.
  public let hasFailed: Bool
  /// As `trin test` prints it, 80 columns wide and without colours.
  public let text: String
  /// As `trin test --format json` prints it.
  public let json: String
  /// JUnit XML, by Jenkins' schema.
  public let junit: String

  /// What is wrong with an article, a scenario file or a phrasebook.
  public struct Finding: Sendable, Hashable {
    /// As in the handbook: `step-label-unknown`.
    public let code: String
    public let isError: Bool
    public let message: String
    /// Relative to the folder that the docset was named from.
    public let file: String
    /// 1-based; columns count Unicode scalars.
    public let line: Int
    public let column: Int
  }

  init(_ report: TestReport, sources: [String: [UInt8]]) {
    let summary = report.summary
    runs = summary.runs
    passedRuns = summary.passed
    uncovered = summary.uncovered
    findings = report.findings.map { finding in
      Finding(
        code: finding.code, isError: finding.severity == .error, message: finding.message, file: finding.place.file,
        line: finding.place.line, column: finding.place.column)
    }
    hasFailed = report.hasFailed
    text = report.text(sources: sources, isColoured: false, width: 80)
    json = report.json
    junit = report.junit
  }
}

internal import Diagnostics

extension TestReport {
  /// One object, with the names that the contract of `trin test --format json` gives.
  package var json: String {
    JSONText.object([
      ("locales", JSONText.array(locales.map(JSONText.string))),
      ("procedures", JSONText.array(procedures.map(object))),
      ("findings", JSONText.array(findings.map(object))),
      ("summary", JSONText.object(members(of: summary))),
    ]) + "\n"
  }

  private func members(of summary: TestSummary) -> [(String, String)] {
    let coverage = StepCoverage.allCases.map { ($0.rawValue, String(summary.coverage[$0] ?? 0)) }
    return summary.members.map { ($0.name, String($0.count)) } + [("coverage", JSONText.object(coverage))]
  }

  private func object(_ procedure: ProcedureReport) -> String {
    JSONText.object([
      ("id", JSONText.string(procedure.id)), ("locale", JSONText.string(procedure.locale)),
      ("file", JSONText.string(procedure.file)), ("line", String(procedure.line)),
      ("covered", String(procedure.isCovered)),
      ("steps", JSONText.array(procedure.steps.map(object))), ("runs", JSONText.array(procedure.runs.map(object))),
    ])
  }

  private func object(_ step: StepRecord) -> String {
    JSONText.object([
      ("number", String(step.number)), ("line", String(step.line)), ("text", JSONText.string(step.text)),
      ("status", JSONText.string(step.status.rawValue)),
      ("readings", JSONText.array(step.readings.map(JSONText.string))),
      ("actions", JSONText.array(step.actions.map(object))),
    ])
  }

  private func object(_ action: Action) -> String {
    var members = [("op", JSONText.string(action.operation.rawValue)), ("target", JSONText.string(action.target))]
    if let value = action.value { members.append(("value", JSONText.string(value))) }
    return JSONText.object(members)
  }

  private func object(_ run: RunRecord) -> String {
    let tenths = Int((run.milliseconds * 10).rounded())
    var members = [
      ("variant", JSONText.string(run.variant)), ("role", JSONText.string(run.role)),
      ("expected", JSONText.string(run.expected.rawValue)), ("status", JSONText.string(run.status.rawValue)),
      ("duration_ms", "\(tenths / 10).\(tenths % 10)"),
    ]
    if let fault = run.repeatedAfter { members.append(("repeated_after", JSONText.string(fault))) }
    return JSONText.object(members)
  }

  private func object(_ finding: Diagnostic) -> String {
    var members = [
      ("message_severity", JSONText.string(finding.severity.rawValue)), ("code", JSONText.string(finding.code)),
      ("message", JSONText.string(finding.message)), ("file", JSONText.string(finding.place.file)),
      ("line", String(finding.place.line)), ("column", String(finding.place.column)),
      ("end_line", String(finding.place.endLine)), ("end_column", String(finding.place.endColumn)),
    ]
    if let suggestion = finding.suggestion { members.append(("suggestion", JSONText.string(suggestion))) }
    return JSONText.object(members)
  }
}

internal import Diagnostics
internal import FoundationEssentials

extension TestReport {
  /// One page of HTML that opens from a file: the counts, what failed with what was to be seen then, and every run.
  package var page: String { ReportPageWriter(report: self).text }
}

private struct ReportPageWriter {
  let report: TestReport

  private static let style = """
    :root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem;\
    padding:0 1rem;overflow-wrap:anywhere}h2{margin-top:2.5rem}img{max-width:100%;border:1px solid #888}\
    table{border-collapse:collapse;width:100%}th,td{border:1px solid #888;padding:.25rem .5rem;text-align:start}\
    article{border-inline-start:.25rem solid #c0392b;padding:.25rem 1rem;margin-block:1.5rem}\
    pre{white-space:pre-wrap}summary{cursor:pointer}
    """

  var text: String {
    let summary = report.summary
    var text = """
      <!doctype html>
      <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Steps: \(summary.passed) of \(summary.runs) runs passed</title><style>\(Self.style)</style></head>
      <body><main><h1>Steps of the articles</h1>
      <p>\(summary.passed) of \(summary.runs) runs passed; \(summary.failed) failed.</p>

      """
    let failed = report.procedures.filter { procedure in
      procedure.findings.contains { $0.diagnostic.severity >= .warning }
    }
    if !failed.isEmpty || !report.fileFindings.isEmpty { text += "<h2>What is wrong</h2>\n" }
    for finding in report.fileFindings { text += article(finding, nil) }
    for procedure in failed {
      for finding in procedure.findings where finding.diagnostic.severity >= .warning {
        text += article(finding.diagnostic, finding)
      }
    }
    text += "<h2>All runs</h2>\n"
    for procedure in report.procedures where procedure.isCovered { text += runs(of: procedure) }
    return text + "</main></body></html>\n"
  }

  private func article(_ diagnostic: Diagnostic, _ finding: StepFinding?) -> String {
    var text = "<article><h3>\(escaped(diagnostic.message))</h3>\n"
    let place = "\(diagnostic.place.file):\(diagnostic.place.line):\(diagnostic.place.column)"
    text += "<p><code>\(diagnostic.code)</code> at <code>\(escaped(place))</code>"
    if let suggestion = diagnostic.suggestion { text += "; meant was probably: \(escaped(suggestion))" }
    text += "</p>\n"
    if let finding, !finding.sentence.isEmpty {
      text += "<p>\(finding.step.map { "Step \($0): " } ?? "")\(escaped(finding.sentence))</p>\n"
    }
    if let finding, !finding.shown.isEmpty {
      text += "<p>Shown: \(escaped(finding.shown.joined(separator: ", ")))</p>\n"
    }
    if let evidence = finding?.evidence {
      let picture = Data(evidence.picture).base64EncodedString()
      text += "<p><img src=\"data:image/png;base64,\(picture)\" alt=\"The page as it was when the step failed\"></p>\n"
      text += "<details><summary>What the page told assistive technology</summary><pre>\(escaped(evidence.names))</pre>"
      text += "</details>\n"
    }
    return text + "</article>\n"
  }

  private func runs(of procedure: ProcedureReport) -> String {
    var text = "<h3>\(escaped(procedure.id)) (\(escaped(procedure.locale)))</h3>\n<table>"
    text += "<tr><th>Variant</th><th>Role</th><th>Expected</th><th>Ended</th></tr>\n"
    for run in procedure.runs {
      var end = run.status.rawValue
      if let fault = run.repeatedAfter { end += ", in the second attempt, because the product broke: \(fault)" }
      text += "<tr><td>\(escaped(run.variant))</td><td>\(escaped(run.role))</td><td>\(run.expected.rawValue)</td>"
      text += "<td>\(escaped(end))</td></tr>\n"
    }
    return text + "</table>\n"
  }

  private func escaped(_ text: String) -> String { XMLText.escaped(text) }
}

internal import Diagnostics

extension TestReport {
  /// For people: one line a procedure, then what failed, each finding with its words underlined where they stand.
  ///
  /// - Parameters:
  ///   - sources: The articles and other files by the name that findings show, for the underlining.
  ///   - isColoured: Whether the terminal takes colours.
  ///   - width: Of the terminal, in columns.
  package func text(sources: [String: [UInt8]], isColoured: Bool, width: Int) -> String {
    var writer = ReportTextWriter(sources: sources, isColoured: isColoured, width: width)
    for procedure in procedures where procedure.isCovered || isListing { writer.write(procedure, isListing: isListing) }
    for finding in fileFindings { writer.write(finding, sentence: "", shown: []) }
    writer.write(self)
    return writer.text
  }
}

private struct ReportTextWriter {
  let sources: [String: [UInt8]]
  let isColoured: Bool
  let width: Int
  private(set) var text = ""
  private var linesOfSources: [String: SourceLines] = [:]

  init(sources: [String: [UInt8]], isColoured: Bool, width: Int) {
    self.sources = sources
    self.isColoured = isColoured
    self.width = width
  }

  mutating func write(_ procedure: ProcedureReport, isListing: Bool) {
    let errors = procedure.findings.filter { $0.diagnostic.severity == .error }
    let failed = procedure.runs.count { $0.status == .failed }
    let hasFailed = failed > 0 || !errors.isEmpty
    let mark = hasFailed ? coloured("✗", 31) : coloured("✓", 32)
    var line = "\(mark) \(procedure.locale)  \(procedure.id)  \(count(procedure.steps.count, "step"))"
    if !isListing { line += ", \(count(procedure.runs.count, "run"))" }
    if failed > 0 { line += ", \(failed) failed" }
    let manual = procedure.steps.reduce(0) { $0 + $1.manual.count }
    if manual > 0 { line += ", \(manual) by hand" }
    text += line + "\n"
    if isListing { for step in procedure.steps { write(step) } }
    for finding in procedure.findings where finding.diagnostic.severity != .info {
      write(
        finding.diagnostic, sentence: finding.step.map { "step \($0): \(finding.sentence)" } ?? finding.sentence,
        shown: finding.shown)
    }
    if hasFailed { writeRuns(procedure.runs.filter { $0.status == .failed }) }
  }

  private mutating func write(_ step: StepRecord) {
    text += "    \(step.number). [\(step.status.rawValue)] \(step.text)\n"
    for action in step.actions {
      text += "         \(action.operation.rawValue) \(action.target)" + (action.value.map { " = \($0)" } ?? "") + "\n"
    }
    for manual in step.manual { text += "         by hand: \(manual)\n" }
  }

  mutating func write(_ finding: Diagnostic, sentence: String, shown: [String]) {
    let place = finding.place
    let severity = coloured(finding.severity.rawValue, finding.severity == .error ? 31 : 33)
    text += "\n  \(place.file):\(place.line):\(place.column): \(severity) \(finding.code)\n"
    writeWrapped(finding.message)
    if let line = lines(of: place.file)?[place.line], place.endLine > place.line || place.endColumn > place.column {
      let excerpt = Excerpt(
        of: line, from: place.column, to: place.endLine > place.line ? nil : place.endColumn, width: max(20, width - 6))
      text += "    | \(excerpt.text)\n    | \(coloured(excerpt.marks, 31))\n"
    }
    if !sentence.isEmpty { writeWrapped(sentence) }
    if !shown.isEmpty { writeWrapped("shown here: \(shown.map { "**\($0)**" }.joined(separator: ", "))") }
    if let suggestion = finding.suggestion { text += "    meant: \(coloured(suggestion, 32))\n" }
    text += "\n"
  }

  private mutating func writeWrapped(_ paragraph: String) {
    for line in Terminal.wrapped(Terminal.safe(paragraph), width: max(40, width) - 4) { text += "    \(line)\n" }
  }

  private mutating func writeRuns(_ runs: [RunRecord]) {
    for run in runs.prefix(12) {
      text += "    failed: \(run.variant) as \(run.role) (expected: \(run.expected.rawValue))\n"
    }
    if runs.count > 12 { text += "    and \(runs.count - 12) more runs\n" }
  }

  mutating func write(_ report: TestReport) {
    let summary = report.summary
    let steps = [
      (summary.bound, "bound"), (summary.manual, "by hand"), (summary.ambiguous, "ambiguous"),
      (summary.undefined, "undefined"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
    text += "\(count(summary.procedures, "procedure"))"
    if summary.uncovered > 0 { text += " (\(summary.uncovered) without a scenario)" }
    text += ", \(count(summary.steps, "step"))"
    if !steps.isEmpty { text += ": \(steps)" }
    if report.isListing {
      let share = summary.steps == 0 ? 1000 : (summary.steps - summary.undefined) * 1000 / summary.steps
      text += "; \(share / 10).\(share % 10) % read"
    } else {
      text += "; \(count(summary.runs, "run")): \(summary.passed) passed, \(summary.failed) failed"
    }
    text += "\n"
  }

  private mutating func lines(of file: String) -> SourceLines? {
    if let known = linesOfSources[file] { return known }
    guard let bytes = sources[file] else { return nil }
    let lines = SourceLines(bytes)
    linesOfSources[file] = lines
    return lines
  }

  private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

internal import Diagnostics

extension TestReport {
  /// For people: each article with one line a procedure, then what failed, each finding with its words underlined where
  /// they stand. Ends with the counts and the coverage of the steps.
  ///
  /// - Parameters:
  ///   - sources: The articles and other files by the name that findings show, for the underlining.
  ///   - isColoured: Whether the terminal takes colours.
  ///   - width: Of the terminal, in columns. Ids, places and suggestions are never cut, so that they can be copied.
  package func text(sources: [String: [UInt8]], isColoured: Bool, width: Int) -> String {
    var writer = ReportTextWriter(sources: sources, isColoured: isColoured, width: width)
    for procedure in procedures where procedure.isCovered || isListing { writer.write(procedure, isListing: isListing) }
    for finding in fileFindings { writer.write(finding, sentence: "", shown: []) }
    if !writer.text.isEmpty, !writer.text.hasSuffix("\n\n") { writer.endParagraph() }
    writer.write(summary, isListing: isListing)
    return writer.text
  }
}

private struct ReportTextWriter {
  private let isColoured: Bool
  private let width: Int
  private(set) var text = ""
  private var sources: ReportSources
  private var article = ""

  init(sources: [String: [UInt8]], isColoured: Bool, width: Int) {
    self.sources = ReportSources(sources)
    self.isColoured = isColoured
    self.width = max(40, width)
  }

  mutating func endParagraph() { text += "\n" }

  // MARK: Procedures

  mutating func write(_ procedure: ProcedureReport, isListing: Bool) {
    let parts = procedure.id.split(separator: "#", maxSplits: 1)
    let article = "\(procedure.locale)  \(parts[0])"
    if article != self.article {
      self.article = article
      text += "\(Terminal.safe(article))\n"
    }
    let errors = procedure.findings.filter { $0.diagnostic.severity == .error }
    let failed = procedure.runs.count { $0.status == .failed }
    let hasFailed = failed > 0 || !errors.isEmpty
    let name = Terminal.safe(parts.count > 1 ? String(parts[1]) : procedure.id)
    // What was only read is not ticked.
    let passed = isListing ? " " : coloured("✓", 32)
    text += "  \(hasFailed ? coloured("✗", 31) : passed) \(name)"
    let counts = counts(of: procedure, failed: failed, isListing: isListing)
    text += 4 + Terminal.width(of: name) + 2 + counts.count <= width ? "  \(counts)\n" : "\n      \(counts)\n"
    if isListing { for step in procedure.steps { write(step) } }
    for finding in procedure.findings where finding.diagnostic.severity != .info {
      write(
        finding.diagnostic, sentence: finding.step.map { "step \($0): \(finding.sentence)" } ?? finding.sentence,
        shown: finding.shown, evidence: finding.evidence)
    }
    for run in procedure.runs {
      guard let fault = run.repeatedAfter else { continue }
      text += "      run again (\(run.variant), \(run.role)), because the product broke: \(Terminal.safe(fault))\n"
    }
    if hasFailed { writeRuns(procedure.runs.filter { $0.status == .failed }) }
  }

  private func counts(of procedure: ProcedureReport, failed: Int, isListing: Bool) -> String {
    var counts = count(procedure.steps.count, "step")
    if !isListing { counts += ", \(count(procedure.runs.count, "run"))" }
    if failed > 0 { counts += ", \(failed) failed" }
    let manual = procedure.steps.reduce(0) { $0 + $1.manual.count }
    if manual > 0 { counts += ", \(manual) by hand" }
    return counts
  }

  private mutating func write(_ step: StepRecord) {
    writeWrapped("\(step.number). [\(step.status.rawValue)] \(step.text)", indent: 6)
    // What is not bound to a product is shown as it was read.
    if step.actions.isEmpty { for reading in step.readings { writeWrapped(reading, indent: 11) } }
    for action in step.actions {
      writeWrapped(
        "\(action.operation.rawValue) \(action.target)" + (action.value.map { " = \($0)" } ?? ""), indent: 11)
    }
    for manual in step.manual { writeWrapped("by hand: \(manual)", indent: 11) }
  }

  private mutating func writeRuns(_ runs: [RunRecord]) {
    for run in runs.prefix(12) {
      writeWrapped("failed: \(run.variant) as \(run.role) (expected: \(run.expected.rawValue))", indent: 4)
    }
    if runs.count > 12 { text += "    and \(runs.count - 12) more runs\n" }
  }

  // MARK: Findings

  mutating func write(_ finding: Diagnostic, sentence: String, shown: [String], evidence: StepEvidence? = nil) {
    let place = finding.place
    let severity = coloured(finding.severity.rawValue, finding.severity == .error ? 31 : 33)
    text += "\n  \(Terminal.safe(place.file)):\(place.line):\(place.column): \(severity) \(finding.code)\n"
    writeWrapped(finding.message, indent: 4)
    if let line = sources.line(place.line, of: place.file),
      place.endLine > place.line || place.endColumn > place.column
    {
      let excerpt = Excerpt(
        of: line, from: place.column, to: place.endLine > place.line ? nil : place.endColumn, width: width - 6)
      text += "    | \(excerpt.text)\n    | \(coloured(excerpt.marks, 31))\n"
    }
    if !sentence.isEmpty { writeWrapped(sentence, indent: 4) }
    if !shown.isEmpty {
      writeWrapped("shown here: \(shown.map { "**\($0)**" }.joined(separator: ", "))", indent: 4)
    }
    if let evidence { writeWrapped("on the page: \(evidence.brief(for: finding.message))", indent: 4) }
    if let suggestion = finding.suggestion {
      let meant = Terminal.safe(suggestion)
      let isShort = 11 + Terminal.width(of: meant) <= width
      text += "    meant:\(isShort ? " " : "\n      ")\(coloured(meant, 32))\n"
    }
    text += "\n"
  }

  private mutating func writeWrapped(_ paragraph: String, indent: Int) {
    for line in Terminal.wrapped(Terminal.safe(paragraph), width: width - indent) {
      text += String(repeating: " ", count: indent) + line + "\n"
    }
  }

  // MARK: The end

  mutating func write(_ summary: TestSummary, isListing: Bool) {
    var line = count(summary.procedures, "procedure")
    if summary.uncovered > 0 { line += " (\(summary.uncovered) without a scenario)" }
    line += ", \(count(summary.steps, "step"))"
    if isListing {
      line += ": \(Self.share(summary.read, of: summary.steps)) read"
    } else {
      line += "; \(count(summary.runs, "run")): \(summary.passed) passed, \(summary.failed) failed"
    }
    writeWrapped(line, indent: 0)
    if isListing || summary.steps == 0 { return }
    let parts = StepCoverage.allCases.compactMap { coverage in
      summary.coverage[coverage].map { "\($0) \(coverage.words)" }
    }
    writeWrapped(
      "step coverage \(Self.share(summary.coverage[.run] ?? 0, of: summary.steps)): \(parts.joined(separator: ", "))",
      indent: 0)
  }

  /// In percent, rounded down, so that 100.0 is never said of less.
  private static func share(_ part: Int, of whole: Int) -> String {
    let share = whole == 0 ? 1000 : part * 1000 / whole
    return "\(share / 10).\(share % 10) %"
  }

  private func count(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  private func coloured(_ text: String, _ code: Int) -> String {
    isColoured ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}

extension StepCoverage {
  fileprivate var words: String {
    switch self {
    case .run: "run"
    case .told: "only told"
    case .manual: "by hand"
    case .skipped: "passed over"
    case .open: "not understood"
    case .uncovered: "without a scenario"
    }
  }
}

extension StepEvidence {
  /// How many names are worth reading in a text.
  private static let most = 24

  /// What the page showed: the names that share a word with the label of a message, or the first ones of all.
  fileprivate func brief(for message: String) -> String {
    func words(_ text: String) -> Set<Substring> {
      Set(text.lowercased().split { !$0.isLetter && !$0.isNumber }.filter { $0.count > 2 })
    }
    let bold = message.split(separator: "**", omittingEmptySubsequences: false).enumerated().filter {
      $0.offset % 2 == 1
    }
    let wanted = bold.first.map { words(String($0.element)) } ?? []
    // Where it stands is in the report page.
    let lines = names.split(separator: "\n").map { line in
      let name = line.firstRange(of: ", in the row of ").map { line[..<$0.lowerBound] } ?? line
      return name.count > 70 ? name.prefix(69) + "…" : String(name)
    }
    let alike = lines.filter { !words($0).isDisjoint(with: wanted) }
    let listed = alike.isEmpty ? lines : alike
    let rest = lines.count - min(listed.count, Self.most)
    return listed.prefix(Self.most).joined(separator: "; ")
      + (rest > 0 ? "; and \(rest) more, which --report shows" : "")
  }
}

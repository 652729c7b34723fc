internal import Diagnostics
internal import Procedures

/// What is said of one procedure after all its runs.
extension Runner {
  func report(on procedure: Procedure, runs: [RunRecord]) -> ProcedureReport {
    var report = ProcedureReport(
      id: procedure.id, locale: procedure.locale, file: procedure.file, line: procedure.line, isCovered: false,
      steps: [], runs: runs, findings: [])
    guard let scenario = read.scenarios[procedure.id] else {
      report.steps = procedure.steps.map(\.readRecord)
      if request.isListing {
        report.findings = misreadings(of: procedure) + damage(to: procedure, all: true)
      } else if !read.unreadable.contains(procedure.id) {
        report.findings = [uncovered(procedure)]
      }
      return report
    }
    report.isCovered = true
    report.steps = merged(runs.filter { $0.expected == .allowed }, procedure)
    report.findings = damage(to: procedure, all: false) + RoleClaimCheck(product: product).findings(procedure, scenario)
    // Runs of other roles are shown other controls; the mistake is the same one.
    struct Mistake: Hashable {
      var code: String
      var place: SourcePlace
    }
    var seen: Set<Mistake> = []
    for finding in runs.flatMap(\.findings)
    where seen.insert(Mistake(code: finding.diagnostic.code, place: finding.diagnostic.place)).inserted {
      report.findings.append(finding)
    }
    return report
  }

  /// The steps as all variants together did them.
  private func merged(_ runs: [RunRecord], _ procedure: Procedure) -> [StepRecord] {
    guard var steps = runs.first?.steps else { return procedure.steps.map(\.readRecord) }
    for run in runs.dropFirst() {
      for (index, step) in run.steps.enumerated() {
        guard index < steps.count else {
          steps.append(step)
          continue
        }
        steps[index].status = max(steps[index].status, step.status)
        for (action, place) in zip(step.actions, step.actionPlaces) where !steps[index].actions.contains(action) {
          steps[index].actions.append(action)
          steps[index].actionPlaces.append(place)
        }
        for manual in step.manual where !steps[index].manual.contains(manual) { steps[index].manual.append(manual) }
      }
    }
    // What no run came to was not verified.
    for step in procedure.steps.dropFirst(steps.count) {
      var record = step.readRecord
      record.status = max(record.status, .undefined)
      steps.append(record)
    }
    return steps
  }

  private func misreadings(of procedure: Procedure) -> [StepFinding] {
    procedure.steps.flatMap { step in
      step.clauses.compactMap { clause in
        guard case .undefined(let misreading) = clause.kind else { return nil }
        return StepFinding(
          diagnostic: Diagnostic(
            .error, misreading.rawValue, clause.message(of: misreading), at: clause.phrase.place.inFile(procedure.file)),
          procedure: procedure.id, step: step.number, sentence: step.text, shown: [])
      }
    }
  }

  /// Damage to the markup of the steps: what was mended to read them and, `all`, what could not be, which a run finds
  /// for itself.
  private func damage(to procedure: Procedure, all: Bool) -> [StepFinding] {
    procedure.steps.flatMap { step in
      Set(step.clauses.flatMap(\.damage)).filter { all || $0.mended != nil }.map { damage in
        StepFinding(
          diagnostic: Diagnostic(
            damage.mended == nil ? .error : .warning, damage.mended == nil ? "step-damaged" : "step-mended",
            damage.message, at: damage.place.inFile(procedure.file), suggestion: damage.mended),
          procedure: procedure.id, step: step.number, sentence: step.text, shown: [])
      }.sorted { Diagnostic.inReadingOrder($0.diagnostic, $1.diagnostic) }
    }
  }

  private func uncovered(_ procedure: Procedure) -> StepFinding {
    StepFinding(
      diagnostic: Diagnostic(
        .info, "procedure-uncovered", "No scenario covers '\(procedure.id)'.",
        at: SourcePlace(file: procedure.file, line: procedure.line)),
      procedure: procedure.id, step: nil, sentence: "", shown: [])
  }
}

extension Step {
  func record(_ status: ReadingStatus) -> StepRecord {
    var record = StepRecord(number: number, line: line, text: text, status: status, actions: [], manual: [])
    record.place = place
    record.readings = clauses.map(\.reading)
    record.unread = clauses.compactMap { clause in
      guard case .undefined(let misreading) = clause.kind else { return nil }
      let words = clause.unread ?? clause.phrase
      return UnreadClause(code: misreading.rawValue, word: words.text, place: words.place)
    }
    return record
  }

  /// From the first to the last word of the step itself.
  var place: TextPlace? {
    clauses.map(\.phrase.place).reduce(nil) { place, next in place?.union(next) ?? next }
  }

  /// The step as far as reading alone can tell.
  var readRecord: StepRecord {
    let status = clauses.map { clause -> ReadingStatus in
      switch clause.kind {
      case .instructions: .read
      case .outcome: .outcome
      case .information: .data
      case .undefined: .undefined
      }
    }.max()
    return record(status ?? .data)
  }
}

/// The counts of a report.
package struct TestSummary: Sendable, Hashable {
  package var procedures = 0
  package var uncovered = 0
  package var steps = 0
  package var bound = 0
  package var manual = 0
  package var undefined = 0
  package var ambiguous = 0
  /// Read without an undefined clause; for a docset without scenarios this is all that can be told.
  package var read = 0
  /// The steps by what the test shows about them; a kind that does not occur is absent.
  package var coverage: [StepCoverage: Int] = [:]
  package var runs = 0
  package var passed = 0
  package var failed = 0

  /// In the order of the contract.
  var members: [(name: String, count: Int)] {
    [
      ("procedures", procedures), ("uncovered", uncovered), ("steps", steps), ("read", read), ("bound", bound),
      ("manual", manual), ("undefined", undefined), ("ambiguous", ambiguous), ("runs", runs), ("passed", passed),
      ("failed", failed),
    ]
  }
}

extension TestReport {
  /// A step that a reader only watches or is told something in counts as bound when it is read: nothing is left open.
  package var summary: TestSummary {
    var summary = TestSummary()
    for procedure in procedures {
      summary.procedures += 1
      if !procedure.isCovered { summary.uncovered += 1 }
      for step in procedure.steps {
        summary.steps += 1
        summary.coverage[procedure.coverage(of: step), default: 0] += 1
        if step.status < .ambiguous { summary.read += 1 }
        switch step.status {
        case .bound, .outcome, .data: if procedure.isCovered { summary.bound += 1 }
        case .manual: summary.manual += 1
        case .undefined: summary.undefined += 1
        case .ambiguous: summary.ambiguous += 1
        case .read: break
        }
      }
      summary.runs += procedure.runs.count
      summary.passed += procedure.runs.count { $0.status == .passed }
    }
    summary.failed = summary.runs - summary.passed
    return summary
  }
}

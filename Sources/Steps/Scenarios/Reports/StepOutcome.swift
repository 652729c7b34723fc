internal import Diagnostics

/// How one step ended in one run, in the words that test reports of all kinds share.
struct StepOutcome: Hashable {
  /// The raw values are those of Cucumber Messages.
  enum Status: String {
    case passed = "PASSED"
    case skipped = "SKIPPED"
    case failed = "FAILED"
    case undefined = "UNDEFINED"
    case ambiguous = "AMBIGUOUS"
  }

  var status: Status
  /// Why it is not simply passed.
  var message: String?
}

extension RunRecord {
  /// One outcome for each step of the procedure.
  ///
  /// A run ends at the step that stops a reader: those after it were skipped. A step with something that only a person
  /// can do is skipped too, whatever else it did: it is never counted as passed.
  func outcomes(of steps: [StepRecord]) -> [StepOutcome] {
    steps.indices.map { index in
      guard index < self.steps.count else {
        return StepOutcome(status: .skipped, message: "The run ended before this step.")
      }
      let isLast = index == self.steps.count - 1
      return isLast ? endingOutcome(of: self.steps[index]) : outcome(of: self.steps[index])
    }
  }

  /// What is wrong with the run, and with none of its steps.
  var conclusion: [StepFinding] { findings.filter { $0.step == nil } }

  private func outcome(of step: StepRecord) -> StepOutcome {
    guard step.manual.isEmpty else {
      return StepOutcome(status: .skipped, message: "By hand: \(step.manual.joined(separator: "; "))")
    }
    return StepOutcome(status: .passed)
  }

  private func endingOutcome(of step: StepRecord) -> StepOutcome {
    if expected == .refused, status == .passed {
      return StepOutcome(status: .passed, message: "The product refuses the role \(role) here, as expected.")
    }
    let own = findings.filter { $0.step != nil }
    guard !own.isEmpty else { return outcome(of: step) }
    let status: StepOutcome.Status =
      switch step.status {
      case .undefined where !own.contains { $0.isProductsAnswer }: .undefined
      case .ambiguous: .ambiguous
      default: .failed
      }
    return StepOutcome(status: status, message: own.map(\.reportText).joined(separator: "\n"))
  }
}

extension StepFinding {
  /// Whether the step was understood, and what it did is wrong.
  fileprivate var isProductsAnswer: Bool { ["step-refused", "step-failed"].contains(diagnostic.code) }

  /// The finding in a few lines, for reports that show no article beside it.
  var reportText: String {
    let place = diagnostic.place
    var lines = ["\(place.file):\(place.line):\(place.column): \(diagnostic.code)", diagnostic.message]
    if !sentence.isEmpty { lines.append("Sentence: \(sentence)") }
    if let suggestion = diagnostic.unsaidSuggestion { lines.append("Did you mean: \(suggestion)") }
    return lines.joined(separator: "\n")
  }
}

extension ProcedureReport {
  /// The errors that belong to no single run, such as two languages that differ.
  var findingsBesideRuns: [StepFinding] {
    let inRuns = Set(runs.flatMap(\.findings).map(\.diagnostic))
    return findings.filter { $0.diagnostic.severity == .error && !inRuns.contains($0.diagnostic) }
  }
}

/// What a test shows about one step of a procedure.
package enum StepCoverage: String, Sendable, CaseIterable {
  /// Done in the product.
  case run
  /// Tells the reader something and asks for nothing.
  case told
  /// Something in it can be done by a person only.
  case manual
  /// Understood, but done in no run: its condition was never met.
  case skipped
  /// Not understood, understood in two ways, or never reached.
  case open
  /// No scenario covers its procedure.
  case uncovered
}

extension ProcedureReport {
  package func coverage(of step: StepRecord) -> StepCoverage {
    guard isCovered else { return .uncovered }
    return switch step.status {
    case .bound: step.actions.isEmpty ? .skipped : .run
    case .read: .skipped
    case .outcome, .data: .told
    case .manual: .manual
    case .ambiguous, .undefined: .open
    }
  }

  /// Whether the article may call the whole procedure proven: nothing is left to a person, and nothing was passed over.
  package var isWhollyProven: Bool {
    isProven && steps.allSatisfy { [.run, .told].contains(coverage(of: $0)) && $0.manual.isEmpty }
  }
}

internal import Diagnostics
internal import Procedures

/// Does one procedure once, as a reader with one role would.
struct Run {
  let environment: RunEnvironment
  let scenario: Scenario
  let role: String
  let choices: Variants.Choices
  let world: any ProductWorld
  let locale: String
  var resolution: Resolution

  var steps: [StepRecord] = []
  private(set) var findings: [StepFinding] = []
  var wasRefused = false
  /// The controls that were used so far.
  var used: Set<String> = []
  /// The procedures being followed, from the outermost, and the words that said so.
  var following: [(id: String, from: Phrase?)]
  /// Labels that the words after the current clause name.
  var labelsAhead: [String] = []

  private struct Stopped: Error {}

  init(
    _ procedure: Procedure, _ scenario: Scenario, role: String, choices: Variants.Choices, world: any ProductWorld,
    environment: RunEnvironment
  ) {
    self.environment = environment
    self.scenario = scenario
    self.role = role
    self.choices = choices
    self.world = world
    locale = procedure.locale
    following = [(procedure.id, nil)]
    resolution = Resolution(environment: environment, locale: procedure.locale)
  }

  /// Does the steps up to the end or to the first thing that stops a reader.
  mutating func run(_ procedure: Procedure) async {
    resolution.home = Set(await world.screen().places)
    do {
      try await follow(procedure, isTop: true)
      if steps.allSatisfy(\.actions.isEmpty) {
        report("procedure-empty", "No step of the procedure does anything.", procedure.steps.last, nil, procedure)
      } else if let control = await world.unsavedControl() {
        let label = label(of: control)
        report(
          "procedure-unsaved", "The steps end with something entered and not saved: **\(label)** was never chosen.",
          procedure.steps.last, label, procedure)
      }
    } catch {}
  }

  private mutating func report(
    _ code: String, _ message: String, _ step: Step?, _ suggestion: String?, _ procedure: Procedure
  ) {
    let place = step?.clauses.last?.phrase.place.inFile(procedure.file)
    findings.append(
      StepFinding(
        diagnostic: Diagnostic(
          .error, code, message, at: place ?? SourcePlace(file: procedure.file, line: procedure.line),
          suggestion: suggestion),
        procedure: procedure.id, step: step?.number, sentence: step?.text ?? "", shown: []))
  }

  /// - Parameter only: The numbers of the steps that are followed; nil for all.
  mutating func follow(_ procedure: Procedure, isTop: Bool, only: ClosedRange<Int>? = nil) async throws {
    for (index, step) in procedure.steps.enumerated() where only?.contains(step.number) ?? true {
      if isTop {
        await world.begin(StepName(procedure: procedure.id, number: step.number))
        steps.append(
          step.record(.data))
      }
      do {
        if isTop, let override = scenario.override(of: step, in: locale) {
          for action in override.actions { try await perform(action, step.clauses.first?.phrase, in: step, procedure) }
          continue
        }
        for (position, clause) in step.clauses.enumerated() {
          if let leaving = step.choiceOfLeavingOut(position, at: index, of: procedure.id), choices[leaving] == 1 {
            note(.bound)
            continue
          }
          labelsAhead =
            step.clauses[(position + 1)...].flatMap(\.labels)
            + procedure.steps[(index + 1)...].flatMap { $0.clauses.flatMap(\.labels) }
          let point = ChoicePoint(procedure: procedure.id, step: index, clause: position)
          try await perform(clause, at: point, in: step, procedure)
        }
      } catch let failure as Resolution.Failure {
        await record(failure, step, procedure)
        throw Stopped()
      }
    }
  }

  private mutating func record(_ failure: Resolution.Failure, _ step: Step, _ procedure: Procedure) async {
    if failure.isHidden { wasRefused = true }
    note(failure.status)
    let shown = await world.screen().controls.compactMap {
      environment.product.labels(of: $0, locale: locale).first
    }
    findings.append(
      StepFinding(
        diagnostic: Diagnostic(
          .error, failure.code, failure.message, at: failure.phrase.place.inFile(procedure.file),
          suggestion: failure.suggestion),
        procedure: procedure.id, step: step.number, sentence: step.text, shown: shown,
        evidence: await world.evidence()))
  }
}

internal import Diagnostics

extension MessagesWriter {
  private struct TestCase {
    var id: String
    var stepIDs: [String]
    var hookStepID: String
  }

  /// Writes what was matched, and then how every run went.
  mutating func writeRuns(_ outlines: [MessageOutline], hasFailed: Bool) {
    let definitions = outlines.map { writeDefinitions($0.procedure) }
    let hook = makeID()
    write(
      "hook",
      [
        Self.member("id", hook), Self.member("name", "what the scenario expects"),
        Self.member("type", "AFTER_TEST_CASE"), ("sourceReference", "{}"),
      ])
    let run = makeID()
    write("testRunStarted", [Self.member("id", run), timestamp])
    let cases = zip(outlines, definitions).map { outline, definitions in
      outline.pickles.map { writeTestCase($0, definitions, hook: hook, run: run) }
    }
    for (outline, cases) in zip(outlines, cases) {
      for (pickle, testCase) in zip(outline.pickles, cases) { writeAttempt(pickle, outline.procedure, testCase) }
    }
    write("testRunFinished", [Self.member("testRunStartedId", run), ("success", String(!hasFailed)), timestamp])
  }

  /// What the words of each step mean in the product, whatever the language; nil where they were not understood.
  private mutating func writeDefinitions(_ procedure: ProcedureReport) -> [String?] {
    procedure.steps.map { step in
      guard step.status < .ambiguous else { return nil }
      let id = makeID()
      let pattern = JSONText.object([
        Self.member("source", step.reading), Self.member("type", "CUCUMBER_EXPRESSION"),
      ])
      let place = JSONText.object([Self.member("uri", procedure.file), Self.location(step.line)])
      write("stepDefinition", [Self.member("id", id), ("pattern", pattern), ("sourceReference", place)])
      return id
    }
  }

  private mutating func writeTestCase(
    _ pickle: MessageOutline.Pickle, _ definitions: [String?], hook: String, run: String
  ) -> TestCase {
    let testCase = TestCase(id: makeID(), stepIDs: pickle.stepIDs.map { _ in makeID() }, hookStepID: makeID())
    var steps = pickle.stepIDs.indices.map { index -> String in
      let ids = definitions[index].map { [JSONText.string($0)] } ?? []
      return JSONText.object([
        Self.member("id", testCase.stepIDs[index]), Self.member("pickleStepId", pickle.stepIDs[index]),
        ("stepDefinitionIds", JSONText.array(ids)),
        ("stepMatchArgumentsLists", JSONText.array(ids.map { _ in "{\"stepMatchArguments\":[]}" })),
      ])
    }
    steps.append(JSONText.object([Self.member("id", testCase.hookStepID), Self.member("hookId", hook)]))
    write(
      "testCase",
      [
        Self.member("id", testCase.id), Self.member("pickleId", pickle.id), ("testSteps", JSONText.array(steps)),
        Self.member("testRunStartedId", run),
      ])
    return testCase
  }

  private mutating func writeAttempt(
    _ pickle: MessageOutline.Pickle, _ procedure: ProcedureReport, _ testCase: TestCase
  ) {
    let attempt = makeID()
    write(
      "testCaseStarted",
      [Self.member("id", attempt), Self.member("testCaseId", testCase.id), ("attempt", "0"), timestamp])
    let outcomes = zip(testCase.stepIDs, pickle.run.outcomes(of: procedure.steps))
    for (id, outcome) in outcomes { writeStep(id, outcome, attempt) }
    // A run is timed as a whole, and its expectations are looked at last.
    advance(milliseconds: pickle.run.milliseconds)
    writeStep(testCase.hookStepID, pickle.run.conclusionOutcome, attempt)
    write(
      "testCaseFinished", [Self.member("testCaseStartedId", attempt), ("willBeRetried", "false"), timestamp])
  }

  private mutating func writeStep(_ id: String, _ outcome: StepOutcome, _ attempt: String) {
    let step = [Self.member("testCaseStartedId", attempt), Self.member("testStepId", id)]
    write("testStepStarted", step + [timestamp])
    var result = [Self.member("status", outcome.status.rawValue), ("duration", "{\"seconds\":0,\"nanos\":0}")]
    if let message = outcome.message { result.append(Self.member("message", message)) }
    write("testStepFinished", step + [("testStepResult", JSONText.object(result)), timestamp])
  }
}

extension RunRecord {
  /// Whether the scenario's expectations hold: not asked where a step has failed already.
  fileprivate var conclusionOutcome: StepOutcome {
    if !conclusion.isEmpty {
      return StepOutcome(status: .failed, message: conclusion.map(\.reportText).joined(separator: "\n"))
    }
    return StepOutcome(status: findings.isEmpty ? .passed : .skipped)
  }
}

extension StepRecord {
  fileprivate var reading: String {
    let actions = actions.map { action in
      "\(action.operation.rawValue) \(action.target)" + (action.value.map { " = \($0)" } ?? "")
    }
    return actions.isEmpty ? status.rawValue : actions.joined(separator: ", ")
  }
}

internal import Procedures

extension Run {
  mutating func perform(
    _ clause: Clause, at point: ChoicePoint, in step: Step, _ procedure: Procedure
  ) async throws {
    if let damage = clause.damage.first(where: { $0.mended == nil }) {
      throw Resolution.Failure(
        code: "step-damaged", message: damage.message,
        phrase: Phrase(text: clause.phrase.text, place: damage.place))
    }
    switch clause.kind {
    case .information: note(.data)
    case .outcome: note(.outcome)
    case .undefined(let misreading):
      throw Resolution.Failure(code: misreading.rawValue, message: misreading.message, phrase: clause.phrase)
    case .instructions(let alternatives):
      guard try isMet(clause.condition) else { return note(.bound) }
      let choice = choices[point] ?? 0
      let before = steps.last?.actions.count ?? 0
      let aim = clause.offersAims && alternatives.count == 1 ? choice : nil
      for instruction in alternatives[alternatives.count > 1 ? choice : 0] {
        try await perform(instruction, clause, aim: aim, in: step, procedure)
      }
      if clause.choices > 1, let actions = steps.last?.actions, actions.count > before {
        steps[steps.endIndex - 1].choices.append(actions[before].target)
      }
    }
  }

  private func isMet(_ condition: Procedures.Condition?) throws(Resolution.Failure) -> Bool {
    guard let condition else { return true }
    switch environment.phrasebook.conditions[Spelling.folded(condition.phrase.text)] {
    case .chosen(let control): return used.contains(control)
    case .state(let state, let expected):
      if let actual = scenario.states[state] { return actual == expected }
      throw Resolution.Failure(
        code: "step-condition-undeclared",
        message: "The condition asks for the state '\(state)', which the scenario does not give.",
        phrase: condition.phrase, suggestion: "given: {states: {\(state): yes}}")
    case nil:
      throw Resolution.Failure(
        code: "step-condition-undeclared", message: "The phrasebook does not say which state this condition asks for.",
        phrase: condition.phrase,
        suggestion: Spelling.nearest(
          to: Spelling.folded(condition.phrase.text), among: environment.phrasebook.conditions.keys.sorted()))
    }
  }

  private mutating func perform(
    _ instruction: Instruction, _ clause: Clause, aim: Int?, in step: Step, _ procedure: Procedure
  ) async throws {
    let key = Spelling.folded(([instruction.verb] + instruction.path.map(\.whole)).map(\.text).joined(separator: " "))
    if environment.phrasebook.manual.contains(key) {
      steps[steps.endIndex - 1].manual.append(clause.phrase.text)
      return note(.manual)
    }
    for context in instruction.contexts {
      if let tab = try resolution.place(context, on: await world.screen()) {
        try await perform(Action(.open, tab), context.phrase, in: step, procedure)
      }
    }
    note(.bound)
    if let actions = environment.phrasebook.objects[key] {
      for action in actions { try await perform(action, clause.phrase, in: step, procedure) }
    } else {
      switch instruction.operation {
      case .follow: return try await follow(instruction, clause, aim: aim, in: step, procedure)
      case .perform: throw undefined(clause.phrase)
      case .enter: try await enter(instruction, in: step, procedure)
      case .open, .choose, .on, .off: try await use(instruction, in: step, procedure)
      }
    }
    for purpose in clause.purposes {
      for action in environment.phrasebook.aims[Spelling.folded(purpose.text)] ?? [] where !isNamedAhead(action.target)
      {
        try await perform(action, purpose, in: step, procedure)
      }
    }
  }

  private func isNamedAhead(_ control: String) -> Bool {
    let labels = environment.product.labels(of: control, locale: locale).map(Spelling.normalized)
    return labelsAhead.contains { labels.contains(Spelling.normalized($0)) }
  }

  func undefined(_ phrase: Phrase) -> Resolution.Failure {
    Resolution.Failure(
      code: "step-phrase-undefined",
      message: "Neither a label nor the phrasebook says what this stands for in the product.",
      phrase: phrase,
      suggestion: Spelling.nearest(to: phrase.text, among: environment.phrasebook.objects.keys.sorted()))
  }

  private mutating func follow(
    _ instruction: Instruction, _ clause: Clause, aim: Int?, in step: Step, _ procedure: Procedure
  ) async throws {
    if let target = instruction.path.first, case .label(.some) = target.kind {
      guard let id = instruction.followedProcedure(from: procedure.id, among: environment.procedures),
        let next = environment.procedures[id]
      else {
        throw Resolution.Failure(
          code: "step-procedure-unknown", message: "The link leads to no procedure of this docset.",
          phrase: target.phrase)
      }
      guard !following.contains(where: { $0.id == id }) else {
        throw Resolution.Failure(
          code: "step-procedure-loop", message: "Following this leads back to where it began.", phrase: target.phrase)
      }
      following.append((id, target.phrase))
      try await follow(next, isTop: false)
      following.removeLast()
      return
    }
    // "Follow the prompts" says nothing that could be run.
    guard !clause.purposes.isEmpty else { throw undefined(clause.phrase) }
    let purpose = clause.purposes[aim ?? 0]
    guard let actions = environment.phrasebook.aims[Spelling.folded(purpose.text)] else { throw undefined(purpose) }
    for action in actions { try await perform(action, purpose, in: step, procedure) }
  }
}

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
    case .information:
      for label in clause.mentions { try resolution.known(label) }
      note(.data)
    case .outcome:
      for label in clause.mentions { try resolution.seen(label, on: await world.screen()) }
      note(.outcome)
    case .undefined(let misreading):
      throw Resolution.Failure(
        code: misreading.rawValue, message: clause.message(of: misreading), phrase: clause.phrase,
        status: misreading == .jointsMixed ? .ambiguous : .undefined)
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
      if let order = condition.order, !condition.labels.isEmpty { return try isInOrder(order, condition) }
      throw Resolution.Failure(
        code: "step-condition-undeclared",
        message: "Nothing says when “\(condition.phrase.text)” holds. Under 'conditions' the phrasebook can name the "
          + "state that the words ask for, or what was chosen before.",
        phrase: condition.phrase,
        suggestion: Spelling.nearest(
          to: Spelling.folded(condition.phrase.text), among: environment.phrasebook.conditions.keys.sorted()))
    }
  }

  /// "After you select **A**": it was done by now; "before you select **A**": it was not.
  private func isInOrder(
    _ order: Procedures.Condition.Order, _ condition: Procedures.Condition
  ) throws(Resolution.Failure) -> Bool {
    let done = Set(
      used.flatMap { environment.product.labels(of: $0, locale: locale) }.map(Spelling.normalized))
    for label in condition.labels where done.contains(Spelling.normalized(label.text)) != (order == .after) {
      throw Resolution.Failure(
        code: "step-order-unmet",
        message: order == .after
          ? "This comes after **\(label.text)**, which no step has used so far."
          : "This comes before **\(label.text)**, which a step has used already.",
        phrase: condition.phrase)
    }
    return true
  }

  private mutating func perform(
    _ instruction: Instruction, _ clause: Clause, aim: Int?, in step: Step, _ procedure: Procedure
  ) async throws {
    let key = instruction.phrasebookKey
    if let key, environment.phrasebook.manual.contains(key) {
      steps[steps.endIndex - 1].manual.append(clause.phrase.text)
      return note(.manual)
    }
    for context in instruction.contexts {
      if let tab = try resolution.place(context, on: await world.screen()) {
        try await perform(Action(.open, tab), context.phrase, in: step, procedure)
      }
    }
    note(.bound)
    if let key, let actions = environment.phrasebook.objects[key] {
      for action in actions { try await perform(action, clause.phrase, in: step, procedure) }
    } else {
      switch instruction.operation {
      case .follow: return try await follow(instruction, clause, aim: aim, in: step, procedure)
      case .repeat, .perform: throw undefined(clause.phrase)
      case .enter: try await enter(instruction, in: step, procedure)
      case .open, .choose, .rightClick, .doubleClick, .on, .off: try await use(instruction, in: step, procedure)
      }
    }
    for purpose in clause.purposes where !purpose.namesLabel {
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
    if let label = resolution.label(in: phrase) { return Resolution.notBold(label, phrase) }
    return Resolution.Failure(
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
      if let steps = instruction.steps,
        let missing = steps.first(where: { number in
          !next.steps.contains { $0.number == number }
        })
      {
        let numbers = next.steps.map(\.number)
        throw Resolution.Failure(
          code: "step-procedure-steps-missing",
          message: "The procedure has no step \(missing); it has the steps \(numbers.min() ?? 0) to "
            + "\(numbers.max() ?? 0).",
          phrase: clause.phrase)
      }
      following.append((id, target.phrase))
      try await follow(next, isTop: false, only: instruction.steps)
      following.removeLast()
      return
    }
    // "Follow the prompts" says nothing that could be run.
    guard !clause.purposes.isEmpty, instruction.steps == nil else { throw undefined(clause.phrase) }
    let purpose = clause.purposes[aim ?? 0]
    guard !purpose.namesLabel, let actions = environment.phrasebook.aims[Spelling.folded(purpose.text)] else {
      throw undefined(purpose)
    }
    for action in actions { try await perform(action, purpose, in: step, procedure) }
  }
}

extension Instruction {
  /// What the phrasebook knows the whole instruction by; nil where a label is part of it, which no entry stands for.
  var phrasebookKey: String? {
    guard !(path + [value].compactMap(\.self)).contains(where: { $0.isLabel || $0.phrase.namesLabel }) else {
      return nil
    }
    return wordsAsKey
  }

  /// The verb and its objects, folded.
  var wordsAsKey: String {
    Spelling.folded(([verb] + path.map(\.whole)).map(\.text).joined(separator: " "))
  }
}

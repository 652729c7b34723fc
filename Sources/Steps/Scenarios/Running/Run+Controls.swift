internal import Procedures

/// Finding the controls that an instruction names, and using them.
extension Run {
  mutating func enter(_ instruction: Instruction, in step: Step, _ procedure: Procedure) async throws {
    guard let field = instruction.path.first else { return }
    if field.isQuoted { throw Resolution.notBold(field.phrase.text, field.phrase) }
    guard let value = instruction.value,
      let control = try resolution.control(
        field, on: await world.screen(), accepting: { UsableKinds.accepts($0, .enter) })
    else { throw undefined(field.whole) }
    if value.isLabel {
      return try await perform(Action(.enter, control, value: value.phrase.text), field.phrase, in: step, procedure)
    }
    guard let text = environment.phrasebook.values[Spelling.folded(value.whole.text)] else {
      throw undefined(value.whole)
    }
    try await perform(Action(.enter, control, value: text), field.phrase, in: step, procedure)
  }

  mutating func use(_ instruction: Instruction, in step: Step, _ procedure: Procedure) async throws {
    for (index, target) in instruction.path.enumerated() {
      if target.isQuoted { throw Resolution.notBold(target.phrase.text, target.phrase) }
      if !target.isLabel {
        let key = Spelling.folded(target.whole.text)
        let withVerb = Spelling.folded(instruction.verb.text + " " + target.whole.text)
        let ofVerb = environment.phrasebook.objects[withVerb]
        guard let actions = ofVerb ?? environment.phrasebook.objects[key],
          ofVerb != nil || !instruction.operation.isGesture || actions.count == 1
        else { throw undefined(target.whole) }
        for action in actions {
          let adapted = ofVerb != nil && instruction.operation.isGesture ? action : adapted(action, to: instruction)
          try await perform(adapted, target.whole, in: step, procedure)
        }
        continue
      }
      let accepts = { (kind: Control.Kind) in UsableKinds.accepts(kind, instruction.operation) }
      guard let control = try resolution.control(target, on: await world.screen(), accepting: accepts),
        let kind = environment.kinds[control]
      else { continue }
      let action = UsableKinds.action(instruction.operation, control, kind)
      // On the way to a page only the page counts.
      let isOnTheWay = kind == .navigation && index + 1 < instruction.path.count
      try await perform(action, target.phrase, in: step, procedure, isRecorded: !isOnTheWay)
    }
  }

  /// "clear the check box next to your own name": the phrasebook names the box, the verb says which way. "Right-click
  /// the user": it names the user, the verb says how.
  private func adapted(_ action: Action, to instruction: Instruction) -> Action {
    switch instruction.operation {
    case .off where action.operation == .on || action.operation == .select:
      Action(.off, action.target, value: action.value)
    case .rightClick: Action(.rightClick, action.target, value: action.value)
    case .doubleClick: Action(.doubleClick, action.target, value: action.value)
    default: action
    }
  }
}

internal import Diagnostics
internal import Procedures

/// What all runs of a test share.
struct RunEnvironment: Sendable {
  let product: any ProductModel
  let phrasebook: Phrasebook
  /// All of the locale, by id, for steps that follow another.
  let procedures: [String: Procedure]
}

/// Does one procedure once, as a reader with one role would.
struct Run {
  let environment: RunEnvironment
  let scenario: Scenario
  let role: String
  /// Which alternative to take at each choice, in reading order.
  private var choices: ArraySlice<Int>
  private let world: any ProductWorld
  private let locale: String
  private let resolution: Resolution

  private(set) var steps: [StepRecord] = []
  private(set) var findings: [StepFinding] = []
  private(set) var wasRefused = false
  private var chosen: Set<String> = []
  private var following: [String]
  /// Labels that the words after the current clause name.
  private var labelsAhead: [String] = []

  private struct Stopped: Error {}

  init(
    _ procedure: Procedure, _ scenario: Scenario, role: String, choices: [Int], world: any ProductWorld,
    environment: RunEnvironment
  ) {
    self.environment = environment
    self.scenario = scenario
    self.role = role
    self.choices = choices[...]
    self.world = world
    locale = procedure.locale
    following = [procedure.id]
    resolution = Resolution(product: environment.product, locale: procedure.locale, phrasebook: environment.phrasebook)
  }

  /// Does the steps up to the end or to the first thing that stops a reader.
  mutating func run(_ procedure: Procedure) async {
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
    let phrase = step?.clauses.last?.phrase
    let place = phrase?.place
    findings.append(
      StepFinding(
        diagnostic: Diagnostic(
          .error, code, message,
          at: SourcePlace(
            file: procedure.file, line: place?.line ?? procedure.line, column: place?.column ?? 1,
            endLine: place?.endLine ?? procedure.line, endColumn: place?.endColumn ?? 1), suggestion: suggestion),
        procedure: procedure.id, step: step?.number, sentence: step?.text ?? "", shown: []))
  }

  private mutating func follow(_ procedure: Procedure, isTop: Bool) async throws {
    for (index, step) in procedure.steps.enumerated() {
      if isTop {
        steps.append(
          StepRecord(number: step.number, line: step.line, text: step.text, status: .data, actions: [], manual: []))
      }
      do {
        if isTop, let override = scenario.overrides[step.number],
          override.digests[locale] == SHA256.hexadecimal(step.text)
        {
          for action in override.actions { try await perform(action, step.clauses.first?.phrase, in: step, procedure) }
          continue
        }
        for (position, clause) in step.clauses.enumerated() {
          labelsAhead =
            step.clauses[(position + 1)...].flatMap(\.labels)
            + procedure.steps[(index + 1)...].flatMap { $0.clauses.flatMap(\.labels) }
          try await perform(clause, in: step, procedure)
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
    let place = failure.phrase.place
    let shown = await world.screen().controls.compactMap {
      environment.product.labels(of: $0, locale: locale).first
    }
    findings.append(
      StepFinding(
        diagnostic: Diagnostic(
          .error, failure.code, failure.message,
          at: SourcePlace(
            file: procedure.file, line: place.line, column: place.column, endLine: place.endLine,
            endColumn: place.endColumn), suggestion: failure.suggestion),
        procedure: procedure.id, step: step.number, sentence: step.text, shown: shown))
  }

  // MARK: Clauses

  private mutating func perform(_ clause: Clause, in step: Step, _ procedure: Procedure) async throws {
    switch clause.kind {
    case .information: note(.data)
    case .outcome: note(.outcome)
    case .undefined(let misreading):
      throw Resolution.Failure(code: misreading.rawValue, message: misreading.message, phrase: clause.phrase)
    case .instructions(let alternatives):
      let choice = alternatives.count > 1 ? choices.popFirst() ?? 0 : 0
      let aim = alternatives.count == 1 && clause.offersAims ? choices.popFirst() ?? 0 : nil
      guard try await isMet(clause.condition, in: step, procedure) else { return note(.bound) }
      let before = steps.last?.actions.count ?? 0
      for instruction in alternatives[choice] {
        try await perform(instruction, clause, aim: aim, in: step, procedure)
      }
      if alternatives.count > 1 || aim != nil, let actions = steps.last?.actions, actions.count > before {
        steps[steps.endIndex - 1].choices.append(actions[before].target)
      }
    }
  }

  private func isMet(_ condition: Procedures.Condition?, in step: Step, _ procedure: Procedure) async throws -> Bool {
    guard let condition else { return true }
    switch environment.phrasebook.conditions[Spelling.folded(condition.phrase.text)] {
    case .chosen(let control): return chosen.contains(control)
    case .state(let state, let expected):
      if let actual = scenario.states[state] { return actual == expected }
      throw Resolution.Failure(
        code: "step-condition-undeclared",
        message: "The condition asks for the state '\(state)', which the scenario does not give.",
        phrase: condition.phrase)
    case nil:
      throw Resolution.Failure(
        code: "step-condition-undeclared", message: "The phrasebook does not say which state this condition asks for.",
        phrase: condition.phrase)
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

  private func undefined(_ phrase: Phrase) -> Resolution.Failure {
    Resolution.Failure(
      code: "step-phrase-undefined",
      message: "Neither a label nor the phrasebook says what this stands for in the product.",
      phrase: phrase,
      suggestion: Spelling.nearest(to: phrase.text, among: environment.phrasebook.objects.keys.sorted()))
  }

  private mutating func follow(
    _ instruction: Instruction, _ clause: Clause, aim: Int?, in step: Step, _ procedure: Procedure
  ) async throws {
    if let target = instruction.path.first, case .label(let link?) = target.kind {
      guard let id = ProcedureLink.resolve(link, from: procedure.id, among: environment.procedures),
        let next = environment.procedures[id]
      else {
        throw Resolution.Failure(
          code: "step-procedure-unknown", message: "The link leads to no procedure of this docset.",
          phrase: target.phrase)
      }
      guard !following.contains(id) else {
        throw Resolution.Failure(
          code: "step-procedure-loop", message: "Following this leads back to where it began.", phrase: target.phrase)
      }
      following.append(id)
      try await follow(next, isTop: false)
      following.removeLast()
      return
    }
    if clause.purposes.isEmpty { return }
    let purpose = clause.purposes[aim ?? 0]
    guard let actions = environment.phrasebook.aims[Spelling.folded(purpose.text)] else { throw undefined(purpose) }
    for action in actions { try await perform(action, purpose, in: step, procedure) }
  }

  private mutating func enter(_ instruction: Instruction, in step: Step, _ procedure: Procedure) async throws {
    guard let field = instruction.path.first else { return }
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

  private mutating func use(_ instruction: Instruction, in step: Step, _ procedure: Procedure) async throws {
    for (index, target) in instruction.path.enumerated() {
      if !target.isLabel {
        let key = Spelling.folded(target.whole.text)
        let withVerb = Spelling.folded(instruction.verb.text + " " + target.whole.text)
        guard let actions = environment.phrasebook.objects[withVerb] ?? environment.phrasebook.objects[key] else {
          throw undefined(target.whole)
        }
        for action in actions {
          try await perform(adapted(action, to: instruction.operation), target.whole, in: step, procedure)
        }
        continue
      }
      let accepts = { (kind: Control.Kind) in UsableKinds.accepts(kind, instruction.operation) }
      guard let control = try resolution.control(target, on: await world.screen(), accepting: accepts),
        let kind = environment.product.controls.first(where: { $0.id == control })?.kind
      else { continue }
      let action = UsableKinds.action(instruction.operation, control, kind)
      // On the way to a page only the page counts.
      let isOnTheWay = kind == .navigation && index + 1 < instruction.path.count
      try await perform(action, target.phrase, in: step, procedure, isRecorded: !isOnTheWay)
    }
  }

  /// "clear the check box next to your own name": the phrasebook names the box, the verb says which way.
  private func adapted(_ action: Action, to operation: Procedures.Operation) -> Action {
    guard operation == .off, action.operation == .on || action.operation == .select else { return action }
    return Action(.off, action.target, value: action.value)
  }

  // MARK: Acting

  private mutating func perform(
    _ action: Action, _ phrase: Phrase?, in step: Step, _ procedure: Procedure, isRecorded: Bool = true
  ) async throws {
    guard let phrase = phrase ?? step.clauses.first?.phrase else { return }
    var filled = action
    if let value = action.value, value.hasPrefix("$") {
      let name = String(value.dropFirst())
      let given = scenario.values[name]
      let made = given == nil ? await world.value(named: name) : nil
      guard let text = given ?? made else {
        throw Resolution.Failure(
          code: "step-value-missing", message: "The scenario gives no value '\(name)'.", phrase: phrase)
      }
      filled.value = text
    }
    do {
      try await world.perform(filled)
    } catch let refusal as Refusal {
      if refusal.isForWantOfRole { wasRefused = true }
      throw Resolution.Failure(
        code: refusal.isForWantOfRole ? "step-refused" : "step-failed",
        message: "The product refuses as '\(refusal.code)': \(refusal.message)", phrase: phrase)
    }
    chosen.insert(action.target)
    if isRecorded { steps[steps.endIndex - 1].actions.append(action) }
    note(.bound)
  }

  private mutating func note(_ status: ReadingStatus) {
    guard let last = steps.indices.last else { return }
    steps[last].status = max(steps[last].status, status)
  }

  private func label(of control: String) -> String {
    environment.product.labels(of: control, locale: locale).first ?? control
  }
}

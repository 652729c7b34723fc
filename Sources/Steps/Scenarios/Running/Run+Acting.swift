internal import Procedures

/// What reaches the product.
extension Run {
  mutating func perform(
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
      // What only the phrasebook names has no label that a reader could look for.
      if !refusal.isForWantOfRole, let missing = await notShown(action, phrase) { throw missing }
      throw Resolution.Failure(
        code: refusal.isForWantOfRole ? "step-refused" : "step-failed",
        message: "The product refuses as '\(refusal.code)': \(refusal.message)", phrase: phrase)
    }
    used.insert(action.target)
    if isRecorded {
      steps[steps.endIndex - 1].actions.append(action)
      // What another procedure did stands, for this one, at the words that led there.
      steps[steps.endIndex - 1].actionPlaces.append((following.dropFirst().first?.from ?? phrase).place)
    }
    note(.bound)
  }

  /// Why an action cannot be done, where the screen does not show what it is done to.
  private func notShown(_ action: Action, _ phrase: Phrase) async -> Resolution.Failure? {
    let screen = await world.screen()
    guard !screen.controls.contains(action.target), !screen.places.contains(action.target) else { return nil }
    if screen.hidden.contains(action.target) {
      return Resolution.Failure(
        code: "step-label-hidden", message: "What “\(phrase.text)” stands for is not shown to this role.",
        phrase: phrase, isHidden: true)
    }
    let kind = environment.kinds[action.target]?.rawValue ?? "control"
    let place = screen.places.last.map(label) ?? "this page"
    let ways = screen.controls.filter { [.link, .button, .tab, .navigation].contains(environment.kinds[$0] ?? .page) }
    return Resolution.Failure(
      code: "step-failed",
      message:
        "At **\(place)** the screen shows no \(kind) that “\(phrase.text)” could stand for. A step that leads to "
        + "it may be missing.", phrase: phrase,
      suggestion: Spelling.nearest(
        to: phrase.text, among: ways.flatMap { environment.product.labels(of: $0, locale: locale) }))
  }

  mutating func note(_ status: ReadingStatus) {
    guard let last = steps.indices.last else { return }
    steps[last].status = max(steps[last].status, status)
  }

  func label(of control: String) -> String {
    environment.product.labels(of: control, locale: locale).first ?? control
  }
}

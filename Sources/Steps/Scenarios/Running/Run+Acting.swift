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

  mutating func note(_ status: ReadingStatus) {
    guard let last = steps.indices.last else { return }
    steps[last].status = max(steps[last].status, status)
  }

  func label(of control: String) -> String {
    environment.product.labels(of: control, locale: locale).first ?? control
  }
}

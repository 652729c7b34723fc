internal import Diagnostics

/// Reads actions as scenario files and phrasebooks write them: `{choose: reset.submit}`,
/// `{enter: sent.email, value: $email}`, `{select: activeUsers.select, subject: user}`.
struct ActionReading {
  let file: String
  let controls: Set<String>
  var findings: [Diagnostic] = []

  init(file: String, product: any ProductModel) {
    self.file = file
    controls = Set(product.controls.map(\.id))
  }

  /// Knows no control.
  init(file: String) {
    self.file = file
    controls = []
  }

  /// What the shape does not allow is passed over: it has a finding already.
  func actions(_ value: ScenarioValue) -> [Action] {
    if let list = value.list { return list.compactMap { action($0) } }
    return action(value).map { [$0] } ?? []
  }

  private func action(_ value: ScenarioValue) -> Action? {
    let argument = value["value"]?.text ?? value["subject"]?.text
    for entry in value.entries {
      guard let operation = Action.Operation(rawValue: entry.key), let target = entry.value.text,
        controls.contains(target)
      else { continue }
      return Action(operation, target, value: argument)
    }
    return nil
  }

  mutating func report(_ code: String, _ message: String, _ value: ScenarioValue, _ suggestion: String?) {
    findings.append(Diagnostic(.error, code, message, at: place(of: value), suggestion: suggestion))
  }

  func place(of value: ScenarioValue) -> SourcePlace {
    .of(value, file: file)
  }
}

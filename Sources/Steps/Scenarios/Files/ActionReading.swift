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

  mutating func actions(_ value: ScenarioValue) -> [Action] {
    if let list = value.list { return list.compactMap { action($0) } }
    return action(value).map { [$0] } ?? []
  }

  private mutating func action(_ value: ScenarioValue) -> Action? {
    var result: Action?
    var argument: String?
    for entry in value.entries {
      if let operation = Action.Operation(rawValue: entry.key), let target = entry.value.text {
        if controls.contains(target) {
          result = Action(operation, target)
        } else {
          report(
            "scenario-unknown-control", "The product has no control '\(target)'.", entry.value,
            Spelling.nearest(to: target, among: controls.sorted()))
        }
      } else if entry.key == "value" || entry.key == "subject" {
        argument = entry.value.text
      } else {
        unknownKey(entry, among: Action.Operation.allCases.map(\.rawValue) + ["value", "subject"])
      }
    }
    result?.value = argument
    if value.entries.isEmpty {
      report("scenario-invalid-value", "An action is a mapping such as {choose: reset.submit}.", value, nil)
    }
    return result
  }

  mutating func unknownKey(_ entry: ScenarioValue.Entry, among known: [String]) {
    findings.append(
      Diagnostic(
        .error, "scenario-unknown-key",
        "The key '\(entry.key)' is not known here; known are \(known.joined(separator: ", ")).",
        at: SourcePlace(
          file: file, line: entry.line, column: entry.column, endLine: entry.line,
          endColumn: entry.column + entry.key.unicodeScalars.count),
        suggestion: Spelling.nearest(to: entry.key, among: known)))
  }

  mutating func report(_ code: String, _ message: String, _ value: ScenarioValue, _ suggestion: String?) {
    findings.append(Diagnostic(.error, code, message, at: place(of: value), suggestion: suggestion))
  }

  func place(of value: ScenarioValue) -> SourcePlace {
    SourcePlace(
      file: file, line: value.line, column: value.column, endLine: value.line,
      endColumn: value.column + (value.text?.unicodeScalars.count ?? 1))
  }
}

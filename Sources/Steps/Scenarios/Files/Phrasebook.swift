package import Diagnostics

/// What one language's prose stands for in one product.
package struct Phrasebook: Sendable {
  package enum Condition: Sendable, Hashable {
    case state(String, is: Bool)
    case chosen(String)
  }

  package let locale: String
  /// By the words, folded: what is named without its label.
  let objects: [String: [Action]]
  /// What is to be entered: a `$name` of the scenario's values, or a text.
  let values: [String: String]
  /// Purposes that stand for an unnamed control.
  let aims: [String: [Action]]
  let conditions: [String: Condition]
  /// What only a person can do.
  let manual: Set<String>

  package init(locale: String) {
    self.init(locale: locale, objects: [:], values: [:], aims: [:], conditions: [:], manual: [])
  }

  private init(
    locale: String, objects: [String: [Action]], values: [String: String], aims: [String: [Action]],
    conditions: [String: Condition], manual: Set<String>
  ) {
    self.locale = locale
    self.objects = objects
    self.values = values
    self.aims = aims
    self.conditions = conditions
    self.manual = manual
  }

  /// Reads `phrasebook/<locale>.yml`.
  package static func reading(
    yaml: String, locale: String, file: String, product: any ProductModel
  ) -> (phrasebook: Phrasebook, findings: [Diagnostic]) {
    let root: ScenarioValue
    do {
      root = try ScenarioValue(yaml: yaml)
    } catch {
      let error = error as? ScenarioSyntaxError ?? ScenarioSyntaxError(message: "\(error)", line: 1, column: 1)
      let place = SourcePlace(file: file, line: error.line, column: error.column)
      return (Phrasebook(locale: locale), [Diagnostic(.error, "yaml-syntax-error", error.message, at: place)])
    }
    var reading = ActionReading(file: file, product: product)
    let known = ["objects", "values", "aims", "conditions", "manual"]
    for entry in root.entries where !known.contains(entry.key) { reading.unknownKey(entry, among: known) }
    let phrasebook = Phrasebook(
      locale: locale, objects: actions(root["objects"], &reading), values: texts(root["values"]),
      aims: actions(root["aims"], &reading), conditions: conditions(root["conditions"], &reading),
      manual: Set((root["manual"]?.list ?? []).compactMap(\.text).map(Spelling.folded)))
    return (phrasebook, reading.findings)
  }

  private static func actions(_ value: ScenarioValue?, _ reading: inout ActionReading) -> [String: [Action]] {
    var result: [String: [Action]] = [:]
    for entry in value?.entries ?? [] { result[Spelling.folded(entry.key)] = reading.actions(entry.value) }
    return result
  }

  private static func texts(_ value: ScenarioValue?) -> [String: String] {
    var result: [String: String] = [:]
    for entry in value?.entries ?? [] { result[Spelling.folded(entry.key)] = entry.value.text }
    return result
  }

  private static func conditions(_ value: ScenarioValue?, _ reading: inout ActionReading) -> [String: Condition] {
    var result: [String: Condition] = [:]
    for entry in value?.entries ?? [] {
      let key = Spelling.folded(entry.key)
      for part in entry.value.entries where !["state", "is", "chosen"].contains(part.key) {
        reading.unknownKey(part, among: ["state", "is", "chosen"])
      }
      if let state = entry.value["state"]?.text {
        result[key] = .state(state, is: !["no", "false"].contains(entry.value["is"]?.text ?? "yes"))
      } else if let control = entry.value["chosen"]?.text {
        result[key] = .chosen(control)
      } else {
        reading.report("scenario-invalid-value", "A condition names a 'state' or what was 'chosen'.", entry.value, nil)
      }
    }
    return result
  }
}

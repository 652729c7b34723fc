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
  /// Places that are named without their label, by the words, folded.
  let places: [String: String]
  /// Where the entries for instructions stand, by the words, folded.
  let entryPlaces: [String: SourcePlace]

  package init(locale: String) {
    self.init(locale: locale, root: ScenarioValue(content: .map([]), line: 1, column: 1), ActionReading(file: ""))
  }

  private init(locale: String, root: ScenarioValue, _ reading: ActionReading) {
    func folded<Value>(_ key: String, _ value: (ScenarioValue) -> Value?) -> [String: Value] {
      (root[key]?.entries ?? []).reduce(into: [:]) { $0[Spelling.folded($1.key)] = value($1.value) }
    }
    self.locale = locale
    objects = folded("objects") { reading.actions($0) }
    values = folded("values") { $0.text }
    aims = folded("aims") { reading.actions($0) }
    conditions = folded("conditions", Self.condition)
    places = folded("places") { $0.text }
    let manual = root["manual"]?.list ?? []
    self.manual = Set(manual.compactMap(\.text).map(Spelling.folded))
    var entryPlaces: [String: SourcePlace] = [:]
    for entry in ["objects", "aims"].flatMap({ root[$0]?.entries ?? [] }) {
      entryPlaces[Spelling.folded(entry.key)] = .of(entry, file: reading.file)
    }
    for entry in manual {
      if let text = entry.text { entryPlaces[Spelling.folded(text)] = .of(entry, file: reading.file) }
    }
    self.entryPlaces = entryPlaces
  }

  private static func condition(_ value: ScenarioValue) -> Condition? {
    if let state = value["state"]?.text {
      return .state(state, is: !["no", "false"].contains(value["is"]?.text ?? "yes"))
    }
    return value["chosen"]?.text.map(Condition.chosen)
  }

  /// Reads `phrasebook/<locale>.yml`.
  ///
  /// - Parameter values: The names of the values that scenarios give; nil where there are no scenarios.
  package static func reading(
    yaml: String, locale: String, file: String, product: any ProductModel, values: Set<String>? = nil
  ) -> (phrasebook: Phrasebook, findings: [Diagnostic]) {
    let root: ScenarioValue
    do {
      root = try ScenarioValue(yaml: yaml)
    } catch {
      let error = error as? ScenarioSyntaxError ?? ScenarioSyntaxError(message: "\(error)", line: 1, column: 1)
      let place = SourcePlace(file: file, line: error.line, column: error.column)
      return (Phrasebook(locale: locale), [Diagnostic(.error, "yaml-syntax-error", error.message, at: place)])
    }
    var shape = ShapeCheck(file: file)
    shape.check(root, FileShapes.phrasebook(product))
    let reading = ActionReading(file: file, product: product)
    let phrasebook = Phrasebook(locale: locale, root: root, reading)
    var findings = shape.findings
    // An entry whose shape is wrong has its finding already.
    if findings.isEmpty {
      findings += idleEntries(root, phrasebook, file)
      if let values { findings += unknownValues(root, known: values.union(product.schema.values), file) }
    }
    return (phrasebook, findings)
  }

  /// Entries that say nothing.
  private static func idleEntries(_ root: ScenarioValue, _ phrasebook: Phrasebook, _ file: String) -> [Diagnostic] {
    func finding(_ entry: ScenarioValue.Entry, _ message: String) -> Diagnostic {
      Diagnostic(.error, "phrasebook-entry-empty", message, at: .of(entry, file: file))
    }
    var findings: [Diagnostic] = []
    for (key, known) in [("objects", phrasebook.objects), ("aims", phrasebook.aims)] {
      for entry in root[key]?.entries ?? [] where known[Spelling.folded(entry.key)]?.isEmpty ?? true {
        findings.append(
          finding(entry, "The entry '\(entry.key)' does nothing, so that its words would be passed over."))
      }
    }
    for entry in root["conditions"]?.entries ?? [] where phrasebook.conditions[Spelling.folded(entry.key)] == nil {
      findings.append(finding(entry, "A condition names a 'state' or what was 'chosen'."))
    }
    for entry in root["values"]?.entries ?? [] where entry.value.text?.isEmpty ?? true {
      findings.append(finding(entry, "The entry '\(entry.key)' gives nothing to enter."))
    }
    return findings
  }

  /// Names of values that are spelled nearly like one that a scenario gives or the product makes. An entry for values
  /// that no scenario gives yet is none of them.
  private static func unknownValues(_ root: ScenarioValue, known: Set<String>, _ file: String) -> [Diagnostic] {
    func names(_ value: ScenarioValue) -> [ScenarioValue] {
      switch value.content {
      case .text(let text): text.hasPrefix("$") ? [value] : []
      case .list(let list): list.flatMap(names)
      case .map(let entries): entries.flatMap { names($0.value) }
      }
    }
    return ["objects", "values", "aims"].compactMap { root[$0] }.flatMap(names).compactMap { value in
      let name = String((value.text ?? "").dropFirst())
      guard !known.contains(name), let near = NearName.closest(to: name, among: known.sorted()) else { return nil }
      return Diagnostic(
        .error, "scenario-unknown-value", "No scenario gives the value '\(name)'.", at: .of(value, file: file),
        suggestion: "$\(near)")
    }
  }
}

package import Diagnostics

/// Reads one scenario file.
///
/// - Parameters:
///   - article: The path of the article that it belongs to.
///   - file: As findings show it.
/// - Returns: The scenarios that could be read, by anchor in the order of the file, and what is wrong with the rest.
package func scenarios(
  yaml: String, article: String, file: String, product: any ProductModel
) -> (scenarios: [Scenario], findings: [Diagnostic]) {
  do {
    var reading = ScenarioFileReading(article: article, file: file, product: product)
    return (reading.scenarios(try ScenarioValue(yaml: yaml)), reading.actions.findings)
  } catch let error as ScenarioSyntaxError {
    let place = SourcePlace(file: file, line: error.line, column: error.column)
    return ([], [Diagnostic(.error, "yaml-syntax-error", error.message, at: place)])
  } catch {
    return ([], [Diagnostic(.error, "yaml-syntax-error", "\(error)", at: SourcePlace(file: file))])
  }
}

private struct ScenarioFileReading {
  let article: String
  let file: String
  let product: any ProductModel
  var actions: ActionReading

  init(article: String, file: String, product: any ProductModel) {
    self.article = article
    self.file = file
    self.product = product
    actions = ActionReading(file: file, product: product)
  }

  mutating func scenarios(_ root: ScenarioValue) -> [Scenario] {
    check(root, ["procedures"])
    guard let procedures = root["procedures"] else {
      actions.report("scenario-invalid-value", "A scenario file has the key 'procedures'.", root, nil)
      return []
    }
    return procedures.entries.map { scenario(anchor: $0.key, line: $0.line, $0.value) }
  }

  private mutating func scenario(anchor: String, line: Int, _ value: ScenarioValue) -> Scenario {
    check(value, ["roles", "given", "values", "expect", "override"])
    let roles = value["roles"]
    if let roles { check(roles, ["allowed", "unnamed", "refused"]) }
    let allowed = self.roles(roles?["allowed"])
    if allowed.isEmpty {
      actions.report(
        "scenario-invalid-value", "A procedure names at least one role under 'roles: allowed'.", roles ?? value, nil)
    }
    if let given = value["given"] { checkGiven(given) }
    let expectations = value["expect"]?.list ?? []
    for expectation in expectations { checkExpectation(expectation) }
    return Scenario(
      procedure: "\(article)#\(anchor)", file: file, line: line, allowed: allowed,
      unnamed: self.roles(roles?["unnamed"]),
      refused: self.roles(roles?["refused"]), rolesPlace: actions.place(of: roles ?? value), given: value["given"],
      states: states(value["given"]?["states"]), values: values(value["values"]), expectations: expectations,
      overrides: overrides(value["override"]))
  }

  private mutating func check(_ value: ScenarioValue, _ known: [String]) {
    for entry in value.entries where !known.contains(entry.key) { actions.unknownKey(entry, among: known) }
  }

  private mutating func roles(_ value: ScenarioValue?) -> [String] {
    let known = product.roles.map(\.id)
    return (value?.list ?? []).compactMap { role in
      guard let text = role.text, known.contains(text) else {
        actions.report(
          "scenario-unknown-role", "The product has no role '\(role.text ?? "")'.", role,
          role.text.flatMap { Spelling.nearest(to: $0, among: known) })
        return nil
      }
      return text
    }
  }

  private mutating func checkGiven(_ given: ScenarioValue) {
    let schema = product.schema.given
    check(given, (schema.keys + ["states"]).sorted())
    for entry in given.entries {
      guard let known = schema[entry.key], !known.isEmpty else { continue }
      for value in entry.value.list ?? [entry.value] { check(value, known) }
    }
  }

  private mutating func checkExpectation(_ expectation: ScenarioValue) {
    let schema = product.schema.expect
    check(expectation, schema.keys.sorted())
    for entry in expectation.entries {
      if let known = schema[entry.key], !known.isEmpty { check(entry.value, known) }
    }
  }

  private mutating func states(_ value: ScenarioValue?) -> [String: Bool] {
    var states: [String: Bool] = [:]
    for entry in value?.entries ?? [] {
      switch entry.value.text {
      case "true", "yes": states[entry.key] = true
      case "false", "no": states[entry.key] = false
      default: actions.report("scenario-invalid-value", "A state is yes or no.", entry.value, nil)
      }
    }
    return states
  }

  private mutating func values(_ value: ScenarioValue?) -> [String: String] {
    var values: [String: String] = [:]
    for entry in value?.entries ?? [] {
      if let text = entry.value.text {
        values[entry.key] = text
      } else {
        actions.report("scenario-invalid-value", "A value is a plain text.", entry.value, nil)
      }
    }
    return values
  }

  private mutating func overrides(_ value: ScenarioValue?) -> [Int: StepOverride] {
    var overrides: [Int: StepOverride] = [:]
    for entry in value?.entries ?? [] {
      check(entry.value, ["text-sha256", "actions"])
      guard let number = Int(entry.key), number > 0 else {
        actions.report("scenario-invalid-value", "An override is named by the number of its step.", entry.value, nil)
        continue
      }
      var digests: [String: String] = [:]
      for digest in entry.value["text-sha256"]?.entries ?? [] { digests[digest.key] = digest.value.text }
      overrides[number] = StepOverride(
        digests: digests, actions: entry.value["actions"].map { actions.actions($0) } ?? [],
        place: SourcePlace(file: file, line: entry.line, column: entry.column))
    }
    return overrides
  }
}

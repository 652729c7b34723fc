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
    let root = try ScenarioValue(yaml: yaml)
    var shape = ShapeCheck(file: file)
    shape.check(root, FileShapes.scenario(product))
    var reading = ScenarioFileReading(article: article, file: file, product: product)
    let scenarios = reading.scenarios(root)
    return (scenarios, (shape.findings + reading.actions.findings).sorted(by: Diagnostic.inReadingOrder))
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

  /// What the shape does not allow is passed over: it has a finding already.
  mutating func scenarios(_ root: ScenarioValue) -> [Scenario] {
    (root["procedures"]?.entries ?? []).map { scenario($0) }
  }

  private mutating func scenario(_ entry: ScenarioValue.Entry) -> Scenario {
    let value = entry.value
    let roles = value["roles"]
    let allowed = texts(roles?["allowed"])
    let unnamed = texts(roles?["unnamed"])
    let refused = texts(roles?["refused"])
    if let list = roles?["allowed"], list.list?.isEmpty == true {
      actions.report("scenario-invalid-value", "'allowed' names at least one role.", list, nil)
    }
    for role in roles?["refused"]?.list ?? [] where (allowed + unnamed).contains(role.text ?? "") {
      actions.report(
        "scenario-invalid-value", "The role '\(role.text ?? "")' is let in and refused; it can be only one.", role, nil)
    }
    if let list = value["expect"], list.list?.isEmpty == true {
      actions.report("scenario-invalid-value", "'expect' names at least one thing that holds at the end.", list, nil)
    }
    let values = values(value["values"])
    for expectation in value["expect"]?.list ?? [] { checkNames(in: expectation, known: values.keys.sorted()) }
    return Scenario(
      procedure: "\(article)#\(entry.key)", file: file, line: entry.line, column: entry.column, allowed: allowed,
      unnamed: unnamed, refused: refused, rolesPlace: actions.place(of: roles ?? value), given: value["given"],
      states: states(value["given"]?["states"]), values: values, expectations: value["expect"]?.list ?? [],
      overrides: overrides(value["override"], known: values.keys.sorted()))
  }

  private func texts(_ value: ScenarioValue?) -> [String] {
    let known = product.roles.map(\.id)
    return (value?.list ?? []).compactMap(\.text).filter(known.contains)
  }

  /// A `$name` must be one that the scenario gives or the product makes.
  private mutating func checkNames(in value: ScenarioValue, known: [String]) {
    switch value.content {
    case .text(let text):
      guard text.hasPrefix("$"), text.count > 1 else { return }
      let name = String(text.dropFirst())
      let all = known + product.schema.values
      guard !all.contains(name) else { return }
      actions.report(
        "scenario-unknown-value",
        "Nothing gives the value '\(name)'; there are \(all.isEmpty ? "none" : all.joined(separator: ", ")).", value,
        Spelling.nearest(to: name, among: all).map { "$\($0)" })
    case .list(let list): for element in list { checkNames(in: element, known: known) }
    case .map(let entries): for entry in entries { checkNames(in: entry.value, known: known) }
    }
  }

  private func states(_ value: ScenarioValue?) -> [String: Bool] {
    (value?.entries ?? []).reduce(into: [:]) { $0[$1.key] = ["true", "yes"].contains($1.value.text ?? "") }
  }

  private func values(_ value: ScenarioValue?) -> [String: String] {
    (value?.entries ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.text }
  }

  private mutating func overrides(_ value: ScenarioValue?, known: [String]) -> [Int: StepOverride] {
    var overrides: [Int: StepOverride] = [:]
    for entry in value?.entries ?? [] {
      guard let number = Int(entry.key), number > 0 else {
        actions.report("scenario-invalid-value", "An override is named by the number of its step.", entry.value, nil)
        continue
      }
      if let actions = entry.value["actions"] { checkNames(in: actions, known: known) }
      var digests: [String: String] = [:]
      for digest in entry.value["text-sha256"]?.entries ?? [] { digests[digest.key] = digest.value.text }
      overrides[number] = StepOverride(
        digests: digests, actions: entry.value["actions"].map { actions.actions($0) } ?? [],
        place: SourcePlace(file: file, line: entry.line, column: entry.column))
    }
    return overrides
  }
}

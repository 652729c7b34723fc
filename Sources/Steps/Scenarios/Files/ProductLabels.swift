internal import Diagnostics

/// What a product's controls and roles are called in one more language, as a file says it:
/// `controls: {reset.submit: [Nullstill]}` and `roles: {global-administrator: [global administrator]}`.
struct ProductLabels: Sendable {
  let locale: String
  private(set) var controls: [String: [String]] = [:]
  private(set) var roles: [String: [String]] = [:]
  private(set) var findings: [Diagnostic] = []

  init(_ file: TestRequest.File, product: any ProductModel) {
    locale = file.name
    let root: ScenarioValue
    do {
      root = try ScenarioValue(yaml: file.text)
    } catch {
      let error = error as? ScenarioSyntaxError ?? ScenarioSyntaxError(message: "\(error)", line: 1, column: 1)
      let place = SourcePlace(file: file.file, line: error.line, column: error.column)
      findings.append(Diagnostic(.error, "yaml-syntax-error", error.message, at: place))
      return
    }
    var shape = ShapeCheck(file: file.file)
    shape.check(root, FileShapes.labels(product))
    findings = shape.findings.map { finding in
      var finding = finding
      finding.code = "labels-invalid"
      return finding
    }
    controls = names(root["controls"])
    roles = names(root["roles"])
    for entry in [root["controls"], root["roles"]].flatMap({ $0?.entries ?? [] })
    where entry.value.list?.isEmpty == true {
      findings.append(
        Diagnostic(
          .error, "labels-invalid", "'\(entry.key)' has at least one name, the preferred one first.",
          at: .of(entry, file: file.file)))
    }
  }

  private func names(_ value: ScenarioValue?) -> [String: [String]] {
    (value?.entries ?? []).reduce(into: [:]) { names, entry in
      let own = entry.value.list?.compactMap(\.text) ?? []
      if !own.isEmpty { names[entry.key] = own }
    }
  }
}

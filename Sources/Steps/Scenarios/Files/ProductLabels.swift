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
    for entry in root.entries {
      switch entry.key {
      case "controls": controls = names(entry.value, of: product.controls.map(\.id), "control", file.file)
      case "roles": roles = names(entry.value, of: product.roles.map(\.id), "role", file.file)
      default: report("'\(entry.key)' is no key of a file of labels.", entry, file.file, among: ["controls", "roles"])
      }
    }
  }

  private mutating func names(
    _ value: ScenarioValue, of known: [String], _ kind: String, _ file: String
  ) -> [String: [String]] {
    var result: [String: [String]] = [:]
    for entry in value.entries {
      let names = entry.value.list?.compactMap(\.text) ?? []
      if !known.contains(entry.key) {
        report("The product has no \(kind) '\(entry.key)'.", entry, file, among: known)
      } else if names.isEmpty {
        report("The names of '\(entry.key)' are a list, the preferred one first.", entry, file, among: [])
      } else {
        result[entry.key] = names
      }
    }
    return result
  }

  private mutating func report(
    _ message: String, _ entry: ScenarioValue.Entry, _ file: String, among known: [String]
  ) {
    findings.append(
      Diagnostic(
        .error, "labels-invalid", message,
        at: SourcePlace(
          file: file, line: entry.line, column: entry.column, endLine: entry.line,
          endColumn: entry.column + entry.key.unicodeScalars.count),
        suggestion: Spelling.nearest(to: entry.key, among: known)))
  }
}

package import Diagnostics

/// A YAML file held against a shape: its values, and what is wrong with it, each at its place.
package struct ShapedFile: Sendable {
  /// Nil where the file is no YAML.
  package let root: ScenarioValue?
  package let findings: [Diagnostic]

  /// - Parameters:
  ///   - file: As findings show it.
  ///   - shape: What may stand in it, which can depend on what does.
  ///   - code: Of every finding about the values.
  package init(yaml: String, file: String, code: String, shape: (ScenarioValue) -> ScenarioShape) {
    do {
      let root = try ScenarioValue(yaml: yaml)
      self.init(root, file: file, shape: shape(root), code: code)
    } catch {
      let error = error as? ScenarioSyntaxError ?? ScenarioSyntaxError(message: "\(error)", line: 1, column: 1)
      let place = SourcePlace(file: file, line: error.line, column: error.column)
      self.init(root: nil, findings: [Diagnostic(.error, "yaml-syntax-error", error.message, at: place)])
    }
  }

  package init(_ root: ScenarioValue, file: String, shape: ScenarioShape, code: String) {
    var check = ShapeCheck(file: file)
    check.check(root, shape)
    self.init(
      root: root,
      findings: check.findings.map { finding in
        var finding = finding
        finding.code = code
        return finding
      })
  }

  private init(root: ScenarioValue?, findings: [Diagnostic]) {
    self.root = root
    self.findings = findings
  }

  /// The place of a value, for what a shape cannot say.
  package static func place(of value: ScenarioValue, in file: String) -> SourcePlace { .of(value, file: file) }
}

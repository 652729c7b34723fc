package import Diagnostics

/// A YAML file held against a shape: its values, and what is wrong with it, each at its place.
package struct ShapedFile: Sendable {
  /// Nil where the file is no YAML.
  package let root: ScenarioValue?
  package private(set) var findings: [Diagnostic] = []

  /// - Parameters:
  ///   - file: As findings show it.
  ///   - code: Of every finding about the values.
  package init(yaml: String, file: String, shape: ScenarioShape, code: String) {
    do {
      let root = try ScenarioValue(yaml: yaml)
      var check = ShapeCheck(file: file)
      check.check(root, shape)
      findings = check.findings.map { finding in
        var finding = finding
        finding.code = code
        return finding
      }
      self.root = root
    } catch {
      let error = error as? ScenarioSyntaxError ?? ScenarioSyntaxError(message: "\(error)", line: 1, column: 1)
      findings = [
        Diagnostic(
          .error, "yaml-syntax-error", error.message,
          at: SourcePlace(file: file, line: error.line, column: error.column))
      ]
      root = nil
    }
  }

  /// The place of a value, for what a shape cannot say.
  package static func place(of value: ScenarioValue, in file: String) -> SourcePlace { .of(value, file: file) }
}

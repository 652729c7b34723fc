internal import ArgumentParser
internal import Diagnostics
internal import Docset

/// The shapes in which findings are printed.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github, junit

  /// The bytes of a file by the name that findings give it.
  static func source(_ file: String) -> [UInt8]? { try? Files.read(file, limit: Files.articleLimit) }

  /// - Parameter root: What findings put before a path relative to the docset's root.
  func write(_ findings: [Diagnostic], failOn: Diagnostic.Severity, root: String = "") {
    var output = StandardOutput()
    let source = Self.source
    switch self {
    case .text:
      TextReport(width: Console.width, usesColor: Console.usesColor).write(findings, source: source, to: &output)
    case .json: JSONReport.write(findings, to: &output)
    case .sarif:
      let fingerprints = Fingerprint.of(findings, root: root, source: source)
      SARIFReport(version: Trin.version).write(findings, fingerprints: fingerprints, source: source, to: &output)
    case .github: GitHubReport.write(findings, to: &output)
    case .junit: JUnitReport(failOn: failOn).write(findings, to: &output)
    }
    output.flush()
  }
}

/// The severity from which findings fail a command.
enum FailureLevel: String, ExpressibleByArgument, CaseIterable {
  case error, warning

  var severity: Diagnostic.Severity { self == .error ? .error : .warning }
}

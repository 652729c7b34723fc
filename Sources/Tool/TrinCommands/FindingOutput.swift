internal import ArgumentParser
internal import Diagnostics
internal import Docset

/// The shapes in which findings are printed.
enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, sarif, github, junit

  func write(_ findings: [Diagnostic], failOn: Diagnostic.Severity) {
    var output = StandardOutput()
    let source: (String) -> [UInt8]? = { try? Files.read($0, limit: Files.articleLimit) }
    switch self {
    case .text:
      TextReport(width: Console.width, usesColor: Console.usesColor).write(findings, source: source, to: &output)
    case .json: JSONReport.write(findings, to: &output)
    case .sarif: SARIFReport(version: Trin.version).write(findings, source: source, to: &output)
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

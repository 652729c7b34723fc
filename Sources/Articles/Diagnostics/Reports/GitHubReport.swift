/// Findings as workflow commands, which GitHub shows as annotations beside the changed lines.
///
/// - SeeAlso: GitHub Docs, "Workflow commands for GitHub Actions", and the escaping in its toolkit's `command.ts`.
package enum GitHubReport {
  package static func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    for finding in findings {
      let place = finding.place
      var properties = [
        ("file", place.file), ("line", String(place.line)), ("endLine", String(place.endLine)),
        ("title", finding.code),
      ]
      // GitHub takes columns only for a range within one line.
      if place.line == place.endLine {
        properties.insert(contentsOf: [("col", String(place.column)), ("endColumn", String(place.endColumn))], at: 3)
      }
      let listed = properties.map { "\($0)=\(escaped($1, inProperty: true))" }.joined(separator: ",")
      let suggestion = finding.suggestion.map { "\nDid you mean: \($0)" } ?? ""
      let message = escaped(finding.message + suggestion, inProperty: false)
      output.write("::\(command(for: finding.severity)) \(listed)::\(message)\n")
    }
  }

  private static func command(for severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .suggestion, .info: "notice"
    }
  }

  private static func escaped(_ text: String, inProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where inProperty: result += "%3A"
      case "," where inProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

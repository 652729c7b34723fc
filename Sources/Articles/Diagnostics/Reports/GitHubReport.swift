/// Findings as workflow commands, which GitHub shows as annotations beside the changed lines.
///
/// - SeeAlso: GitHub Docs, "Workflow commands for GitHub Actions", and the escaping in its toolkit's `command.ts`.
package struct GitHubReport: Sendable {
  /// How many annotations of a kind GitHub shows of one step; it drops the others without a word.
  package static let most = 10

  /// Of the findings, in their order; empty where nothing is known of a change.
  package var nearness: [Nearness]

  package init(nearness: [Nearness] = []) { self.nearness = nearness }

  /// Writes what matters most, as many of each kind as GitHub shows, and how many are left.
  package func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    var counts: [String: Int] = [:]
    for finding in Diagnostic.byImportance(findings, nearness: nearness) {
      let command = Self.command(for: finding.severity)
      counts[command, default: 0] += 1
      if counts[command, default: 0] <= Self.most { write(finding, command, to: &output) }
    }
    let left = [("error", "errors"), ("warning", "warnings"), ("notice", "suggestions")].compactMap { command, plural in
      let left = (counts[command] ?? 0) - Self.most
      return left > 0 ? "\(left) more \(left == 1 ? String(plural.dropLast()) : plural)" : nil
    }
    guard !left.isEmpty else { return }
    output.write(
      "Not shown as annotations, since GitHub shows \(Self.most) of a kind for each step: \(left.joined(separator: ", ")).\n"
    )
  }

  private func write<Output: TextOutputStream>(_ finding: Diagnostic, _ command: String, to output: inout Output) {
    let place = finding.place
    var properties = [
      ("file", place.file), ("line", String(place.line)), ("endLine", String(place.endLine)),
      ("title", finding.code),
    ]
    // GitHub takes columns only for a range within one line.
    if place.line == place.endLine {
      properties.insert(contentsOf: [("col", String(place.column)), ("endColumn", String(place.endColumn))], at: 3)
    }
    let listed = properties.map { "\($0)=\(Self.escaped($1, inProperty: true))" }.joined(separator: ",")
    let suggestion = finding.unsaidSuggestion.map { "\nDid you mean: \($0)" } ?? ""
    let message = Self.escaped(finding.message + suggestion, inProperty: false)
    output.write("::\(command) \(listed)::\(message)\n")
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

/// Findings as GitLab's code quality report, which a merge request shows beside its changes.
///
/// - SeeAlso: GitLab Docs, "Code Quality", "Code Quality report format".
package enum CodeQualityReport {
  /// - Parameter fingerprints: Of the findings, in their order: how GitLab knows a finding again.
  package static func write<Output: TextOutputStream>(
    _ findings: [Diagnostic], fingerprints: [Fingerprint], to output: inout Output
  ) {
    output.write("[")
    var seen: [Fingerprint: Int] = [:]
    for (number, (finding, fingerprint)) in zip(findings, fingerprints).enumerated() {
      seen[fingerprint, default: 0] += 1
      // The file and the code, too: GitLab takes two findings with one fingerprint for one.
      let identity = "\(fingerprint.code):\(fingerprint.file):\(fingerprint.digits):\(seen[fingerprint] ?? 1)"
      let suggestion = finding.unsaidSuggestion.map { " Did you mean: \($0)" } ?? ""
      let location = JSONText.object([
        ("path", JSONText.string(finding.place.file)),
        ("lines", JSONText.object([("begin", String(finding.place.line)), ("end", String(finding.place.endLine))])),
      ])
      output.write(number == 0 ? "\n" : ",\n")
      output.write(
        JSONText.object([
          ("description", JSONText.string(finding.message + suggestion)),
          ("check_name", JSONText.string(finding.code)),
          ("fingerprint", JSONText.string(identity)),
          ("severity", JSONText.string(severity(finding.severity))),
          ("location", location),
        ]))
    }
    output.write("\n]\n")
  }

  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "critical"
    case .warning: "major"
    case .suggestion: "minor"
    case .info: "info"
    }
  }
}

/// Findings for programs: one JSON object a line, under the names of the Learn build's log.
package enum JSONReport {
  /// Writes `findings` and nothing after the last one.
  package static func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    for finding in findings { output.write("\(object(finding))\n") }
  }

  private static func object(_ finding: Diagnostic) -> String {
    let place = finding.place
    var members = [
      ("message_severity", JSONText.string(finding.severity.rawValue)),
      ("code", JSONText.string(finding.code)),
      ("message", JSONText.string(finding.message)),
      ("file", JSONText.string(place.file)),
      ("line", String(place.line)),
      ("column", String(place.column)),
      ("end_line", String(place.endLine)),
      ("end_column", String(place.endColumn)),
    ]
    if let suggestion = finding.suggestion { members.append(("suggestion", JSONText.string(suggestion))) }
    if finding.fix != nil { members.append(("fixable", "true")) }
    return JSONText.object(members)
  }
}

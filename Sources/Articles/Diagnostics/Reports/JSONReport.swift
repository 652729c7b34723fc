/// Findings for programs: one JSON object a line, under the names of the Learn build's log.
package enum JSONReport {
  /// Writes `findings` and nothing after the last one.
  package static func write<Output: TextOutputStream>(_ findings: [Diagnostic], to output: inout Output) {
    // There may be tens of thousands: all share one text.
    var line = ""
    for finding in findings {
      line.removeAll(keepingCapacity: true)
      append(finding, to: &line)
      line += "\n"
      output.write(line)
    }
  }

  private static func append(_ finding: Diagnostic, to line: inout String) {
    func add(_ key: StaticString, _ text: String) {
      line += key.description
      JSONText.append(text, to: &line)
    }
    func add(_ key: StaticString, _ number: Int) {
      line += key.description
      line += String(number)
    }
    let place = finding.place
    add("{\"message_severity\":", finding.severity.rawValue)
    add(",\"code\":", finding.code)
    add(",\"message\":", finding.message)
    add(",\"file\":", place.file)
    add(",\"line\":", place.line)
    add(",\"column\":", place.column)
    add(",\"end_line\":", place.endLine)
    add(",\"end_column\":", place.endColumn)
    if let suggestion = finding.suggestion { add(",\"suggestion\":", suggestion) }
    line += finding.fix == nil ? "}" : ",\"fixable\":true}"
  }
}

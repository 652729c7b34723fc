/// Findings for programs: one JSON object a line, under the names of the Learn build's log.
package enum JSONReport {
  /// A line for each of `findings`, and nothing after the last one.
  package static func text(of findings: some Sequence<Diagnostic>) -> String {
    // In bytes, since a text is slow to add to.
    var lines: [UInt8] = []
    for finding in findings {
      append(finding, to: &lines)
      lines.append(UInt8(ascii: "\n"))
    }
    return String(decoding: lines, as: UTF8.self)
  }

  private static func append(_ finding: Diagnostic, to line: inout [UInt8]) {
    func add(_ key: String, _ text: String) {
      line += key.utf8
      JSONText.append(text, to: &line)
    }
    func add(_ key: String, _ number: Int) {
      line += key.utf8
      line += String(number).utf8
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
    line += (finding.fix == nil ? "}" : ",\"fixable\":true}").utf8
  }
}

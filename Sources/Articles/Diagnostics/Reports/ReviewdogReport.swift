/// Findings as reviewdog's diagnostic format, which it puts into a pull request as comments with suggestions.
///
/// - SeeAlso: `proto/rdf/reviewdog.proto` of reviewdog: lines and columns are 1-based, and columns count bytes.
package enum ReviewdogReport {
  /// - Parameter source: The bytes of a file by the name that findings give it; asked once a file.
  package static func write<Output: TextOutputStream>(
    _ findings: [Diagnostic], source: (_ file: String) -> [UInt8]?, to output: inout Output
  ) {
    output.write("{\"source\":{\"name\":\"trin\",\"url\":\(JSONText.string(Handbook.codes))},\"diagnostics\":[")
    var file: String?
    var lines: SourceLines?
    for (number, finding) in findings.enumerated() {
      if finding.place.file != file {
        file = finding.place.file
        lines = source(finding.place.file).map(SourceLines.init)
      }
      output.write(number == 0 ? "\n" : ",\n")
      output.write(diagnostic(finding, lines))
    }
    output.write("\n]}\n")
  }

  private static func diagnostic(_ finding: Diagnostic, _ lines: SourceLines?) -> String {
    let range = range(of: finding.place, lines)
    let location = JSONText.object([("path", JSONText.string(finding.place.file)), ("range", range)])
    var code = [("value", JSONText.string(finding.code))]
    if let address = Handbook.address(ofCode: finding.code) { code.append(("url", JSONText.string(address))) }
    var members = [
      ("message", JSONText.string(message(of: finding))), ("location", location),
      ("severity", JSONText.string(severity(finding.severity))), ("code", JSONText.object(code)),
    ]
    if let suggestion = suggestion(of: finding, lines) {
      members.append(("suggestions", JSONText.array([suggestion])))
    }
    return JSONText.object(members)
  }

  private static func message(of finding: Diagnostic) -> String {
    let isOffered = finding.fix?.edits.isEmpty == false
    return finding.message + (isOffered ? "" : finding.unsaidSuggestion.map { " Did you mean: \($0)" } ?? "")
  }

  /// A certain repair as one replacement, however many edits it has. What was only likely meant is no replacement of all
  /// that is underlined, and stands in the message.
  private static func suggestion(of finding: Diagnostic, _ lines: SourceLines?) -> String? {
    guard let lines, let fix = finding.fix, let edits = try? fix.ordered(for: lines.bytes.count),
      let first = edits.first, let last = edits.last
    else { return nil }
    var text: [UInt8] = []
    var index = first.range.lowerBound
    for edit in edits {
      text += lines.bytes[index..<edit.range.lowerBound]
      text += Array(edit.replacement.utf8)
      index = edit.range.upperBound
    }
    let whole = first.range.lowerBound..<last.range.upperBound
    return JSONText.object([
      ("range", range(of: whole, lines)), ("text", JSONText.string(String(decoding: text, as: UTF8.self))),
    ])
  }

  private static func range(of bytes: Range<Int>, _ lines: SourceLines) -> String {
    let start = lines.position(ofByte: bytes.lowerBound)
    let end = lines.position(ofByte: bytes.upperBound)
    return range(
      of: SourcePlace(file: "", line: start.line, column: start.column, endLine: end.line, endColumn: end.column), lines
    )
  }

  private static func range(of place: SourcePlace, _ lines: SourceLines?) -> String {
    JSONText.object([
      ("start", position(place.line, place.column, lines)), ("end", position(place.endLine, place.endColumn, lines)),
    ])
  }

  private static func position(_ line: Int, _ column: Int, _ lines: SourceLines?) -> String {
    let start = lines?[line]?.startIndex
    let offset = start.flatMap { start in lines?.offset(line: line, column: column).map { $0 - start + 1 } }
    return JSONText.object([("line", String(line)), ("column", String(offset ?? column))])
  }

  private static func severity(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "ERROR"
    case .warning: "WARNING"
    case .suggestion, .info: "INFO"
    }
  }
}

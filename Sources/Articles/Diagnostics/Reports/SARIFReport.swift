/// Findings as SARIF 2.1.0, which code-scanning services and editors read.
///
/// - SeeAlso: OASIS Static Analysis Results Interchange Format (SARIF) 2.1.0, errata 01.
package struct SARIFReport: Sendable {
  /// How many results GitHub takes of a run: of a log with more, it takes none.
  package static let mostResults = 25_000
  /// How many of them it shows.
  package static let mostShown = 5_000

  private static let schema =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

  /// Trin's version, as `--version` prints it.
  package var version: String
  /// What is known of the codes; a code without a rule is still reported.
  package var rules: [DiagnosticRule]

  package init(version: String, rules: [DiagnosticRule] = DiagnosticRule.all) {
    self.version = version
    self.rules = rules
  }

  /// Writes one log with one run; results stand one a line, in the order given.
  /// - Parameters:
  ///   - fingerprints: Of the findings, in their order: how a service knows a finding again. Empty: they are left out.
  ///   - source: The bytes of a file by the name that findings give it. Fixes name their regions by line and
  ///     column where there is one, by byte otherwise.
  package func write<Output: TextOutputStream>(
    _ findings: [Diagnostic], fingerprints: [Fingerprint] = [], source: (_ file: String) -> [UInt8]?,
    to output: inout Output
  ) {
    let codes = Set(findings.map(\.code)).sorted { $0.precedesInBytes($1) }
    let indices = Dictionary(zip(codes, 0...), uniquingKeysWith: { first, _ in first })
    let known = Dictionary(rules.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let driver = JSONText.object([
      ("name", JSONText.string("Trin")), ("version", JSONText.string(version)),
      ("rules", JSONText.array(codes.map { "\n" + rule($0, known[$0]) })),
    ])
    output.write("{\"$schema\":\(JSONText.string(Self.schema)),\"version\":\"2.1.0\",\"runs\":[{\n")
    output.write("\"tool\":{\"driver\":\(driver)},\n\"columnKind\":\"unicodeCodePoints\",\n\"results\":[")
    var file: String?
    var lines: SourceLines?
    var seen: [Fingerprint: Int] = [:]
    for (index, finding) in findings.enumerated() {
      var identity: String?
      if fingerprints.indices.contains(index) {
        seen[fingerprints[index], default: 0] += 1
        identity = "\(fingerprints[index].digits):\(seen[fingerprints[index]] ?? 1)"
      }
      if finding.fix != nil, finding.place.file != file {
        file = finding.place.file
        lines = source(finding.place.file).map(SourceLines.init)
      }
      output.write(index == 0 ? "\n" : ",\n")
      output.write(result(finding, ruleIndex: indices[finding.code] ?? 0, identity: identity, lines: lines))
    }
    output.write("]}]}\n")
  }

  private func rule(_ code: String, _ rule: DiagnosticRule?) -> String {
    var members = [("id", JSONText.string(code))]
    if let rule {
      members.append(("shortDescription", Self.message(rule.summary)))
      if let address = Handbook.address(ofCode: code) { members.append(("helpUri", JSONText.string(address))) }
      members.append(("help", Self.message(rule.help)))
      let level = JSONText.string(Self.level(of: rule.defaultSeverity))
      members.append(("defaultConfiguration", JSONText.object([("level", level)])))
    }
    return JSONText.object(members)
  }

  private func result(_ finding: Diagnostic, ruleIndex: Int, identity: String?, lines: SourceLines?) -> String {
    let location = JSONText.object([
      ("artifactLocation", Self.artifact(finding.place.file)), ("region", Self.region(finding.place)),
    ])
    let suggestion = finding.unsaidSuggestion.map { "\nDid you mean: \($0)" } ?? ""
    var members = [
      ("ruleId", JSONText.string(finding.code)),
      ("ruleIndex", String(ruleIndex)),
      ("level", JSONText.string(Self.level(of: finding.severity))),
      ("rank", Self.rank(of: finding.severity)),
      ("message", Self.message(finding.message + suggestion)),
      ("locations", JSONText.array([JSONText.object([("physicalLocation", location)])])),
    ]
    if let identity {
      members.append(("partialFingerprints", JSONText.object([("trinFinding/v1", JSONText.string(identity))])))
    }
    if let fix = finding.fix, !fix.edits.isEmpty {
      members.append(("fixes", JSONText.array([Self.fix(fix, of: finding, lines: lines)])))
    }
    return JSONText.object(members)
  }

  private static func fix(_ fix: Fix, of finding: Diagnostic, lines: SourceLines?) -> String {
    let replacements = fix.edits.map { edit in
      var members = [("deletedRegion", region(edit.range, lines: lines))]
      if !edit.replacement.isEmpty { members.append(("insertedContent", message(edit.replacement))) }
      return JSONText.object(members)
    }
    let change = JSONText.object([
      ("artifactLocation", artifact(finding.place.file)), ("replacements", JSONText.array(replacements)),
    ])
    return JSONText.object([("artifactChanges", JSONText.array([change]))])
  }

  private static func region(_ place: SourcePlace) -> String {
    JSONText.object([
      ("startLine", String(place.line)), ("startColumn", String(place.column)), ("endLine", String(place.endLine)),
      ("endColumn", String(place.endColumn)),
    ])
  }

  private static func region(_ range: Range<Int>, lines: SourceLines?) -> String {
    guard let lines, range.upperBound <= lines.bytes.count, range.lowerBound >= 0 else {
      return JSONText.object([("byteOffset", String(range.lowerBound)), ("byteLength", String(range.count))])
    }
    let start = lines.position(ofByte: range.lowerBound)
    let end = lines.position(ofByte: range.upperBound)
    return region(
      SourcePlace(file: "", line: start.line, column: start.column, endLine: end.line, endColumn: end.column))
  }

  private static func message(_ text: String) -> String { JSONText.object([("text", JSONText.string(text))]) }

  /// SARIF has no level below note.
  private static func level(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .suggestion, .info: "note"
    }
  }

  /// How much a result matters, from 0 to 100: which ones a viewer shows first.
  private static func rank(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "90.0"
    case .warning: "60.0"
    case .suggestion: "30.0"
    case .info: "10.0"
    }
  }

  /// A path as a URI reference, relative to the folder that the command was given.
  private static func artifact(_ file: String) -> String {
    let isLocal = !file.hasPrefix("/") && !file.hasPrefix("../")
    var members = [("uri", JSONText.string(uri(file)))]
    if isLocal { members.append(("uriBaseId", JSONText.string("%SRCROOT%"))) }
    return JSONText.object(members)
  }

  private static func uri(_ file: String) -> String {
    var uri = file.hasPrefix("/") ? "file://" : ""
    for byte in file.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        uri += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return uri
  }
}

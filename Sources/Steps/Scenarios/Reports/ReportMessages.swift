internal import Diagnostics

extension TestReport {
  /// The report as Cucumber Messages, one JSON object a line, for the tools that read those.
  ///
  /// An article is a Gherkin document, a covered procedure a scenario outline in it, and a run one row of its examples:
  /// variant, role and what is expected. What a run must achieve is a hook after it. Timestamps count from zero, never
  /// from a date, so that a report says nothing about when it was made. Scenario files are not quoted: they hold
  /// passwords.
  /// - Parameters:
  ///   - sources: The articles by the name that findings show.
  ///   - version: Of the program.
  /// - SeeAlso: https://github.com/cucumber/messages
  package func messages(sources: [String: [UInt8]], version: String) -> String {
    var writer = MessagesWriter()
    writer.writeMeta(version: version)
    let covered = procedures.filter { !$0.runs.isEmpty }
    var files: [(name: String, procedures: [ProcedureReport])] = []
    for procedure in covered {
      if files.last?.name != procedure.file { files.append((procedure.file, [])) }
      files[files.count - 1].procedures.append(procedure)
    }
    let outlines = files.flatMap { file in
      writer.writeDocument(
        file.name, source: sources[file.name].map { String(decoding: $0, as: UTF8.self) }, file.procedures)
    }
    for finding in fileFindings where finding.severity == .error { writer.writeError(finding) }
    for finding in procedures.flatMap(\.findingsBesideRuns) { writer.writeError(finding.diagnostic) }
    writer.writeRuns(outlines, hasFailed: hasFailed)
    return writer.text
  }
}

/// Writes the messages in the order in which Cucumber's own programs do. Ids are numbers in that order.
struct MessagesWriter {
  private(set) var text = ""
  private var lastID = 0
  /// Since the beginning of the test run.
  private(set) var nanoseconds = 0

  static let protocolVersion = "34.2.0"

  mutating func makeID() -> String {
    lastID += 1
    return String(lastID)
  }

  mutating func write(_ kind: String, _ members: [(String, String)]) {
    text += JSONText.object([(kind, JSONText.object(members))]) + "\n"
  }

  mutating func advance(milliseconds: Double) { nanoseconds += max(0, Int((milliseconds * 1e6).rounded())) }

  var timestamp: (String, String) {
    (
      "timestamp",
      JSONText.object([
        ("seconds", String(nanoseconds / 1_000_000_000)), ("nanos", String(nanoseconds % 1_000_000_000)),
      ])
    )
  }

  static func location(_ line: Int, _ column: Int? = nil) -> (String, String) {
    let column = column.map { [("column", String($0))] } ?? []
    return ("location", JSONText.object([("line", String(line))] + column))
  }

  static func member(_ name: String, _ text: String) -> (String, String) { (name, JSONText.string(text)) }

  // MARK: The messages that stand alone

  mutating func writeMeta(version: String) {
    func product(_ name: String, _ version: String? = nil) -> String {
      JSONText.object([Self.member("name", name)] + (version.map { [Self.member("version", $0)] } ?? []))
    }
    #if arch(x86_64)
      let processor = "x86_64"
    #elseif arch(arm64)
      let processor = "arm64"
    #else
      let processor = "unknown"
    #endif
    #if os(Linux)
      let system = "linux"
    #else
      let system = "darwin"
    #endif
    write(
      "meta",
      [
        Self.member("protocolVersion", Self.protocolVersion), ("implementation", product("trin", version)),
        ("runtime", product("swift")), ("os", product(system)), ("cpu", product(processor)),
      ])
  }

  /// An error of a file or of a whole procedure, which no step of a run can carry.
  mutating func writeError(_ finding: Diagnostic) {
    let place = finding.place
    let source = JSONText.object([
      Self.member("uri", place.file), Self.location(place.line, place.column),
    ])
    write("parseError", [("source", source), Self.member("message", "\(finding.code): \(finding.message)")])
  }
}

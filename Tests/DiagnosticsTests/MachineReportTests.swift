internal import Diagnostics
internal import Foundation
internal import Testing

@Suite("The JSON report")
struct JSONReportTests {
  private func json(_ findings: [Diagnostic]) -> String { JSONReport.text(of: findings) }

  @Test("prints the contract's members in their order, one object a line")
  func contract() throws {
    let place = SourcePlace(
      file: "Content/da-DK/admin/add-users/resend-user-password.md", line: 36, column: 226, endLine: 36, endColumn: 348)
    let finding = Diagnostic(.warning, "mt-link-split", "…", at: place, suggestion: "…", fix: Fix([]))
    #expect(
      json([finding]) == """
        {"message_severity":"warning","code":"mt-link-split","message":"…",\
        "file":"Content/da-DK/admin/add-users/resend-user-password.md","line":36,"column":226,"end_line":36,\
        "end_column":348,"suggestion":"…","fixable":true}

        """)
  }

  @Test("leaves suggestion and fixable out where there are none, and prints nothing for nothing")
  func absent() {
    let line = json([Diagnostic(.info, "x", "y", at: SourcePlace(file: "f"))])
    #expect(!line.contains("suggestion"))
    #expect(!line.contains("fixable"))
    #expect(json([]).isEmpty)
  }

  @Test("is read back by another reader as it was")
  func readBack() throws {
    let message = "\"quoted\" \\ \u{0} \u{1F} \u{7F} \n\r\t æøå e\u{301} 🙂 \u{2028} </script>"
    let line = json([Diagnostic(.error, "x", message, at: SourcePlace(file: "a\\b\".md"))])
    #expect(line.split(separator: "\n").count == 1)
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect((object["message"] as? String).map { Array($0.utf8) } == Array(message.utf8))
    #expect(object["file"] as? String == "a\\b\".md")
  }

  @Test("prints the findings of a docset")
  func findings() throws { try Fixture.expect(json(Fixture.findings()), toEqual: "findings.jsonl") }
}

@Suite("The GitHub report")
struct GitHubReportTests {
  @Test("prints a workflow command a finding, escaped")
  func findings() throws {
    var output = ""
    GitHubReport().write(try Fixture.findings(), to: &output)
    try Fixture.expect(output, toEqual: "findings.github")
  }

  @Test("keeps a message that looks like a command within its own line")
  func injection() {
    var output = ""
    let place = SourcePlace(file: "a,b:c\n.md", line: 2, column: 3, endLine: 4, endColumn: 5)
    GitHubReport().write([Diagnostic(.suggestion, "x", "50 %\r\n::error::no", at: place)], to: &output)
    #expect(output == "::notice file=a%2Cb%3Ac%0A.md,line=2,endLine=4,title=x::50 %25%0D%0A::error::no\n")
  }
}

@Suite("The reports for reviewdog and GitLab")
struct MergeRequestReportTests {
  @Test("print the findings of a docset, with repairs as suggestions")
  func findings() throws {
    var output = ""
    ReviewdogReport.write(try Fixture.findings(), source: Fixture.bytes, to: &output)
    try Fixture.expect(output, toEqual: "findings.rdjson")
    _ = try JSONSerialization.jsonObject(with: Data(output.utf8))
    output = ""
    let findings = try Fixture.findings()
    CodeQualityReport.write(
      findings, fingerprints: Fingerprint.of(findings, root: "", source: Fixture.bytes), to: &output)
    try Fixture.expect(output, toEqual: "findings.codequality.json")
  }

  @Test("the suggestions for reviewdog put together what --fix writes")
  func suggestions() throws {
    let findings = try Fixture.findings().filter { $0.fix != nil && $0.place.file == Fixture.article }
    var bytes = try #require(Fixture.bytes(Fixture.article))
    var output = ""
    ReviewdogReport.write(findings, source: Fixture.bytes, to: &output)
    let report = try #require(try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any])
    let diagnostics = try #require(report["diagnostics"] as? [[String: Any]])
    // From the end to the beginning, so that the places before stay true.
    for diagnostic in diagnostics.reversed() {
      let suggestion = try #require((diagnostic["suggestions"] as? [[String: Any]])?.first)
      let range = try #require(suggestion["range"] as? [String: [String: Int]])
      let offsets = try [range["start"], range["end"]].map { position in
        let line = try #require(position?["line"])
        let starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
        return starts[line - 1] + (try #require(position?["column"])) - 1
      }
      bytes.replaceSubrange(offsets[0]..<offsets[1], with: Array((suggestion["text"] as? String ?? "").utf8))
    }
    let merged = Fix.merging(findings.compactMap(\.fix)).fix
    #expect(bytes == (try merged.apply(to: try #require(Fixture.bytes(Fixture.article)))))
  }
}

@Suite("The summary of a run as Markdown")
struct MarkdownSummaryTests {
  @Test("lists the most severe and nearest first, and counts what is left by code")
  func findings() throws {
    var output = ""
    MarkdownSummary().write(try Fixture.findings(), to: &output)
    try Fixture.expect(output, toEqual: "findings.summary.md")
    let many = (1...130).map {
      Diagnostic($0 > 120 ? .error : .warning, "x-\($0 % 2)", "m", at: SourcePlace(file: "a", line: $0))
    }
    output = ""
    MarkdownSummary().write(many, to: &output)
    #expect(output.split(separator: "\n").count { $0.hasPrefix("| error") } == 10)
    #expect(output.contains("The other 30 by code:"))
    output = ""
    MarkdownSummary().write([], to: &output)
    #expect(output == "### Trin: no findings\n")
  }
}

@Suite("The JUnit report")
struct JUnitReportTests {
  private func xml(_ findings: [Diagnostic], failOn: Diagnostic.Severity = .error) -> String {
    var output = ""
    JUnitReport(failOn: failOn).write(findings, to: &output)
    return output
  }

  private static let schema = Fixture.repository.appending(path: ".venv/share/junit-10.xsd")

  @Test("has a suite a file and a case a finding; only what fails the run is a failure")
  func findings() throws {
    try Fixture.expect(xml(Fixture.findings(), failOn: .warning), toEqual: "findings.junit.xml")
  }

  @Test(
    "is valid by Jenkins' schema and read by another reader with the same counts",
    .enabled(
      if: OtherProgram.python.canImport("xmlschema, junitparser")
        && FileManager.default.fileExists(atPath: schema.path), "JUnit readers are missing: run .ci/setup"),
    arguments: Diagnostic.Severity.allCases)
  func otherReader(failOn: Diagnostic.Severity) throws {
    let program = """
      import sys, xmlschema, junitparser
      xmlschema.XMLSchema(sys.argv[1]).validate(sys.argv[2])
      suites = list(junitparser.JUnitXml.fromfile(sys.argv[2]))
      cases = [case for suite in suites for case in suite]
      failed = [case for case in cases if any(isinstance(r, junitparser.Failure) for r in case.result)]
      assert sum(s.failures for s in suites) == len(failed) and sum(s.tests for s in suites) == len(cases)
      print(len(suites), len(cases), len(failed))
      """
    let findings = try Fixture.findings()
    let control = Diagnostic(.error, "x", "\u{0}\u{1B}<&]]>\"'\n\u{FFFF}", at: SourcePlace(file: "<&\">.md"))
    for (index, findings) in [findings, [], [control]].enumerated() {
      try OtherProgram.inTemporaryFolder { folder in
        let file = folder.appending(path: "report.xml")
        try Data(xml(findings, failOn: failOn).utf8).write(to: file)
        let result = try OtherProgram.python.run(["-c", program, Self.schema.path, file.path])
        let failed = findings.count { $0.severity >= failOn }
        let suites = [2, 1, 1][index]
        #expect(result.output == "\(suites) \(max(1, findings.count)) \(failed)\n")
        #expect(result.status == 0)
      }
    }
  }
}

@Suite("The HTML report")
struct HTMLReportTests {
  private func html(_ findings: [Diagnostic], _ trends: [String: HTMLReport.Trend] = [:]) -> String {
    var output = ""
    HTMLReport(trends: trends).write(findings, to: &output)
    return output
  }

  @Test("prints the findings of a docset by kind and by page, with what a baseline knew")
  func findings() throws {
    let trends = [
      "file-not-found": HTMLReport.Trend(known: 3, now: 1), "external-gone": HTMLReport.Trend(known: 2, now: 0),
    ]
    try Fixture.expect(html(Fixture.findings(), trends), toEqual: "findings.html")
  }

  @Test("is a whole page where there is nothing to tell")
  func nothing() {
    let page = html([])
    #expect(page.contains("<p>no findings. About 0 min of work.</p>"))
    #expect(!page.contains("<table"))
    #expect(page.hasSuffix("</body>\n</html>\n"))
  }

  @Test("takes nothing in a finding for markup")
  func escapes() {
    let page = html([
      Diagnostic(.error, "<b>", "<script>alert(1)</script>", at: SourcePlace(file: "<i>.md"), suggestion: "\"<u>")
    ])
    for mark in ["<b>", "<script>", "<i>", "<u>"] { #expect(!page.contains(mark)) }
  }

  @Test("lists so many of a kind, and counts the others")
  func most() {
    let findings = (1...HTMLReport.mostListed + 7).map {
      Diagnostic(.warning, "x", "m", at: SourcePlace(file: "f.md", line: $0))
    }
    #expect(html(findings).contains("<p>7 more.</p>"))
  }
}

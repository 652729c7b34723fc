internal import Diagnostics
internal import Testing

@Suite("The text report")
struct TextReportTests {
  private func text(_ findings: [Diagnostic], _ report: TextReport = TextReport()) -> String {
    var output = ""
    report.write(findings, source: Fixture.bytes, to: &output)
    return output
  }

  @Test("shows each finding at its place, with its line, its range and what was meant")
  func places() throws {
    try Fixture.expect(text(Fixture.findings()), toEqual: "findings.txt")
  }

  @Test("colours only when told to, and then says the same")
  func color() throws {
    let colored = text(try Fixture.findings(), TextReport(usesColor: true))
    try Fixture.expect(colored, toEqual: "findings.colour.txt")
    let plain = colored.replacing(/\u{1B}\[[0-9;]*m/, with: "")
    #expect(plain == text(try Fixture.findings()))
  }

  @Test("keeps excerpts within the width", arguments: [40, 80, 200])
  func width(columns: Int) throws {
    let excerpts = text(try Fixture.findings(), TextReport(width: columns)).split(separator: "\n")
      .filter { $0.hasPrefix("  ") && $0.contains(" | ") }
    #expect(!excerpts.isEmpty)
    for line in excerpts { #expect(Terminal.width(of: String(line)) <= columns, "\(line)") }
  }

  @Test("gives the many findings of one kind a line each after the first five")
  func manyFindings() throws {
    let finding = try Fixture.finding(.linkCaseMismatch, "The file is called reset.md.", at: "reset.MD")
    let other = try Fixture.finding(.mtBoldBroken, "Bold is broken.", at: "**Brugere**")
    let lines = text([other] + Array(repeating: finding, count: 50)).split(separator: "\n")
    #expect(lines.count { $0.hasSuffix("reset.MD), og vælg derefter **Nulstil kodeord**.") } == 5)
    #expect(lines.count { $0.hasSuffix("link-case-mismatch: The file is called reset.md.") } == 45)
    #expect(lines.last == "51 warnings in 1 file")
  }

  @Test("lets nothing through that a terminal would obey")
  func escapes() {
    let finding = Diagnostic(
      .error, "x", "It says \u{1B}[2J and\nmore \u{202E}txt.", at: SourcePlace(file: "a\u{7}\nb.md", line: 1),
      suggestion: "\u{9B}0m")
    #expect(
      text([finding]) == """
        a␇␊b.md:1:1: error x
          It says ␛[2J and
          more \u{FFFD}txt.
          did you mean: \u{FFFD}0m

        1 error in 1 file

        """)
  }

  @Test("counts nothing as nothing")
  func empty() { #expect(text([]) == "no findings\n") }
}

internal import Diagnostics
internal import Testing

@Suite("The catalogue of rules")
struct DiagnosticRuleTests {
  @Test("has each code once, in kebab-case")
  func codes() {
    let codes = DiagnosticRule.all.map(\.code)
    #expect(Set(codes).count == codes.count)
    for code in codes { #expect(code.wholeMatch(of: /[a-z][a-z0-9]*(-[a-z0-9]+)*/) != nil, "\(code)") }
    #expect(DiagnosticRule.damage.allSatisfy { $0.code.hasPrefix("mt-") })
    #expect(DiagnosticRule.parity.allSatisfy { $0.code.hasPrefix("parity-") })
    #expect(DiagnosticRule.glossary.allSatisfy { $0.code.hasPrefix("term-") || $0.code.hasPrefix("glossary-") })
  }

  @Test("says in sentences what the rule is and what to do")
  func sentences() {
    for rule in DiagnosticRule.all {
      for text in [rule.summary, rule.help] {
        #expect(text.last.map { ".)".contains($0) } == true, "\(rule.code): \(text)")
        #expect(text.first?.isLowercase == false, "\(rule.code): \(text)")
      }
    }
  }

  @Test("gives a finding its code and severity")
  func finding() {
    let finding = Diagnostic(rule: .fileNotFound, "There is no a.md.", at: SourcePlace(file: "b.md"))
    #expect(finding.code == "file-not-found")
    #expect(finding.severity == .error)
    #expect(DiagnosticRule.named("file-not-found") == .fileNotFound)
    #expect(DiagnosticRule.named("no-such-code") == nil)
  }
}

@Suite("The count of findings")
struct FindingCountTests {
  @Test("names what is there, in the order of its weight")
  func description() throws {
    let count = FindingCount(try Fixture.findings())
    #expect(
      count.description == "1 error, 5 warnings, 3 suggestions, 1 info in 2 files; 4 have a certain repair")
    #expect(FindingCount([]).description == "no findings")
  }

  @Test("answers what fails a run", arguments: zip(Diagnostic.Severity.allCases, [10, 9, 6, 1]))
  func atLeast(severity: Diagnostic.Severity, expected: Int) throws {
    #expect(FindingCount(try Fixture.findings()).atLeast(severity) == expected)
  }
}

import Diagnostics
import FoundationEssentials
import Testing

@Suite("The handbook's page of codes")
struct HandbookTests {
  private static let page: String = {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    let path = root + "/Content/en-US/handbook/finding-codes.md"
    return FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }()

  @Test("has a section for every rule, which ends with a remedy", arguments: DiagnosticRule.all)
  func section(rule: DiagnosticRule) throws {
    let heading = try #require(Self.page.firstRange(of: "\n### \(rule.code)\n"), "\(rule.code) has no section")
    let rest = Self.page[heading.upperBound...]
    let section = rest[..<(rest.firstRange(of: /\n### [a-z-]+\n/)?.lowerBound ?? rest.endIndex)]
    #expect(section.contains("**Remedy:**"), "\(rule.code) has no remedy")
  }
}

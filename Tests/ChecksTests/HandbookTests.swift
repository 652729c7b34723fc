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

  @Test("is published at the address that reports name")
  func address() throws {
    let root = #filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 }
    let site = try #require(FileManager.default.contents(atPath: root + "/Site/site.yml"))
    let base = try #require(String(decoding: site, as: UTF8.self).firstMatch(of: /\nbase-url: (\S+)\n/)?.1)
    #expect(Handbook.codes == "\(base)en-us/handbook/finding-codes.html")
    #expect(Handbook.address(ofCode: "file-not-found") == Handbook.codes + "#file-not-found")
    #expect(Handbook.address(ofCode: "none") == nil)
  }
}

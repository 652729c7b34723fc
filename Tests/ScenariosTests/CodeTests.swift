internal import Diagnostics
internal import Docset
internal import Foundation
internal import Testing

@Suite("The codes of findings about steps")
struct CodeTests {
  /// Every code that the sources write, as a string literal or as the rule of that name.
  private static func printed() throws -> Set<String> {
    let code = /"((?:steps?|procedure|product|role|scenario|expectation|lexicon|labels|phrasebook)-[a-z-]+)"/
    var codes: Set<String> = []
    for folder in ["Steps", "Products/BrowserProduct", "Site/Checks/Labels"].map({ Shipped.root + "/Sources/" + $0 }) {
      for file in try FileTree(of: folder).files where file.hasSuffix(".swift") && !file.hasSuffix("Lexicon.swift") {
        let text = String(decoding: try Files.read("\(folder)/\(file)"), as: UTF8.self)
        codes.formUnion(text.matches(of: code).map { String($0.1) })
        codes.formUnion(DiagnosticRule.steps.map(\.code).filter { text.contains("rule: .\(property($0)),") })
      }
    }
    return codes
  }

  /// `lexicon-missing` as `lexiconMissing`.
  private static func property(_ code: String) -> String {
    let words = code.split(separator: "-")
    return ([String(words[0])] + words.dropFirst().map(\.capitalized)).joined()
  }

  @Test("are rules with a summary and a remedy, and no rule is there for a code that is never printed")
  func rules() throws { #expect(try Self.printed() == Set(DiagnosticRule.steps.map(\.code))) }

  @Test("are explained in the handbook, each under its name")
  func handbook() throws {
    let page = try Shipped.text("Content/en-US/handbook/finding-codes.md")
    let headings = Set(page.split(separator: "\n").filter { $0.hasPrefix("### ") }.map { String($0.dropFirst(4)) })
    #expect(try Self.printed().subtracting(headings) == [])
    let steps = headings.filter {
      $0.wholeMatch(of: /(steps?|procedure|product|role|scenario|expectation|lexicon|labels|phrasebook)-.*/) != nil
    }
    #expect(steps.subtracting(DiagnosticRule.steps.map(\.code)) == [])
  }
}

internal import AdminCenter
internal import Diagnostics
internal import Docset
internal import Scenarios
internal import Testing

/// A row of `Fixtures/steps/one-word.tsv`: what is changed in a shipped article, and which words are then marked.
struct OneWord: CustomTestStringConvertible, Sendable {
  let rule: String
  let code: String
  let article: String
  let old: String
  let new: String
  /// Empty for a finding that has no words of the article.
  let marked: String

  var testDescription: String { "\(code): \(old) → \(new)" }

  static let all: [OneWord] = {
    let table = (try? Files.read(Shipped.fixtures + "/one-word.tsv")) ?? []
    return String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return OneWord(rule: cells[0], code: cells[1], article: cells[2], old: cells[3], new: cells[4], marked: cells[5])
    }
  }()
}

@Suite("One wrong word in an article")
struct OneWordTests {
  @Test("makes exactly the finding of its rule appear, at the words", arguments: OneWord.all)
  func finding(change: OneWord) async throws {
    let parts = change.article.split(separator: "/", maxSplits: 1).map(String.init)
    var request = try Shipped.request(parts[1])
    let file = "Content/\(change.article).md"
    try request.change(file, change.old, change.new)
    let report = await test(request, on: AdminCenter())
    #expect(report.findings.map(\.code) == [change.code])
    #expect(report.hasFailed)
    let finding = try #require(report.findings.first)
    guard !change.marked.isEmpty else { return }
    #expect(finding.place.file == file)
    #expect(finding.place.words(in: request.text(of: file)) == change.marked)
  }

  @Test("is there for every rule that an article can break")
  func everyRule() {
    #expect(Set(OneWord.all.map(\.rule)).isSuperset(of: ["1", "2", "3", "4", "5", "7", "8", "9", "10"]))
  }
}

import ChildProcesses
internal import Docset
internal import Foundation
internal import LearnMarkdown
internal import Scenarios
internal import Testing

/// Steps of published articles, drawn at random, whose readings a person has judged. The articles are not ours, so only
/// digests of the words are kept, and the structure of the reading.
struct JudgedStep: Sendable {
  let sample: String
  let procedure: String
  let number: Int
  /// Of the step's text.
  let text: String
  /// `right`, `wrong`, or `undefined` where nothing is claimed.
  let verdict: String
  /// Of the reading with its words.
  let reading: String
  /// `L` stands for a label, `P` for prose.
  let structure: String
  let locale: String

  static let all: [JudgedStep] = {
    let table = (try? Files.read(Shipped.fixtures + "/judged-readings.tsv")) ?? []
    return String(decoding: table, as: UTF8.self).split(separator: "\n").dropFirst().map { row in
      let cells = row.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return JudgedStep(
        sample: cells[0], procedure: cells[1], number: Int(cells[2]) ?? 0, text: cells[3], verdict: cells[4],
        reading: cells[5], structure: cells[6], locale: cells[7])
    }
  }()

  static func digest(_ text: String) -> String { String(SHA256.hexadecimal(text).prefix(16)) }
}

@Suite("Readings of published articles")
struct JudgedReadingTests {
  private static let unpack = Shipped.root + "/../shared/corpus/unpack"

  @Test("are right in 95 of 100 steps that are read, and 80 of 100 steps are read", arguments: ["first", "second"])
  func shares(sample: String) {
    let steps = JudgedStep.all.filter { $0.sample == sample }
    let read = steps.filter { $0.verdict != "undefined" }
    let right = read.filter { $0.verdict == "right" }
    #expect(steps.count == (sample == "first" ? 200 : 100))
    #expect(read.count * 100 >= steps.count * 80, "\(read.count) of \(steps.count) read")
    #expect(right.count * 100 >= read.count * 95, "\(right.count) of \(read.count) right")
  }

  @Test(
    "are what they were when they were judged",
    .enabled(if: Files.isDirectory(Shipped.root + "/../shared/corpus"), "the articles are not here"))
  func unchanged() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/trin-corpus-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = try ChildProcess.run(URL(filePath: Self.unpack), arguments: [folder])
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    let articles = Set(JudgedStep.all.map { [$0.locale, String($0.procedure.prefix { $0 != "#" })] })
    var request = TestRequest(
      articles: try articles.sorted { $0[0] + $0[1] < $1[0] + $1[1] }.map { article in
        TestRequest.Article(
          path: article[1], locale: article[0], file: article.joined(separator: "/"),
          source: try Files.read("\(folder)/\(article[0])/microsoft-365/\(article[1]).md"))
      })
    request.isListing = true
    let report = await test(request, on: TwoForms())
    for judged in JudgedStep.all {
      let step = report.procedures.lazy.filter { $0.id == judged.procedure && $0.locale == judged.locale }.flatMap(
        \.steps
      )
      .first { $0.number == judged.number && JudgedStep.digest($0.text) == judged.text }
      let found = try #require(step, "\(judged.procedure), step \(judged.number)")
      let structure = found.readings.map(Self.structure).joined(separator: " / ").prefix(160)
      #expect(structure == judged.structure, "\(judged.procedure), step \(judged.number): \(found.readings)")
      #expect(
        JudgedStep.digest(found.readings.joined(separator: "\n")) == judged.reading,
        "\(judged.procedure), step \(judged.number) is read otherwise; judge it again: \(found.readings)")
    }
  }

  private static func structure(_ reading: String) -> String {
    reading.replacing(/\*\*.*?\*\*/, with: "L").replacing(/"[^"]*"/, with: "P")
  }
}

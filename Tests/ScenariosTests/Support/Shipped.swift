internal import AdminCenter
internal import Diagnostics
internal import Docset
internal import Scenarios
internal import Testing

/// The articles that come with Trin, and what their steps are run with.
enum Shipped {
  static let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
  static let fixtures = root + "/Tests/Fixtures/steps"

  static func text(_ path: String) throws -> String {
    String(decoding: try Files.read("\(root)/\(path)"), as: UTF8.self)
  }

  /// One article in both languages.
  static func request(_ article: String, locales: [String] = ["da-DK", "en-US"]) throws -> TestRequest {
    var request = TestRequest(
      articles: try locales.map { locale in
        TestRequest.Article(
          path: article, locale: locale, file: "Content/\(locale)/\(article).md",
          source: Array(try text("Content/\(locale)/\(article).md").utf8))
      })
    request.scenarios = [try file("Content/scenarios/\(article).yml", name: article)]
    request.phrasebooks = try locales.map { try file("Content/phrasebook/\($0).yml", name: $0) }
    return request
  }

  /// An article of the test itself, in English, with the phrasebook that is shipped.
  static func request(english article: String, scenario: String, phrasebook: String? = nil) throws -> TestRequest {
    var request = TestRequest(
      articles: [.init(path: "a", locale: "en-US", file: "a.md", source: Array(article.utf8))])
    request.scenarios = [.init(name: "a", file: "a.yml", text: scenario)]
    request.phrasebooks = [
      .init(name: "en-US", file: "en-US.yml", text: try phrasebook ?? text("Content/phrasebook/en-US.yml"))
    ]
    return request
  }

  private static func file(_ path: String, name: String) throws -> TestRequest.File {
    .init(name: name, file: path, text: try text(path))
  }
}

extension TestRequest {
  /// Puts one word for another in one file; the word must be there, and once.
  mutating func change(_ file: String, _ old: String, _ new: String) throws {
    func changed(_ text: String) throws -> String {
      try #require(text.ranges(of: old).count == 1, "\(file) has '\(old)' once")
      return text.replacing(old, with: new)
    }
    for index in articles.indices where articles[index].file == file {
      articles[index].source = Array(try changed(String(decoding: articles[index].source, as: UTF8.self)).utf8)
    }
    for index in scenarios.indices where scenarios[index].file == file {
      scenarios[index].text = try changed(scenarios[index].text)
    }
    for index in phrasebooks.indices where phrasebooks[index].file == file {
      phrasebooks[index].text = try changed(phrasebooks[index].text)
    }
  }

  func text(of file: String) -> String {
    articles.first { $0.file == file }.map { String(decoding: $0.source, as: UTF8.self) }
      ?? (scenarios + phrasebooks).first { $0.file == file }?.text ?? ""
  }
}

extension SourcePlace {
  /// The words of a text that stand at the place.
  func words(in text: String) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard line <= lines.count, endLine == line else { return "lines \(line)-\(endLine)" }
    return String(String.UnicodeScalarView(Array(lines[line - 1].unicodeScalars)[(column - 1)..<(endColumn - 1)]))
  }
}

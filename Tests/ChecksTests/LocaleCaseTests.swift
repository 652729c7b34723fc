import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import SiteModel
import Testing

@Suite("The letter case of a locale")
struct LocaleCaseTests {
  /// Three articles that agree on a label, and one that takes a word of the sentence into it.
  private static let articles: [String: String] = {
    var articles = ["index.md": TemporaryDocset.article("Gå til **siden Aktive brugere**.")]
    for name in ["b", "c", "d"] { articles[name + ".md"] = TemporaryDocset.article("- **Aktive brugere**") }
    return articles
  }()

  @Test(
    "makes no difference to what is found in a translation of a Learn repository",
    arguments: ["da-DK", "da-dk", "DA-dk"])
  func learn(locale: String) async throws {
    let docset = try TemporaryDocset.learn(Self.articles, locale: locale)
    let loaded = try await SitePipeline.load(PipelineOptions(docset: docset.path, jobs: 1))
    #expect(loaded.site.configuration.locales == ["da-DK"])
    let codes = await SitePipeline.check(loaded, jobs: 1).map(\.code)
    #expect(codes.contains("mt-bold-shifted"))
    #expect(!codes.contains("lexicon-missing"))
  }

  @Test("makes no difference in site.yml, to its folder, its words and its source", arguments: ["da-dk", "Da-DK"])
  func own(locale: String) async throws {
    var files = [
      "Site/site.yml": "title: {EN-us: Help, \(locale): Hjælp}\nsource-locale: en-us\nlocales: [en-US, \(locale)]\n",
      "Content/en-US/index.md": TemporaryDocset.article("Home"),
    ]
    for (name, text) in Self.articles { files["Content/da-DK/" + name] = text }
    let docset = try TemporaryDocset(files)
    let loaded = try await SitePipeline.load(PipelineOptions(docset: docset.path, jobs: 1))
    #expect(loaded.site.configuration.locales == ["en-US", "da-DK"])
    #expect(loaded.site.configuration.title("da-DK") == "Hjælp")
    #expect(await SitePipeline.check(loaded, jobs: 1).contains { $0.code == "mt-bold-shifted" })
  }

  @Test("twice in one list is one locale twice")
  func twice() async throws {
    let docset = try TemporaryDocset([
      "Site/site.yml": "locales: [en-US, en-us]\n", "Content/en-US/index.md": TemporaryDocset.article("Home"),
    ])
    await #expect(throws: (any Error).self) { try await docset.check() }
  }

  @Test("of a language that has no lexicon: check says that nothing is read in it")
  func unread() async throws {
    let docset = try TemporaryDocset.learn(["index.md": TemporaryDocset.article("Bonjour.")], locale: "fr-fr")
    let finding = try #require(try await docset.check().first { $0.code == "lexicon-missing" })
    #expect(finding.severity == .suggestion)
    #expect(finding.message.contains("there is none for fr-FR"))
  }
}

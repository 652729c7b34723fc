import Diagnostics
import SiteBuilding
import Testing

@Suite("The letter case of a locale")
struct LocaleCaseTests {
  @Test(
    "makes no difference to what is found in a translation of a Learn repository",
    arguments: ["da-DK", "da-dk", "DA-dk"])
  func learn(locale: String) async throws {
    let article = TemporaryDocset.article("Vælg **siden Aktive brugere** og derefter **Gem**.")
    let docset = try TemporaryDocset.learn(["index.md": article], locale: locale)
    let loaded = try await SitePipeline.load(PipelineOptions(docset: docset.path, jobs: 1))
    #expect(loaded.site.configuration.locales == ["da-DK"])
    let codes = await SitePipeline.check(loaded, jobs: 1).map(\.code)
    #expect(codes.contains("mt-bold-shifted"))
    #expect(!codes.contains("lexicon-missing"))
  }

  @Test("makes no difference in site.yml, to its folder, its words and its source", arguments: ["da-dk", "Da-DK"])
  func own(locale: String) async throws {
    let docset = try TemporaryDocset([
      "Site/site.yml": "title: {EN-us: Help, \(locale): Hjælp}\nsource-locale: en-us\nlocales: [en-US, \(locale)]\n",
      "Content/en-US/index.md": TemporaryDocset.article("Home"),
      "Content/da-DK/index.md": TemporaryDocset.article("Vælg **siden Aktive brugere** og derefter **Gem**."),
    ])
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

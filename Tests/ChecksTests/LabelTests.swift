import AdminCenter
import Diagnostics
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("A label in bold of a translation")
struct LabelTests {
  /// The findings about labels in an article beside three others that agree on some.
  private func findings(_ body: String, locale: String = "da-DK", hasProduct: Bool = false) async throws -> [Diagnostic]
  {
    let labels = ["Aktive brugere", "Brugere", "Gem", "Vedhæftede filer", "Domæner"].map { "- **\($0)**" }
    let other = TemporaryDocset.article(labels.joined(separator: "\n"))
    var files = ["Site/site.yml": "locales: [en-US, \(locale)]\n", "Content/en-US/a.md": TemporaryDocset.article("A")]
    for name in ["b", "c", "d"] { files["Content/\(locale)/\(name).md"] = other }
    files["Content/\(locale)/a.md"] = TemporaryDocset.article(body)
    let docset = try TemporaryDocset(files)
    let loaded = try await SitePipeline.load(PipelineOptions(docset: docset.path, jobs: 1))
    return await SitePipeline.check(loaded, product: hasProduct ? AdminCenter() : nil, jobs: 1)
      .filter { $0.code == "mt-bold-shifted" || $0.code == "mt-label-changed" }
  }

  @Test(
    "stands alone: words of the sentence in it are found, and the mended text is suggested",
    arguments: [
      ("Gå til **siden Aktive brugere**.", "siden **Aktive brugere**"),
      ("Klik **på Gem**, og luk.", "på **Gem**"), ("Du skal **vælge Gem**.", "vælge **Gem**"),
      ("Markér, **og vælg Noget andet**.", "og vælg **Noget andet**"),
      ("[**siden Aktive brugere**](b.md)", "siden **Aktive brugere**"),
      ("| a |\n|---|\n| **siden Aktive brugere** |", "siden **Aktive brugere**"),
      ("På siden **Domæner skal** du vælge et.", "**Domæner** skal"), ("Vælg **Gem for** at gemme.", "**Gem** for"),
    ])
  func shifted(_ damaged: String, _ suggestion: String) async throws {
    let found = try await findings(damaged)
    #expect(found.map(\.code) == ["mt-bold-shifted"])
    #expect(found.map(\.suggestion) == [suggestion])
    #expect(found.allSatisfy { $0.fix == nil && $0.severity == .suggestion })
  }

  @Test(
    "has its capital, and a path its separator",
    arguments: [
      ("Vælg **aktive brugere**.", "**Aktive brugere**"), ("Klik på **gem**.", "**Gem**"),
      ("**Vis alle** \\> **brugere** i ruden.", "**Brugere**"), ("**vedhæftede filer** > Alle", "**Vedhæftede filer**"),
      ("Vælg <a href=\"b.md\">**brugere**</a>.", "**Brugere**"),
      ("Vælg **BrugereAktive** >  brugere.", "**Brugere** > **Aktive brugere**"),
      ("Vælg **Aktive** \\> **brugere**.", "**Aktive brugere**"),
      ("Vælg **Aktive** > [**brugere**](b.md).", "**Aktive brugere**"),
    ])
  func changed(_ damaged: String, _ suggestion: String) async throws {
    let found = try await findings(damaged)
    #expect(found.map(\.code) == ["mt-label-changed"])
    #expect(found.map(\.suggestion) == [suggestion])
  }

  @Test(
    "is left alone where it may be meant as it is",
    arguments: [
      "Vælg **Aktive brugere** > **Gem**.", "Giv det et **gem**, der passer.", "Alle **brugere** får en mail.",
      "**AuditData** og **BrugereAktive**", "Vælg **iOS** > **macOS**.", "Vælg **til** Gem.", "**ikke Gem**",
      "Vælg **Log på** i menuen.", "**Gem for** en ven", "**På Gem**", "**siden**", "** siden Aktive brugere**", "****",
      "Vælg **ukendt** > **mere**.", "Vælg **gem på** > **Gem**.", "`**siden Aktive brugere**`",
    ])
  func good(_ text: String) async throws {
    #expect(try await findings(text) == [])
  }

  @Test(
    "is suggested only where it ends for certain: not cut at a small word, and not where it goes on behind the bold",
    arguments: [
      "Gå til **siden Slettede** brugere.", "Klik **på Send mail, og** luk.", "Hvis **mail sendes, skal** du vente.",
      "Gå til **siden Nye og**.",
    ])
  func open(_ text: String) async throws {
    let found = try await findings(text)
    #expect(found.map(\.code) == ["mt-bold-shifted"])
    #expect(found.map(\.suggestion) == [nil])
  }

  @Test("is judged by its place in the line, and told by the articles that agree")
  func words() async throws {
    let found = try await findings("Æ: Gå til **siden Aktive brugere**.")
    #expect(found.map { "\($0.place.line):\($0.place.column)-\($0.place.endColumn)" } == ["7:11-35"])
    #expect(
      found.map(\.message) == [
        "Bold is for the label alone, as in 3 articles; here it takes in `siden`."
      ])
  }

  @Test("is the product's own where one is known, whatever the articles say")
  func product() async throws {
    #expect(try await findings("Vælg **nulstil adgangskode**.") == [])
    let found = try await findings("Vælg **nulstil adgangskode**.", hasProduct: true)
    #expect(found.map(\.suggestion) == ["**Nulstil adgangskode**"])
    #expect(
      found.map(\.message) == [
        "A label is spelled as on the screen, `Nulstil adgangskode`, as the product has it; here its capital is lost."
      ])
  }

  @Test("of a language without a lexicon is compared with the other articles alone")
  func unknownLanguage() async throws {
    #expect(try await findings("**siden Aktive brugere**", locale: "nb-NO") == [])
    #expect(try await findings("**Gem** > **brugere**", locale: "nb-NO").map(\.suggestion) == ["**Brugere**"])
  }

  @Test("is found in a page of YAML, at its place there")
  func yaml() async throws {
    let faq =
      "### YamlMime:FAQ\nmetadata:\n  title: T\n  description: D\ntitle: T\nsummary: |\n  Gå **til Gem**.\nsections:\n"
      + "  - name: N\n    questions:\n      - question: Q\n        answer: Gå til **siden Gem**.\n"
    let docset = try TemporaryDocset.learn(["a.yml": faq], locale: "da-DK")
    let found = try await docset.check().filter { $0.code == "mt-bold-shifted" }
    #expect(found.map(\.suggestion) == ["til **Gem**", "siden **Gem**"])
    #expect(found.map { "\($0.place.line):\($0.place.column)" } == ["7:6", "12:24"])
  }

  @Test("may be suppressed, and is not looked for in the source language")
  func quiet() async throws {
    #expect(try await findings("<!-- trin-ignore: mt-bold-shifted -->\n\nKlik **på Gem**.") == [])
    let docset = try TemporaryDocset.own("Go **to Save** > **SaveSave** > .")
    #expect(try await docset.check().map(\.code) == [])
  }
}

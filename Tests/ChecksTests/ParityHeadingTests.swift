import Diagnostics
import Docset
import Testing

@Suite("The headings of a translated page")
struct ParityHeadingTests {
  private func parity(_ translation: String, of source: String) async throws -> [String] {
    try await ParityPair(translation, of: source).findings().map { "\($0.place.line) \($0.code)" }
  }

  @Test("belong together by any name that they share: the one made of the text, or one of the author's own")
  func names() async throws {
    let source = "## <a id=\"RunIt\"></a>Run it\n\n1. One\n\n## <a id=\"End\"></a>The end\n\nText"
    let both =
      "## <a name=\"run-it\"></a><a id=\"RunIt\"></a>Kør\n\n1. En\n\n## <a name=\"the-end\"></a><a id=\"End\"></a>Slut\n\nTekst"
    #expect(try await parity(both, of: source) == [])
    let own = "## <a id=\"RunIt\"></a>Kør\n\n1. En\n\n## <a id=\"End\"></a>Slut\n\nTekst"
    #expect(try await parity(own, of: source) == [])
  }

  @Test("lack the name of the author's own where only that made of the text was kept")
  func lostName() async throws {
    let source = "## <a id=\"RunIt\"></a>Run it\n\nText\n\n## Last"
    let translation = "## <a name=\"run-it\"></a>Kør\n\nTekst\n\n## <a name=\"last\"></a>Sidste"
    let found = try await ParityPair(translation, of: source).findings()
    #expect(found.map { "\($0.place.line) \($0.code)" } == ["7 parity-anchors"])
    #expect(found.first?.suggestion == "<a name=\"RunIt\"></a>")
  }

  @Test("may have their names elsewhere on the page")
  func elsewhere() async throws {
    let source = "Text\n\n## <a id=\"RunIt\"></a>Run it"
    #expect(try await parity("<a id=\"RunIt\"></a>Tekst\n\n## <a name=\"run-it\"></a>Kør", of: source) == [])
  }

  @Test("may have a name that another generator made of the same text")
  func generators() async throws {
    let name = "## <a name=\"before---after\"></a>Før & efter"
    #expect(try await parity(name, of: "## Before & after") == [])
    #expect(try await parity("## <a name=\"caf-and-tea\"></a>Kaffe og te", of: "## Café and tea") == [])
    #expect(try await parity("## <a name=\"before\"></a>Før & efter", of: "## Before & after") == ["7 parity-anchors"])
  }
}

/// A page in English and its Danish translation.
struct ParityPair {
  private let docset: TemporaryDocset

  init(_ translation: String, of source: String, others: [String: String] = [:]) throws {
    let front = "---\ntitle: T\ndescription: D\n---\n"
    var files = [
      "Site/site.yml": "locales: [en-US, da-DK]\n", "Content/en-US/a.md": front + "# A\n\n" + source + "\n",
      "Content/da-DK/a.md": front + "# <a name=\"a\"></a>Å\n\n" + translation + "\n",
    ]
    for (name, text) in others { files[name] = text }
    docset = try TemporaryDocset(files)
  }

  func allFindings() async throws -> [Diagnostic] { try await docset.check() }

  /// Those of parity only.
  func findings() async throws -> [Diagnostic] { try await docset.check().filter { $0.code.hasPrefix("parity-") } }
}

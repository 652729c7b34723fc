import Diagnostics
import Docset
import Testing

@Suite("A reference link without a definition")
struct SourceDefinitionTests {
  private func suggestions(_ translation: String, of source: String) async throws -> [String?] {
    try await ParityPair(translation, of: source).allFindings()
      .filter { $0.code == "mt-link-definition-missing" && $0.place.file.contains("da-DK") }.map(\.suggestion)
  }

  @Test("is not to be taken out where the source page has the definition: its target is suggested")
  func definition() async throws {
    let source = "See [Widgets][] and [Parts][].\n\n[Widgets]: https://example.org/w\n[Parts]: https://example.org/p"
    #expect(
      try await suggestions("Se [Widgets][] og [dele][].", of: source) == [
        "[Widgets](https://example.org/w)", "[dele](https://example.org/p)",
      ])
    #expect(try await suggestions("Se [dele][].", of: source) == [nil])
  }

  @Test("is words where no page defines it")
  func words() async throws {
    #expect(try await suggestions("Se [dele][].", of: "See [parts][].") == ["dele"])
  }
}

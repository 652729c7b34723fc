internal import Procedures
internal import Testing

@Suite("The lexicons that come with Trin")
struct LexiconTests {
  @Test("are read")
  func builtIn() throws { #expect(try Lexicon.builtIn().keys.sorted() == ["da-DK", "en-US"]) }
}

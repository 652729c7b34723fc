import Diagnostics
import Testing

@Suite("A sentence that the source has in several articles")
struct SentenceTests {
  private static let front = "---\ntitle: T\ndescription: D\n---\n# "

  private func found(
    _ translation: String, of source: String, others: [(translation: String, source: String)]
  ) async throws -> [String] {
    var files: [String: String] = [:]
    for (number, other) in others.enumerated() {
      files["Content/en-US/o\(number).md"] = Self.front + "O\n\n\(other.source)\n"
      files["Content/da-DK/o\(number).md"] = Self.front + "<a name=\"o\"></a>O\n\n\(other.translation)\n"
    }
    return try await ParityPair(translation, of: source, others: files).allFindings()
      .filter { ["parity-inconsistent", "parity-conflated"].contains($0.code) }
      .map { "\($0.place.file.split(separator: "/").last ?? ""):\($0.place.line) \($0.code) \($0.message)" }
  }

  private let usual = (
    translation: "Du skal have rollen som administrator for at gøre det.",
    source: "You need the role of an admin for it."
  )

  @Test("is found where three articles have other words for it, with those words")
  func inconsistent() async throws {
    let found = try await found(
      "Du skal have rollen som bestyrer for at gøre det.", of: usual.source, others: [usual, usual, usual])
    #expect(
      found == [
        "a.md:7 parity-inconsistent A sentence of the source has the same words each time; `You need the role of an admin for …` has `… rollen som administrator for at gøre det.` in 3 articles and `… rollen som bestyrer for at gøre det.` here (line 7 of the source page)."
      ])
  }

  @Test("may have other words where two articles only say what is usual, or a third of all do as this one")
  func undecided() async throws {
    let other = (translation: "Du skal have rollen som bestyrer for at gøre det.", source: usual.source)
    #expect(try await found(other.translation, of: other.source, others: [usual, usual]) == [])
    #expect(try await found(other.translation, of: other.source, others: [usual, usual, usual, other]) == [])
  }

  @Test("is found where it stands for a sentence that says something else, and not for another way to say the same")
  func conflated() async throws {
    let wrong = try await found(
      usual.translation, of: "You should ask one of your colleagues about that.", others: [usual])
    #expect(wrong.count == 1)
    #expect(
      wrong.first?.contains(".md:7 parity-conflated Two sentences have words of their own; `Du skal have") == true)
    #expect(try await found(usual.translation, of: "You need an admin's role for it.", others: [usual]) == [])
  }
}

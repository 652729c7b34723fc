import Diagnostics
import Docset
import Testing

@Suite("A translated page")
struct ParityTests {
  private static let front = "---\ntitle: T\ndescription: D\n---\n"

  /// The findings of parity about a translation, as `line code`.
  private func parity(_ translation: String, of source: String, front: [String] = [Self.front, Self.front]) async throws
    -> [String]
  {
    try await findings(translation, of: source, front: front).map { "\($0.place.line) \($0.code)" }
  }

  private func findings(
    _ translation: String, of source: String, front: [String] = [Self.front, Self.front]
  ) async throws -> [Diagnostic] {
    let page = Self.front + "# <a name=\"b\"></a>B\n"
    let docset = try TemporaryDocset([
      "Site/site.yml": "locales: [en-US, da-DK]\n", "Content/en-US/a.md": front[0] + "# A\n\n" + source + "\n",
      "Content/da-DK/a.md": front[1] + "# <a name=\"a\"></a>Å\n\n" + translation + "\n",
      "Content/en-US/b.md": page, "Content/da-DK/b.md": page, "Content/en-US/x.png": "", "Content/da-DK/x.png": "",
      "Content/en-US/y.png": "",
    ])
    return try await docset.check().filter { $0.code.hasPrefix("parity-") }
  }

  @Test("is held against the source page of its own docset, whatever a docset beside it lacks")
  func ownSourceBeside() async throws {
    let docset = try TemporaryDocset([
      "Site/site.yml": "locales: [en-US, da-DK]\n", "Content/en-US/a.md": Self.front + "# A\n\n- One\n- Two\n",
      "Content/da-DK/a.md": Self.front + "# <a name=\"a\"></a>Å\n\n- En\n",
    ])
    let beside = try TemporaryDocset.own("Another page", ["other.md": TemporaryDocset.article("Of another docset")])
    let codes = try await docset.codes(source: beside).filter { $0.contains("parity-") }
    #expect(codes == ["Content/da-DK/a.md:7:1 parity-lists"])
  }

  @Test("is compared where its source page has neither a title nor metadata")
  func withoutTitle() async throws {
    for head in ["", "---\ndescription: D\n---\n"] {
      let danish = try TemporaryDocset.learn(
        ["index.md": TemporaryDocset.article("- En"), "a.md": TemporaryDocset.article("- En")], locale: "da-DK")
      let english = try TemporaryDocset.learn(
        ["index.md": TemporaryDocset.article("- One"), "a.md": head + "# T\n\n- One\n- Two\n"])
      let codes = try await danish.codes(source: english).filter { $0.contains("parity-lists") }
      #expect(codes == ["docs/a.md:7:1 parity-lists"])
    }
  }

  @Test("with the structure of its source page has no finding")
  func same() async throws {
    let source = """
      ## Before you begin

      You need **two** things and [B](b.md), see ![An image](x.png).

      > [!NOTE]
      > Remember 1,000 users.

      1. Select **Save** 3 times.
         - Or not.
      2. Type `trin build`.

      | a | b |
      |---|---|
      | 1 | 2 |

      ```shell
      trin build
      ```

      """
    let translation = """
      ## <a name="before-you-begin"></a>Før du begynder

      Du skal bruge **to** ting og [B](./b.md), se ![Et billede](x.png).

      > [!NOTE]
      > Husk 1.000 brugere.

      1. Vælg **Gem** 3 gange.
         - Eller ikke.
      2. Skriv `trin build`.

      | c | d |
      |---|---|
      | 1 | 2 |

      ```shell
      trin build
      ```

      """
    #expect(try await parity(translation, of: source) == [])
  }

  @Test(
    "that differs is found at its line",
    arguments: [
      ("## B\n\n## <a name=\"d\"></a>D", "## B\n\n## C\n\n## D", "7 parity-headings"),
      ("## B\n\n## C", "## B", "9 parity-headings"), ("### B", "## B", "7 parity-headings"),
      ("## C\n\n## B", "## B\n\n## C", "7 parity-headings"),
      ("## Før du begynder", "## Before you begin", "7 parity-anchors"),
      ("Tekst", "Text <a name=\"here\"></a>", "1 parity-anchors"),
      ("Se [A](a.md).", "See [B](b.md).", "7 parity-links"),
      ("Tekst", "See [B](b.md).", "1 parity-links"),
      ("<https://example.org/da-dk/y>", "<https://example.org/en-us/x>", "7 parity-links"),
      ("![Et](x.png)", "![An](y.png)", "7 parity-images"),
      ("Tekst\n\n    a\n    b", "Text\n\n    a\n    c", "9 parity-code"),
      ("1. En", "1. One\n2. Two", "7 parity-lists"), ("- En\n- To", "1. One\n2. Two", "7 parity-lists"),
      ("1. En\n2. To\n   - x", "1. One\n   - x\n2. Two", "7 parity-lists"), ("Tekst", "- One", "5 parity-lists"),
      ("| a |\n|---|\n| 1 |", "| a | b |\n|---|---|\n| 1 | 2 |", "7 parity-tables"),
      ("> [!TIP]\n> Tekst", "> [!NOTE]\n> Text", "7 parity-directives"),
      ("Tekst", "::: moniker range=\"x\"\n\nText\n\n::: moniker-end", "5 parity-directives"),
      ("1. Skriv 370.", "1. Type 730.", "7 parity-numbers"), ("1. Vælg Gem.", "1. Select **Save**.", "7 parity-labels"),
      (
        "Select the user whose password you reset.", "Select the user whose password you reset.",
        "7 parity-untranslated"
      ),
    ])
  func differs(translation: String, source: String, finding: String) async throws {
    let found = try await parity(translation, of: source)
    #expect(found == [finding])
  }

  @Test("has the numbers of its source page in the digits of any script")
  func digits() async throws {
    let source = "1. Type 2,500 and 7.5, or 40%."
    #expect(try await parity("1. \u{0627} ٢٬٥٠٠ \u{0648} ٧٫٥ ٤٠٪.", of: source) == [])
    #expect(try await parity("1. Skriv ２５００ og ७.५, ellers 40 %.", of: source) == [])
    #expect(try await parity("1. Skriv ٢٬٥٠٠ og ٧٫٤, ellers ٤٠٪.", of: source) == ["7 parity-numbers"])
  }

  @Test("is told what the source page has, and on which line")
  func words() async throws {
    let found = try await findings("## Før", of: "Text\n\n## Before")
    #expect(
      found.map(\.message) == [
        "A heading keeps the name that the source page gives it, `before`; here it is `før` (line 9 of the source page)."
      ])
    #expect(found.map(\.suggestion) == ["<a name=\"before\"></a>"])
  }

  @Test("may keep names, code and what is too short to tell in the source language")
  func names() async throws {
    let text =
      "Microsoft 365 Admin Center\n\n`select the user whose password you reset`\n\n6a:72:26:7a:ab:cd:ef:ab:cd:ef"
    #expect(try await parity(text, of: text) == [])
  }

  @Test("keeps the ms keys, and is stale when the source page is younger than its text was at the handoff")
  func metadata() async throws {
    let source = "---\ntitle: T\ndescription: D\nms.topic: article\nms.date: 03/17/2021\n---\n"
    func of(_ lines: String) async throws -> [String] {
      try await parity("Tekst", of: "Text", front: [source, "---\ntitle: T\ndescription: D\n\(lines)---\n"])
    }
    #expect(try await of("ms.topic: article\n") == ["1 parity-metadata"])
    #expect(try await of("ms.topic: article\nms.date: ''\nms.lasthandoff: 03/16/2021\n") == ["6 parity-stale"])
    #expect(try await of("ms.topic: article\nms.date: ''\nms.lasthandoff: 2021-03-17\n") == [])
    #expect(try await of("ms.topic: article\nms.date: 3/17/2021\nms.lasthandoff: 03/16/2021\n") == [])
    #expect(try await of("ms.topic: article\nms.date: ''\nms.lasthandoff: some day\n") == [])
  }

  @Test("that was made of another text than its source page has is said to be that once, not for each of its parts")
  func otherText() async throws {
    let source = (1...12).map { "## Part \($0)\n\n1. Select **Save**.\n2. Wait \($0) minutes." }.joined(
      separator: "\n\n")
    let other = (1...12).map { "## Del \($0)\n\nVent \($0) minutter." }.joined(separator: "\n\n")
    let found = try await findings(other, of: source)
    #expect(found.map(\.code) == ["parity-stale"])
    #expect(found.first?.message.contains("differ in 24 places: names (12), lists (12)") == true, "\(found)")
  }

  @Test("has each of its faults told where only some of its sections have any")
  func someFaults() async throws {
    let part = { (number: Int, text: String) in "## <a name=\"part-\(number)\"></a>Part \(number)\n\n\(text)" }
    let source = (1...12).map { part($0, "1. One\n2. Two") }.joined(separator: "\n\n")
    let faulty = (1...12).map { part($0, $0 < 4 ? "1. En" : "1. En\n2. To") }.joined(separator: "\n\n")
    #expect(try await parity(faulty, of: source).allSatisfy { $0.hasSuffix("parity-lists") })
    #expect(try await parity(faulty, of: source).count == 3)
  }

  @Test("whose date is another's has its faults told once sooner")
  func dated() async throws {
    let source = "1. One\n2. Two\n\n> [!NOTE]\n> Text\n\n|a|b|\n|-|-|\n|c|d|\n\n[B](b.md)"
    let front = { (day: String) in "---\ntitle: T\ndescription: D\nms.date: \(day)\n---\n" }
    #expect(try await parity("1. En", of: source, front: [front("2021-03-17"), front("2021-03-17")]).count >= 4)
    #expect(
      try await parity("1. En", of: source, front: [front("2021-03-17"), front("2021-01-17")]).map {
        $0.split(separator: " ")[1]
      } == ["parity-stale"])
  }

  @Test("shows the same file where loc-scope says that an image is not localized, else a file of the same name")
  func localizedImages() async throws {
    let image = { (path: String, scope: String) in
      ":::image type=\"content\" source=\"\(path)\" alt-text=\"Image\"\(scope):::"
    }
    let scope = " loc-scope=\"third-party\""
    #expect(try await parity(image("da/x.png", ""), of: image("x.png", "")) == [])
    #expect(try await parity(image("da/x.png", scope), of: image("x.png", scope)) == ["7 parity-images"])
  }

  @Test("is not compared with itself: a docset that is its own source has no finding of parity")
  func ownSource() async throws {
    let docset = try TemporaryDocset.learn(["a.md": TemporaryDocset.article("## B\n\nText of the page, word for word.")]
    )
    let found = try await docset.check(source: docset)
    #expect(found == [])
  }

  @Test("is compared with the docset that --source names")
  func reference() async throws {
    let english = try TemporaryDocset.learn(["a.md": TemporaryDocset.article("## B")])
    let danish = try TemporaryDocset.learn(["a.md": TemporaryDocset.article("## C")], locale: "da-DK")
    #expect(try await danish.codes(source: english) == ["docs/a.md:7:1 parity-anchors"])
  }
}

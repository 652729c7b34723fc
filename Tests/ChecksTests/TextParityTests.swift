import Diagnostics
import Docset
import Testing

@Suite("A translated text beside its source")
struct TextParityTests {
  private func codes(_ translation: String, of source: String, others: [String: String] = [:]) async throws -> [String]
  {
    try await ParityPair(translation, of: source, others: others).allFindings()
      .filter { $0.code.hasPrefix("parity-") }.map { "\($0.place.line) \($0.code)" }
  }

  @Test(
    "has the same numbers and code, its marks in pairs, and no word twice",
    arguments: [
      ("En adgangskode gælder i 30 dage.", "A password is good for 40 days.", "7 parity-text-numbers"),
      ("Der er 30 millioner rækker.", "There are 31,000,000 rows.", "7 parity-text-numbers"),
      ("Skriv `trin byg --til <mappe>`.", "Type `trin build --to <folder>`.", "7 parity-code-spans"),
      ("`trin byg`", "`trin build`", "7 parity-code-spans"),
      ("Vælg en rolle (kun læsning.", "Choose a role (read only).", "7 parity-marks"),
      ("Vælg \"Ny rolle i listen.", "Choose \"New role\" in the list.", "7 parity-marks"),
      ("Vælg en en rolle.", "Choose a role.", "7 parity-doubled-word"),
      ("Vælg den rigtige rigtige rolle.", "Choose the right role.", "7 parity-doubled-word"),
      ("Vælg  en rolle.", "Choose a role.", "7 parity-spaces"),
      ("Vælg\u{200B} en rolle.", "Choose a role.", "7 parity-spaces"),
    ])
  func differs(translation: String, source: String, finding: String) async throws {
    #expect(try await codes(translation, of: source) == [finding])
  }

  @Test(
    "may say it in the way of its language",
    arguments: [
      ("Der er 31.000.000 rækker.", "There are 31 million rows."), ("Det koster 88,10.", "It costs 88.1."),
      ("Skriv `b` og derefter `a`.", "Type `a` after `b`."),
      ("Et drev på 2,5\" er nok.", "A 2.5-inch drive is enough."),
      ("Det står i litra a) og b) (i loven).", "It is in (a) and (b) of the law."),
      ("Skriv `30`.", "Type `30\u{200E}`."), ("Rollens ID'er er nye.", "The IDs of the role are new."),
      ("Det har du brug for for at vælge.", "You need it to choose."), ("Det er det, det er.", "It is what it is."),
      ("Walla Walla er en by.", "Walla Walla is a town."), ("Vælg **Gem** Gem.", "Choose **Save**."),
      ("Vælg  en rolle.", "Choose  a role."), ("Skriv `a  b`.", "Type `a  b`."),
      ("Vælg en  \nrolle.", "Choose a\nrole."),
      ("Se `(` i `a a`.", "See `(` in `a a`."), ("Ny&nbsp;&nbsp;rolle", "New&nbsp;&nbsp;role"),
    ])
  func same(translation: String, source: String) async throws {
    #expect(try await codes(translation, of: source) == [])
  }

  @Test("is missed where it is a paragraph, beside the one that stands before it")
  func paragraph() async throws {
    let source =
      "You need a role.\n\nYou can undo this for thirty days, and never after that.\n\nA clerk may help you to do so."
    let found = try await ParityPair("Du skal bruge en rolle.\n\nEn medarbejder kan hjælpe dig med det.", of: source)
      .findings()
    #expect(found.map { "\($0.place.line) \($0.code)" } == ["7 parity-paragraphs"])
    #expect(found.first?.message.contains("`You can undo this for thirty days, and …`") == true)
  }

  @Test("has its links where the source has them: two that changed places are two findings")
  func swappedLinks() async throws {
    let source = "See [B](b.md) first.\n\nThen see [C](c.md)."
    let page = "---\ntitle: T\ndescription: D\n---\n# <a name=\"b\"></a>B\n"
    let others = Dictionary(
      uniqueKeysWithValues: ["en-US/b.md", "en-US/c.md", "da-DK/b.md", "da-DK/c.md"].map { ("Content/" + $0, page) })
    let swapped = "Se [B](c.md) først.\n\nSe derefter [C](b.md)."
    #expect(try await codes(swapped, of: source, others: others) == ["7 parity-links", "9 parity-links"])
    let order = "Se [C](c.md) efter [B](b.md)."
    #expect(try await codes(order, of: "After [B](b.md), see [C](c.md).", others: others) == [])
  }

  @Test("has a label in the source language found, where three other articles agree on its words")
  func terms() async throws {
    let front = "---\ntitle: T\ndescription: D\n---\n# "
    var others: [String: String] = [:]
    for number in 1...3 {
      others["Content/en-US/o\(number).md"] = front + "O\n\nSelect **Save**. Then **Close**.\n"
      let close = number == 1 ? "Close" : "Luk"
      others["Content/da-DK/o\(number).md"] = front + "<a name=\"o\"></a>O\n\nVælg **Gem**. Så **\(close)**.\n"
    }
    let found = try await ParityPair("Vælg **Save:** nu.", of: "Select **Save** now.", others: others).allFindings()
      .filter { $0.code == "parity-terms" }
    #expect(found.map { "\($0.place.file.suffix(4)):\($0.place.line)" } == ["a.md:7"].map { String($0.suffix(6)) })
    #expect(found.map(\.suggestion) == ["**Gem**"])
    #expect(found.first?.message.contains("`Save` is `Gem` in 3 articles") == true)
    let name = try await ParityPair("Vælg **Close**.", of: "Select **Close**.", others: others).allFindings()
    #expect(!name.contains { $0.code == "parity-terms" })
  }
}

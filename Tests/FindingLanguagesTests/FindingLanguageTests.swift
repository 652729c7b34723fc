import FindingLanguages
import Testing

@Suite("Findings in Danish")
struct FindingLanguageTests {
  private let danish = FindingLanguage.of("da")

  @Test(
    "say the same with what was filled in",
    arguments: [
      ("No space stands before `,`; here one does.", "Der står ikke mellemrum foran `,`; her gør der."),
      (
        "Bold is for the label alone, as in 12 articles; here it takes in `siden`.",
        "Fed skrift er kun til skærmteksten, som i 12 artikler; her er `siden` kommet med."
      ),
      (
        "A step has the numbers of the source page's; here is 3, 4, there none of its own (line 12 of the source page).",
        "Et trin har de samme tal som på kildesiden; her er 3, 4, dér ingen egne (linje 12 på kildesiden)."
      ),
      (
        "This page was made of another text than its source page has; they differ in 7 places: links (3), lists (4).",
        "Denne side er lavet af en anden tekst end kildesidens; de afviger 7 steder: links (3), lister (4)."
      ),
      (
        "A heading keeps the name that the source page gives it, `chapter`; here it is `kapitel` (line 9 of the source page).",
        "En overskrift beholder det navn, som kildesiden giver den, `chapter`; her er det `kapitel` (linje 9 på kildesiden)."
      ),
      (
        "The verb has no object. Not understood: “vælg”.", "Udsagnsordet har intet at virke på. Ikke forstået: „vælg“."
      ),
      (
        "The product shows no **Gem** at **Brugere**. Did you mean **Gemt**?",
        "Produktet viser ikke **Gem** på **Brugere**. Mentes **Gemt**?"
      ),
    ])
  func sentences(english: String, expected: String) {
    #expect(danish?.sentence(english) == expected)
    #expect(danish?.has(english) == true)
  }

  @Test("leave words alone that an author wrote, whatever they are in English")
  func authorsWords() {
    #expect(
      danish?.sentence("A word stands once; here `list` follows itself.")
        == "Et ord står én gang; her følger `list` efter sig selv.")
    #expect(danish?.sentence("**list** is not shown to this role.") == "**list** vises ikke for denne rolle.")
  }

  @Test("stay in English where there is no translation, and in a language that Trin does not speak")
  func others() {
    #expect(danish?.sentence("Something else happened.") == "Something else happened.")
    #expect(danish?.has("Something else happened.") == false)
    #expect(FindingLanguage.of("fr") == nil)
    #expect(FindingLanguage.of("en") == nil)
  }
}

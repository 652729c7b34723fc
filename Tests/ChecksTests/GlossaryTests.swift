import Diagnostics
import Testing

@Suite("The glossary of a translation")
struct GlossaryTests {
  private static let glossary = """
    password: {must: adgangskode, may: kode, never: [kodeord, password]}
    one-time code: {must: engangskode}
    user account: {must: brugerkonto}
    customer: {must: kunde, never: bruger}
    user: {must: bruger}
    attachment: {must: vedhæftning}
    sign in: {must: log på}
    clerk: {never: ekspedient}
    """

  private func found(
    _ translation: String, of source: String, _ file: String = "da-DK.yml", _ glossary: String = glossary
  ) async throws -> [String] {
    try await ParityPair(translation, of: source, others: ["Content/glossary/" + file: glossary]).allFindings()
      .filter { $0.code.hasPrefix("term-") || $0.code.hasPrefix("glossary-") }
      .map { "\($0.place.line):\($0.place.column) \($0.code)" }
  }

  @Test(
    "finds a text without the word that its source asks for, and a word that is never used",
    arguments: [
      ("Skift den.", "Change the password.", ["7:1 term-missing"]),
      ("Skift kodeordet.", "Change the password.", ["7:1 term-forbidden"]),
      ("Skift kodeordet.", "Change it.", ["7:1 term-forbidden"]),
      ("Du får en kode.", "You get a one-time code.", ["7:1 term-missing"]),
      ("Vælg en bruger.", "Choose a customer.", ["7:1 term-forbidden"]),
      ("Vælg en konto.", "Choose a user account.", ["7:1 term-missing"]),
      ("Spørg ekspedienten.", "Ask the clerk.", ["7:1 term-forbidden"]),
    ])
  func wrong(translation: String, source: String, findings: [String]) async throws {
    #expect(try await found(translation, of: source) == findings)
  }

  @Test(
    "takes words in any form, within longer ones, in labels and code, and what another term asks for",
    arguments: [
      ("Skift adgangskoderne.", "Change the passwords."), ("Skift Adgangskoden.", "Change your Password."),
      ("Skift koden.", "Change the password."), ("Nulstil adgangskodepolitikken.", "Reset the password policy."),
      ("Vælg **Nulstil kodeord**.", "Select **Reset password**."), ("Skriv `password`.", "Type `password`."),
      ("Du får engangskoder.", "You get one-time codes."), ("Åbn brugerkontoen.", "Open the user account."),
      ("Vælg en bruger hos kunden.", "Choose a user of the customer."), ("Vælg en bruger.", "Choose a person."),
      ("Sæt det fast.", "Attach it."), ("Log derefter på.", "Then sign in."),
      ("Det er logonfejlen.", "It is the sign-in error."),
      ("Spørg en kollega.", "Ask the clerk."), ("Skriv til os.", "Write to password@example.com."),
      ("Skift derefter din nye adgangskode.", "Then change your password."),
      ("Skift **adgangskode**.", "Change the password."),
    ])
  func right(translation: String, source: String) async throws {
    #expect(try await found(translation, of: source) == [])
  }

  @Test(
    "says where it is wrong itself, each mistake at its place",
    arguments: [
      ("password: adgangskode", ["1:11 glossary-invalid"]), ("password: {}", ["1:1 glossary-invalid"]),
      ("password: {may: kode}", ["1:1 glossary-invalid"]), ("- password", ["1:1 glossary-invalid"]),
      ("password: {must: kode, never: kode}", ["1:1 glossary-invalid"]),
      ("password: {must: kode, nevr: kodeord}\nuser: {must: []}", ["1:24 glossary-invalid", "2:1 glossary-invalid"]),
      ("password: {must: [{a: b}]}", ["1:19 glossary-invalid", "1:1 glossary-invalid"]),
    ])
  func invalid(glossary: String, findings: [String]) async throws {
    #expect(try await Set(found("Skift den.", of: "Change it.", "da-DK.yml", glossary)) == Set(findings))
  }

  @Test("is of a locale of the site, or is passed over with a word about it")
  func otherLocale() async throws {
    #expect(try await found("Ny.", of: "New.", "sv-SE.yml", "user: {must: användare}") == ["1:1 glossary-invalid"])
  }

  @Test("is read from TBX of 2019 and of 2008, by the status of each term", arguments: ["tbx", "martif"])
  func termBase(root: String) async throws {
    let isNew = root == "tbx"
    let (concept, section) = isNew ? ("conceptEntry", "langSec") : ("termEntry", "langSet")
    func term(_ word: String, _ status: String) -> String {
      let note = "<termNote type=\"administrativeStatus\">\(status)-admn-sts</termNote>"
      return isNew
        ? "<termSec><term>\(word)</term>\(note)</termSec>"
        : "<ntig><termGrp><term>\(word)</term>\(note)</termGrp></ntig>"
    }
    let base = """
      <?xml version="1.0" encoding="UTF-8"?>
      \(isNew ? "" : "<!DOCTYPE martif SYSTEM \"TBXBasiccoreStructV02.dtd\">")
      <\(root) type="TBX-Basic" xml:lang="en-US"><text><body><\(concept) id="1">
      <\(section) xml:lang="en-US"><\(isNew ? "termSec" : "tig")><term>password</term></\(isNew ? "termSec" : "tig")></\(section)>
      <\(section) xml:lang="da">\(term("adgangskode", "preferredTerm"))\(term("kode", "admittedTerm"))\(term("kodeord", "deprecatedTerm"))</\(section)>
      </\(concept)></body></text></\(root)>
      """
    func found(_ translation: String) async throws -> [String] {
      try await self.found(translation, of: "Change the password.", "terms.tbx", base)
    }
    #expect(try await found("Skift den.") == ["7:1 term-missing"])
    #expect(try await found("Skift kodeordet.") == ["7:1 term-forbidden"])
    #expect(try await found("Skift adgangskoden.") == [])
    #expect(try await found("Skift koden.") == [])
  }

  @Test(
    "is refused where a term base is none, and where its document type brings definitions of its own",
    arguments: [
      "<xliff version=\"1.2\"/>", "<tbx><text/></tbx>", "<tbx",
      "<!DOCTYPE tbx [<!ENTITY a \"b\">]><tbx><text><body/></text></tbx>",
    ])
  func noTermBase(text: String) async throws {
    let codes = try await found("Ny.", of: "New.", "terms.tbx", text).map { $0.split(separator: " ")[1] }
    #expect(codes == ["glossary-invalid"])
  }
}

import Diagnostics
import ProductLabels
import Testing

@Suite("A label in an article, beside the product's files")
struct JudgementTests {
  /// Texts in English and Danish by their keys.
  private static func catalogs(
    _ texts: [String: [String?]], accelerator: Character? = nil
  ) -> LabelCatalogs {
    var catalogs = LabelCatalogs(sourceLocale: "en-US")
    let place = SourcePlace(file: "x", line: 1, column: 1)
    for (number, locale) in ["en-US", "da-DK"].enumerated() {
      catalogs.add(
        texts.map { LabelEntry(key: $0.key, text: $0.value[number], place: place) }, locale: locale,
        accelerator: accelerator)
    }
    return catalogs
  }

  private static func judge(
    _ label: String, _ texts: [String: [String?]], locale: String = "da-DK"
  ) throws -> ScreenLabels.Judgement {
    try #require(ScreenLabels(catalogs(texts), locales: ["en-US", "da-DK"]).languages[locale]).judgement(of: label)
  }

  @Test(
    "is known in the letters, and without the marks, that a screen may show it in",
    arguments: [
      ("Gem", "Gem"), ("e-mail-adresse", "E-mail-adresse"), ("Gem ændringer", "GEM ÆNDRINGER"), ("Gem:", "Gem"),
      ("Gem som…", "Gem som"), ("Gem som...", "Gem som"), ("&Gem", "Gem"), ("Ge&m", "Gem"), ("_Gem", "Gem"),
      ("G_em som", "Gem som"), ("Ben && Co", "Ben && Co"), ("R&D", "R&D"), ("bruger_navn", "bruger_navn"),
      ("<b>Gem</b> alt", "Gem alt"), ("Gem&nbsp;alt", "Gem alt"), ("Gem &amp; luk", "Gem & luk"),
      ("Gem<br/>alt", "Gem alt"), ("\n  Gem\n  alt\n", "Gem alt"), ("開く(&O)", "開く"), ("a < b", "a < b"),
    ])
  func known(_ text: String, _ label: String) throws {
    #expect(try Self.judge(LabelText.normalized(label), ["k": ["Other", text]]) == .known)
  }

  @Test(
    "is known where the product fills places of it",
    arguments: [
      ("Tilføj %(name)s", "Tilføj bruger"), ("Tilføj %s", "Tilføj bruger"), ("%d brugere", "3 brugere"),
      ("%1$s af %2$s", "1 af 3"), ("Hej {0}", "Hej Kim"), ("Hej {name}!", "Hej Kim!"),
      ("{{ count }} valgt", "3 valgt"), ("Hej ${user.name}", "Hej Kim"), ("Velkommen %name%", "Velkommen Kim"),
      ("{n, plural, one {# fil} other {# filer}} valgt", "3 filer valgt"), ("%@ er gemt", "Alt er gemt"),
      ("$USER$ er væk", "Kim er væk"), ("%.1f MB i alt", "2.5 MB i alt"),
    ])
  func filled(_ text: String, _ label: String) throws {
    #expect(try Self.judge(label, ["k": ["Other", text]]) == .known)
  }

  @Test(
    "is not known by a text that says nothing of its own, or something else",
    arguments: [("%s", "Kim"), ("{0}: {1}", "a: b"), ("Tilføj %s", "Tilføj"), ("Gem", "Gem alt"), ("100 %", "100 kr")])
  func stranger(_ text: String, _ label: String) throws {
    #expect(try Self.judge(label, ["k": ["Other", text]]) == .unknown)
  }

  @Test("of another language is told, with what it is here")
  func foreign() throws {
    let texts =
      [
        "a": ["Save", "Gem"], "b": ["Open", "Åbn"], "c": ["Open", "Åben"],
        "d": ["Status", "Status"], "e": ["email address", "e-mailadresse"], "f": ["New", nil],
        "g": ["Copy", "Kopiér"], "h": ["Copy", "Copy"],
      ] as [String: [String?]]
    #expect(try Self.judge("Save", texts) == .foreign(locale: "en-US", labels: ["Gem"]))
    // Either may be meant.
    #expect(try Self.judge("Open", texts) == .foreign(locale: "en-US", labels: ["Åben", "Åbn"]))
    #expect(try Self.judge("Status", texts) == .known)
    #expect(try Self.judge("Email address", texts) == .foreign(locale: "en-US", labels: ["E-mailadresse"]))
    // What is not translated is shown as it is, and what one text of two shows is right.
    #expect(try Self.judge("New", texts) == .known)
    #expect(try Self.judge("Copy", texts) == .known)
    #expect(try Self.judge("Gem", texts, locale: "en-US") == .foreign(locale: "da-DK", labels: ["Save"]))
  }

  @Test("is held against no language that the files say nothing of")
  func unknownLanguage() {
    #expect(ScreenLabels(Self.catalogs(["a": ["Save", "Gem"]]), locales: ["sv-SE"]).languages.isEmpty)
  }

  @Test(
    "is misspelled where a slip explains the difference",
    arguments: [
      ("Tilføj brugre", "Tilføj bruger"), ("Nulstil adgangkode", "Nulstil adgangskode"),
      ("Slet alle ændringer", nil), ("Tilføj brugere", nil), ("Tilføj brugeren", nil), ("Trin 2", nil),
      ("TILFØJ BRUGER", nil), ("Gme", nil), ("Tilføj gruppe", nil),
    ] as [(String, String?)])
  func near(_ text: String, _ label: String?) throws {
    let texts =
      [
        "a": ["A", "Tilføj bruger"], "b": ["B", "Nulstil adgangskode"], "c": ["C", "Trin 1"],
        "d": ["D", "Gem"], "e": ["E", "Gem alle ændringer"],
      ] as [String: [String?]]
    let language = try #require(ScreenLabels(Self.catalogs(texts), locales: ["da-DK"]).languages["da-DK"])
    #expect(language.nearest(to: text) == label)
  }

  // MARK: Renamed

  private static func judgeRenamed(
    _ label: String, from before: [String: [String?]], to now: [String: [String?]],
    accelerator: Character? = nil
  ) throws -> ScreenLabels.Judgement {
    let labels = ScreenLabels(
      catalogs(now, accelerator: accelerator), locales: ["en-US", "da-DK"],
      before: catalogs(before, accelerator: accelerator))
    return try #require(labels.languages["da-DK"]).judgement(of: label)
  }

  @Test(
    "is renamed for certain where its text has another label under the same key",
    arguments: [
      ("Gem", "Arkivér", "Gem", "Arkivér"), ("gruppe", "hold", "Gruppe", "Hold"),
      ("Gem alt", "Arkivér alt", "GEM ALT", "ARKIVÉR ALT"), ("&Gem", "&Arkivér", "Gem", "Arkivér"),
      ("R&D", "Udvikling", "R&D", "Udvikling"), ("Gem Alt", "Gem alt", "Gem Alt", "Gem alt"),
      ("Gem:", "Arkivér:", "Gem", "Arkivér"), ("<b>Gem</b>", "<i>Arkivér</i>", "Gem", "Arkivér"),
      ("Tilføj %(name)s", "Ny %(name)s", "Tilføj bruger", "Ny bruger"),
      ("%d valgt", "Valgt: %d", "3 valgt", "Valgt: 3"),
    ])
  func renamed(_ old: String, _ new: String, _ label: String, _ right: String) throws {
    let other = ["user", "bruger"] as [String?]
    let judgement = try Self.judgeRenamed(
      label, from: ["k": ["K", old], "u": other], to: ["k": ["K", new], "u": other])
    #expect(judgement == .renamed(LabelRenaming(now: [right], isCertain: true)))
  }

  @Test("is renamed, but not for certain, where what fills its place may be no label")
  func uncertain() throws {
    let judgement = try Self.judgeRenamed(
      "Tilføj følgende", from: ["k": ["K", "Tilføj %s"]], to: ["k": ["K", "Ny %s"]])
    #expect(judgement == .renamed(LabelRenaming(now: ["Ny følgende"], isCertain: false)))
  }

  @Test("is renamed from the source's text where there was no translation before")
  func translated() throws {
    let judgement = try Self.judgeRenamed("Save", from: ["k": ["Save", nil]], to: ["k": ["Save", "Gem"]])
    #expect(judgement == .renamed(LabelRenaming(now: ["Gem"], isCertain: true)))
  }

  @Test("is what it was where one of its texts still has it")
  func kept() throws {
    let before = ["a": ["A", "Gem"], "b": ["B", "Gem"]] as [String: [String?]]
    #expect(try Self.judgeRenamed("Gem", from: before, to: ["a": ["A", "Gem"], "b": ["B", "Luk"]]) == .known)
    #expect(
      try Self.judgeRenamed("Gem", from: before, to: ["a": ["A", "Arkivér"], "b": ["B", "Luk"]])
        == .renamed(LabelRenaming(now: ["Arkivér", "Luk"], isCertain: false)))
  }
}

import Foundation
import Testing

@Suite("trin check, where a product file names translation files", .enabled(if: Program.isBuilt, "trin is not built"))
struct LabelCommandTests {
  private static let start = "---\ntitle: A\ndescription: A\n---\n# A\n\n"
  private static let english = start + "1. Select **Save changes**, then **Add user:**.\n\nIt is **important**.\n"
  private static let danish =
    start + "1. Vælg **Gem ændringer** og derefter **Tilføj bruger:**.\n\nDet er **vigtigt**.\n"

  private let repository: ChangedRepository

  init() throws {
    repository = try ChangedRepository(docset: "")
    try repository.write("locales: [en-US, da-DK]\nproduct: product.yml\n", to: "Site/site.yml")
    try repository.write("labels:\n  path: locale/{locale}/app.po\n", to: "product.yml")
    try repository.git("rm", "--quiet", "-r", "Content/en-US")
    for (locale, article) in [("en-US", Self.english), ("da-DK", Self.danish)] {
      try repository.write(article, to: "Content/\(locale)/a.md")
      try repository.write(Self.start, to: "Content/\(locale)/index.md")
    }
    try translate(save: ("Save changes", "Gem ændringer"), add: ("Add user", "Tilføj bruger"))
    try repository.commit("product")
  }

  /// Writes the product's texts in both languages.
  private func translate(save: (String, String), add: (String, String)) throws {
    func file(_ save: String, _ add: String) -> String {
      "msgid \"Save changes\"\nmsgstr \"\(save)\"\n\nmsgid \"Add user\"\nmsgstr \"\(add)\"\n"
    }
    try repository.write(file(save.0, add.0), to: "locale/en/app.po")
    try repository.write(file(save.1, add.1), to: "locale/da/app.po")
  }

  private func check(_ arguments: String...) throws -> (code: Int32, lines: [String], errors: String) {
    let run = try Program.run(["check", "--format", "json"] + arguments, in: repository.path)
    return (
      run.code,
      run.output.split(separator: "\n").map(String.init).filter {
        $0.contains("\"label-") || $0.contains("\"step-label-")
      }, run.errors
    )
  }

  private func article(_ locale: String) -> String? { repository.scratch.text("Content/\(locale)/a.md") }

  @Test("says nothing of labels that are the product's")
  func quiet() throws {
    let run = try check()
    #expect(run.lines == [])
    #expect(run.code == 0)
  }

  @Test("finds a label of another language in a step, and one that is nearly right")
  func wrong() throws {
    try repository.write(Self.start + "1. Vælg **Save changes**, og gå.\n", to: "Content/da-DK/a.md")
    try repository.write(Self.start + "1. Select **Save chnages**, then go.\n", to: "Content/en-US/a.md")
    let run = try check()
    #expect(run.code == 1)
    #expect(run.lines.count == 2)
    #expect(run.lines.first?.contains("step-label-untranslated") == true)
    #expect(run.lines.first?.contains("in da-DK it is **Gem ændringer**") == true)
    #expect(run.lines.last?.contains("label-misspelled") == true)
    #expect(run.lines.last?.contains("Did you mean **Save changes**?") == true)
  }

  @Test("finds a label of a step that the product's files have no more, by what the source's step says")
  func changed() throws {
    try translate(save: ("Save changes", "Arkivér"), add: ("Add user", "Tilføj bruger"))
    let run = try check()
    #expect(run.code == 1)
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.contains("step-label-unknown") == true)
    #expect(run.lines.first?.contains("where en-US says **Save changes**, it shows **Arkivér**") == true)
    #expect(run.lines.first?.contains("\"line\":7,\"column\":9") == true)
  }

  @Test("lets the product decide what a label is, not what other articles call it")
  func authority() throws {
    try repository.write(
      "msgid \"Save changes\"\nmsgstr \"Gem ændringer\"\n\nmsgctxt \"menu\"\nmsgid \"Save changes\"\nmsgstr \"\"\n",
      to: "locale/da/app.po")
    for (name, label) in [
      ("a", "Gem ændringer"), ("b", "Gem ændringer"), ("c", "Gem ændringer"), ("d", "Save changes"),
    ] {
      try repository.write(Self.start + "1. Select **Save changes**.\n", to: "Content/en-US/\(name).md")
      try repository.write(Self.start + "1. Vælg **\(label)**.\n", to: "Content/da-DK/\(name).md")
    }
    let run = try Program.run(["check", "--format", "json"], in: repository.path)
    #expect(!run.output.contains("parity-terms"))
    try repository.write("locales: [en-US, da-DK]\n", to: "Site/site.yml")
    let without = try Program.run(["check", "--format", "json"], in: repository.path)
    #expect(without.output.contains("parity-terms"))
  }

  @Test("says nothing of bold text that is no label, of other words in the step, and of what the product fills in")
  func precision() throws {
    try repository.write(
      """
      msgid "Save changes"
      msgstr "Gem ændringer"

      msgid "Add %(name)s"
      msgstr "Tilføj %(name)s"

      msgid "user"
      msgstr "bruger"

      msgid "Note"
      msgstr "Bemærkning"

      #, fuzzy
      msgid "Close"
      msgstr "Åbn"

      #~ msgid "Save"
      #~ msgstr "Gem"
      """, to: "locale/da/app.po")
    try repository.git("rm", "--quiet", "locale/en/app.po")
    try repository.write(
      Self.start
        + "**Note:** this.\n\n1. Select **Add user**, then **SAVE CHANGES**, for **kim**, and **Close**.\n2. Type **secret**, not **Users**.\n",
      to: "Content/en-US/a.md")
    try repository.write(
      Self.start
        + "**Note:** dette.\n\n1. Vælg **Tilføj bruger** og **Gem ændringer:** for **kim**, og **Close**.\n2. Skriv **hemmeligt**, **Brugeren**.\n",
      to: "Content/da-DK/a.md")
    let run = try check()
    #expect(run.code == 0)
    #expect(run.lines == [])
  }

  @Test("writes labels that changed in both languages into all articles, by one command")
  func renamed() throws {
    try translate(save: ("Save & *close*", "Gem og luk"), add: ("Add person", "Tilføj person"))
    let run = try check("--labels-from", "HEAD")
    #expect(run.code == 1)
    #expect(run.lines.count == 4)
    #expect(run.lines.allSatisfy { $0.contains("\"label-renamed\"") })
    let shown = try Program.run(
      ["check", "--labels-from", "HEAD", "--fix", "--dry-run"], in: repository.path)
    #expect(shown.output.contains("+1. Vælg **Gem og luk** og derefter **Tilføj person:**."))
    #expect(article("da-DK") == Self.danish)
    let fixed = try check("--labels-from", "HEAD", "--fix")
    #expect(fixed.errors.contains("4 repairs in 2 files written."))
    #expect(fixed.code == 0)
    #expect(fixed.lines == [])
    #expect(
      article("en-US")
        == Self.english.replacing("Save changes", with: "Save \\& \\*close\\*").replacing(
          "Add user", with: "Add person"))
    #expect(
      article("da-DK")
        == Self.danish.replacing("Gem ændringer", with: "Gem og luk").replacing("Tilføj bruger", with: "Tilføj person"))
    #expect(try check().lines == [])
  }

  @Test("compares with a folder of the files as they were, too")
  func folder() throws {
    let old = try Scratch()
    for locale in ["en", "da"] {
      try old.write(try #require(repository.scratch.text("locale/\(locale)/app.po")), to: "locale/\(locale)/app.po")
    }
    try translate(save: ("Save changes", "Gem"), add: ("Add user", "Tilføj bruger"))
    let run = try check("--labels-from", old.path, "--fix")
    #expect(run.errors.contains("1 repair in 1 file written."))
    #expect(article("da-DK") == Self.danish.replacing("Gem ændringer", with: "Gem"))
    #expect(article("en-US") == Self.english)
  }

  @Test("writes nothing where it is not certain what a label became")
  func uncertain() throws {
    // Both texts had the label, and part.
    try translate(save: ("Save changes", "Gem"), add: ("Add user", "Gem"))
    try repository.write(Self.start + "1. Vælg **Gem**.\n", to: "Content/da-DK/a.md")
    try repository.commit("one label for two texts")
    try translate(save: ("Save changes", "Gem ændringer"), add: ("Add user", "Tilføj bruger"))
    var run = try check("--labels-from", "HEAD", "--fix")
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.contains("**Gem ændringer** or **Tilføj bruger** now") == true)
    #expect(run.errors.contains("0 repairs in 0 files written."))
    // The source's step says which of them is meant.
    try repository.write(Self.start + "1. Select **Add user**.\n", to: "Content/en-US/a.md")
    run = try check("--labels-from", "HEAD", "--locale", "da-DK")
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.contains("**Gem** is **Tilføj bruger** now") == true)
    try repository.write(Self.english, to: "Content/en-US/a.md")
    // One of them keeps it, so the article may be right.
    try translate(save: ("Save changes", "Gem"), add: ("Add user", "Tilføj bruger"))
    #expect(try check("--labels-from", "HEAD").lines == [])
    // The text is gone.
    try repository.write("msgid \"Other\"\nmsgstr \"Andet\"\n", to: "locale/da/app.po")
    try repository.write("msgid \"Other\"\nmsgstr \"\"\n", to: "locale/en/app.po")
    run = try check("--labels-from", "HEAD", "--fix")
    #expect(run.lines.count == 3)
    #expect(run.lines.allSatisfy { $0.contains("has it no more") })
    // Two labels change places: a second run must not change them back.
    try translate(save: ("Add user", "Gem"), add: ("Save changes", "Gem"))
    run = try check("--labels-from", "HEAD", "--locale", "en-US", "--fix")
    #expect(run.lines.count == 2)
    #expect(run.errors.contains("0 repairs in 0 files written."))
  }

  @Test("reports a file that cannot be read at its place, and a command that it may not run")
  func broken() throws {
    try repository.write("msgid \"Save\"\nmsgstr \"Gem\n", to: "locale/da/app.po")
    var run = try Program.run(["check"], in: repository.path)
    #expect(run.code == 1)
    #expect(run.output.contains("locale/da/app.po:2:8"))
    try repository.write("labels:\n  command: [touch, ran]\n", to: "product.yml")
    run = try Program.run(["check"], in: repository.path)
    // The rest of the docset is judged all the same.
    #expect(run.code == 0)
    #expect(run.output.contains("product.yml:2:3: warning labels-invalid"))
    #expect(run.output.contains("--allow-commands"))
    #expect(repository.scratch.text("ran") == nil)
    try repository.write("labels:\n  command: [cat, texts.json]\n", to: "product.yml")
    try repository.write("{\"a\": \"Save changes\", \"b\": \"Add user\"}", to: "texts.json")
    run = try Program.run(["check", "--allow-commands", "--locale", "en-US"], in: repository.path)
    #expect(run.code == 0)
    run = try Program.run(["check", "--allow-commands", "--labels-from", "HEAD"], in: repository.path)
    #expect(run.code == 2)
    run = try Program.run(["check", "--labels-from", "no-such-revision"], in: repository.path)
    #expect(run.code == 2)
    try repository.write("lables: {}\n", to: "product.yml")
    #expect(try Program.run(["check", "--labels-from", "HEAD"], in: repository.path).code == 2)
  }
}

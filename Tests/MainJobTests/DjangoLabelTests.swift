import Docset
import Foundation
import Testing

/// Where `.ci/setup` installs Django, a product that nobody here wrote.
enum DjangoTexts {
  private static let contrib: String? = {
    let folder = Repository.root + "/.venv/lib"
    let pythons = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return pythons.map { "\(folder)/\($0)/site-packages/django/contrib" }.first { Files.isDirectory($0) }
  }()

  static var isInstalled: Bool { contrib != nil }
  static var hasBrowser: Bool { Files.exists("/usr/bin/chromedriver") && Files.exists("/usr/bin/msgfmt") }

  static func file(_ app: String, _ language: String, _ domain: String = "django") throws -> String {
    try String(
      contentsOfFile: "\(try #require(contrib))/\(app)/locale/\(language)/LC_MESSAGES/\(domain).po", encoding: .utf8)
  }
}

@Suite(
  "The labels of Django's admin, from its own files",
  .enabled(if: DjangoTexts.isInstalled, "Django is not here: run .ci/setup"))
struct DjangoLabelTests {
  private static let start = "---\ntitle: A\ndescription: A\n---\n# A\n\n"
  private static let english =
    start + """
      1. On **Site administration**, select **Users**.
      2. Select **Add user**, then enter the **Username** and the **Password**.
      3. Choose **Groups**, enter **kim@example.org** as **Email address**, and select **SAVE AND CONTINUE EDITING**.
      4. Select **Save**.

      """
  private static let danish =
    start + """
      1. På **Website-administration** vælger du **Brugere**.
      2. Vælg **Tilføj bruger**, og skriv **Brugernavn** og **Adgangskode**.
      3. Vælg **Grupper**, skriv **kim@example.org** som **E-mail-adresse**, og vælg **GEM OG FORTSÆT MED AT REDIGERE**.
      4. Vælg **Gem**.

      """

  private let repository: ChangedRepository

  init() throws {
    repository = try ChangedRepository(docset: "")
    try repository.write("locales: [en-US, da-DK]\nproduct: product.yml\n", to: "Site/site.yml")
    try repository.write(
      "labels:\n  - path: django/admin/{locale}.po\n  - path: django/auth/{locale}.po\n", to: "product.yml")
    try repository.git("rm", "--quiet", "-r", "Content/en-US")
    for (locale, article) in [("en-US", Self.english), ("da-DK", Self.danish)] {
      try repository.write(article, to: "Content/\(locale)/a.md")
      try repository.write(Self.start, to: "Content/\(locale)/index.md")
      for app in ["admin", "auth"] {
        let language = String(locale.prefix(2))
        try repository.write(try DjangoTexts.file(app, language), to: "django/\(app)/\(language).po")
      }
    }
    try repository.commit("Django's texts")
  }

  /// Changes a translation in a copy of Django's files.
  private func translate(_ id: String, as text: String, in file: String) throws {
    let old = try #require(repository.scratch.text(file))
    let entry = try #require(old.firstRange(of: "\nmsgid \"\(id)\"\nmsgstr \""))
    let end = try #require(old[entry.upperBound...].firstIndex(of: "\""))
    try repository.write(old.replacingCharacters(in: entry.upperBound..<end, with: text), to: file)
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

  @Test("are those of an article in either language, as its pages write them")
  func right() throws {
    let run = try check()
    #expect(run.lines == [])
    #expect(run.code == 0)
  }

  @Test("tell that a step has one that is no more, without a browser, where a copy of a file was changed")
  func changed() throws {
    try translate("Save", as: "Opbevar", in: "django/admin/da.po")
    let run = try check()
    #expect(run.code == 1)
    #expect(run.lines.count == 1)
    #expect(run.lines.first?.contains("step-label-unknown") == true)
    #expect(run.lines.first?.contains("where en-US says **Save**, it shows **Opbevar**") == true)
  }

  @Test("that are renamed in both languages are written into all articles by one command")
  func renamed() throws {
    for (id, english, danish) in [
      ("Save", "Store", "Opbevar"), ("Save and continue editing", "Store and stay", "Opbevar og bliv"),
      ("Add %(name)s", "New %(name)s", "Ny %(name)s"),
    ] {
      try translate(id, as: english, in: "django/admin/en.po")
      try translate(id, as: danish, in: "django/admin/da.po")
    }
    for (id, english, danish) in [("users", "people", "personer"), ("username", "account name", "kontonavn")] {
      try translate(id, as: english, in: "django/auth/en.po")
      try translate(id, as: danish, in: "django/auth/da.po")
    }
    let run = try check("--labels-from", "HEAD", "--fix")
    #expect(run.errors.contains("10 repairs in 2 files written."))
    #expect(run.lines == [])
    #expect(run.code == 0)
    #expect(
      repository.scratch.text("Content/en-US/a.md")
        == Self.english.replacing("Users", with: "People").replacing("Username", with: "Account name")
        .replacing("Add user", with: "New user").replacing("SAVE AND CONTINUE EDITING", with: "STORE AND STAY")
        .replacing("**Save**", with: "**Store**"))
    #expect(
      repository.scratch.text("Content/da-DK/a.md")
        == Self.danish.replacing("Brugere", with: "Personer").replacing("Brugernavn", with: "Kontonavn")
        .replacing("Tilføj bruger", with: "Ny bruger").replacing(
          "GEM OG FORTSÆT MED AT REDIGERE", with: "OPBEVAR OG BLIV"
        )
        .replacing("**Gem**", with: "**Opbevar**"))
    #expect(try check().lines == [])
  }
}

import ChildProcesses
import Docset
import Foundation
import Testing

/// A product whose developers rename what it shows, and the docs team that hears of it.
@Suite(
  "Labels that Django's own files rename", .serialized,
  .enabled(if: DjangoTexts.isInstalled && DjangoTexts.hasBrowser, "Django or Chromium is not here: run .ci/setup"))
struct DjangoRenameTests {
  private let repository: ChangedRepository
  private static let languages = ["en", "da"]
  /// Of an application of Django; its texts in the browser's scripts stay as they are.
  private static let domains = [("admin", "django"), ("auth", "django"), ("admin", "djangojs")]

  /// The docset of Django's admin as a repository of its own, with the product's gettext files in it.
  init() throws {
    repository = try ChangedRepository(docset: "")
    try repository.git("rm", "--quiet", "-r", "Content", "Site")
    let docset = Repository.root + "/Tests/ProductDocsets/Django"
    for file in try FileManager.default.subpathsOfDirectory(atPath: docset) {
      guard !Files.isDirectory("\(docset)/\(file)"), !file.contains("__pycache__") else { continue }
      try repository.write(try String(contentsOfFile: "\(docset)/\(file)", encoding: .utf8), to: file)
    }
    for (app, domain) in Self.domains {
      for language in Self.languages {
        try repository.write(try DjangoTexts.file(app, language, domain), to: Self.path(app, language, domain))
      }
    }
    try edit("product.yml") { yaml in
      let labels = Self.domains.map { "  - path: \(Self.path($0.0, "{locale}", $0.1))\n" }.joined()
      return yaml.split(separator: "\n").filter { !$0.hasPrefix("labels:") }.joined(separator: "\n")
        .replacing("../../../.venv", with: Repository.root + "/.venv") + "\nlabels:\n" + labels
    }
    // What these files say comes before what Django says.
    try edit("manage.py") {
      $0.replacing(
        "USE_I18N=True,",
        with: "USE_I18N=True, LOCALE_PATHS=[os.path.abspath('texts/admin'), os.path.abspath('texts/auth')],")
    }
    try compile()
    try repository.commit("Django and its articles")
  }

  private static func path(_ app: String, _ language: String, _ domain: String) -> String {
    "texts/\(app)/\(language)/LC_MESSAGES/\(domain).po"
  }

  private func edit(_ file: String, _ change: (String) -> String) throws {
    try repository.write(change(try #require(repository.scratch.text(file))), to: file)
  }

  /// What a build of the product does with its texts.
  private func compile() throws {
    for app in ["admin", "auth"] {
      for language in Self.languages {
        let process = ChildProcess()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/msgfmt")
        process.arguments = ["-o", "django.mo", "django.po"]
        process.currentDirectoryURL = URL(
          fileURLWithPath: "\(repository.path)/texts/\(app)/\(language)/LC_MESSAGES")
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
      }
    }
  }

  private func rename(_ id: String, in app: String, _ language: String, to text: String) throws {
    try edit(Self.path(app, language, "django")) { old in
      guard let entry = old.firstRange(of: "\nmsgid \"\(id)\"\nmsgstr \""),
        let end = old[entry.upperBound...].firstIndex(of: "\"")
      else { return "" }
      return old.replacingCharacters(in: entry.upperBound..<end, with: text)
    }
  }

  private func test() throws -> (code: Int32, output: String) {
    let run = try Program.run(["test", "--allow-commands"], in: repository.path)
    return (run.code, run.output + run.errors)
  }

  @Test("fail the runs in both languages, and one command makes them green again")
  func greenAgain() throws {
    let before = try test()
    #expect(before.code == 0, "\(before.output)")
    for (app, id, english, danish) in [
      ("admin", "Save", "Store", "Opbevar"), ("auth", "Reset password", "Renew password", "Forny kodeord"),
    ] {
      try rename(id, in: app, "en", to: english)
      try rename(id, in: app, "da", to: danish)
    }
    try compile()
    let renamed = try test()
    #expect(renamed.code == 1)
    #expect(renamed.output.contains("**Reset password**") && renamed.output.contains("**Nulstil adgangskode**"))

    let fixed = try Program.run(["check", "--labels-from", "HEAD", "--fix"], in: repository.path)
    #expect(!fixed.output.contains("label-"), "\(fixed.output)")
    #expect(fixed.errors.contains("4 repairs in 4 files written."), "\(fixed.errors)")
    #expect(repository.scratch.text("Content/da-DK/set-password.md")?.contains("Vælg **Forny kodeord**.") == true)

    let after = try test()
    #expect(after.code == 0, "\(after.output)")
  }
}

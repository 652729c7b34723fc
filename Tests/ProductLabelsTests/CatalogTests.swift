import BoundedYAML
import Diagnostics
import Docset
import Foundation
import ProductLabels
import Testing

@Suite("The labels of a product")
struct CatalogTests {
  /// Files in a folder that is gone with the test's value.
  private final class Folder {
    let url = FileManager.default.temporaryDirectory.appending(path: "labels-\(UUID().uuidString)")

    init(_ files: [String: String]) throws {
      for (path, text) in files {
        let file = url.appending(path: path)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
      }
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func read(
      _ yaml: String, commands: LabelFiles.Commands = .refused
    ) throws -> (catalogs: LabelCatalogs, findings: [String]) {
      let files = try LabelFiles(try #require(try BoundedYAML.compose(yaml)), file: "product.yml")
      let answer = files.read(
        in: SourceFolder(url.path), shown: "", locales: ["en-US", "da-DK"], sourceLocale: "en-US", commands: commands)
      return (
        answer.catalogs, answer.findings.map { "\($0.place.file):\($0.place.line):\($0.place.column): \($0.message)" }
      )
    }
  }

  private func texts(_ catalogs: LabelCatalogs, _ key: String, _ locale: String) -> [String] {
    catalogs.labels(of: key, locale: locale).flatMap(\.faces)
  }

  @Test("are the translation, or the source's text where there is none")
  func gettext() throws {
    let folder = try Folder([
      "locale/da/app.po": """
      msgid "Save"
      msgstr "Gem"

      #, fuzzy
      msgid "Open"
      msgstr "Luk"

      msgid "%d user"
      msgid_plural "%d users"
      msgstr[0] "%d bruger"
      msgstr[1] "%d brugere"
      """
    ])
    let (catalogs, findings) = try folder.read("path: locale/{locale}/app.po")
    #expect(findings == [])
    #expect(texts(catalogs, "Save", "da-DK") == ["Gem"])
    #expect(texts(catalogs, "Save", "en-US") == ["Save"])
    #expect(texts(catalogs, "Open", "da-DK") == ["Open"])
    #expect(texts(catalogs, "%d user", "en-US") == ["%d user", "%d users"])
    #expect(texts(catalogs, "%d user", "da-DK") == ["%d bruger", "%d brugere"])
    let place = try #require(catalogs.labels(of: "Save", locale: "da-DK").first).place
    #expect(place == SourcePlace(file: "locale/da/app.po", line: 2, column: 8))
  }

  @Test("are shown without the mark of a shortcut")
  func accelerators() throws {
    let folder = try Folder([
      "en.json": #"{"a": "&Save", "b": "Ben && Jerry", "c": "開く(&O)"}"#, "da-DK.json": #"{"a": "Ge&m"}"#,
    ])
    let (catalogs, findings) = try folder.read("[{path: '{locale}.json', accelerator: '&'}]")
    #expect(findings == [])
    #expect(texts(catalogs, "a", "en-US") == ["Save"])
    #expect(texts(catalogs, "a", "da-DK") == ["Gem"])
    #expect(texts(catalogs, "b", "en-US") == ["Ben & Jerry"])
    #expect(texts(catalogs, "c", "en-US") == ["開く"])
  }

  @Test("lie where the source language has a name of its own, and others are written otherwise")
  func names() throws {
    func value(_ text: String) -> String { "<root><data name='a'><value>\(text)</value></data></root>" }
    let folder = try Folder(["R/App.resx": value("Save:"), "R/App.dk.resx": value("Gem")])
    let (catalogs, findings) = try folder.read(
      "{path: 'R/App.{locale}.resx', source: R/App.resx, locales: {da-dk: dk}}")
    #expect(findings == [])
    #expect(texts(catalogs, "a", "da-DK") == ["Gem"])
    #expect(texts(catalogs, "a", "en-US") == ["Save"])
  }

  @Test("of a command are read only where it may run")
  func command() throws {
    let folder = try Folder([:])
    try FileManager.default.createDirectory(at: folder.url, withIntermediateDirectories: true)
    let yaml = "command: [sh, -c, 'touch ran; printf \"{\\\"a\\\": \\\"$0\\\"}\"', '{locale}']"
    let refused = try folder.read(yaml)
    #expect(refused.findings.count == 1)
    #expect(refused.findings[0].contains("--allow-commands"))
    #expect(!FileManager.default.fileExists(atPath: folder.url.appending(path: "ran").path))
    let (catalogs, findings) = try folder.read(yaml, commands: .allowed)
    #expect(findings == [])
    #expect(FileManager.default.fileExists(atPath: folder.url.appending(path: "ran").path))
    #expect(texts(catalogs, "a", "da-DK") == ["da-DK"])
    let failed = try folder.read("command: [sh, -c, 'exit 3']", commands: .allowed)
    #expect(failed.findings.allSatisfy { $0.hasSuffix("`sh` ended with code 3.") } && failed.findings.count == 2)
    let absent = try folder.read("command: [./none]", commands: .allowed)
    #expect(absent.findings.first?.hasSuffix("`./none` could not be started.") == true)
  }

  @Test("are named in a file whose mistakes have their places")
  func mistakes() throws {
    func finding(_ yaml: String) throws -> String {
      try #require(throws: LabelFailure.self) {
        _ = try LabelFiles(try #require(try BoundedYAML.compose(yaml)), file: "product.yml")
      }.finding.message
    }
    #expect(try finding("{paht: a}") == "`labels` has no key `paht`. Did you mean `path`?")
    #expect(try finding("{path: 'a.po'}").contains("has `{locale}` where"))
    #expect(try finding("{path: '../{locale}.po'}").contains("lies below"))
    #expect(try finding("{path: '{locale}.txt'}").contains("tells no format"))
    #expect(try finding("{path: '{locale}.txt', format: xml}").contains("is one of po, mo, resx, json, xliff"))
    #expect(try finding("{path: '{locale}.po', command: [a]}").contains("not both"))
    #expect(try finding("{command: a}").contains("is a list of a program"))
    #expect(try finding("{path: '{locale}.po', accelerator: '%'}").contains("is `\"&\"` or `\"_\"`"))
    #expect(try finding("[]").contains("at least one"))
    let folder = try Folder(["en.json": "{}"])
    #expect(
      try folder.read("path: '{locale}.json'").findings == [
        "product.yml:1:1: A product's texts in da-DK stand in `da-DK.json` or `da_DK.json` or `da.json`; there is no such file."
      ])
  }
}

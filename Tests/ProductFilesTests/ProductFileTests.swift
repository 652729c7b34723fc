internal import BoundedYAML
internal import BrowserProduct
internal import Diagnostics
internal import Docset
internal import Foundation
internal import ProductFiles
internal import ProductLabels
internal import Scenarios
internal import Testing

private let whole = """
  address: http://127.0.0.1:{port}/admin/
  language: {by: accept-language, codes: {da-DK: da}}
  start: {command: [python3, serve.py, "{port}"], seconds: 20}
  world: {command: [python3, world.py]}
  sign-in: {page: /admin/login/}
  roles:
    superuser:
      names: {en-US: [superuser], da-DK: [superbruger]}
      sign-in: {username: admin, password: $secret}
  controls:
    user.save:
      kind: button
      labels: {en-US: [Save], da-DK: [Gem]}
  given: [user]
  values: [secret]
  checks:
    can-sign-in: {command: [python3, check.py]}
  limits: {step-seconds: 15, worlds: 2}
  """

@Suite("A product file")
struct ProductFileTests {
  private func product(_ yaml: String) throws -> ProductFile {
    try ProductFile(yaml: yaml, file: "product.yml", folder: ".")
  }

  @Test("is read whole")
  func read() throws {
    let file = try product(whole)
    #expect(file.address == "http://127.0.0.1:{port}/admin/")
    #expect(file.codes == ["da-DK": "da"])
    #expect(file.start?.limit == .seconds(20))
    #expect(file.signIn?.fields["superuser"]?.map(\.name) == ["username", "password"])
    #expect(file.signIn?.fields["superuser"]?.map(\.text) == ["admin", "$secret"])
    #expect(file.controls.map(\.labels) == [["en-US": ["Save"], "da-DK": ["Gem"]]])
    #expect(file.calls.map(\.text) == ["python3 serve.py {port}", "python3 world.py", "python3 check.py"])
    #expect(file.limits.longest == .seconds(15))
    #expect(file.worlds == 2)
    #expect(FileApplication(file).labels(of: "user.save", locale: "da-DK") == ["Gem"])
  }

  @Test(
    "names the place of each mistake, and what was likely meant",
    arguments: [
      ("adress: x\n" + whole, "product.yml:1:1: The key 'adress' is not known here", "address"),
      (
        whole.replacing("by: accept-language", with: "by: accept-langage"), "product.yml:2:16: 'by' is",
        "accept-language"
      ),
      (whole.replacing("kind: button", with: "kind: buton"), "product.yml:12:11: 'kind' is", "button"),
      (
        whole.replacing("[python3, world.py]", with: "python3 world.py"), "product.yml:4:18: 'command' is a list",
        "[python3 world.py]"
      ),
      (whole.replacing("http://", with: "ftp://"), "product.yml:1:10: The address of a web product begins", nil),
      (
        whole.replacing("by: accept-language", with: "by: cookie"),
        "product.yml:2:11: A language that is told by cookie", nil
      ),
      (whole.replacing("worlds: 2", with: "worlds: many"), "product.yml:18:36: This is a number from 1 to 64", nil),
      (whole.replacing("sign-in: {page: /admin/login/}\n", with: ""), "The role 'superuser' signs in", nil),
      ("address: [", "This is not YAML", nil),
    ] as [(String, String, String?)])
  func mistakes(yaml: String, message: String, meant: String?) throws {
    let error = try #require(throws: ProductFileError.self) { try product(yaml) }
    #expect(error.description.contains(message), "\(error)")
    #expect(meant == nil || error.findings.first?.suggestion == meant, "\(error)")
  }

  @Test("takes the labels of controls from the product's translation files")
  func texts() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "product-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(
      """
      msgid "Save"
      msgstr "Gem"

      msgid "group"
      msgstr "gruppe"

      msgid "Add %(name)s"
      msgstr "Tilføj %(name)s"
      """.utf8
    ).write(to: folder.appending(path: "da.po"))
    let labels = "labels: {path: \"{locale}.po\"}\n"
    let controls = whole.replacing("labels: {en-US: [Save], da-DK: [Gem]}", with: "text: Save").replacing(
      "given:", with: "  user.add: {kind: link, text: Add %(name)s, with: {name: group}}\ngiven:")
    let node = try #require(try BoundedYAML.compose("{path: '{locale}.po'}"))
    let catalogs = try LabelFiles(node, file: "product.yml").read(
      in: SourceFolder(folder.path), shown: "", locales: ["en-US", "da-DK"], sourceLocale: "en-US", commands: .refused
    ).catalogs
    var file = try product(labels + controls)
    try file.use(catalogs)
    #expect(file.labels(of: "user.save", locale: "da-DK") == ["Gem"])
    #expect(file.labels(of: "user.save", locale: "en-US") == ["Save"])
    #expect(file.labels(of: "user.add", locale: "da-DK") == ["Tilføj gruppe"])
    #expect(file.labels(of: "user.add", locale: "en-US") == ["Add group"])
    let error = try #require(throws: ProductFileError.self) { try file.use(nil) }
    #expect(error.description.contains("the file names none"))
    file = try product(labels + controls.replacing("text: Save", with: "text: Sav"))
    let unknown = try #require(throws: ProductFileError.self) { try file.use(catalogs) }
    #expect(unknown.description.contains("have no text `Sav`. Did you mean `Save`?"))
    #expect(unknown.findings.map(\.place.line) == [14])
  }

  @Test("may name the product's translation files alone, and is then no product to run steps on")
  func labelsOnly() throws {
    let file = try product("labels: {path: \"{locale}.po\"}\n")
    try file.requireCommands(.none)
    let error = try #require(throws: ProductFileError.self) { try file.requireProduct() }
    #expect(error.description.contains("product.yml:1:1: Steps are run on a product with an `address`"))
  }

  @Test("starts nothing that a pull request may have brought")
  func planted() throws {
    let file = try product(whole)
    let error = try #require(throws: ProductFileError.self) { try file.requireCommands(.none) }
    #expect(error.findings.map(\.place.line) == [3])
    #expect(error.description.contains("python3 serve.py {port}"))
    #expect(error.description.contains("--allow-commands"))
    try file.requireCommands(.granted)
  }

  @Test("without commands needs nobody's word")
  func harmless() throws {
    let lines = whole.split(separator: "\n").filter { !$0.contains("python3") && $0 != "checks:" }
    try product(lines.joined(separator: "\n")).requireCommands(.none)
  }
}

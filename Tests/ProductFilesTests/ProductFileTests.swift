internal import BrowserProduct
internal import Diagnostics
internal import ProductFiles
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

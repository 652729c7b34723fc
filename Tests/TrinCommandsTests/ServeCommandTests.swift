import ChildProcesses
import Foundation
import MailServers
import Testing
import WebDriver

@Suite(
  "trin directory serve", .serialized,
  .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"))
struct ServeCommandTests {
  @Test("is told apart from a port that is taken, and from a directory that is not there")
  func usage() throws {
    let directory = try TestDirectory.made()
    #expect(try directory.run("serve", "--port", "70000").code == 2)
    let missing = try TestDirectory()
    #expect(try missing.run("serve", "--port", "0").code == 2)
    let smtp = try directory.run("serve", "--port", "0", "--from", "a@contoso.example")
    #expect(smtp.code == 2 && smtp.errors.contains("--smtp"))
  }

  @Test(
    "lets an administrator reset a password and its owner change it, in a real browser and with real mail",
    .enabled(if: DriverProcess.isInstalled, "Chromium is not installed; .ci/setup installs it"),
    .enabled(if: PythonServer.isInstalled("aiosmtpd"), "python3-aiosmtpd is not installed; .ci/setup installs it"))
  func browser() async throws {
    let directory = try TestDirectory.made()
    try Data("userPrincipalName,displayName\nmette@contoso.example,Mette Holm\n".utf8)
      .write(to: URL(fileURLWithPath: directory.path("users.csv")))
    #expect(try directory.asAda("import", "users.csv").code == 0)
    let mail = try PythonServer("receive.py")
    let server = try ServedDirectory(directory, mailPort: mail.port)
    defer { server.stop() }
    let driver = try await DriverProcess()
    defer { driver.stop() }
    let browser = try await BrowserSession(driver)
    let ada = try await browser.newContext()
    let person = Person(browser)

    try await browser.open(server.address)
    try await person.type("ada@contoso.example", into: "User name")
    try await person.press("Next")
    try await person.type(TestDirectory.administrator, into: "Password")
    try await person.press("Sign in")
    try await person.press("Users")
    try await person.press("Active users")
    try await person.press("Mette Holm", role: "checkbox")
    try await person.press("Reset password")
    try await person.press("Reset")
    try await person.type("mette@privat.example", into: "Email the sign-in info to")
    try await person.press("Send email and close")
    #expect(try await person.says("The mail is on its way."))
    try await browser.close(ada)

    let received = try await received(from: mail)
    let password = try #require(received, "no mail came with a password")
    _ = try await browser.newContext()
    try await browser.open(server.address + "?lang=da-DK")
    try await person.type("mette@contoso.example", into: "Brugernavn")
    try await person.press("Næste")
    try await person.type(password, into: "Adgangskode")
    try await person.press("Log på")
    #expect(try await person.says("Denne adgangskode er midlertidig. Vælg din egen."))
    try await person.type(password, into: "Nuværende adgangskode")
    try await person.type("Rye-bread-4-lunch", into: "Ny adgangskode")
    try await person.press("Gem")
    #expect(try await person.says("Velkommen, Mette Holm"))
    await browser.end()
    let log = server.stop()
    for secret in [password, TestDirectory.administrator, "Rye-bread-4-lunch"] { #expect(!log.contains(secret)) }
  }

  /// The temporary password of the first mail, waited for.
  private func received(from mail: PythonServer) async throws -> String? {
    while let line = await mail.nextLine() {
      let message = try ReceivedMail(line: line)
      let match = message.parts["text/plain"]?.firstMatch(of: /Temporary password: (\S+)/)
      if let match { return String(match.1) }
    }
    return nil
  }
}

@Suite("trin test --browser")
struct BrowserOptionTests {
  @Test(
    "says what to install where there is no Chromium, and everything else works without",
    .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"))
  func withoutChromium() throws {
    func run(_ arguments: String...) throws -> (code: Int32, errors: String) {
      let process = ChildProcess()
      process.executableURL = URL(fileURLWithPath: TestDirectory.program)
      process.arguments = ["test", "--filter", "set-password-expiration-policy"] + arguments
      process.currentDirectoryURL = URL(fileURLWithPath: TestDirectory.repository)
      process.environment = ["PATH": "/nowhere"]
      let errors = Pipe()
      process.standardError = .pipe(errors)
      process.standardOutput = .nothing
      try process.run()
      let text = String(decoding: try errors.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
      return (process.terminationStatus, text)
    }
    let browser = try run("--browser")
    #expect(browser.code == 2)
    #expect(browser.errors.contains("apt-get install chromium chromium-driver"))
    #expect(try run().code == 0)
    #expect(try run("--pictures", "p").code == 2)
  }
}

/// A server that runs until it is stopped.
private final class ServedDirectory {
  let address: String
  private let process = ChildProcess()
  private let output = Pipe()
  private var printed = Data()

  struct NotServing: Error { let output: String }

  init(_ directory: TestDirectory, mailPort: Int) throws {
    process.executableURL = URL(fileURLWithPath: TestDirectory.program)
    process.arguments = [
      "directory", "serve", "--port", "0", "--smtp", "smtp://127.0.0.1:\(mailPort)", "--from",
      "no-reply@contoso.example",
    ]
    process.currentDirectoryURL = URL(fileURLWithPath: directory.folder)
    process.standardOutput = .pipe(output)
    process.standardError = .pipe(output)
    try process.run()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte.first != 0x0A { printed += byte }
    let line = String(decoding: printed, as: UTF8.self)
    guard let match = line.firstMatch(of: /http:\/\/[0-9.:]+\//) else { throw NotServing(output: line) }
    address = String(match.0)
  }

  /// - Returns: All that the server printed.
  @discardableResult
  func stop() -> String {
    guard process.isRunning else { return "" }
    process.terminate()
    let rest = (try? output.fileHandleForReading.readToEnd()) ?? Data()
    process.waitUntilExit()
    return String(decoding: printed + rest, as: UTF8.self)
  }
}

/// Somebody who finds things by what they are called.
private struct Person {
  let browser: BrowserSession

  init(_ browser: BrowserSession) { self.browser = browser }

  /// The only one that is called so, as soon as the page that was asked for shows it.
  private func element(_ name: String, _ roles: [String]) async throws -> ElementReference {
    let end = ContinuousClock.now + .seconds(20)
    while true {
      let tree = try await browser.accessibilityTree()
      let found = tree.nodes.filter { $0.name == name && roles.contains($0.role) }
      if found.count == 1, let node = found[0].documentNode {
        return browser.reference(node, in: try await browser.frames()[0])
      }
      try #require(ContinuousClock.now < end, "\(found.count) are called \(name): \(tree.nodes.map(\.name))")
      try await Task.sleep(for: .milliseconds(50))
    }
  }

  func press(_ name: String, role: String? = nil) async throws {
    try await browser.click(element(name, role.map { [$0] } ?? ["button", "link", "DisclosureTriangle"]))
  }

  func type(_ text: String, into name: String) async throws {
    try await browser.type(text, into: element(name, ["textbox"]))
  }

  func says(_ text: String) async throws -> Bool {
    for _ in 0..<400 {
      if try await browser.accessibilityTree().nodes.contains(where: { $0.name == text }) { return true }
      try await Task.sleep(for: .milliseconds(50))
    }
    return false
  }
}

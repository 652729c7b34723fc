import Foundation
import MailServers
import PasswordReset
import PasswordResetMail
import PasswordResetSQLite
import Testing

@Suite("The example for integrators")
struct IntegratorTests {
  private static let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

  @Test("is the one that the handbook shows")
  func shown() throws {
    let file = try String(
      contentsOf: Self.tests.appendingPathComponent("IntegratorExample.swift"), encoding: .utf8)
    let page = try String(
      contentsOf: Self.tests.appendingPathComponent("../../Content/en-US/handbook/for-integrators.md"), encoding: .utf8)
    let example = try #require(file.split(separator: "\n", maxSplits: 1).last)
    #expect(page.contains("```swift\n\(example)```\n"))
  }

  @Test(
    "resets a password, mails it, and says why it does not",
    .enabled(
      if: PythonServer.isInstalled("aiosmtpd"),
      "skipped: python3-aiosmtpd is not installed (apt-get install python3-aiosmtpd)"), .timeLimit(.minutes(3)))
  func works() async throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent("directory.sqlite").path
    let key = KeyRing.makeMaster()
    let server = try PythonServer("receive.py")
    let mail = try SMTPConfiguration(url: "smtp://127.0.0.1:\(server.port)", sender: "no-reply@contoso.example")
    try await PasswordResetService(
      store: SQLiteResetStore(path: path), keys: KeyRing(hexadecimal: key),
      hasher: PasswordHasher(cost: .reducedForTests), mail: SMTPTransport(mail)
    ).setUp(
      Tenant(name: "Contoso"), domains: [Domain(name: "contoso.example")],
      users: [
        NewUser("pia@contoso.example", roles: [.passwordAdministrator], password: Secret(MailWorld.password)),
        NewUser("uwe@contoso.example", roles: [.userAdministrator]), NewUser("mette@contoso.example"),
      ])

    let page = try await AdminPage(directory: path, key: key, mail: mail)
    let cookie = try await page.signIn("pia@contoso.example", password: Array(MailWorld.password.utf8))
    let done = try await page.resetPassword(
      of: "mette@contoso.example", mailTo: "m@privat.example", cookie: cookie)
    #expect(done.hasPrefix("The password was reset, and can be used until 20"))
    #expect(
      try await page.resetPassword(of: "uwe@contoso.example", mailTo: "u@privat.example", cookie: cookie)
        == "uwe@contoso.example has a role that you may not reset.")
    #expect(
      try await page.resetPassword(of: "mette@contoso.example", mailTo: "m", cookie: cookie)
        == "Nothing was changed, since the address \"m\" has no at sign.")
    let sender = Task { try await page.sendMail() }
    #expect(try ReceivedMail(line: try #require(await server.nextLine())).to == ["m@privat.example"])
    sender.cancel()
  }
}

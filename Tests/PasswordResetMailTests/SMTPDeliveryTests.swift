import MailServers
import PasswordReset
import PasswordResetMail
import PasswordResetSQLite
import Testing

private let hasServer = PythonServer.isInstalled("aiosmtpd")

@Suite(
  "Mail through a real SMTP server",
  .enabled(if: hasServer, "skipped: python3-aiosmtpd is not installed (apt-get install python3-aiosmtpd)"),
  .timeLimit(.minutes(2)))
struct SMTPDeliveryTests {
  @Test("carries the temporary password, which signs in to a change-only session")
  func carriesPassword() async throws {
    let server = try PythonServer("receive.py")
    let world = try await MailWorld(port: server.port, tenant: "Contoso Øst")
    let admin = try await world.admin()
    let receipt = try await world.reset(to: ["mette.holm@privat.example"], as: admin)
    #expect(try await world.service.deliver().sent == 1)

    let mail = try ReceivedMail(line: try #require(await server.nextLine()))
    #expect(mail.from == "no-reply@contoso.example")
    #expect(mail.to == ["mette.holm@privat.example"])
    #expect(mail.subject == "Logonoplysninger til mette@contoso.example")
    #expect(mail.sender == "Contoso Øst")
    #expect(mail.language == "da-DK")
    #expect(mail.date == "2026-02-02T08:00:00+00:00")
    #expect(mail.defects.isEmpty)
    #expect(mail.isASCII)
    #expect(mail.longestLine <= 78)
    #expect(Set(mail.parts.keys) == ["text/plain", "text/html"])
    let text = try #require(mail.parts["text/plain"])
    let html = try #require(mail.parts["text/html"])
    #expect(text.contains("Hej Mette Ærø <Holm>"))
    #expect(text.contains("gælder indtil 3. februar 2026 kl. 08.00 UTC"))
    #expect(html.contains("Mette Ærø &lt;Holm&gt;"), "a name is text, not markup")

    let label = "Midlertidig adgangskode: "
    let line = try #require(text.split(whereSeparator: \.isNewline).first { $0.contains(label) })
    let password = String(line.split(separator: label, maxSplits: 1)[1])
    #expect(Secret(password) == receipt.generated)
    #expect(html.contains(password))
    let session = try await world.service.signIn("mette@contoso.example", password: Secret(password))
    #expect(session.kind == .changeOnly(.temporaryPassword))
  }

  @Test("is dead for an address that the server refuses, waits for one that it defers, and reaches the others")
  func oneBadAddress() async throws {
    let server = try PythonServer("receive.py")
    let world = try await MailWorld(port: server.port)
    let admin = try await world.admin()
    let receipt = try await world.reset(
      to: ["nobody@privat.example", "later@privat.example", "mette@privat.example"], as: admin)
    let report = try await world.service.deliver()
    #expect((report.sent, report.dead, report.postponed) == (1, 1, 1))
    #expect(try ReceivedMail(line: try #require(await server.nextLine())).to == ["mette@privat.example"])
    let deliveries = try await world.service.deliveries(of: receipt.id, as: admin)
    #expect(deliveries.map(\.state) == [.dead, .queued, .sent])
    #expect(deliveries[0].failure?.contains("550") == true)
    #expect(deliveries[1].failure?.contains("451") == true)
    let events = try await world.service.auditEvents(as: admin)
    #expect(events.contains { $0.activity == .deliveryFailed && $0.details["recipient"] == "nobody@privat.example" })
  }
}

@Suite("Mail that does not leave", .timeLimit(.minutes(3)))
struct SMTPFailureTests {
  @Test("says which server was not reached and what to do")
  func unreachable() async throws {
    // Port 1 is reserved, so nothing listens there.
    let world = try await MailWorld(port: 1)
    let admin = try await world.admin()
    let receipt = try await world.reset(to: ["mette@privat.example"], as: admin)
    let report = try await world.service.deliver()
    #expect(report.postponed == 1)
    let failure = try #require(report.failures.first)
    #expect(failure.contains("the mail server 127.0.0.1:1 did not take the message"))
    #expect(failure.contains("Check that the mail server runs and that host and port are right."))
    let delivery = try #require(try await world.service.deliveries(of: receipt.id, as: admin).first)
    #expect(delivery.state == .queued)
    #expect(delivery.nextTry > world.clock.now)
  }
}

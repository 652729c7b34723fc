import MailServers
import PasswordReset
import PasswordResetMail
import Testing

@Suite(
  "Mail through Postfix with STARTTLS",
  .enabled(
    if: PostfixServer.isUsable && CertificateAuthority.isInstalled,
    "skipped: postfix or openssl is not installed, or the tests do not run as root (.ci/setup installs them)"),
  .timeLimit(.minutes(2)))
struct PostfixTests {
  private func world(_ server: PostfixServer, trusting authorities: String?) async throws -> MailWorld {
    try await MailWorld(
      SMTPConfiguration(
        url: "smtp://127.0.0.1:\(server.port)", sender: "no-reply@contoso.example", security: .required,
        authorities: authorities, timeout: .seconds(20)))
  }

  @Test("lies in the Maildir with the password, encrypted on its way")
  func delivered() async throws {
    let authority = try CertificateAuthority()
    let server = try PostfixServer(authority)
    let world = try await world(server, trusting: authority.authority)
    let receipt = try await world.reset(to: ["mette.holm@privat.example"], as: try await world.admin())
    let report = try await world.service.deliver()
    #expect(report.sent == 1, "\(report.failures) \(server.log)")
    let mail = try #require(try await server.mail().first)
    #expect(mail.contains("Delivered-To: mette.holm@privat.example"))
    #expect(mail.contains("with ESMTPS id"), "the word of RFC 3848 for mail over TLS")
    #expect(mail.contains(try #require(receipt.generated).reveal()))
  }

  @Test("is refused, and waits, when the certificate is not trusted")
  func untrusted() async throws {
    let server = try PostfixServer(try CertificateAuthority())
    let stranger = try CertificateAuthority()
    for authorities in [nil, stranger.authority] {
      let world = try await world(server, trusting: authorities)
      _ = try await world.reset(to: ["mette.holm@privat.example"], as: try await world.admin())
      let report = try await world.service.deliver()
      #expect(report.postponed == 1)
      #expect(report.failures.first?.contains("certificate") == true)
    }
    #expect(server.log.contains("connect from"), "the server saw the attempts")
    #expect(!server.log.contains("from=<no-reply@contoso.example>"), "no message began")
  }
}

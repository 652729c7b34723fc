import MailServers
import PasswordReset
import PasswordResetMail
import Testing

@Suite(
  "Encrypted mail",
  .enabled(
    if: CertificateAuthority.isInstalled && PythonServer.isInstalled("aiosmtpd"),
    "skipped: openssl or python3-aiosmtpd is not installed (apt-get install openssl python3-aiosmtpd)"),
  .timeLimit(.minutes(2)))
struct EncryptionTests {
  private func configuration(
    _ server: PythonServer, authorities: String?, user: String? = nil, password: String? = nil
  ) throws -> SMTPConfiguration {
    try SMTPConfiguration(
      url: "smtp://127.0.0.1:\(server.port)", sender: "no-reply@contoso.example", user: user,
      password: password.map { Secret($0) }, security: .required, authorities: authorities, timeout: .seconds(10))
  }

  private func report(_ configuration: SMTPConfiguration) async throws -> DeliveryReport {
    let world = try await MailWorld(configuration)
    _ = try await world.reset(to: ["mette@privat.example"], as: try await world.admin())
    return try await world.service.deliver()
  }

  @Test("goes to a server whose certificate is trusted")
  func trusted() async throws {
    let authority = try CertificateAuthority()
    let server = try PythonServer("receive.py", [authority.certificate, authority.key])
    #expect(try await report(configuration(server, authorities: authority.authority)).sent == 1)
    #expect(try ReceivedMail(line: try #require(await server.nextLine())).to == ["mette@privat.example"])
  }

  @Test("does not go to a server whose certificate is not trusted, and says what to do")
  func untrusted() async throws {
    let authority = try CertificateAuthority()
    let stranger = try CertificateAuthority()
    let server = try PythonServer("receive.py", [authority.certificate, authority.key])
    for authorities in [nil, stranger.authority] {
      let report = try await report(configuration(server, authorities: authorities))
      #expect(report.postponed == 1)
      let failure = try #require(report.failures.first)
      #expect(failure.contains("certificate"))
      #expect(failure.contains("Name the file of the certificate authority, or mend the certificate of the server."))
    }
    #expect(try await server.end().isEmpty)
  }

  @Test("does not go in the clear where the server offers no encryption")
  func notOffered() async throws {
    let server = try PythonServer("receive.py")
    let report = try await report(configuration(server, authorities: nil))
    #expect(report.postponed == 1)
    #expect(report.failures.first?.contains("without encryption nothing is sent") == true)
    #expect(try await server.end().isEmpty)
  }

  @Test("logs in with user and password, and waits where they are wrong")
  func login() async throws {
    let authority = try CertificateAuthority()
    let server = try PythonServer("receive.py", [authority.certificate, authority.key, "trin", "Planted-smtp-9"])
    let right = try configuration(
      server, authorities: authority.authority, user: "trin", password: "Planted-smtp-9")
    #expect(try await report(right).sent == 1)
    let wrong = try configuration(
      server, authorities: authority.authority, user: "trin", password: "Planted-wrong-9")
    let report = try await report(wrong)
    #expect(report.postponed == 1)
    let failure = try #require(report.failures.first)
    #expect(failure.contains("Check the user name and password for the mail server."))
    #expect(!failure.contains("Planted"))
  }
}

import PasswordReset
import PasswordResetMail
import Testing

@Suite("The address of a mail server")
struct SMTPConfigurationTests {
  private func configuration(_ url: String) throws(ResetError) -> SMTPConfiguration {
    try SMTPConfiguration(url: url, sender: "no-reply@contoso.example")
  }

  @Test(
    "is taken apart",
    arguments: [
      ("smtp://mail.contoso.example", "smtp", "mail.contoso.example", 587),
      ("smtps://mail.contoso.example/", "smtps", "mail.contoso.example", 465),
      ("smtp://LOCALHOST:2525", "smtp", "localhost", 2525),
      ("smtp://[::1]:25", "smtp", "[::1]", 25),
    ])
  func good(url: String, scheme: String, host: String, port: Int) throws {
    let configuration = try configuration(url)
    #expect((configuration.scheme, configuration.host, configuration.port) == (scheme, host, port))
  }

  @Test(
    "is refused with the reason",
    arguments: [
      ("mail.contoso.example", "does not begin with"),
      ("http://mail.contoso.example", "does not begin with"),
      ("smtp://", "names no host"),
      ("smtp://trin:Planted-9@mail.contoso.example", "give user and password apart"),
      ("smtp://mail.contoso.example:0", "not a port"),
      ("smtp://mail.contoso.example:65536", "not a port"),
      ("smtp://mail.contoso.example:x", "not a port"),
      ("smtp://mail.contoso.example/a", "names no host"),
      ("smtp://mail contoso", "names no host"),
      ("smtp://[::1", "bracket"),
    ])
  func bad(url: String, reason: String) {
    do {
      _ = try configuration(url)
      Issue.record("\(url) was taken")
    } catch {
      #expect(error.code == "invalidInput")
      #expect(error.reason.contains(reason))
      #expect(!error.description.contains("Planted"))
    }
  }
}

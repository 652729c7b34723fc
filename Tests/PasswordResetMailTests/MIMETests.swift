import Foundation
import PasswordReset
import Testing

@testable import PasswordResetMail

@Suite("Mail as it is spelled")
struct MIMETests {
  private func message(
    _ content: OutgoingMessage.Content, _ locale: MessageLocale, name: String = "Mette Holm"
  ) -> OutgoingMessage {
    OutgoingMessage(
      id: "1@contoso.example", channel: .mail, recipient: "mette@privat.example", locale: locale, content: content,
      tenantName: "Contoso", displayName: name, userPrincipalName: "mette@contoso.example")
  }

  private let moment = Timestamp(milliseconds: 1_770_019_200_000)

  @Test("has a subject, a text and an HTML part for every kind of message, in both languages")
  func kinds() {
    let contents: [(OutgoingMessage.Content, [String])] = [
      (
        .signInInformation(password: Secret("Planted-1"), temporary: true, expires: moment),
        ["Sign-in information for mette@contoso.example", "Logonoplysninger til mette@contoso.example"]
      ),
      (
        .signInInformation(password: Secret("Planted-1"), temporary: false, expires: nil),
        ["Sign-in information for mette@contoso.example", "Logonoplysninger til mette@contoso.example"]
      ),
      (
        .resetNotice(at: moment),
        ["The password of mette@contoso.example was reset", "Adgangskoden til mette@contoso.example er nulstillet"]
      ),
      (
        .contactNotice(at: moment),
        [
          "The contact details of mette@contoso.example were changed",
          "Kontaktoplysningerne til mette@contoso.example er ændret",
        ]
      ),
      (
        .recoveryCode(Secret("Planted-1"), expires: moment),
        ["Your verification code for Contoso", "Din bekræftelseskode til Contoso"]
      ),
    ]
    for (content, subjects) in contents {
      for (locale, subject) in zip([MessageLocale.enUS, .daDK], subjects) {
        let message = message(content, locale)
        let rendered = MessageTemplates.shared.render(message)
        #expect(rendered.subject == subject)
        for part in [rendered.text, rendered.html] {
          #expect(part.contains("Mette Holm") && part.contains("mette@contoso.example"))
          #expect(part.contains("Planted-1") == (message.secret != nil))
          #expect(!part.contains("{{"))
        }
        #expect(rendered.html.contains("<html lang=\"\(locale.rawValue.prefix(2))\">"))
      }
    }
  }

  @Test("keeps a name from being a header, a line or markup")
  func injection() throws {
    let nasty = "Mette\r\nBcc: all@contoso.example\r\n\r\n<script>{{secret}}</script>"
    var message = message(.resetNotice(at: moment), .enUS, name: nasty)
    message = OutgoingMessage(
      id: message.id, channel: .mail, recipient: message.recipient, locale: .enUS, content: message.content,
      tenantName: nasty, displayName: nasty, userPrincipalName: message.userPrincipalName)
    let rendered = MessageTemplates.shared.render(message)
    #expect(rendered.html.contains("&lt;script&gt;"))
    #expect(!rendered.text.contains("\nBcc"))
    let mail = MIMEMessage(
      id: message.id, from: try EmailAddress("no-reply@contoso.example"), fromName: nasty,
      to: try EmailAddress(message.recipient), date: moment, language: "en-US", content: rendered
    ).bytes.reveal()
    let head = mail.components(separatedBy: "\r\n\r\n")[0]
    #expect(!head.contains("\r\nBcc"))
    #expect(head.contains("\r\nTo: <mette@privat.example>\r\n"))
  }

  @Test("dates mail in the form of RFC 5322")
  func date() {
    #expect(MIMEMessage.date(moment) == "Mon, 2 Feb 2026 08:00:00 +0000")
    #expect(MIMEMessage.date(Timestamp(milliseconds: 0)) == "Thu, 1 Jan 1970 00:00:00 +0000")
  }

  @Test("encodes Base64 as Foundation does")
  func base64() {
    for count in 0..<50 {
      let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37) }
      #expect(Base64.encode(bytes) == Data(bytes).base64EncodedString())
    }
  }

  @Test("breaks lines softly, keeps blanks at their ends, and says equals signs")
  func quotedPrintable() {
    #expect(QuotedPrintable.encode("a=b \nc\u{E5}\td\t") == "a=3Db=20\r\nc=C3=A5\td=09")
    #expect(QuotedPrintable.encode("a\r\nb") == "a\r\nb")
    let long = QuotedPrintable.encode(String(repeating: "\u{E5}", count: 100))
    #expect(long.components(separatedBy: "\r\n").allSatisfy { $0.utf8.count <= 76 })
  }

  @Test("a header is ASCII in lines of at most 76 characters, whatever its text (seeded)")
  func headers() {
    let pieces = [
      "Logon", "å", "\r\n", "Bcc: x", "=?", "?=", "\"", "\\", "😀", "e\u{301}", "\u{0}", " ", "ordinary words ",
    ]
    var state: UInt64 = 5
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<20_000 {
      let text = (0..<next(12)).map { _ in pieces[next(pieces.count)] }.joined()
      for header in [HeaderText.unstructured("Subject", text), "From: \(HeaderText.phrase(text))\r\n <a@b.example>"] {
        #expect(header.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 13 || $0 == 10 })
        let lines = header.components(separatedBy: "\r\n")
        #expect(lines.dropFirst().allSatisfy { $0.hasPrefix(" ") }, "every further line continues the first")
        #expect(lines.allSatisfy { $0.utf8.count <= 76 })
      }
    }
  }
}

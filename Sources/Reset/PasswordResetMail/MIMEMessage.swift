package import PasswordReset

/// A mail with the same content as plain text and as HTML (RFC 2046 §5.1.4), spelled in ASCII throughout.
package struct MIMEMessage {
  let id: String
  let from: EmailAddress
  let fromName: String
  let to: EmailAddress
  let date: Timestamp
  let language: String
  let content: MessageTemplates.Content

  /// The whole message with CRLF line ends.
  ///
  /// Since it holds a password, the result is a secret; libcurl doubles dots at the beginning of lines.
  package var bytes: Secret {
    // "=_" cannot come up in quoted-printable text, so the boundary cannot either.
    let boundary = "=_trin_\(id.prefix { $0 != "@" })"
    var text = ""
    text += "Date: \(Self.date(date))\r\n"
    text += "From: \(HeaderText.phrase(fromName))\r\n <\(from.wire)>\r\n"
    text += "To: <\(to.wire)>\r\n"
    text += HeaderText.unstructured("Subject", content.subject) + "\r\n"
    text += "Message-ID: <\(id)>\r\n"
    text += "MIME-Version: 1.0\r\n"
    text += "Content-Language: \(language)\r\n"
    // No out-of-office replies (RFC 3834).
    text += "Auto-Submitted: auto-generated\r\n"
    text += "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"\r\n\r\n"
    for (type, part) in [("plain", content.text), ("html", content.html)] {
      text += "--\(boundary)\r\n"
      text += "Content-Type: text/\(type); charset=utf-8\r\n"
      text += "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
      text += QuotedPrintable.encode(part) + "\r\n"
    }
    text += "--\(boundary)--\r\n"
    return Secret(text)
  }

  /// RFC 5322 §3.3, in UTC.
  static func date(_ moment: Timestamp) -> String {
    let days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    let civil = moment.civil
    return "\(days[civil.weekday]), \(civil.day) \(months[civil.month - 1]) \(Timestamp.pad(civil.year, 4)) "
      + "\(Timestamp.pad(civil.hour, 2)):\(Timestamp.pad(civil.minute, 2)):\(Timestamp.pad(civil.second, 2)) +0000"
  }
}

extension MIMEMessage {
  package init(_ message: OutgoingMessage, to recipient: EmailAddress, from sender: EmailAddress, date: Timestamp) {
    self.init(
      id: message.id, from: sender, fromName: message.tenantName, to: recipient, date: date,
      language: message.locale.rawValue, content: MessageTemplates.shared.render(message))
  }
}

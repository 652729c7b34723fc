internal import PasswordReset
internal import PasswordResetMail

/// A mail whose names, addresses and password are foreign text.
struct MailInput {
  private static let fields: Set<String> = [
    "Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Language", "Auto-Submitted", "Content-Type",
  ]

  private let parts: [String]
  private let locale: MessageLocale

  /// A zero byte ends each of the four texts; the first byte chooses the language.
  init(_ bytes: [UInt8]) {
    locale = (bytes.first ?? 0).isMultiple(of: 2) ? .enUS : .daDK
    let split = bytes.dropFirst().split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false)
    let texts = split.map { String(decoding: $0, as: UTF8.self) }
    parts = texts + Array(repeating: "", count: 4 - texts.count)
  }

  func check() {
    guard let address = try? EmailAddress("mette@privat.example") else { preconditionFailure("a plain address") }
    let message = OutgoingMessage(
      id: "0123456789abcdef@contoso.example", channel: .mail, recipient: address.wire, locale: locale,
      content: .signInInformation(password: Secret(parts[3]), temporary: true, expires: nil), tenantName: parts[0],
      displayName: parts[1], userPrincipalName: parts[2])
    let mail = MIMEMessage(message, to: address, from: address, date: Timestamp(milliseconds: 0)).bytes
    let text = unsafe mail.withBytes { bytes in unsafe Array(bytes) }
    precondition(text.allSatisfy { $0 < 0x80 }, "a mail is ASCII")
    let lines = text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    precondition(lines.dropLast().allSatisfy { $0.last == UInt8(ascii: "\r") }, "every line ends with CRLF")
    precondition(lines.allSatisfy { !$0.dropLast().contains(UInt8(ascii: "\r")) }, "no CR stands alone")
    precondition(lines.allSatisfy { $0.count <= 79 }, "no line is longer than 78 characters")
    let head = lines.prefix { $0 != [UInt8(ascii: "\r")] }
    let names = head.filter { $0.first != UInt8(ascii: " ") }
      .map { String(decoding: $0.prefix { $0 != UInt8(ascii: ":") }, as: UTF8.self) }
    precondition(names.count == Self.fields.count && Set(names) == Self.fields, "no text makes a field of its own")
  }
}

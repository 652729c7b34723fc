public import PasswordReset

/// Where mail is handed over, and as whom.
public struct SMTPConfiguration: Sendable {
  public enum Security: Sendable {
    /// Encryption is required unless the host is this machine.
    case automatic
    /// Encryption is required, also towards this machine.
    case required
  }

  /// `smtp` begins in the clear and turns encryption on (STARTTLS), `smtps` is encrypted from the first byte.
  public let scheme: String
  public let host: String
  public let port: Int
  public let sender: EmailAddress
  public let user: String?
  public let password: Secret?
  public let security: Security
  /// A PEM file with the certificate authorities to trust in place of the system's.
  public let authorities: String?
  /// For the whole of one delivery.
  public let timeout: Duration

  /// - Parameters:
  ///   - url: `smtp://mail.example:587` or `smtps://mail.example`, without a user name or password in it, since
  ///     addresses end up in logs. The ports are 587 and 465 unless named.
  ///   - sender: The address in From, and where bounces go.
  /// - Throws: ``ResetError/invalidInput(field:reason:)``, ``ResetError/invalidRecipient(reason:)`` for the sender.
  public init(
    url: String, sender: String, user: String? = nil, password: Secret? = nil, security: Security = .automatic,
    authorities: String? = nil, timeout: Duration = .seconds(60)
  ) throws(ResetError) {
    func refuse(_ reason: String) -> ResetError { .invalidInput(field: "SMTP address", reason: reason) }
    guard let scheme = ["smtp", "smtps"].first(where: { url.hasPrefix($0 + "://") }) else {
      throw refuse("it does not begin with smtp:// or smtps://")
    }
    var rest = url.dropFirst(scheme.count + 3)
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard !rest.contains("@") else { throw refuse("it holds a user name; give user and password apart from it") }
    let isBracketed = rest.hasPrefix("[")
    let hostEnd =
      isBracketed ? rest.firstIndex(of: "]").map(rest.index(after:)) : rest.firstIndex(of: ":") ?? rest.endIndex
    guard let hostEnd else { throw refuse("its bracket is not closed") }
    let host = rest[..<hostEnd]
    let tail = rest[hostEnd...]
    guard !host.isEmpty, host.utf8.allSatisfy({ Self.isHostByte($0, bracketed: isBracketed) }) else {
      throw refuse("it names no host")
    }
    if tail.isEmpty {
      port = scheme == "smtps" ? 465 : 587
    } else {
      guard tail.first == ":", let number = Int(tail.dropFirst()), (1...65_535).contains(number) else {
        throw refuse("what follows the host is not a port from 1 to 65535")
      }
      port = number
    }
    self.scheme = scheme
    self.host = host.lowercased()
    self.sender = try EmailAddress(sender)
    self.user = user
    self.password = password
    self.security = security
    self.authorities = authorities
    self.timeout = timeout
  }

  private static func isHostByte(_ byte: UInt8, bracketed: Bool) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
      true
    case UInt8(ascii: ":"), UInt8(ascii: "["), UInt8(ascii: "]"): bracketed
    default: false
    }
  }

  var url: String { "\(scheme)://\(host):\(port)" }

  /// `localhost`, 127.0.0.0/8 and ::1.
  var isLoopback: Bool {
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    let isLoopback4 = parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    return host == "localhost" || host == "[::1]" || isLoopback4
  }

  var requiresEncryption: Bool { security == .required || !isLoopback }
}

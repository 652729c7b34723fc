/// Brings messages to people: the seam towards SMTP, a text-message gateway, or a mailbox in memory.
public protocol MessageTransport: Sendable {
  /// Returns when the other side has taken the responsibility for the message.
  func send(_ message: OutgoingMessage) async throws(DeliveryFailure)
}

/// A message with its secret in the clear, on its way out.
public struct OutgoingMessage: Sendable {
  public enum Content: Sendable {
    /// - Parameters:
    ///   - temporary: Whether the first sign-in asks for another password.
    ///   - expires: When the password stops working; nothing where it does not.
    case signInInformation(password: Secret, temporary: Bool, expires: Timestamp?)
    case resetNotice(at: Timestamp)
    /// To the address that was registered before.
    case contactNotice(at: Timestamp)
    case recoveryCode(Secret, expires: Timestamp)
  }

  /// The Message-ID without angle brackets.
  public let id: String
  public let channel: OutboxMessage.Channel
  public let recipient: String
  public let locale: MessageLocale
  public let content: Content
  public let tenantName: String
  public let displayName: String
  public let userPrincipalName: String

  public init(
    id: String, channel: OutboxMessage.Channel, recipient: String, locale: MessageLocale, content: Content,
    tenantName: String, displayName: String, userPrincipalName: String
  ) {
    self.id = id
    self.channel = channel
    self.recipient = recipient
    self.locale = locale
    self.content = content
    self.tenantName = tenantName
    self.displayName = displayName
    self.userPrincipalName = userPrincipalName
  }

  /// The password or code that the message carries.
  public var secret: Secret? {
    switch content {
    case .signInInformation(let password, _, _): password
    case .recoveryCode(let code, _): code
    case .resetNotice, .contactNotice: nil
    }
  }
}

/// Why a message was not taken.
public struct DeliveryFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// Trying again is of no use.
  public let isPermanent: Bool
  /// Not said of this message: the next one would fare alike. The sender stops there, and nothing is given up for it.
  public let holdsQueue: Bool
  /// The reply of the SMTP server, where one came.
  public let reply: Int?
  public let reason: String
  public let remedy: String

  public init(isPermanent: Bool, holdsQueue: Bool = false, reply: Int? = nil, reason: String, remedy: String) {
    self.isPermanent = isPermanent && !holdsQueue
    self.holdsQueue = holdsQueue
    self.reply = reply
    self.reason = reason
    self.remedy = remedy
  }

  public var description: String { "\(reason). \(remedy)" }
}

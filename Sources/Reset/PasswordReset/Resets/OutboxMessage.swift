/// A message that waits to be sent, was sent, or was given up, as the store keeps it.
public struct OutboxMessage: Sendable, Equatable, Identifiable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Carries the password of a reset.
    case signInInformation
    /// Tells the user's registered address that the password was reset; carries no secret.
    case resetNotice
    /// Not a message yet: the user name of a recovery is looked up when its turn comes, out of the asker's sight.
    case recoveryLookup
    case recoveryCode
  }

  public enum Channel: String, Sendable, CaseIterable {
    case mail, text
  }

  public enum State: String, Sendable, CaseIterable {
    case queued, sent
    /// Given up after a permanent refusal or too many attempts. An operator can try again while the secret is there.
    case dead
    /// The password that it carried is no longer the current one.
    case superseded
    /// The password or code that it carried has run out.
    case expired
  }

  public let id: String
  /// The reset or recovery that it belongs to; unique together with kind and recipient.
  public let cause: String
  public let kind: Kind
  public let channel: Channel
  /// Empty for a look-up.
  public let recipient: String
  public let locale: MessageLocale
  /// Without angle brackets, the same for every attempt.
  public let messageID: String
  public let user: UserID?
  /// The message is superseded when the credential has another version.
  public let credentialVersion: Int?
  public var sealed: SealedSecret?
  public var state: State
  /// Grows with each lease: whoever holds an older one may no longer say how it went.
  public var fence: Int
  public var leasedUntil: Timestamp?
  public var attempts: Int
  public var nextTry: Timestamp
  public let expires: Timestamp
  /// Why the last attempt failed, without any secret.
  public var failure: String?

  public init(
    id: String, cause: String, kind: Kind, channel: Channel, recipient: String, locale: MessageLocale,
    messageID: String, user: UserID?, credentialVersion: Int?, sealed: SealedSecret?, state: State = .queued,
    fence: Int = 0, leasedUntil: Timestamp? = nil, attempts: Int = 0, nextTry: Timestamp, expires: Timestamp,
    failure: String? = nil
  ) {
    self.id = id
    self.cause = cause
    self.kind = kind
    self.channel = channel
    self.recipient = recipient
    self.locale = locale
    self.messageID = messageID
    self.user = user
    self.credentialVersion = credentialVersion
    self.sealed = sealed
    self.state = state
    self.fence = fence
    self.leasedUntil = leasedUntil
    self.attempts = attempts
    self.nextTry = nextTry
    self.expires = expires
    self.failure = failure
  }

  /// What the secret of this row is sealed for.
  var sealingContext: String { "outbox/\(id)" }
}

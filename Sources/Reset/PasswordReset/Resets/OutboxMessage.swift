/// A message that waits to be sent, was sent, or was given up, as the store keeps it.
public struct OutboxMessage: Sendable, Equatable, Identifiable {
  public enum Kind: String, Sendable, CaseIterable {
    /// Carries the password of a reset.
    case signInInformation
    /// Tells the user's registered address that the password was reset; carries no secret.
    case resetNotice
    /// Tells the address that was registered before that another one took its place; carries no secret.
    case contactNotice
    /// Not a message yet: the user name of a recovery is looked up when its turn comes, out of the asker's sight.
    case recoveryLookup
    case recoveryCode

    /// Tells that something was done: no password takes its place.
    var isNotice: Bool { self == .resetNotice || self == .contactNotice }
  }

  public enum Channel: String, Sendable, CaseIterable {
    case mail, text
  }

  public enum State: String, Sendable, CaseIterable {
    case queued, sent
    /// Given up after a refusal of the message itself. An operator can try again while the secret is there.
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

extension OutboxMessage {
  /// When a message is tried: a store that leases by other means than this code keeps to the same numbers.
  ///
  /// A clock that is set back leaves moments behind that lie far ahead. None of them may stop the outbox, so a moment
  /// that lies further ahead than it could have been set counts as reached.
  public enum Schedule {
    public static let firstWait = Duration.seconds(30)
    public static let longestWait = Duration.hours(1)
    public static let lease = Duration.minutes(10)
    /// Doubles with each attempt.
    static func wait(after attempts: Int) -> Duration {
      min(firstWait * (1 << min(max(attempts - 1, 0), 10)), longestWait)
    }
    /// The longest wait after so many attempts: jitter makes it up to one and a half times as long.
    public static func furthestTry(after attempts: Int) -> Duration { wait(after: attempts) * 1.5 }
    /// Twice its length: somebody may still hold a lease that was made shortly before the clock was set back.
    public static let furthestLease = Duration.minutes(20)
  }

  /// Whether a sender may take the message: it waits, its time has come, and nobody holds it.
  public func isDue(at now: Timestamp) -> Bool {
    guard state == .queued else { return false }
    // The first attempt waits for nothing.
    let isReached = attempts == 0 || nextTry <= now || nextTry > now + Schedule.furthestTry(after: attempts)
    let isFree = leasedUntil.map { $0 <= now || $0 > now + Schedule.furthestLease } ?? true
    return isReached && isFree
  }
}

/// How it stands with the mail of a directory.
public struct OutboxSummary: Sendable, Equatable {
  public let queued: Int
  /// Given up.
  public let dead: Int
  /// The most attempts that a queued message has behind it.
  public let attempts: Int

  public init(queued: Int, dead: Int, attempts: Int) {
    self.queued = queued
    self.dead = dead
    self.attempts = attempts
  }
}

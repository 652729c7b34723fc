/// One attempt at self-service, as the store keeps it: for a name that was typed, whether anybody has it or not.
public struct RecoveryChallenge: Sendable, Equatable {
  static let validity = Duration.minutes(15)
  static let attemptsAllowed = 5

  /// The digest of the ticket that the browser holds.
  public let id: String
  public let userName: String
  public let expires: Timestamp
  /// Known once the sender has looked the name up; nothing for a name that nobody has.
  public var user: UserID?
  /// How many gates the user must pass; 0 before the look-up.
  public var gates: Int
  public var proven: Int
  /// The digest of the code that was sent last; nothing when it was used.
  public var codeDigest: String?
  public var attempts: Int
  /// The digest of what allows to set a new password, once all gates were passed.
  public var grantDigest: String?
  public var used: Bool
  /// The version of the user's credential when the codes were sent. Another one ends the recovery: whatever set the
  /// password since, an older proof does not undo it.
  public var credentialVersion: Int?
  /// The digest of the contact details that the codes went to. Others end the recovery.
  public var contactDigest: String?

  public init(
    id: String, userName: String, expires: Timestamp, user: UserID? = nil, gates: Int = 0, proven: Int = 0,
    codeDigest: String? = nil, attempts: Int = 0, grantDigest: String? = nil, used: Bool = false,
    credentialVersion: Int? = nil, contactDigest: String? = nil
  ) {
    self.id = id
    self.userName = userName
    self.expires = expires
    self.user = user
    self.gates = gates
    self.proven = proven
    self.codeDigest = codeDigest
    self.attempts = attempts
    self.grantDigest = grantDigest
    self.used = used
    self.credentialVersion = credentialVersion
    self.contactDigest = contactDigest
  }
}

/// What the browser of somebody who asked for a recovery holds. It says nothing about whether the user exists.
public struct RecoveryTicket: Sendable {
  public let token: Secret
  public let expires: Timestamp

  public init(token: Secret, expires: Timestamp) {
    self.token = token
    self.expires = expires
  }
}

/// What passing one gate leads to.
public enum RecoveryProgress: Sendable {
  /// A second code was sent to the mobile phone.
  case secondGate
  case proven(RecoveryGrant)
}

/// Allows to set a new password once, for as long as the ticket was valid.
public struct RecoveryGrant: Sendable {
  public let token: Secret

  public init(token: Secret) { self.token = token }
}

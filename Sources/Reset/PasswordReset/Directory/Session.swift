/// A signed-in user: what every operation takes to know who acts.
public struct Session: Sendable {
  public enum Kind: Sendable, Equatable {
    case normal
    /// Nothing but changing the own password (and signing out) works, for this reason.
    case changeOnly(Reason)
  }

  public enum Reason: String, Sendable, CaseIterable {
    case temporaryPassword, changeRequired, passwordExpired
  }

  /// What a browser would keep in a cookie. The store knows only its digest.
  public let token: Secret
  public let user: UserID
  public let kind: Kind
  public let expires: Timestamp
}

/// A session as the store keeps it.
public struct SessionRecord: Sendable, Equatable {
  public let tokenDigest: String
  public let user: UserID
  /// The session is over when the user's epoch is a later one.
  public let epoch: Int
  public let kind: Session.Kind
  public let expires: Timestamp

  public init(tokenDigest: String, user: UserID, epoch: Int, kind: Session.Kind, expires: Timestamp) {
    self.tokenDigest = tokenDigest
    self.user = user
    self.epoch = epoch
    self.kind = kind
    self.expires = expires
  }
}

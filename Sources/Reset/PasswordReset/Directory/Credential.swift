/// The password of a user as the store keeps it.
public struct Credential: Sendable, Equatable {
  public let user: UserID
  /// Grows with each change; a change names the version that it replaces.
  public var version: Int
  /// An argon2id hash in PHC form; nothing before the first password.
  public var hash: String?
  /// The hash before the last change, so that the same password is not taken up again.
  public var previousHash: String?
  public var lastSet: Timestamp
  public var isTemporary: Bool
  /// When a temporary password stops working.
  public var expires: Timestamp?
  /// The next sign-in leads to a session that can only change the password.
  public var mustChange: Bool

  public init(
    user: UserID, version: Int, hash: String?, previousHash: String? = nil, lastSet: Timestamp,
    isTemporary: Bool = false, expires: Timestamp? = nil, mustChange: Bool = false
  ) {
    self.user = user
    self.version = version
    self.hash = hash
    self.previousHash = previousHash
    self.lastSet = lastSet
    self.isTemporary = isTemporary
    self.expires = expires
    self.mustChange = mustChange
  }

  /// The credential after `hash` takes the place of this one's.
  func replaced(
    by hash: String, at moment: Timestamp, temporary: Bool = false, expires: Timestamp? = nil, mustChange: Bool = false
  ) -> Credential {
    Credential(
      user: user, version: version + 1, hash: hash,
      // A temporary password in between does not let the one before it come back.
      previousHash: isTemporary ? previousHash : self.hash, lastSet: moment, isTemporary: temporary, expires: expires,
      mustChange: mustChange)
  }

  /// Whether the password is older than the domain allows.
  func isOutdated(for user: User, _ expiration: PasswordExpiration, at now: Timestamp) -> Bool {
    guard !user.passwordNeverExpires, case .days(let days) = expiration else { return false }
    return now >= lastSet + .days(days)
  }
}

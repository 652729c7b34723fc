/// The identity of one reset.
public struct ResetID: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }
}

/// One password that was set by somebody else than by changing it.
public struct ResetOperation: Sendable, Equatable {
  public enum Origin: String, Sendable, CaseIterable {
    case administrator, bulk, selfService
  }

  public let id: ResetID
  public let user: UserID
  /// Nobody but the user for self-service.
  public let actor: UserID?
  public let origin: Origin
  /// What the resets of one batch share.
  public let batch: String?
  public let at: Timestamp
  /// The version of the credential that this reset made. A later version supersedes it.
  public let credentialVersion: Int
  public let temporary: Bool
  public let passwordExpires: Timestamp?
  /// The password, until it was mailed, replaced, or kept for as long as ``PasswordResetService/handOver`` allows.
  public var sealed: SealedSecret?
  public var sealedUntil: Timestamp

  public init(
    id: ResetID, user: UserID, actor: UserID?, origin: Origin, batch: String?, at: Timestamp, credentialVersion: Int,
    temporary: Bool, passwordExpires: Timestamp?, sealed: SealedSecret?, sealedUntil: Timestamp
  ) {
    self.id = id
    self.user = user
    self.actor = actor
    self.origin = origin
    self.batch = batch
    self.at = at
    self.credentialVersion = credentialVersion
    self.temporary = temporary
    self.passwordExpires = passwordExpires
    self.sealed = sealed
    self.sealedUntil = sealedUntil
  }
}

/// Where a directory is kept: the seam towards SQLite, and towards a server database.
///
/// All rules live in the library; a store only keeps rows. What it promises is tested by its conformance suite:
///
/// - A `write` is one transaction, serializable against all others, and durable when it returns. When `body` throws,
///   nothing of it remains. A server database runs it at isolation level *serializable* and again after a
///   serialization failure, so `body` has no effect but through its transaction, and may run more than once.
/// - A `read` sees one consistent state, at least as new as the last `write` that returned before it began.
/// - `body` is synchronous and may block: a store runs it on a thread of its own, never on one that it was awaited on.
public protocol ResetStore: Sendable {
  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value
}

/// The rows of a directory within one transaction.
///
/// Whatever fails below is ``ResetError/unavailable(reason:remedy:)``; a row that is not there is `nil`, not an error.
public protocol ResetTransaction {
  func tenant() throws(ResetError) -> Tenant?
  func save(_ tenant: Tenant) throws(ResetError)
  /// By name.
  func domains() throws(ResetError) -> [Domain]
  func save(_ domain: Domain) throws(ResetError)

  func user(_ id: UserID) throws(ResetError) -> User?
  func user(named userPrincipalName: String) throws(ResetError) -> User?
  /// By display name, then user name; those whose names or user name contain `text` without regard to case.
  func users(containing text: String, limit: Int, offset: Int) throws(ResetError) -> [User]
  /// - Throws: ``ResetError/conflict(reason:)`` where the user name is taken.
  func insert(_ user: User) throws(ResetError)
  func update(_ user: User) throws(ResetError)
  /// Changes nothing but the epoch, which every reset does.
  func setSessionEpoch(_ epoch: Int, of user: UserID) throws(ResetError)

  func roles(of user: UserID) throws(ResetError) -> Set<Role>
  func holders(of role: Role) throws(ResetError) -> [UserID]
  func assign(_ role: Role, to user: UserID) throws(ResetError)
  func remove(_ role: Role, from user: UserID) throws(ResetError)

  func credential(of user: UserID) throws(ResetError) -> Credential?
  func insert(_ credential: Credential) throws(ResetError)
  /// Compare and set: writes `credential` only where the stored version is `version`, and says whether it did.
  func replace(version: Int, by credential: Credential) throws(ResetError) -> Bool

  func session(_ tokenDigest: String) throws(ResetError) -> SessionRecord?
  func insert(_ session: SessionRecord) throws(ResetError)
  func deleteSession(_ tokenDigest: String) throws(ResetError)

  func lockout(_ key: String) throws(ResetError) -> Lockout?
  func save(_ lockout: Lockout) throws(ResetError)
  func deleteLockout(_ key: String) throws(ResetError)

  func insert(_ reset: ResetOperation) throws(ResetError)
  func reset(_ id: ResetID) throws(ResetError) -> ResetOperation?
  /// Those of `user` whose secret is still kept.
  func sealedResets(of user: UserID) throws(ResetError) -> [ResetOperation]
  /// The newest first.
  func resets(of user: UserID, limit: Int) throws(ResetError) -> [ResetOperation]
  func wipeSecret(of reset: ResetID) throws(ResetError)

  func insert(_ challenge: RecoveryChallenge) throws(ResetError)
  func challenge(_ id: String) throws(ResetError) -> RecoveryChallenge?
  func challenge(granting grantDigest: String) throws(ResetError) -> RecoveryChallenge?
  func update(_ challenge: RecoveryChallenge) throws(ResetError)

  /// Lower case, by name.
  func bannedTerms() throws(ResetError) -> [String]
  func ban(_ term: String) throws(ResetError)
  func unban(_ term: String) throws(ResetError)

  /// - Throws: ``ResetError/conflict(reason:)`` where cause, kind and recipient are there already.
  func insert(_ message: OutboxMessage) throws(ResetError)
  func message(_ id: String) throws(ResetError) -> OutboxMessage?
  func messages(of cause: String) throws(ResetError) -> [OutboxMessage]
  func messages(in state: OutboxMessage.State, limit: Int) throws(ResetError) -> [OutboxMessage]
  func messages(for user: UserID, in state: OutboxMessage.State) throws(ResetError) -> [OutboxMessage]
  /// Takes up to `limit` queued messages that are due and not leased, in the order of their next try: the fence of each
  /// grows by one and nobody else gets them before `until`. A server database takes them with
  /// `FOR UPDATE SKIP LOCKED`, so that two senders never wait for each other.
  func lease(dueAt now: Timestamp, until: Timestamp, limit: Int) throws(ResetError) -> [OutboxMessage]
  /// Compare and set: writes `message` only where the stored fence is `fence`, and says whether it did.
  func replace(fence: Int, by message: OutboxMessage) throws(ResetError) -> Bool

  /// Of the newest event. Asked for before each one that is appended, so it is worth being quick.
  func auditHead() throws(ResetError) -> AuditHead?
  /// In order, from the first after `sequence`.
  func events(after sequence: Int, limit: Int) throws(ResetError) -> [AuditEvent]
  /// - Throws: ``ResetError/conflict(reason:)`` where the sequence number is taken.
  func append(_ event: AuditEvent) throws(ResetError)

  /// How often `key` was counted from `since` on.
  func uses(of key: String, since: Timestamp) throws(ResetError) -> Int
  func count(_ key: String, at: Timestamp) throws(ResetError)

  /// Forgets sessions, challenges, lockouts and counts that ended before `moment`, and wipes secrets kept longer.
  func forget(before moment: Timestamp) throws(ResetError)
}

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

  /// As `write`, for what seldom adds to the audit trail, such as a sign-in: a store whose writes stand in line for the
  /// trail runs it beside them.
  func writeBesideTrail<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value

  /// A write of nothing but ``ResetTransaction/lease(dueAt:until:limit:)``, in which no sender waits for another.
  func lease(dueAt now: Timestamp, until: Timestamp, limit: Int) async throws(ResetError) -> [OutboxMessage]

  /// Returns when a message may have been queued, when `limit` is over, or when the task is cancelled.
  func waitForMail(upTo limit: Duration) async
}

extension ResetStore {
  public func writeBesideTrail<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value { try await write(body) }

  public func lease(
    dueAt now: Timestamp, until: Timestamp, limit: Int
  ) async throws(ResetError) -> [OutboxMessage] {
    try await write { tx throws(ResetError) in try tx.lease(dueAt: now, until: until, limit: limit) }
  }

  public func waitForMail(upTo limit: Duration) async {
    // Only the end of the task throws here.
    try? await Task.sleep(for: limit)
  }
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
  /// Those of `userPrincipalNames` that somebody has, or gets by an import that is under way.
  func taken(_ userPrincipalNames: [String]) throws(ResetError) -> Set<String>
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
  /// Uses up every recovery of `user` that is not used yet.
  func endChallenges(of user: UserID) throws(ResetError)

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
  /// Takes up to `limit` messages that are due (``OutboxMessage/isDue(at:)``), in the order of their next try: the
  /// fence of each grows by one and nobody else gets them before `until`. A server database takes them with
  /// `FOR UPDATE SKIP LOCKED`, so that two senders never wait for each other.
  func lease(dueAt now: Timestamp, until: Timestamp, limit: Int) throws(ResetError) -> [OutboxMessage]
  /// Compare and set: writes `message` only where the stored fence is `fence`, and says whether it did.
  func replace(fence: Int, by message: OutboxMessage) throws(ResetError) -> Bool

  /// What was kept with the last ``append(_:seal:)``; where that is gone, the newest event without a seal. Asked for
  /// before each event that is appended, so it is worth being quick.
  func auditHead() throws(ResetError) -> AuditHead?
  /// In order, from the first after `sequence`. What is no event any more, since somebody changed its row, comes as one
  /// that does not verify.
  func events(after sequence: Int, limit: Int) throws(ResetError) -> [AuditEvent]
  /// Adds `events`, which are in order, and keeps the last as the head of the trail, with its seal.
  /// - Throws: ``ResetError/conflict(reason:)`` where a sequence number is taken.
  func append(_ events: [AuditEvent], seal: String) throws(ResetError)

  /// How often `key` was counted from `since` on, and not after `until`.
  func uses(of key: String, since: Timestamp, until: Timestamp) throws(ResetError) -> Int
  func count(_ key: String, at: Timestamp) throws(ResetError)

  /// Of every key that the directory was written with.
  func keyRecords() throws(ResetError) -> [KeyRecord]
  /// Replaces the one of the same key.
  func save(_ record: KeyRecord) throws(ResetError)
  /// Messages that keep a secret, by identity, from the first after `id`.
  func sealedMessages(after id: String, limit: Int) throws(ResetError) -> [OutboxMessage]
  /// Resets that keep a secret, by identity, from the first after `id`.
  func sealedResets(after id: ResetID, limit: Int) throws(ResetError) -> [ResetOperation]
  func reseal(_ reset: ResetID, _ sealed: SealedSecret) throws(ResetError)
  /// How it stands with the mail, for who watches over it.
  func outboxSummary() throws(ResetError) -> OutboxSummary

  /// The import that is under way, or ended early.
  func openImport() throws(ResetError) -> ImportJournal?
  /// Opens an import, or says that it goes on.
  func save(_ journal: ImportJournal) throws(ResetError)
  /// Adds users with their roles, and credentials without a password. Until the import is closed, nothing but
  /// ``taken(_:)`` finds them.
  /// - Throws: ``ResetError/conflict(reason:)`` where a user name is taken.
  func insert(_ users: [ImportedUser], of journal: ImportJournal) throws(ResetError)
  /// Ends the import; its users are there from now on.
  func close(_ journal: ImportJournal) throws(ResetError)
  /// Takes up to `limit` users of an import away that is not closed, and the journal with the last of them.
  /// - Returns: Whether it is gone.
  func undo(_ journal: ImportJournal, limit: Int) throws(ResetError) -> Bool

  /// Forgets sessions, challenges, lockouts and counts that ended before `moment`, and wipes secrets kept longer.
  func forget(before moment: Timestamp) throws(ResetError)
}

/// What became of a list of users.
public struct UserImport: Sendable {
  /// In the order of the list.
  public let users: [User]
  /// What was taken, and was likely not meant, such as a role that nobody knows.
  public let warnings: [UserFault]
}

extension PasswordResetService {
  /// How many users one transaction of an import adds: others get through between two of them.
  static let importChunk = 500

  /// Creates the users of a CSV list, all or none.
  ///
  /// Columns, in any order, named by the first line: `userPrincipalName` (needed), `displayName`, `givenName`,
  /// `surname`, `locale`, `alternateEmail`, `mobile`, `roles` (separated by spaces). Nobody gets a password this way.
  ///
  /// A long list is added in parts, so that sign-ins and resets go on meanwhile. A journal in the store keeps the parts
  /// from being seen before the last of them is there, and has those of an import that ended early taken away by the
  /// next import or ``tidy()``.
  /// - Parameter progress: Hears how many users of how many were added.
  /// - Throws: ``ResetError/invalidUsers(_:)`` that names every bad row by its line, in order;
  ///   ``ResetError/conflict(reason:)`` where another list is being imported; ``ResetError/notAuthorized`` as for
  ///   ``createUsers(_:as:)``.
  @discardableResult
  public func importUsers(
    csv: [UInt8], progress: @Sendable (_ done: Int, _ total: Int) -> Void = { _, _ in }, as session: Session
  ) async throws(ResetError) -> UserImport {
    let list = UserList(csv: csv)
    let givesRoles = list.users.contains { !$0.user.roles.isEmpty }
    return try await auditingRefusals(of: .addUser, as: session) { () throws(ResetError) in
      let rules = try await store.read { [self] tx throws(ResetError) in
        _ = try authorizeImport(tx, givesRoles, session)
        return try creationRules(tx)
      }
      try await undoAbandonedImport()
      let checked = try await checked(list, rules)
      try await run(checked.map(\.imported), givesRoles, progress, session)
      return UserImport(users: checked.map(\.imported.user), warnings: list.warnings)
    }
  }

  private struct CheckedUser: Sendable {
    let line: Int
    let imported: ImportedUser
  }

  private func authorizeImport(
    _ tx: any ResetTransaction, _ givesRoles: Bool, _ session: Session
  ) throws(ResetError) -> Actor {
    let actor = try actor(tx, session, holding: .manageUsers)
    guard !givesRoles || Permission.assignRoles.isHeld(by: actor.roles) else { throw .notAuthorized }
    return actor
  }

  /// The users of the list, or the faults of all of it.
  private func checked(_ list: UserList, _ rules: CreationRules) async throws(ResetError) -> [CheckedUser] {
    var faults = list.faults
    var users: [CheckedUser] = []
    let now = clock.now
    for new in list.users {
      do throws(ResetError) {
        users.append(
          CheckedUser(
            line: new.line,
            imported: ImportedUser(user: try checked(new.user, rules), roles: new.user.roles, at: now)))
      } catch {
        faults.append(UserFault(line: new.line, userName: new.user.userPrincipalName, error))
      }
    }
    for start in stride(from: 0, to: users.count, by: Self.importChunk) {
      let part = users[start..<min(start + Self.importChunk, users.count)]
      let names = part.map(\.imported.user.userPrincipalName)
      let taken = try await store.read { tx throws(ResetError) in try tx.taken(names) }
      for user in part where taken.contains(user.imported.user.userPrincipalName) {
        let name = user.imported.user.userPrincipalName
        faults.append(
          UserFault(line: user.line, userName: name, .conflict(reason: "the user name \(name) is taken")))
      }
    }
    guard faults.isEmpty else { throw .invalidUsers(faults.sorted { ($0.line ?? 0) < ($1.line ?? 0) }) }
    return users
  }

  /// Adds the users in parts, under a journal.
  private func run(
    _ users: [ImportedUser], _ givesRoles: Bool, _ progress: @Sendable (Int, Int) -> Void, _ session: Session
  ) async throws(ResetError) {
    let id = random.identifier()
    let journal = try await store.write { [self] tx throws(ResetError) in
      let actor = try authorizeImport(tx, givesRoles, session)
      if let other = try tx.openImport() { throw Self.underWay(other) }
      let journal = ImportJournal(
        id: id, actor: actor.name, users: users.count, until: clock.now + ImportJournal.patience)
      try tx.save(journal)
      try audit(tx, .importStarted, by: actor.name, ["import": id, "users": String(users.count)])
      return journal
    }
    do throws(ResetError) {
      for start in stride(from: 0, to: users.count, by: Self.importChunk) {
        guard !Task.isCancelled else {
          throw .unavailable(reason: "the import was called off", remedy: "Import the list again.")
        }
        let part = Array(users[start..<min(start + Self.importChunk, users.count)])
        try await store.write { [self] tx throws(ResetError) in
          let actor = try authorizeImport(tx, givesRoles, session)
          try goOn(tx, journal)
          try tx.insert(part, of: journal)
          try audit(tx, part, of: journal, by: actor.name)
        }
        progress(start + part.count, users.count)
      }
      try await store.write { [self] tx throws(ResetError) in
        let actor = try authorizeImport(tx, givesRoles, session)
        try goOn(tx, journal)
        try tx.close(journal)
        try audit(tx, .importFinished, by: actor.name, ["import": id, "users": String(users.count)])
      }
    } catch {
      try await undo(journal)
      throw error
    }
  }

  private static func underWay(_ other: ImportJournal) -> ResetError {
    .conflict(
      reason: "\(other.actor) is importing a list of \(other.users) users; if that import ended early, its users go "
        + "half a minute after its last sign of life")
  }

  private func goOn(_ tx: any ResetTransaction, _ journal: ImportJournal) throws(ResetError) {
    guard var current = try tx.openImport(), current.id == journal.id else {
      throw .conflict(reason: "the import stood still for so long that it was taken for ended, and was undone")
    }
    current.until = clock.now + ImportJournal.patience
    try tx.save(current)
  }

  /// The events of one part, in one piece.
  private func audit(
    _ tx: any ResetTransaction, _ users: [ImportedUser], of journal: ImportJournal, by actor: String
  ) throws(ResetError) {
    let chain = AuditChain(keys: keys)
    var head = try tx.auditHead()
    var events: [AuditEvent] = []
    func add(_ activity: AuditEvent.Activity, _ user: User, _ details: [String: String]) {
      let event = chain.next(
        after: head, at: clock.now, activity, actor: actor, target: user.userPrincipalName, refusal: nil,
        details: details)
      events.append(event)
      head = event.head
    }
    for one in users {
      add(.addUser, one.user, ["import": journal.id])
      for role in one.roles.sorted() { add(.addRoleMember, one.user, ["import": journal.id, "role": role.rawValue]) }
    }
    if let last = events.last { try tx.append(events, seal: chain.seal(last)) }
  }

  /// Takes away what an import left that ended early.
  /// - Throws: ``ResetError/conflict(reason:)`` where it may still be under way.
  func undoAbandonedImport() async throws(ResetError) {
    guard let open = try await store.read({ tx throws(ResetError) in try tx.openImport() }) else { return }
    guard open.isAbandoned(at: clock.now) else { throw Self.underWay(open) }
    try await undo(open)
  }

  private func undo(_ journal: ImportJournal) async throws(ResetError) {
    var isGone = false
    while !isGone {
      isGone = try await store.write { [self] tx throws(ResetError) in
        // Somebody else was faster.
        guard try tx.openImport()?.id == journal.id else { return true }
        guard try tx.undo(journal, limit: Self.importChunk) else { return false }
        try audit(tx, .importUndone, by: journal.actor, ["import": journal.id])
        return true
      }
    }
  }
}

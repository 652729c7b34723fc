/// The outcome for one user of a bulk reset.
public struct BulkResetEntry: Sendable {
  public let user: UserID
  /// The receipt with the temporary password, shown once; or why this user was left as they were.
  public let result: Result<ResetReceipt, ResetError>
}

extension PasswordResetService {
  /// Resets the passwords of up to 40 users to temporary ones that the caller shows once, or has mailed with
  /// ``sendSignInInformation(for:to:as:)`` for as long as they are valid.
  ///
  /// One transaction. Users whom the actor may not reset, the actor among them, are left as they are and say why; the
  /// others are reset.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` for more than ``bulkLimit`` users,
  ///   ``ResetError/notAuthorized`` to who may reset nobody.
  public func resetPasswords(
    of users: [UserID], requireChange: Bool = true, as session: Session
  ) async throws(ResetError) -> [BulkResetEntry] {
    guard users.count <= Self.bulkLimit else {
      throw .invalidInput(field: "users", reason: "\(users.count) are more than the \(Self.bulkLimit) of one batch")
    }
    return try await auditingRefusals(of: .resetByAdmin, as: session) { () throws(ResetError) in
      let seen = try await store.read { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        guard ResetMatrix.resetsSomebody(actor.roles) else { throw .notAuthorized }
        var versions: [UserID: (user: User, version: Int)] = [:]
        for id in users {
          if let user = try tx.user(id), let version = try tx.credential(of: id)?.version {
            versions[id] = (user, version)
          }
        }
        return (versions: versions, policy: try policy(tx))
      }
      var prepared: [(id: UserID, pending: PendingReset?)] = []
      let batch = random.identifier()
      for id in users {
        guard let target = seen.versions[id] else {
          prepared.append((id, nil))
          continue
        }
        let password = TemporaryPassword(random: random, policy: seen.policy).generate(for: target.user)
        let hash = await hash(password)
        prepared.append(
          (
            id,
            PendingReset(
              target: target.user, version: target.version, password: password, hash: hash,
              temporary: requireChange, origin: .bulk, batch: batch)
          ))
      }
      let plan = prepared
      return try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        guard ResetMatrix.resetsSomebody(actor.roles) else { throw .notAuthorized }
        var entries: [BulkResetEntry] = []
        for (id, pending) in plan {
          entries.append(try resetOne(tx, id, pending, by: actor))
        }
        return entries
      }
    }
  }

  /// Refusals are part of the answer; only a store that fails ends the batch.
  private func resetOne(
    _ tx: any ResetTransaction, _ id: UserID, _ pending: PendingReset?, by actor: Actor
  ) throws(ResetError) -> BulkResetEntry {
    guard let pending, let target = try tx.user(id) else {
      return BulkResetEntry(user: id, result: .failure(.userNotFound))
    }
    do throws(ResetError) {
      try authorizeReset(tx, actor, target)
      guard try tx.requiredCredential(id).version == pending.version else {
        throw ResetError.conflict(reason: "somebody else reset or changed the password in between")
      }
    } catch {
      if case .unavailable = error { throw error }
      try audit(tx, .resetByAdmin, by: actor.name, on: target.userPrincipalName, refusal: error)
      return BulkResetEntry(user: id, result: .failure(error))
    }
    let reset = try commit(tx, pending, by: actor)
    return BulkResetEntry(
      user: id,
      result: .success(
        ResetReceipt(id: reset.id, user: id, generated: pending.password, expires: reset.passwordExpires)))
  }

  /// Has everybody but the actor change the password at the next sign-in, and ends their sessions, so that it is soon.
  ///
  /// Users whom the actor may not reset are left as they are.
  /// - Returns: How many were marked.
  public func forceChangeForAll(as session: Session) async throws(ResetError) -> Int {
    try await auditingRefusals(of: .setForceChange, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        guard ResetMatrix.resetsSomebody(actor.roles) else { throw .notAuthorized }
        var marked = 0
        var offset = 0
        while true {
          let page = try tx.users(containing: "", limit: 500, offset: offset)
          for target in page where target.id != actor.user.id {
            guard ResetMatrix.allows(actor.roles, toReset: try tx.roles(of: target.id)) else { continue }
            var credential = try tx.requiredCredential(target.id)
            credential.mustChange = true
            guard try tx.replace(version: credential.version, by: credential) else { continue }
            _ = try endSessions(tx, of: target)
            try audit(tx, .setForceChange, by: actor.name, on: target.userPrincipalName)
            marked += 1
          }
          guard page.count == 500 else { return marked }
          offset += page.count
        }
      }
    }
  }
}

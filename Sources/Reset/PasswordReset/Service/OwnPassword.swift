extension PasswordResetService {
  /// Changes the own password, and ends every session but the new one that is returned.
  ///
  /// The new password must be neither the current one nor the one before; so a temporary password cannot be kept. A
  /// wrong current password counts towards the lock-out.
  /// - Throws: ``ResetError/invalidCredentials``, ``ResetError/locked(until:)``, ``ResetError/reusedPassword``,
  ///   ``ResetError/policyViolation(_:)``, ``ResetError/passwordBanned``, ``ResetError/temporaryExpired``,
  ///   ``ResetError/sessionEnded``, ``ResetError/conflict(reason:)``.
  @discardableResult
  public func changeOwnPassword(
    from current: Secret, to new: Secret, as session: Session
  ) async throws(ResetError) -> Session {
    let seen = try await store.read { [self] tx throws(ResetError) in
      let user = try actor(tx, session, changeOnly: true).user
      let key = lockoutKey(of: user)
      if let until = try lockout(tx, key)?.isLocked(at: clock.now) { throw .locked(until: until) }
      return (user: user, credential: try tx.requiredCredential(user.id), policy: try policy(tx), key: key)
    }
    guard await verify(current, against: seen.credential.hash) else {
      let refusal = try await store.write { [self] tx throws(ResetError) in
        try countFailure(tx, seen.key, current, name: seen.user.userPrincipalName)
      }
      throw refusal
    }
    if let expires = seen.credential.expires, clock.now >= expires { throw .temporaryExpired }
    try seen.policy.check(new, for: seen.user)
    for used in [seen.credential.hash, seen.credential.previousHash] where used != nil {
      guard await !verify(new, against: used) else { throw .reusedPassword }
    }
    let hash = await hash(new)
    return try await store.write { [self] tx throws(ResetError) in
      let actor = try actor(tx, session, changeOnly: true)
      let credential = seen.credential.replaced(by: hash, at: clock.now)
      guard try tx.replace(version: seen.credential.version, by: credential) else {
        throw .conflict(reason: "the password was changed by somebody else in between")
      }
      try supersedeMessages(tx, of: actor.user.id)
      let user = try endSessions(tx, of: actor.user)
      try deleteLockout(tx, seen.key)
      try audit(tx, .changeBySelfService, by: actor.name, on: actor.name)
      return try startSession(tx, user, credential)
    }
  }

  /// By every key.
  func lockoutKey(of user: User) -> [String] { keys.digests(user.userPrincipalName.utf8, for: "user name") }
}

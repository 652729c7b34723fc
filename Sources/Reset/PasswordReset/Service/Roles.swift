extension PasswordResetService {
  public func roles(of user: UserID, as session: Session) async throws(ResetError) -> Set<Role> {
    try await store.read { [self] tx throws(ResetError) in
      let actor = try actor(tx, session)
      guard user == actor.user.id || Permission.readUsers.isHeld(by: actor.roles) else { throw .notAuthorized }
      _ = try tx.requiredUser(user)
      return try tx.roles(of: user)
    }
  }

  public func holders(of role: Role, as session: Session) async throws(ResetError) -> [User] {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readUsers)
      var users: [User] = []
      for id in try tx.holders(of: role) { users.append(try tx.requiredUser(id)) }
      return users
    }
  }

  /// Gives `role` to `user`. It counts from the next operation on, also within open sessions.
  /// - Throws: ``ResetError/notAuthorized``, ``ResetError/invalidInput(field:reason:)`` for what is no role's name.
  public func assign(_ role: Role, to user: UserID, as session: Session) async throws(ResetError) {
    guard role.isWellFormed else {
      throw .invalidInput(field: "role", reason: role.refusal)
    }
    try await changeRole(role, of: user, .addRoleMember, as: session) { tx throws(ResetError) in
      try tx.assign(role, to: user)
    }
  }

  /// Takes `role` from `user`. It no longer counts from the next operation on.
  /// - Throws: ``ResetError/notAuthorized``, ``ResetError/conflict(reason:)`` for the last global administrator.
  public func remove(_ role: Role, from user: UserID, as session: Session) async throws(ResetError) {
    try await changeRole(role, of: user, .removeRoleMember, as: session) { tx throws(ResetError) in
      if role == .globalAdministrator, try tx.holders(of: role) == [user] {
        throw .conflict(reason: "the organization needs a global administrator")
      }
      try tx.remove(role, from: user)
    }
  }

  private func changeRole(
    _ role: Role, of user: UserID, _ activity: AuditEvent.Activity, as session: Session,
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Void
  ) async throws(ResetError) {
    try await auditingRefusals(of: activity, on: user, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session, holding: .assignRoles)
        let target = try tx.requiredUser(user)
        try body(tx)
        try audit(tx, activity, by: actor.name, on: target.userPrincipalName, ["role": role.rawValue])
      }
    }
  }
}

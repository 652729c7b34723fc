/// What an account can be shown, before it tries.
public struct Capabilities: Sendable, Equatable {
  public let roles: Set<Role>
  public let permissions: Set<Permission>
  public let resetsSomebody: Bool

  public init(roles: Set<Role>, permissions: Set<Permission>, resetsSomebody: Bool) {
    self.roles = roles
    self.permissions = permissions
    self.resetsSomebody = resetsSomebody
  }
}

extension PasswordResetService {
  /// The own account.
  public func ownAccount(_ session: Session) async throws(ResetError) -> User {
    try await store.read { [self] tx throws(ResetError) in try actor(tx, session, changeOnly: true).user }
  }

  /// What the own roles allow now, for a page that hides what would be refused.
  public func capabilities(_ session: Session) async throws(ResetError) -> Capabilities {
    try await store.read { [self] tx throws(ResetError) in
      let roles = try actor(tx, session).roles
      return Capabilities(
        roles: roles, permissions: Set(Permission.allCases.filter { $0.isHeld(by: roles) }),
        resetsSomebody: ResetMatrix.resetsSomebody(roles))
    }
  }

  /// Lists users by display name, or those with `text` in a name or the user name, without regard to case.
  /// - Parameter limit: 1 to 1,000; more is cut to 1,000.
  public func users(
    matching text: String = "", limit: Int = 1000, offset: Int = 0, as session: Session
  ) async throws(ResetError) -> [User] {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readUsers)
      return try tx.users(containing: text, limit: min(max(limit, 1), 1000), offset: max(offset, 0))
    }
  }

  /// - Throws: ``ResetError/userNotFound``.
  public func user(_ id: UserID, as session: Session) async throws(ResetError) -> User {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readUsers)
      return try tx.requiredUser(id)
    }
  }

  /// - Throws: ``ResetError/userNotFound``.
  public func user(named userPrincipalName: String, as session: Session) async throws(ResetError) -> User {
    let name = UserName.canonical(userPrincipalName)
    return try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readUsers)
      guard let user = try tx.user(named: name) else { throw .userNotFound }
      return user
    }
  }

  /// Blocks the sign-in of `user` and ends all sessions, or lets the user sign in again.
  /// - Throws: ``ResetError/notAuthorized``, ``ResetError/targetRoleTooHigh``, ``ResetError/invalidInput(field:reason:)``
  ///   for the own account.
  public func setSignInBlocked(_ blocked: Bool, of user: UserID, as session: Session) async throws(ResetError) {
    let activity: AuditEvent.Activity = blocked ? .disableAccount : .enableAccount
    try await change(user, activity, .blockSignIn, as: session) { [self] tx, actor, target throws(ResetError) in
      guard actor.user.id != target.id else {
        throw .invalidInput(field: "user", reason: "nobody blocks the own account")
      }
      guard target.signInBlocked != blocked else { return }
      target.signInBlocked = blocked
      guard blocked else { return }
      target.sessionEpoch += 1
      try supersedeMessages(tx, of: target.id)
      try tx.endChallenges(of: target.id)
    }
  }

  /// Keeps the password of `user` from growing old, or no longer.
  public func setPasswordNeverExpires(_ on: Bool, of user: UserID, as session: Session) async throws(ResetError) {
    try await change(user, .updateUser, .manageUsers, as: session) { _, _, target throws(ResetError) in
      target.passwordNeverExpires = on
    }
  }

  /// Whether passwords of `user` need three of the four classes of characters.
  public func setStrongPasswordRequired(_ on: Bool, of user: UserID, as session: Session) async throws(ResetError) {
    try await change(user, .updateUser, .manageUsers, as: session) { _, _, target throws(ResetError) in
      target.strongPasswordRequired = on
    }
  }

  /// Lifts the lock of `user` without a new password.
  public func unlock(_ user: UserID, as session: Session) async throws(ResetError) {
    try await auditingRefusals(of: .updateUser, on: user, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        let target = try tx.requiredUser(user)
        try authorizeReset(tx, actor, target)
        try deleteLockout(tx, lockoutKey(of: target))
        try audit(tx, .updateUser, by: actor.name, on: target.userPrincipalName, ["lock": "lifted"])
      }
    }
  }

  func change(
    _ user: UserID, _ activity: AuditEvent.Activity, _ permission: Permission, as session: Session,
    _ body: @escaping @Sendable (any ResetTransaction, Actor, inout User) throws(ResetError) -> Void
  ) async throws(ResetError) {
    try await auditingRefusals(of: activity, on: user, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session, holding: permission)
        var target = try tx.requiredUser(user)
        try authorizeTouch(tx, actor, target)
        try body(tx, actor, &target)
        try tx.update(target)
        try audit(tx, activity, by: actor.name, on: target.userPrincipalName)
      }
    }
  }
}

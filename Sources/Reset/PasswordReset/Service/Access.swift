/// Who acts, as the transaction sees it.
struct Actor {
  let user: User
  let roles: Set<Role>
  var name: String { user.userPrincipalName }
}

extension ResetTransaction {
  func requiredTenant() throws(ResetError) -> Tenant {
    guard let tenant = try tenant() else {
      throw .unavailable(reason: "the directory is empty", remedy: "Set it up first.")
    }
    return tenant
  }

  func requiredUser(_ id: UserID) throws(ResetError) -> User {
    guard let user = try user(id) else { throw .userNotFound }
    return user
  }

  func requiredCredential(_ id: UserID) throws(ResetError) -> Credential {
    guard let credential = try credential(of: id) else { throw .userNotFound }
    return credential
  }

  func expiration(for user: User) throws(ResetError) -> PasswordExpiration {
    try domains().first { $0.name == user.domain }?.expiration ?? .never
  }
}

extension PasswordResetService {
  /// The user behind a session that still counts.
  ///
  /// - Parameter changeOnly: Whether a session that may only change the password is enough.
  /// - Throws: ``ResetError/sessionEnded``, ``ResetError/notAuthorized``.
  func actor(_ tx: any ResetTransaction, _ session: Session, changeOnly: Bool = false) throws(ResetError) -> Actor {
    guard
      let record = try self.record(tx, of: session.token), clock.now < record.expires,
      let user = try tx.user(record.user), user.sessionEpoch == record.epoch, !user.signInBlocked
    else { throw .sessionEnded }
    if record.kind != .normal, !changeOnly { throw .notAuthorized }
    return Actor(user: user, roles: try tx.roles(of: user.id))
  }

  func actor(
    _ tx: any ResetTransaction, _ session: Session, holding permission: Permission
  ) throws(ResetError) -> Actor {
    let actor = try actor(tx, session)
    guard permission.isHeld(by: actor.roles) else { throw .notAuthorized }
    return actor
  }

  /// Whether `actor` may set the password of `target`.
  func authorizeReset(_ tx: any ResetTransaction, _ actor: Actor, _ target: User) throws(ResetError) {
    guard ResetMatrix.resetsSomebody(actor.roles) else { throw .notAuthorized }
    guard actor.user.id != target.id else { throw .selfResetForbidden }
    guard ResetMatrix.allows(actor.roles, toReset: try tx.roles(of: target.id)) else { throw .targetRoleTooHigh }
  }

  /// Whether `actor`, who holds a permission, may use it on `target`: on oneself, or as far as the matrix goes.
  func authorizeTouch(_ tx: any ResetTransaction, _ actor: Actor, _ target: User) throws(ResetError) {
    guard actor.user.id != target.id else { return }
    guard ResetMatrix.allows(actor.roles, toReset: try tx.roles(of: target.id)) else { throw .targetRoleTooHigh }
  }

  /// Ends every session of `user`.
  func endSessions(_ tx: any ResetTransaction, of user: User) throws(ResetError) -> User {
    var user = user
    user.sessionEpoch += 1
    try tx.setSessionEpoch(user.sessionEpoch, of: user.id)
    return user
  }
}

extension PasswordResetService {
  /// Sets where another user can be reached outside of the organization; nothing removes it. The address that was
  /// registered before is told.
  /// - Throws: ``ResetError/invalidRecipient(reason:)``, ``ResetError/invalidInput(field:reason:)``, also for the own
  ///   account, whose contact details ask for the own password.
  public func setContact(
    alternateEmail: String?, mobile: String?, of user: UserID, as session: Session
  ) async throws(ResetError) {
    try await change(user, .updateUser, .manageUsers, as: session) { [self] tx, actor, target throws(ResetError) in
      guard actor.user.id != target.id else {
        throw .invalidInput(field: "user", reason: "the own contact details are changed on the own account")
      }
      try replaceContact(tx, &target, with: checked(alternateEmail, mobile, of: target))
    }
  }

  /// Registers where the own account can be reached, which self-service needs; nothing removes it.
  ///
  /// What is registered already changes only with the own password: whoever finds an open session must not turn the
  /// recovery of the account to themselves. The address that was registered before is told.
  /// - Parameter password: Needed where something is registered that would change.
  /// - Throws: ``ResetError/invalidRecipient(reason:)``, ``ResetError/invalidInput(field:reason:)``, also for want of a
  ///   password; ``ResetError/invalidCredentials`` and ``ResetError/locked(until:)`` for a wrong one.
  public func registerContact(
    alternateEmail: String?, mobile: String?, password: Secret? = nil, as session: Session
  ) async throws(ResetError) {
    let seen = try await store.read { [self] tx throws(ResetError) in
      let user = try actor(tx, session).user
      let key = lockoutKey(of: user)
      if let until = try lockout(tx, key)?.isLocked(at: clock.now) { throw .locked(until: until) }
      return (user: user, credential: try tx.requiredCredential(user.id), key: key)
    }
    if let password, await !verify(password, against: seen.credential.hash) {
      let refusal = try await store.write { [self] tx throws(ResetError) in
        try countFailure(tx, seen.key, password, name: seen.user.userPrincipalName)
      }
      throw refusal
    }
    try await store.write { [self] tx throws(ResetError) in
      var user = try actor(tx, session).user
      let contact = try checked(alternateEmail, mobile, of: user)
      let replaces =
        user.alternateEmail != nil && user.alternateEmail != contact.email
        || user.mobile != nil && user.mobile != contact.mobile
      if replaces {
        guard password != nil else {
          throw .invalidInput(field: "password", reason: "registered contact details change only with the own password")
        }
        guard try tx.requiredCredential(user.id).version == seen.credential.version else {
          throw .conflict(reason: "the password was changed by somebody else in between")
        }
        try deleteLockout(tx, seen.key)
      }
      try replaceContact(tx, &user, with: contact)
      try tx.update(user)
      try audit(tx, .registerMethod, by: user.userPrincipalName, on: user.userPrincipalName)
    }
  }

  /// What is kept already is not checked again: it is there in the form that goes over the wire.
  private func checked(
    _ email: String?, _ mobile: String?, of user: User
  ) throws(ResetError) -> (email: String?, mobile: String?) {
    (
      email: try email.map { text throws(ResetError) in
        text == user.alternateEmail ? text : try EmailAddress(text).wire
      },
      mobile: try mobile.map { text throws(ResetError) in try MobileNumber.checked(text) }
    )
  }

  /// Ends the recoveries whose codes went to the former contact details, and tells the former address.
  private func replaceContact(
    _ tx: any ResetTransaction, _ user: inout User, with contact: (email: String?, mobile: String?)
  ) throws(ResetError) {
    guard user.alternateEmail != contact.email || user.mobile != contact.mobile else { return }
    let former = user.alternateEmail
    user.alternateEmail = contact.email
    user.mobile = contact.mobile
    try tx.endChallenges(of: user.id)
    for var message in try tx.messages(for: user.id, in: .queued) where message.kind == .recoveryCode {
      message.state = .superseded
      message.sealed = nil
      message.leasedUntil = nil
      message.fence += 1
      _ = try tx.replace(fence: message.fence - 1, by: message)
    }
    try enqueueContactNotice(tx, user: user, formerly: former)
  }
}

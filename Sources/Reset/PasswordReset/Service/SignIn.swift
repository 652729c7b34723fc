extension PasswordResetService {
  /// Signs a user in.
  ///
  /// The session can only change the password when that is temporary, older than the domain allows, or was marked for
  /// a change.
  /// - Throws: ``ResetError/invalidCredentials``, ``ResetError/locked(until:)``, ``ResetError/signInBlocked`` (only to
  ///   who has the right password), ``ResetError/temporaryExpired``.
  public func signIn(_ userName: String, password: Secret) async throws(ResetError) -> Session {
    let name = UserName.canonical(userName)
    let key = keys.digests(name.utf8, for: "user name")
    // A change between reading the hash and deciding starts it over: a second time is rare, a fourth is an attack.
    for _ in 0..<4 {
      let seen = try await store.read { [self] tx throws(ResetError) in
        if let until = try lockout(tx, key)?.isLocked(at: clock.now) { throw .locked(until: until) }
        return try tx.user(named: name).flatMap { user throws(ResetError) in try tx.credential(of: user.id) }
      }
      let matches = await verify(password, against: seen?.hash)
      let rehashed: String? =
        if matches, let stored = seen?.hash, hasher.isOutdated(stored) { await hash(password) } else { nil }
      let outcome = try await store.writeBesideTrail { [self] tx throws(ResetError) -> SignInOutcome in
        let user = try tx.user(named: name)
        let credential = try user.flatMap { user throws(ResetError) in try tx.credential(of: user.id) }
        guard credential?.version == seen?.version, credential?.user == seen?.user else { return .changedMeanwhile }
        if let until = try lockout(tx, key)?.isLocked(at: clock.now) { return .refused(.locked(until: until)) }
        guard matches, let user, var credential else {
          return .refused(try countFailure(tx, key, password, name: name))
        }
        try deleteLockout(tx, key)
        if user.signInBlocked { return .refused(.signInBlocked) }
        if let expires = credential.expires, clock.now >= expires { return .refused(.temporaryExpired) }
        if let rehashed {
          credential.hash = rehashed
          _ = try tx.replace(version: credential.version, by: credential)
        }
        return .session(try startSession(tx, user, credential))
      }
      switch outcome {
      case .session(let session):
        Counters.signIn("ok")
        return session
      case .refused(let error):
        Counters.signIn(error.code)
        throw error
      case .changedMeanwhile: continue
      }
    }
    throw .conflict(reason: "the password is being changed right now")
  }

  private enum SignInOutcome {
    case session(Session)
    case refused(ResetError)
    case changedMeanwhile
  }

  /// Counts a wrong password; what to answer.
  func countFailure(
    _ tx: any ResetTransaction, _ key: [String], _ password: Secret, name: String
  ) throws(ResetError) -> ResetError {
    var lockout = try self.lockout(tx, key) ?? Lockout(key: key[0])
    let locked = lockout.fail(with: keys.digest(password, for: "wrong password for \(key[0])"), at: clock.now)
    try tx.save(lockout)
    guard let locked else { return .invalidCredentials }
    // A name that nobody has is locked alike, but is no news, and would let anybody fill the trail.
    if try tx.user(named: name) != nil {
      try audit(tx, .lockOut, by: "sign-in", on: name, ["until": locked.description])
    }
    return .locked(until: locked)
  }

  /// Of a name by any of its digests, as what the current key keeps.
  func lockout(_ tx: any ResetTransaction, _ key: [String]) throws(ResetError) -> Lockout? {
    for digest in key {
      guard let found = try tx.lockout(digest) else { continue }
      return Lockout(
        key: key[0], failures: found.failures, lockedUntil: found.lockedUntil, recent: found.recent,
        lastFailure: found.lastFailure)
    }
    return nil
  }

  func deleteLockout(_ tx: any ResetTransaction, _ key: [String]) throws(ResetError) {
    for digest in key { try tx.deleteLockout(digest) }
  }

  /// The session of a token, whichever key was current when it began.
  func record(_ tx: any ResetTransaction, of token: Secret) throws(ResetError) -> SessionRecord? {
    for digest in keys.digests(token, for: "session") {
      if let record = try tx.session(digest) { return record }
    }
    return nil
  }

  func startSession(
    _ tx: any ResetTransaction, _ user: User, _ credential: Credential
  ) throws(ResetError) -> Session {
    let kind: Session.Kind =
      if credential.isTemporary {
        .changeOnly(.temporaryPassword)
      } else if credential.mustChange {
        .changeOnly(.changeRequired)
      } else if credential.isOutdated(for: user, try tx.expiration(for: user), at: clock.now) {
        .changeOnly(.passwordExpired)
      } else {
        .normal
      }
    let token = Secret(random.bytes(32))
    let expires = clock.now + Self.sessionLength
    try tx.insert(
      SessionRecord(
        tokenDigest: keys.digest(token, for: "session"), user: user.id, epoch: user.sessionEpoch, kind: kind,
        expires: expires))
    return Session(token: token, user: user.id, kind: kind, expires: expires)
  }

  /// Takes a session up again from its token, such as one that came with a cookie.
  /// - Throws: ``ResetError/sessionEnded``.
  public func resume(_ token: Secret) async throws(ResetError) -> Session {
    return try await store.read { [self] tx throws(ResetError) in
      guard let record = try self.record(tx, of: token) else { throw .sessionEnded }
      let session = Session(token: token, user: record.user, kind: record.kind, expires: record.expires)
      _ = try actor(tx, session, changeOnly: true)
      return session
    }
  }

  /// Ends this session.
  public func signOut(_ session: Session) async throws(ResetError) {
    let digests = keys.digests(session.token, for: "session")
    try await store.writeBesideTrail { tx throws(ResetError) in
      for digest in digests { try tx.deleteSession(digest) }
    }
  }

  /// Ends every session of `user`, who must sign in again everywhere.
  /// - Throws: ``ResetError/notAuthorized``, ``ResetError/targetRoleTooHigh``, ``ResetError/userNotFound``.
  public func endSessions(of user: UserID, as session: Session) async throws(ResetError) {
    try await auditingRefusals(of: .endSessions, on: user, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        guard user == actor.user.id || Permission.endSessions.isHeld(by: actor.roles) else {
          throw .notAuthorized
        }
        let target = try tx.requiredUser(user)
        try authorizeTouch(tx, actor, target)
        _ = try endSessions(tx, of: target)
        try audit(tx, .endSessions, by: actor.name, on: target.userPrincipalName)
      }
    }
  }
}

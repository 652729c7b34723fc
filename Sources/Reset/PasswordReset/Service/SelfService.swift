extension PasswordResetService {
  /// How often one user name may ask for a recovery within an hour, whether anybody has it or not.
  static let recoveryLimit = 5

  /// Asks for a recovery. Nothing in the answer, nor in the time it takes, tells whether the user exists: the name is
  /// looked up when the sender runs.
  /// - Throws: ``ResetError/ssprDisabled`` where the organization has self-service turned off for everybody,
  ///   ``ResetError/throttled(retryAfter:)``.
  public func startRecovery(of userName: String) async throws(ResetError) -> RecoveryTicket {
    let name = UserName.canonical(userName)
    guard name.utf8.count <= 254 else { throw .invalidInput(field: "user name", reason: "it is longer than 254 bytes") }
    return try await store.writeBesideTrail { [self] tx throws(ResetError) in
      guard try tx.requiredTenant().selfService != .none else { throw .ssprDisabled }
      try limit(
        tx, keys.digests(name.utf8, for: "user name").map { "recoveries of \($0)" }, to: Self.recoveryLimit)
      let token = Secret(random.bytes(32))
      let expires = clock.now + RecoveryChallenge.validity
      let id = keys.digest(token, for: "recovery ticket")
      try tx.insert(RecoveryChallenge(id: id, userName: name, expires: expires))
      try tx.insert(
        newMessage(tx, cause: id, .recoveryLookup, to: "", user: nil, version: nil, secret: nil, expires: expires))
      return RecoveryTicket(token: token, expires: expires)
    }
  }

  /// The look-up that ``startRecovery(of:)`` put off: sends the first code where the user may recover.
  func lookUp(_ tx: any ResetTransaction, _ message: OutboxMessage) throws(ResetError) {
    guard var challenge = try tx.challenge(message.cause), let user = try tx.user(named: challenge.userName) else {
      return
    }
    let gates = try gates(tx, for: user)
    guard let gates, !user.signInBlocked, let address = user.alternateEmail else {
      let refusal: ResetError =
        gates == nil ? .ssprDisabled : user.signInBlocked ? .signInBlocked : .insufficientMethods
      return try audit(
        tx, .blockedFromSelfService, by: user.userPrincipalName, on: user.userPrincipalName, refusal: refusal)
    }
    challenge.user = user.id
    challenge.gates = gates
    challenge.credentialVersion = try tx.requiredCredential(user.id).version
    challenge.contactDigest = contactDigests(of: user)[0]
    try sendCode(tx, &challenge, to: address, channel: .mail, user: user)
  }

  /// How many gates `user` must pass: two for administrators, for whom self-service is on as soon as it is for
  /// anybody; nothing where it is off.
  private func gates(_ tx: any ResetTransaction, for user: User) throws(ResetError) -> Int? {
    let scope = try tx.requiredTenant().selfService
    let isAdministrator = try tx.roles(of: user.id).contains(where: \.isAdministrative)
    guard scope == .all || (scope == .selected && (user.selectedForSelfService || isAdministrator)) else { return nil }
    return isAdministrator ? 2 : 1
  }

  /// Sends a new code of eight digits for the next gate of `challenge`.
  private func sendCode(
    _ tx: any ResetTransaction, _ challenge: inout RecoveryChallenge, to recipient: String,
    channel: OutboxMessage.Channel, user: User
  ) throws(ResetError) {
    let code = Secret((0..<8).map { _ in UInt8(ascii: "0") + random.below(10) })
    challenge.codeDigest = keys.digest(code, for: "recovery code \(challenge.id)")
    challenge.attempts = 0
    try tx.update(challenge)
    try tx.insert(
      newMessage(
        tx, cause: challenge.id, .recoveryCode, channel: channel, to: recipient, user: user, version: nil, secret: code,
        expires: challenge.expires))
    try audit(
      tx, .selfServiceProgress, by: user.userPrincipalName, on: user.userPrincipalName,
      ["gate": String(challenge.proven + 1), "channel": channel.rawValue])
  }

  /// Redeems a code. A code works once, five wrong ones end the recovery.
  ///
  /// Unknown, expired, used and wrong codes are indistinguishable to the caller. Administrators must redeem two: by
  /// mail, then by text message.
  /// - Throws: ``ResetError/challengeInvalid``; ``ResetError/insufficientMethods`` to an administrator without a mobile
  ///   phone, after the first gate.
  public func redeem(_ code: Secret, for ticket: RecoveryTicket) async throws(ResetError) -> RecoveryProgress {
    let ids = keys.digests(ticket.token, for: "recovery ticket")
    let digests = ids.flatMap { keys.digests(code, for: "recovery code \($0)") }
    let outcome = try await store.writeBesideTrail {
      [self] tx throws(ResetError) -> Result<RecoveryProgress, ResetError> in
      guard var challenge = try first(of: ids, { id throws(ResetError) in try tx.challenge(id) }),
        clock.now < challenge.expires, !challenge.used
      else {
        return .failure(.challengeInvalid)
      }
      // For a name that nobody has there is no code to compare with, but the attempt costs the same.
      let user = try challenge.user.flatMap { id throws(ResetError) in try tx.user(id) }
      guard let user, let kept = challenge.codeDigest, digests.contains(kept), try isCurrent(tx, challenge, user) else {
        challenge.attempts += 1
        if challenge.attempts >= RecoveryChallenge.attemptsAllowed {
          challenge.used = true
          challenge.codeDigest = nil
          if let name = user?.userPrincipalName {
            try audit(tx, .blockedFromSelfService, by: name, on: name, refusal: .challengeInvalid)
          }
        }
        try tx.update(challenge)
        return .failure(.challengeInvalid)
      }
      challenge.codeDigest = nil
      challenge.proven += 1
      if challenge.proven < challenge.gates {
        guard let mobile = user.mobile, text != nil else {
          challenge.used = true
          try tx.update(challenge)
          try audit(
            tx, .blockedFromSelfService, by: user.userPrincipalName, on: user.userPrincipalName,
            refusal: .insufficientMethods)
          return .failure(.insufficientMethods)
        }
        try sendCode(tx, &challenge, to: mobile, channel: .text, user: user)
        return .success(.secondGate)
      }
      let grant = Secret(random.bytes(32))
      challenge.grantDigest = keys.digest(grant, for: "recovery grant")
      try tx.update(challenge)
      return .success(.proven(RecoveryGrant(token: grant)))
    }
    return try outcome.get()
  }

  /// Sets a new password with what passing the gates gave, and ends every session. The last password may be taken up
  /// again, as with any reset.
  /// - Throws: ``ResetError/challengeInvalid`` where the grant was used or has run out,
  ///   ``ResetError/policyViolation(_:)``, ``ResetError/passwordBanned``, which both leave the grant as it was;
  ///   ``ResetError/conflict(reason:)``.
  public func completeRecovery(_ grant: RecoveryGrant, newPassword: Secret) async throws(ResetError) {
    let digest = keys.digests(grant.token, for: "recovery grant")
    let seen = try await store.read { [self] tx throws(ResetError) in
      let user = try granted(tx, digest).user
      return (user: user, version: try tx.requiredCredential(user.id).version, policy: try policy(tx))
    }
    try seen.policy.check(newPassword, for: seen.user)
    let hash = await hash(newPassword)
    try await store.write { [self] tx throws(ResetError) in
      let (user, challenge) = try granted(tx, digest)
      try use(tx, challenge)
      _ = try commit(
        tx,
        PendingReset(
          target: user, version: seen.version, password: newPassword, hash: hash, temporary: false,
          origin: .selfService, batch: nil), by: nil)
    }
    Counters.resets(.selfService)
  }

  /// Lifts the lock of the own account with what passing the gates gave; the password stays.
  /// - Throws: ``ResetError/challengeInvalid``.
  public func unlock(with grant: RecoveryGrant) async throws(ResetError) {
    let digest = keys.digests(grant.token, for: "recovery grant")
    try await store.write { [self] tx throws(ResetError) in
      let (user, challenge) = try granted(tx, digest)
      try use(tx, challenge)
      try deleteLockout(tx, lockoutKey(of: user))
      try audit(tx, .unlockBySelfService, by: user.userPrincipalName, on: user.userPrincipalName)
    }
  }

  private func granted(
    _ tx: any ResetTransaction, _ digests: [String]
  ) throws(ResetError) -> (user: User, challenge: RecoveryChallenge) {
    guard let challenge = try first(of: digests, { digest throws(ResetError) in try tx.challenge(granting: digest) }),
      !challenge.used, clock.now < challenge.expires,
      let id = challenge.user, let user = try tx.user(id), !user.signInBlocked
    else { throw .challengeInvalid }
    guard try isCurrent(tx, challenge, user) else { throw .challengeInvalid }
    // Roles and settings count as they are now, not as they were when the codes were sent.
    guard let gates = try gates(tx, for: user) else { throw .ssprDisabled }
    guard challenge.proven >= gates else { throw .challengeInvalid }
    return (user, challenge)
  }

  /// What is kept under any of `digests`.
  private func first(
    of digests: [String], _ find: (String) throws(ResetError) -> RecoveryChallenge?
  ) throws(ResetError) -> RecoveryChallenge? {
    for digest in digests { if let found = try find(digest) { return found } }
    return nil
  }

  /// Whether nothing took the place of what the recovery began with: neither the password, whoever set it, nor the
  /// contact details that its codes went to.
  private func isCurrent(
    _ tx: any ResetTransaction, _ challenge: RecoveryChallenge, _ user: User
  ) throws(ResetError) -> Bool {
    try challenge.credentialVersion == tx.requiredCredential(user.id).version
      && contactDigests(of: user).contains { $0 == challenge.contactDigest }
  }

  private func contactDigests(of user: User) -> [String] {
    keys.digests("\(user.alternateEmail ?? "")\n\(user.mobile ?? "")".utf8, for: "contact details")
  }

  /// Uses the recovery up, and with it every other one of the same user.
  private func use(_ tx: any ResetTransaction, _ challenge: RecoveryChallenge) throws(ResetError) {
    var challenge = challenge
    challenge.used = true
    challenge.grantDigest = nil
    try tx.update(challenge)
    if let user = challenge.user { try tx.endChallenges(of: user) }
  }
}

/// The password that a reset sets.
public enum ResetChoice: Sendable {
  /// One that the library makes.
  case generated
  /// One that the administrator thought of. It may be the last one, but must meet the policy.
  case created(Secret)
}

/// What the administrator sees after a reset, once.
public struct ResetReceipt: Sendable {
  public let id: ResetID
  public let user: UserID
  /// The password that the library made; nothing for one that the administrator thought of.
  public let generated: Secret?
  /// When the password stops working; nothing where it does not.
  public let expires: Timestamp?
}

extension PasswordResetService {
  /// Resets the password of one user: ends all sessions, lifts a lock, and has the password mailed where that is asked.
  ///
  /// Returns after the reset is durable; mail leaves with the next ``deliver(batch:)``. Without recipients, the password
  /// can be mailed afterwards with ``sendSignInInformation(for:to:as:)`` for as long as it is valid. The user's
  /// registered address is told that the password was reset, without the password.
  /// - Parameters:
  ///   - requireChange: The password is temporary: it ends after the validity of the tenant, and the first sign-in
  ///     leads to a session that can only change it.
  ///   - recipients: At most five addresses.
  /// - Throws: ``ResetError/notAuthorized``, ``ResetError/selfResetForbidden``, ``ResetError/targetRoleTooHigh``,
  ///   ``ResetError/policyViolation(_:)``, ``ResetError/passwordBanned``, ``ResetError/invalidRecipient(reason:)``,
  ///   ``ResetError/tooManyRecipients(limit:)``, ``ResetError/throttled(retryAfter:)``,
  ///   ``ResetError/conflict(reason:)`` where another reset won.
  public func resetPassword(
    of user: UserID, to choice: ResetChoice = .generated, requireChange: Bool = true,
    deliverTo recipients: [String] = [],
    as session: Session
  ) async throws(ResetError) -> ResetReceipt {
    let addresses = try Self.addresses(recipients)
    return try await auditingRefusals(of: .resetByAdmin, on: user, as: session) { () throws(ResetError) in
      let seen = try await store.read { [self] tx throws(ResetError) in
        let target = try tx.requiredUser(user)
        try authorizeReset(tx, actor(tx, session), target)
        return (user: target, version: try tx.requiredCredential(user).version, policy: try policy(tx))
      }
      let password = try password(for: seen.user, choice, seen.policy)
      let hash = await hash(password)
      let receipt = try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        let target = try tx.requiredUser(user)
        try authorizeReset(tx, actor, target)
        let reset = try commit(
          tx,
          PendingReset(
            target: target, version: seen.version, password: password, hash: hash, temporary: requireChange,
            origin: .administrator, batch: nil), by: actor)
        try enqueue(tx, reset, password, to: addresses, user: target, by: actor)
        let generated: Secret? = if case .generated = choice { password } else { nil }
        return ResetReceipt(id: reset.id, user: user, generated: generated, expires: reset.passwordExpires)
      }
      Counters.resets(.administrator)
      return receipt
    }
  }

  func password(
    for user: User, _ choice: ResetChoice, _ policy: PasswordPolicy
  ) throws(ResetError) -> Secret {
    switch choice {
    case .generated: return TemporaryPassword(random: random, policy: policy).generate(for: user)
    case .created(let password):
      try policy.check(password, for: user)
      return password
    }
  }

  static func addresses(_ recipients: [String]) throws(ResetError) -> [EmailAddress] {
    guard recipients.count <= recipientLimit else { throw .tooManyRecipients(limit: recipientLimit) }
    var addresses: [EmailAddress] = []
    for recipient in recipients {
      let address = try EmailAddress(recipient)
      if !addresses.contains(address) { addresses.append(address) }
    }
    return addresses
  }
}

/// A reset that is hashed and checked, and needs only its transaction.
struct PendingReset: Sendable {
  let target: User
  /// The version of the credential that the reset was decided on.
  let version: Int
  let password: Secret
  let hash: String
  let temporary: Bool
  let origin: ResetOperation.Origin
  let batch: String?
}

extension PasswordResetService {
  /// The part of a reset that is one transaction, but for its mail.
  func commit(
    _ tx: any ResetTransaction, _ pending: PendingReset, by actor: Actor?
  ) throws(ResetError) -> ResetOperation {
    let now = clock.now
    let target = pending.target
    let validity = try tx.requiredTenant().temporaryValidity
    let expires: Timestamp? = if pending.temporary, let validity { now + validity } else { nil }
    let credential = try tx.requiredCredential(target.id).replaced(
      by: pending.hash, at: now, temporary: pending.temporary, expires: expires, mustChange: pending.temporary)
    guard try tx.replace(version: pending.version, by: credential) else {
      throw .conflict(reason: "somebody else reset or changed the password in between")
    }
    try supersedeMessages(tx, of: target.id)
    _ = try endSessions(tx, of: target)
    try deleteLockout(tx, lockoutKey(of: target))
    let id = ResetID(rawValue: random.identifier())
    // Only what an administrator set has to be handed over.
    let sealed: SealedSecret? =
      pending.origin != .selfService
      ? keys.seal(pending.password, for: "reset/\(id)", random: random) : nil
    let reset = ResetOperation(
      id: id, user: target.id, actor: actor?.user.id, origin: pending.origin, batch: pending.batch, at: now,
      credentialVersion: credential.version, temporary: pending.temporary, passwordExpires: expires, sealed: sealed,
      sealedUntil: expires ?? now + Self.handOver)
    try tx.insert(reset)
    var details = ["reset": id.rawValue]
    if let batch = pending.batch { details["batch"] = batch }
    try audit(
      tx, pending.origin == .selfService ? .resetBySelfService : .resetByAdmin,
      by: actor?.name ?? target.userPrincipalName, on: target.userPrincipalName, details)
    try audit(
      tx, .endSessions, by: actor?.name ?? target.userPrincipalName, on: target.userPrincipalName, details)
    try enqueueNotice(tx, reset, user: target)
    return reset
  }
}

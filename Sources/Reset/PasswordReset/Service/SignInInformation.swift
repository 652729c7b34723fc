/// How it stands with one message.
public struct Delivery: Sendable, Equatable, Identifiable {
  public let id: String
  public let kind: OutboxMessage.Kind
  public let recipient: String
  public let state: OutboxMessage.State
  public let attempts: Int
  public let nextTry: Timestamp
  /// Why the last attempt failed.
  public let failure: String?

  init(_ message: OutboxMessage) {
    id = message.id
    kind = message.kind
    recipient = message.recipient
    state = message.state
    attempts = message.attempts
    nextTry = message.nextTry
    failure = message.failure
  }
}

extension PasswordResetService {
  /// How many messages with a password one user, one address and one administrator may cause within an hour.
  enum SendLimit {
    static let window = Duration.hours(1)
    static let user = 10
    static let recipient = 10
    static let actor = 200
  }

  /// Mails the password of a reset, to new recipients or again, while it is still kept.
  ///
  /// It is kept until it was mailed or replaced, and for as long as it is valid (``handOver`` where it never ends);
  /// after that only a new reset helps. To a recipient who is still waited for, the same message is tried again at once.
  /// - Throws: ``ResetError/conflict(reason:)`` where the password is no longer kept or current,
  ///   ``ResetError/throttled(retryAfter:)``, and as a reset does.
  public func sendSignInInformation(
    for id: ResetID, to recipients: [String], as session: Session
  ) async throws(ResetError) {
    let addresses = try Self.addresses(recipients)
    guard !addresses.isEmpty else { throw .invalidRecipient(reason: "no address is named") }
    try await auditingRefusals(of: .sendSignInInformation, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session)
        guard ResetMatrix.resetsSomebody(actor.roles) else { throw .notAuthorized }
        guard let reset = try tx.reset(id) else { throw .conflict(reason: "there is no such reset") }
        let target = try tx.requiredUser(reset.user)
        try authorizeReset(tx, actor, target)
        guard try tx.requiredCredential(target.id).version == reset.credentialVersion else {
          throw .conflict(reason: "the password was replaced since")
        }
        guard let password = try keptPassword(tx, reset) else {
          throw .conflict(reason: "the password is no longer kept; reset it again")
        }
        try enqueue(tx, reset, password, to: addresses, user: target, by: actor)
      }
    }
  }

  /// The messages of a reset and how it stands with them, in the order in which they were asked for.
  public func deliveries(of id: ResetID, as session: Session) async throws(ResetError) -> [Delivery] {
    try await store.read { [self] tx throws(ResetError) in
      let actor = try actor(tx, session)
      guard ResetMatrix.resetsSomebody(actor.roles) else { throw .notAuthorized }
      guard let reset = try tx.reset(id) else { throw .conflict(reason: "there is no such reset") }
      try authorizeReset(tx, actor, tx.requiredUser(reset.user))
      return try tx.messages(of: id.rawValue).map(Delivery.init)
    }
  }

  /// The resets of one user, the newest first.
  public func resets(of user: UserID, as session: Session) async throws(ResetError) -> [ResetOperation] {
    try await store.read { [self] tx throws(ResetError) in
      try authorizeReset(tx, actor(tx, session), tx.requiredUser(user))
      return try tx.resets(of: user, limit: 100)
    }
  }

  /// The password of `reset` where it is still sealed: with the reset, or with a message that waits.
  func keptPassword(_ tx: any ResetTransaction, _ reset: ResetOperation) throws(ResetError) -> Secret? {
    if let expires = reset.passwordExpires, clock.now >= expires { return nil }
    if let sealed = reset.sealed, clock.now < reset.sealedUntil {
      return keys.open(sealed, for: "reset/\(reset.id)")
    }
    for message in try tx.messages(of: reset.id.rawValue) where message.kind == .signInInformation {
      if let sealed = message.sealed { return keys.open(sealed, for: message.sealingContext) }
    }
    return nil
  }

  /// Adds the messages that carry the password of `reset`.
  func enqueue(
    _ tx: any ResetTransaction, _ reset: ResetOperation, _ password: Secret, to addresses: [EmailAddress],
    user: User, by actor: Actor
  ) throws(ResetError) {
    for address in addresses {
      try limit(tx, ["sends for user \(user.id)"], to: SendLimit.user)
      let recipient = keys.digests(address.canonical.utf8, for: "recipient").map { "sends to \($0)" }
      try limit(tx, recipient, to: SendLimit.recipient)
      try limit(tx, ["sends by \(actor.user.id)"], to: SendLimit.actor)
      let waiting = try tx.messages(of: reset.id.rawValue)
        .first { $0.kind == .signInInformation && EmailAddress(checked: $0.recipient) == address }
      if var again = waiting {
        again.state = .queued
        again.nextTry = clock.now
        again.leasedUntil = nil
        again.attempts = 0
        again.fence += 1
        again.sealed = keys.seal(password, for: again.sealingContext, random: random)
        _ = try tx.replace(fence: again.fence - 1, by: again)
      } else {
        try tx.insert(
          newMessage(
            tx, cause: reset.id.rawValue, .signInInformation, to: address.wire, user: user,
            version: reset.credentialVersion, secret: password,
            expires: reset.passwordExpires ?? clock.now + Sending.longestAge))
      }
      try audit(
        tx, .sendSignInInformation, by: actor.name, on: user.userPrincipalName,
        ["reset": reset.id.rawValue, "recipient": address.wire])
    }
  }

  /// Adds the message that tells the user's registered address about `reset`.
  func enqueueNotice(_ tx: any ResetTransaction, _ reset: ResetOperation, user: User) throws(ResetError) {
    guard let address = user.alternateEmail else { return }
    try tx.insert(
      newMessage(
        tx, cause: reset.id.rawValue, .resetNotice, to: address, user: user, version: nil, secret: nil,
        expires: clock.now + Sending.notice))
  }

  /// Adds the message that tells the address that `user` had before that another took its place.
  func enqueueContactNotice(_ tx: any ResetTransaction, user: User, formerly address: String?) throws(ResetError) {
    guard let address else { return }
    try tx.insert(
      newMessage(
        tx, cause: random.identifier(), .contactNotice, to: address, user: user, version: nil, secret: nil,
        expires: clock.now + Sending.notice))
  }

  func newMessage(
    _ tx: any ResetTransaction, cause: String, _ kind: OutboxMessage.Kind, channel: OutboxMessage.Channel = .mail,
    to recipient: String, user: User?, version: Int?, secret: Secret?, expires: Timestamp
  ) throws(ResetError) -> OutboxMessage {
    let id = random.identifier()
    let tenant = try tx.requiredTenant()
    let domain: String
    if let user { domain = user.domain } else { domain = try tx.domains().first?.name ?? "localhost" }
    // A Message-ID is ASCII, the domain of the organization need not be.
    let host = domain.utf8.allSatisfy { $0 < 0x80 } ? domain : try String(EmailAddress("id@\(domain)").domain)
    let sealed = secret.map { keys.seal($0, for: "outbox/\(id)", random: random) }
    return OutboxMessage(
      id: id, cause: cause, kind: kind, channel: channel, recipient: recipient, locale: user?.locale ?? tenant.locale,
      messageID: "\(id)@\(host)", user: user?.id, credentialVersion: version, sealed: sealed, nextTry: clock.now,
      expires: expires)
  }

  /// Wipes every password of `user` that is still on its way, as a newer one takes its place.
  func supersedeMessages(_ tx: any ResetTransaction, of user: UserID) throws(ResetError) {
    for var message in try tx.messages(for: user, in: .queued) where !message.kind.isNotice {
      message.state = .superseded
      message.sealed = nil
      message.leasedUntil = nil
      message.fence += 1
      _ = try tx.replace(fence: message.fence - 1, by: message)
    }
    for reset in try tx.sealedResets(of: user) { try tx.wipeSecret(of: reset.id) }
  }

  /// Counts one more use within ``SendLimit/window``.
  /// - Parameter names: What the use is counted as by every key, the current one first.
  /// - Throws: ``ResetError/throttled(retryAfter:)`` for one too many.
  func limit(_ tx: any ResetTransaction, _ names: [String], to limit: Int) throws(ResetError) {
    let now = clock.now
    var uses = 0
    for name in names {
      // Not what a clock counted that has been set back since.
      uses += try tx.uses(of: name, since: now - SendLimit.window, until: now + SendLimit.window)
    }
    guard uses < limit else { throw .throttled(retryAfter: SendLimit.window) }
    try tx.count(names[0], at: now)
  }
}

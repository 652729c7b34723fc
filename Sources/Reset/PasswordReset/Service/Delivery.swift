/// What one run of the sender did.
public struct DeliveryReport: Sendable, Equatable {
  public var sent = 0
  /// To be tried again later.
  public var postponed = 0
  public var dead = 0
  public var superseded = 0
  public var expired = 0
  /// Why, one line for each message that was not taken.
  public var failures: [String] = []

  public init() {}

  mutating func add(_ other: DeliveryReport) {
    sent += other.sent
    postponed += other.postponed
    dead += other.dead
    superseded += other.superseded
    expired += other.expired
    failures += other.failures
  }
}

extension PasswordResetService {
  /// How the sender works; a message that fails for two days, or twelve times, is given up.
  enum Sending {
    static let lease = Duration.minutes(10)
    static let attempts = 12
    static let firstWait = Duration.seconds(30)
    static let longestWait = Duration.hours(1)
  }

  /// Sends what is due, and returns when nothing more is, or after the messages in hand where the task is cancelled.
  ///
  /// Any number of senders may run at once, in one process or several: each message is leased to one of them. A
  /// message is sent at least once; twice only where the connection, or the sender, died after the server took it, and
  /// then with the same Message-ID. Messages are sent side by side, so that a bad address holds up no other.
  /// - Parameter batch: How many messages are sent at once.
  /// - Throws: ``ResetError/unavailable(reason:remedy:)`` where the store fails. Mail that fails is in the report.
  @discardableResult
  public func deliver(batch: Int = 8) async throws(ResetError) -> DeliveryReport {
    var report = DeliveryReport()
    while true {
      let now = clock.now
      let leased = try await store.write { tx throws(ResetError) in
        try tx.lease(dueAt: now, until: now + Sending.lease, limit: max(1, batch))
      }
      guard !leased.isEmpty else { return report }
      let outcomes = await withTaskGroup(of: Result<DeliveryReport, ResetError>.self) { group in
        for message in leased {
          group.addTask { () async -> Result<DeliveryReport, ResetError> in
            do throws(ResetError) { return .success(try await self.deliver(message)) } catch { return .failure(error) }
          }
        }
        var outcomes: [Result<DeliveryReport, ResetError>] = []
        for await outcome in group { outcomes.append(outcome) }
        return outcomes
      }
      for outcome in outcomes { report.add(try outcome.get()) }
      if Task.isCancelled { return report }
    }
  }

  private enum Preparation {
    case ready(OutgoingMessage)
    case done(DeliveryReport)
  }

  private func deliver(_ message: OutboxMessage) async throws(ResetError) -> DeliveryReport {
    let preparation = try await store.write { [self] tx throws(ResetError) in try prepare(tx, message) }
    let outgoing: OutgoingMessage
    switch preparation {
    case .done(let report): return report
    case .ready(let ready): outgoing = ready
    }
    let failure: DeliveryFailure?
    do throws(DeliveryFailure) {
      switch message.channel {
      case .mail: try await mail.send(outgoing)
      case .text:
        guard let text else {
          throw DeliveryFailure(
            isPermanent: true, reason: "there is no gateway for text messages", remedy: "Configure one.")
        }
        try await text.send(outgoing)
      }
      failure = nil
    } catch {
      failure = error
    }
    return try await store.write { [self] tx throws(ResetError) in try finish(tx, message, failure) }
  }

  /// Decides, with the lease in hand, whether the message may still go out.
  private func prepare(_ tx: any ResetTransaction, _ leased: OutboxMessage) throws(ResetError) -> Preparation {
    // Somebody superseded it or asked for it again since the lease.
    guard let message = try tx.message(leased.id), message.fence == leased.fence, message.state == .queued else {
      return .done(DeliveryReport())
    }
    var report = DeliveryReport()
    if clock.now >= message.expires {
      try close(tx, message, .expired)
      report.expired = 1
      return .done(report)
    }
    if message.kind == .recoveryLookup {
      try lookUp(tx, message)
      try close(tx, message, .sent)
      return .done(report)
    }
    if let user = message.user, let version = message.credentialVersion,
      try tx.credential(of: user)?.version != version
    {
      try close(tx, message, .superseded)
      report.superseded = 1
      return .done(report)
    }
    guard let content = try content(tx, message),
      let user = try message.user.flatMap({ id throws(ResetError) in try tx.user(id) })
    else {
      try close(tx, message, .dead, failure: "the secret of the message cannot be opened with this key")
      report.dead = 1
      return .done(report)
    }
    return .ready(
      OutgoingMessage(
        id: message.messageID, channel: message.channel, recipient: message.recipient, locale: message.locale,
        content: content, tenantName: try tx.requiredTenant().name, displayName: user.displayName,
        userPrincipalName: user.userPrincipalName))
  }

  private func content(
    _ tx: any ResetTransaction, _ message: OutboxMessage
  ) throws(ResetError) -> OutgoingMessage.Content? {
    let reset = try tx.reset(ResetID(rawValue: message.cause))
    let secret = message.sealed.flatMap { keys.open($0, for: message.sealingContext) }
    switch message.kind {
    case .signInInformation:
      guard let reset, let secret else { return nil }
      return .signInInformation(password: secret, temporary: reset.temporary, expires: reset.passwordExpires)
    case .resetNotice:
      guard let reset else { return nil }
      return .resetNotice(at: reset.at)
    case .recoveryCode:
      guard let secret else { return nil }
      return .recoveryCode(secret, expires: message.expires)
    case .recoveryLookup: return nil
    }
  }

  private func finish(
    _ tx: any ResetTransaction, _ leased: OutboxMessage, _ failure: DeliveryFailure?
  ) throws(ResetError) -> DeliveryReport {
    var report = DeliveryReport()
    guard var message = try tx.message(leased.id), message.fence == leased.fence else { return report }
    guard let failure else {
      try close(tx, message, .sent)
      if message.kind == .signInInformation { try tx.wipeSecret(of: ResetID(rawValue: message.cause)) }
      report.sent = 1
      return report
    }
    report.failures = ["\(message.recipient): \(failure)"]
    message.attempts += 1
    if failure.isPermanent || message.attempts >= Sending.attempts {
      try close(tx, message, .dead, failure: failure.reason)
      report.dead = 1
      return report
    }
    message.failure = failure.reason
    message.leasedUntil = nil
    message.nextTry = clock.now + wait(after: message.attempts)
    _ = try tx.replace(fence: message.fence, by: message)
    report.postponed = 1
    return report
  }

  /// Ends the life of a message: its secret is wiped, whatever became of it.
  private func close(
    _ tx: any ResetTransaction, _ message: OutboxMessage, _ state: OutboxMessage.State, failure: String? = nil
  ) throws(ResetError) {
    var message = message
    message.state = state
    message.sealed = nil
    message.leasedUntil = nil
    message.failure = failure
    guard try tx.replace(fence: message.fence, by: message), state == .dead else { return }
    let target = try message.user.flatMap { id throws(ResetError) in try tx.user(id)?.userPrincipalName }
    try audit(
      tx, .deliveryFailed, by: "sender", on: target,
      ["message": message.id, "recipient": message.recipient, "reason": failure ?? ""])
  }

  /// Doubles with each attempt, and lies anywhere from half to one and a half times that, so that messages that failed
  /// together do not come back together.
  func wait(after attempts: Int) -> Duration {
    let doubled = Sending.firstWait * (1 << min(max(attempts - 1, 0), 10))
    return min(doubled, Sending.longestWait) * (0.5 + random.fraction())
  }
}

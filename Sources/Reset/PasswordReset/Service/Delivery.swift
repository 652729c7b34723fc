/// What one run of the sender did.
public struct DeliveryReport: Sendable, Equatable {
  public var sent = 0
  /// To be tried again later.
  public var postponed = 0
  public var dead = 0
  public var superseded = 0
  public var expired = 0
  /// Whether the run ended because the mail server takes nothing: what it has and was not tried waits.
  public var isHeld = false
  /// Why, one line for each message that was not taken.
  public var failures: [String] = []

  public init() {}

  mutating func add(_ other: DeliveryReport) {
    sent += other.sent
    postponed += other.postponed
    dead += other.dead
    superseded += other.superseded
    expired += other.expired
    isHeld = isHeld || other.isHeld
    failures += other.failures
  }
}

extension PasswordResetService {
  /// For how long a message is tried: one with a password for as long as that is valid, whatever the mail server does
  /// meanwhile.
  enum Sending {
    /// Of a password that never ends.
    static let longestAge = Duration.days(14)
    static let notice = Duration.days(7)
  }

  /// Sends what is due, and returns when nothing more is, or after the messages in hand where the task is cancelled.
  ///
  /// Any number of senders may run at once, in one process or several: each message is leased to one of them. A
  /// message is sent at least once; twice only where the connection, or the sender, died after the server took it, and
  /// then with the same Message-ID. Messages are sent side by side, so that a bad address holds up no other. A failure
  /// that is not about one message (``DeliveryFailure/holdsQueue``) ends the run, and is no message's fault.
  /// - Parameter batch: How many messages are sent at once.
  /// - Throws: ``ResetError/unavailable(reason:remedy:)`` where the store fails. Mail that fails is in the report.
  @discardableResult
  public func deliver(batch: Int = 8) async throws(ResetError) -> DeliveryReport {
    var report = DeliveryReport()
    while true {
      let now = clock.now
      let leased = try await store.lease(
        dueAt: now, until: now + OutboxMessage.Schedule.lease, limit: max(1, batch))
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
      for outcome in outcomes {
        let one = try outcome.get()
        Counters.deliveries(one)
        report.add(one)
      }
      // What holds the queue is said once, not for each message in hand.
      var said: Set<String> = []
      report.failures = report.failures.filter { said.insert($0).inserted }
      if report.isHeld || Task.isCancelled { return report }
    }
  }

  /// Returns when there may be mail to send, or when `limit` is over: a server database tells at once, also of what
  /// another process queued.
  public func waitForMail(upTo limit: Duration) async { await store.waitForMail(upTo: limit) }

  private enum Preparation {
    case ready(OutgoingMessage)
    case done(DeliveryReport)
  }

  private func deliver(_ message: OutboxMessage) async throws(ResetError) -> DeliveryReport {
    let preparation = try await store.writeBesideTrail { [self] tx throws(ResetError) in try prepare(tx, message) }
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
    return try await store.writeBesideTrail { [self] tx throws(ResetError) in try finish(tx, message, failure) }
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
    case .contactNotice: return .contactNotice(at: message.expires - Sending.notice)
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
      if message.kind == .signInInformation { try wipeKept(tx, message) }
      report.sent = 1
      return report
    }
    report.failures = [failure.holdsQueue ? failure.description : "\(message.recipient): \(failure)"]
    report.isHeld = failure.holdsQueue
    message.attempts += 1
    if failure.isPermanent {
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
    let before = message
    var message = message
    message.state = state
    message.sealed = nil
    message.leasedUntil = nil
    message.failure = failure ?? (state == .expired ? before.failure : nil)
    guard try tx.replace(fence: message.fence, by: message), state == .dead || state == .expired else { return }
    // The look-up of a recovery, and a code that nobody waits for any more, are no news.
    if state == .expired, message.kind == .recoveryLookup || message.kind == .recoveryCode { return }
    let target = try message.user.flatMap { id throws(ResetError) in try tx.user(id)?.userPrincipalName }
    try audit(
      tx, .deliveryFailed, by: "sender", on: target,
      [
        "message": message.id, "recipient": message.recipient,
        "reason": failure ?? "it ran out; the last failure: \(before.failure ?? "none")",
      ])
  }

  /// Anywhere from half to one and a half times the wait of the schedule, so that messages that failed together do not
  /// come back together.
  func wait(after attempts: Int) -> Duration {
    OutboxMessage.Schedule.wait(after: attempts) * (0.5 + random.fraction())
  }

  /// Wipes the password that the reset of a sent message keeps, unless another of its messages was given up and may be
  /// tried again.
  private func wipeKept(_ tx: any ResetTransaction, _ sent: OutboxMessage) throws(ResetError) {
    let others = try tx.messages(of: sent.cause)
    guard !others.contains(where: { $0.kind == .signInInformation && $0.state == .dead }) else { return }
    try tx.wipeSecret(of: ResetID(rawValue: sent.cause))
  }
}

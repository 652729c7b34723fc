import PasswordReset
import Synchronization
import Testing

/// Fails as a test tells it to, and keeps what went through.
final class UnreliableTransport: MessageTransport {
  private struct State {
    var failures: [String: DeliveryFailure] = [:]
    var attempts: [OutgoingMessage] = []
    var held: DeliveryFailure?
    var interlude: (@Sendable () async -> Void)?
  }
  private let state = Mutex(State())

  var attempts: [OutgoingMessage] { state.withLock { $0.attempts } }

  func fail(_ recipient: String, permanently: Bool = false) {
    let failure = DeliveryFailure(isPermanent: permanently, reason: "the server is full", remedy: "Empty it.")
    state.withLock { $0.failures[recipient] = failure }
  }

  /// As a server that takes nothing from anybody.
  func hold() {
    let failure = DeliveryFailure(
      isPermanent: true, holdsQueue: true, reason: "the server is closed", remedy: "Open it.")
    state.withLock { $0.held = failure }
  }

  func recover() {
    state.withLock { state in
      state.held = nil
      state.failures = [:]
    }
  }

  /// Runs once, while the next message is on its way.
  func duringNextSend(_ body: @escaping @Sendable () async -> Void) { state.withLock { $0.interlude = body } }

  func send(_ message: OutgoingMessage) async throws(DeliveryFailure) {
    let interlude = state.withLock { state in
      state.attempts.append(message)
      defer { state.interlude = nil }
      return state.interlude
    }
    await interlude?()
    if let failure = state.withLock({ $0.held ?? $0.failures[message.recipient] }) { throw failure }
  }
}

private struct OutboxWorld {
  let world: World
  let transport = UnreliableTransport()
  let service: PasswordResetService
  let ada: Session
  let mette: UserID

  init() async throws {
    world = try await World()
    service = PasswordResetService(
      store: world.store, keys: world.keys, hasher: PasswordHasher(cost: .reducedForTests), clock: world.clock,
      mail: transport)
    ada = try await world.signIn("ada")
    mette = try await world.id("mette", as: ada)
  }

  func reset(to recipients: String...) async throws -> ResetReceipt {
    try await service.resetPassword(of: mette, deliverTo: recipients, as: ada)
  }

  func signInMail(_ receipt: ResetReceipt) async throws -> [Delivery] {
    try await service.deliveries(of: receipt.id, as: ada).filter { $0.kind == .signInInformation }
  }

  /// What of the reset's password the store still keeps.
  func sealedSecrets(_ receipt: ResetReceipt) async throws -> Int {
    try await world.store.read { tx throws(ResetError) in
      let messages = try tx.messages(of: receipt.id.rawValue).count { $0.sealed != nil }
      return try messages + (tx.reset(receipt.id)?.sealed == nil ? 0 : 1)
    }
  }
}

@Suite("The outbox")
struct OutboxTests {
  @Test("names at most five recipients, each once")
  func recipients() async throws {
    let outbox = try await OutboxWorld()
    let six = (1...6).map { "a\($0)@privat.example" }
    await #expect(throws: ResetError.tooManyRecipients(limit: 5)) {
      try await outbox.service.resetPassword(of: outbox.mette, deliverTo: six, as: outbox.ada)
    }
    let receipt = try await outbox.service.resetPassword(
      of: outbox.mette, deliverTo: ["a@privat.example", "a@PRIVAT.example", "A@privat.example"], as: outbox.ada)
    #expect(try await outbox.signInMail(receipt).map(\.recipient) == ["a@privat.example"])
    try await outbox.service.sendSignInInformation(for: receipt.id, to: ["A@PRIVAT.example"], as: outbox.ada)
    #expect(try await outbox.signInMail(receipt).count == 1, "another spelling is no other recipient")
  }

  @Test("waits longer after each failure, with jitter, and keeps the Message-ID")
  func backOff() async throws {
    let outbox = try await OutboxWorld()
    outbox.transport.fail("a@privat.example")
    let receipt = try await outbox.reset(to: "a@privat.example")
    var waits: [Duration] = []
    for attempt in 1...4 {
      #expect(try await outbox.service.deliver().postponed == 1)
      let delivery = try await outbox.signInMail(receipt)[0]
      #expect(delivery.attempts == attempt)
      #expect(delivery.failure == "the server is full")
      waits.append(delivery.nextTry.since(outbox.world.clock.now))
      #expect(try await outbox.service.deliver() == DeliveryReport(), "not before its time")
      outbox.world.clock.advance(by: waits[attempt - 1])
    }
    for (attempt, wait) in waits.enumerated() {
      let base = Duration.seconds(30) * (1 << attempt)
      #expect(wait >= base / 2 && wait <= base * 3 / 2)
    }
    outbox.transport.recover()
    #expect(try await outbox.service.deliver().sent == 1)
    let mails = outbox.transport.attempts.filter { $0.recipient == "a@privat.example" }
    #expect(mails.count == 5)
    #expect(Set(mails.map(\.id)).count == 1)
  }

  @Test("wipes the password when it was sent, was given up, or has run out")
  func wiping() async throws {
    let outbox = try await OutboxWorld()
    let sent = try await outbox.reset(to: "a@privat.example")
    #expect(try await outbox.sealedSecrets(sent) == 2)
    try await outbox.service.deliver()
    #expect(try await outbox.sealedSecrets(sent) == 0)

    outbox.transport.fail("b@privat.example", permanently: true)
    let dead = try await outbox.reset(to: "b@privat.example")
    #expect(try await outbox.service.deliver().dead == 1)
    #expect(try await outbox.sealedSecrets(dead) == 1, "for as long as it may be handed over")
    outbox.world.clock.advance(by: .hours(24) + .seconds(1))
    try await outbox.service.tidy()
    #expect(try await outbox.sealedSecrets(dead) == 0)

    outbox.transport.fail("c@privat.example")
    let ada = try await outbox.world.signIn("ada")
    let late = try await outbox.service.resetPassword(of: outbox.mette, deliverTo: ["c@privat.example"], as: ada)
    try await outbox.service.deliver()
    outbox.world.clock.advance(by: .hours(24))
    #expect(try await outbox.service.deliver().expired == 1)
    try await outbox.service.tidy()
    #expect(try await outbox.sealedSecrets(late) == 0)
  }

  @Test("never mails a password that was replaced")
  func superseded() async throws {
    let outbox = try await OutboxWorld()
    let first = try await outbox.reset(to: "a@privat.example")
    let second = try await outbox.reset(to: "a@privat.example")
    #expect(try await outbox.signInMail(first)[0].state == .superseded)
    #expect(try await outbox.sealedSecrets(first) == 0)
    try await outbox.service.deliver()
    let mailed = outbox.transport.attempts.compactMap(\.secret)
    #expect(mailed == [second.generated])
    await #expect(throws: ResetError.conflict(reason: "the password was replaced since")) {
      try await outbox.service.sendSignInInformation(for: first.id, to: ["b@privat.example"], as: outbox.ada)
    }
  }

  @Test("notices a replacement that another program made without wiping the mail")
  func supersededBehindItsBack() async throws {
    let outbox = try await OutboxWorld()
    let receipt = try await outbox.reset(to: "a@privat.example")
    let mette = outbox.mette
    try await outbox.world.store.write { tx throws(ResetError) in
      guard var credential = try tx.credential(of: mette) else { throw .userNotFound }
      credential.version += 1
      _ = try tx.replace(version: credential.version - 1, by: credential)
    }
    let report = try await outbox.service.deliver()
    #expect(report.superseded == 1)
    #expect(outbox.transport.attempts.compactMap(\.secret).isEmpty)
    #expect(try await outbox.signInMail(receipt)[0].state == .superseded)
  }

  @Test("mails the password after the reset, to new recipients and again, while it is kept")
  func handOver() async throws {
    let outbox = try await OutboxWorld()
    let receipt = try await outbox.reset()
    outbox.transport.fail("a@privat.example")
    try await outbox.service.sendSignInInformation(for: receipt.id, to: ["a@privat.example"], as: outbox.ada)
    try await outbox.service.deliver()
    outbox.transport.recover()
    try await outbox.service.sendSignInInformation(for: receipt.id, to: ["a@privat.example"], as: outbox.ada)
    #expect(try await outbox.service.deliver().sent == 1, "at once, not when its time would have come")
    let mails = outbox.transport.attempts.filter { $0.recipient == "a@privat.example" }
    #expect(mails.map(\.secret) == [receipt.generated, receipt.generated])
    #expect(Set(mails.map(\.id)).count == 1)
    await #expect(throws: ResetError.conflict(reason: "the password is no longer kept; reset it again")) {
      try await outbox.service.sendSignInInformation(for: receipt.id, to: ["b@privat.example"], as: outbox.ada)
    }
  }

  @Test("keeps a password that was not mailed for as long as it is valid, and no longer")
  func handOverEnds() async throws {
    let outbox = try await OutboxWorld()
    let receipt = try await outbox.reset()
    let forever = try await outbox.service.resetPassword(
      of: try await outbox.world.id("niels", as: outbox.ada), requireChange: false, as: outbox.ada)
    for (hours, isKept) in [(23, true), (1, false)] {
      outbox.world.clock.advance(by: .hours(hours))
      let ada = try await outbox.world.signIn("ada")
      if isKept {
        // Somewhere that takes nothing, so that it stays.
        outbox.transport.fail("a@privat.example")
        try await outbox.service.sendSignInInformation(for: receipt.id, to: ["a@privat.example"], as: ada)
      } else {
        await #expect(throws: ResetError.conflict(reason: "the password is no longer kept; reset it again")) {
          try await outbox.service.sendSignInInformation(for: receipt.id, to: ["b@privat.example"], as: ada)
        }
      }
      try await outbox.service.sendSignInInformation(for: forever.id, to: ["\(hours)@privat.example"], as: ada)
    }
    outbox.world.clock.advance(by: PasswordResetService.handOver)
    try await outbox.service.tidy()
    #expect(try await outbox.sealedSecrets(receipt) <= 1, "what waits is closed by the sender")
    try await outbox.service.deliver()
    #expect(try await outbox.sealedSecrets(receipt) == 0)
  }

  @Test("limits the mail to one user and to one address")
  func limits() async throws {
    let outbox = try await OutboxWorld()
    for _ in 0..<10 { _ = try await outbox.reset(to: "a@privat.example") }
    await #expect(throws: ResetError.throttled(retryAfter: .hours(1))) {
      _ = try await outbox.reset(to: "b@privat.example")
    }
    let niels = try await outbox.world.id("niels", as: outbox.ada)
    await #expect(throws: ResetError.throttled(retryAfter: .hours(1))) {
      try await outbox.service.resetPassword(of: niels, deliverTo: ["a@privat.example"], as: outbox.ada)
    }
    _ = try await outbox.world.signIn("niels")
    outbox.world.clock.advance(by: .hours(1) + .seconds(1))
    _ = try await outbox.reset(to: "a@privat.example")
  }

  @Test("gives a message to one of many senders")
  func leases() async throws {
    let outbox = try await OutboxWorld()
    let recipients = (0..<5).map { "a\($0)@privat.example" }
    _ = try await outbox.service.resetPassword(of: outbox.mette, deliverTo: recipients, as: outbox.ada)
    await withTaskGroup { group in
      for _ in 0..<8 { group.addTask { _ = try? await outbox.service.deliver(batch: 1) } }
    }
    #expect(outbox.transport.attempts.map(\.recipient).sorted() == (recipients + ["mette@privat.example"]).sorted())
  }

  @Test("lets nobody with an expired lease say how it went")
  func fences() async throws {
    let outbox = try await OutboxWorld()
    let receipt = try await outbox.reset(to: "a@privat.example")
    outbox.transport.fail("a@privat.example", permanently: true)
    // While the first sender hangs, its lease runs out and a second one sends the message.
    outbox.transport.duringNextSend {
      outbox.world.clock.advance(by: .minutes(11))
      outbox.transport.recover()
      _ = try? await outbox.service.deliver()
      outbox.transport.fail("a@privat.example", permanently: true)
      outbox.transport.fail("mette@privat.example", permanently: true)
    }
    try await outbox.service.deliver(batch: 1)
    let states = try await outbox.service.deliveries(of: receipt.id, as: outbox.ada).map(\.state)
    #expect(states == [.sent, .sent], "the late refusal does not count")
  }

  @Test("loses nothing to a night in which the mail server takes nothing")
  func nightWithoutServer() async throws {
    let outbox = try await OutboxWorld()
    outbox.transport.hold()
    let receipt = try await outbox.reset(to: "a@privat.example")
    for _ in 0..<80 {
      let report = try await outbox.service.deliver()
      #expect(report.dead == 0 && report.expired == 0)
      outbox.world.clock.advance(by: .minutes(15))
    }
    outbox.transport.recover()
    outbox.world.clock.advance(by: .minutes(90))
    #expect(try await outbox.service.deliver().sent == 2)
    let mail = try #require(outbox.transport.attempts.last { $0.recipient == "a@privat.example" })
    #expect(mail.secret == receipt.generated)
  }

  @Test("stops at a failure that would be the next message's, too, and holds it against none")
  func held() async throws {
    let outbox = try await OutboxWorld()
    let recipients = (0..<5).map { "a\($0)@privat.example" }
    _ = try await outbox.service.resetPassword(of: outbox.mette, deliverTo: recipients, as: outbox.ada)
    outbox.transport.hold()
    let report = try await outbox.service.deliver(batch: 2)
    #expect(report.isHeld && report.postponed == 2 && report.dead == 0)
    #expect(report.failures == ["the server is closed. Open it."], "said once, with what to mend")
    #expect(outbox.transport.attempts.count == 2, "the others were not tried")
  }

  @Test("goes on, and lets people in, after the clock was set back")
  func clockSetBack() async throws {
    let outbox = try await OutboxWorld()
    outbox.transport.fail("a@privat.example")
    let receipt = try await outbox.reset(to: "a@privat.example")
    for _ in 0..<3 {
      try await outbox.service.deliver()
      outbox.world.clock.advance(by: .hours(1))
    }
    for attempt in 1...10 { _ = try? await outbox.world.signIn("niels", "wrong \(attempt)") }
    await #expect(throws: ResetError.self) { try await outbox.world.signIn("niels") }
    for _ in 0..<5 { _ = try? await outbox.service.startRecovery(of: "niels@contoso.example") }
    outbox.world.clock.advance(by: .zero - .days(30))
    outbox.transport.recover()
    #expect(try await outbox.service.deliver().sent == 1)
    #expect(try await outbox.signInMail(receipt).map(\.state) == [.sent])
    _ = try await outbox.world.signIn("niels")
  }

  @Test("gives a message up that was refused, and tries it again when an operator says so")
  func deadLetters() async throws {
    let outbox = try await OutboxWorld()
    outbox.transport.fail("mette@privat.example", permanently: true)
    let receipt = try await outbox.reset(to: "a@privat.example")
    try await outbox.service.deliver()
    let ada = try await outbox.world.signIn("ada")
    let dead = try await outbox.service.outbox(.dead, as: ada)
    #expect(dead.map(\.recipient) == ["mette@privat.example"])
    outbox.transport.recover()
    try await outbox.service.retry(dead[0].id, as: ada)
    #expect(try await outbox.service.deliver().sent == 1)
    let sent = try await outbox.service.deliveries(of: receipt.id, as: ada)
    await #expect(throws: ResetError.self) { try await outbox.service.retry(sent[0].id, as: ada) }
  }

  @Test("says so where its key does not open the secret")
  func wrongKey() async throws {
    let outbox = try await OutboxWorld()
    _ = try await outbox.reset(to: "a@privat.example")
    let stranger = PasswordResetService(
      store: outbox.world.store, keys: KeyRing(), hasher: PasswordHasher(cost: .reducedForTests),
      clock: outbox.world.clock, mail: outbox.transport)
    let report = try await stranger.deliver()
    #expect(report.dead == 1 && report.sent == 1, "the notice carries no secret")
  }
}

import PasswordReset
import Testing

extension World {
  /// The newest code that was sent to `recipient`.
  func code(to recipient: String) throws -> Secret {
    try #require(mailbox.messages(to: recipient).last?.secret)
  }

  func grant(_ name: String) async throws -> RecoveryGrant {
    let ticket = try await service.startRecovery(of: "\(name)@contoso.example")
    try await service.deliver()
    let progress = try await service.redeem(code(to: "\(name)@privat.example"), for: ticket)
    guard case .proven(let grant) = progress else { throw ResetError.challengeInvalid }
    return grant
  }
}

@Suite("Self-service")
struct SelfServiceTests {
  @Test("resets the password of a user through one gate, and tells the registered address")
  func oneGate() async throws {
    let world = try await World(selfService: .all)
    let old = try await world.signIn("mette")
    let grant = try await world.grant("mette")
    try await world.service.completeRecovery(grant, newPassword: Secret("Rye-bread-4-lunch"))
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(old) }
    #expect(try await world.signIn("mette", "Rye-bread-4-lunch").kind == .normal)
    try await world.service.deliver()
    let notice = try #require(world.mailbox.messages.last)
    #expect(notice.recipient == "mette@privat.example" && notice.secret == nil)
    let ada = try await world.signIn("ada")
    #expect(try await world.activities(as: ada).contains("Reset password (self-service)"))
  }

  @Test("may set the last password again, as any reset may")
  func lastPassword() async throws {
    let world = try await World(selfService: .all)
    let grant = try await world.grant("mette")
    try await world.service.completeRecovery(grant, newPassword: Secret(World.initial))
    _ = try await world.signIn("mette")
  }

  @Test("takes administrators through two gates")
  func twoGates() async throws {
    let world = try await World(selfService: .all)
    let ticket = try await world.service.startRecovery(of: "ada@contoso.example")
    try await world.service.deliver()
    let first = try await world.service.redeem(world.code(to: "ada@privat.example"), for: ticket)
    guard case .secondGate = first else {
      Issue.record("one gate was enough")
      return
    }
    try await world.service.deliver()
    let text = try #require(world.mailbox.messages(to: "+4512345678").last)
    #expect(text.channel == .text)
    guard case .proven(let grant) = try await world.service.redeem(try #require(text.secret), for: ticket) else {
      Issue.record("two gates were not enough")
      return
    }
    try await world.service.completeRecovery(grant, newPassword: Secret("Rye-bread-4-lunch"))
    _ = try await world.signIn("ada", "Rye-bread-4-lunch")
  }

  @Test("tells an administrator without a mobile phone after the first gate")
  func oneMethod() async throws {
    let world = try await World(selfService: .all)
    let ticket = try await world.service.startRecovery(of: "pia@contoso.example")
    try await world.service.deliver()
    await #expect(throws: ResetError.insufficientMethods) {
      try await world.service.redeem(world.code(to: "pia@privat.example"), for: ticket)
    }
  }

  @Test("asks a user who became an administrator for the second gate")
  func becameAdministrator() async throws {
    let world = try await World(selfService: .all)
    let grant = try await world.grant("mette")
    let ada = try await world.signIn("ada")
    try await world.service.assign(.helpdeskAdministrator, to: try await world.id("mette", as: ada), as: ada)
    await #expect(throws: ResetError.challengeInvalid) {
      try await world.service.completeRecovery(grant, newPassword: Secret("Rye-bread-4-lunch"))
    }
  }

  @Test("is refused to all while it is off, and sends nothing to those who are not selected")
  func scope() async throws {
    let world = try await World()
    await #expect(throws: ResetError.ssprDisabled) {
      try await world.service.startRecovery(of: "mette@contoso.example")
    }
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    try await world.service.setSelfService(.selected, selected: [mette], as: ada)
    _ = try await world.grant("mette")
    _ = try await world.service.startRecovery(of: "niels@contoso.example")
    try await world.service.deliver()
    #expect(world.mailbox.messages(to: "niels@privat.example").isEmpty)
    let blocked = try await world.service.auditEvents(as: ada).last { $0.activity == .blockedFromSelfService }
    #expect(blocked?.target == "niels@contoso.example" && blocked?.refusal == "ssprDisabled")
  }

  @Test("answers alike for a user whom nobody knows")
  func unknownUser() async throws {
    let world = try await World(selfService: .all)
    let ticket = try await world.service.startRecovery(of: "nobody@contoso.example")
    let report = try await world.service.deliver()
    #expect(report == DeliveryReport())
    for _ in 0..<6 {
      await #expect(throws: ResetError.challengeInvalid) {
        try await world.service.redeem(Secret("12345678"), for: ticket)
      }
    }
  }

  @Test("limits how often a name asks, known or not", arguments: ["mette", "nobody"])
  func throttled(name: String) async throws {
    let world = try await World(selfService: .all)
    for _ in 0..<5 { _ = try await world.service.startRecovery(of: "\(name)@contoso.example") }
    await #expect(throws: ResetError.throttled(retryAfter: .hours(1))) {
      try await world.service.startRecovery(of: "\(name)@contoso.example")
    }
    world.clock.advance(by: .hours(1) + .seconds(1))
    _ = try await world.service.startRecovery(of: "\(name)@contoso.example")
  }

  @Test("takes a code once, refuses the sixth guess, and ends after 15 minutes")
  func codes() async throws {
    let world = try await World(selfService: .all)
    var ticket = try await world.service.startRecovery(of: "mette@contoso.example")
    try await world.service.deliver()
    let first = try world.code(to: "mette@privat.example")
    #expect(first.reveal().utf8.count == 8)
    _ = try await world.service.redeem(first, for: ticket)
    await #expect(throws: ResetError.challengeInvalid) { try await world.service.redeem(first, for: ticket) }

    ticket = try await world.service.startRecovery(of: "mette@contoso.example")
    try await world.service.deliver()
    let second = try world.code(to: "mette@privat.example")
    for guess in 0..<5 {
      await #expect(throws: ResetError.challengeInvalid) {
        try await world.service.redeem(Secret("wrong \(guess)"), for: ticket)
      }
    }
    await #expect(throws: ResetError.challengeInvalid) { try await world.service.redeem(second, for: ticket) }

    ticket = try await world.service.startRecovery(of: "mette@contoso.example")
    try await world.service.deliver()
    world.clock.advance(by: .minutes(15))
    let third = try world.code(to: "mette@privat.example")
    await #expect(throws: ResetError.challengeInvalid) { try await world.service.redeem(third, for: ticket) }
  }

  @Test("keeps the grant when the new password is refused")
  func refusedPassword() async throws {
    let world = try await World(selfService: .all)
    let grant = try await world.grant("mette")
    await #expect(throws: ResetError.policyViolation([.tooShort(minimum: 8)])) {
      try await world.service.completeRecovery(grant, newPassword: Secret("Aa1-xyz"))
    }
    try await world.service.completeRecovery(grant, newPassword: Secret("Rye-bread-4-lunch"))
    await #expect(throws: ResetError.challengeInvalid) {
      try await world.service.completeRecovery(grant, newPassword: Secret("Sour-cream-5-cakes"))
    }
  }

  @Test("unlocks an account and leaves its password")
  func unlock() async throws {
    let world = try await World(selfService: .all)
    for attempt in 1...10 { _ = try? await world.signIn("mette", "wrong \(attempt)") }
    let grant = try await world.grant("mette")
    try await world.service.unlock(with: grant)
    _ = try await world.signIn("mette")
    let ada = try await world.signIn("ada")
    #expect(try await world.activities(as: ada).last == "Unlock user account (self-service)")
    await #expect(throws: ResetError.challengeInvalid) { try await world.service.unlock(with: grant) }
  }

  @Test("uses the contact that the user registered")
  func registeredContact() async throws {
    let world = try await World(selfService: .all)
    let mette = try await world.signIn("mette")
    try await world.service.registerContact(
      alternateEmail: "ny@privat.example", mobile: "+45 1234-5678", password: Secret(World.initial), as: mette)
    #expect(try await world.service.ownAccount(mette).mobile == "+4512345678")
    _ = try await world.service.startRecovery(of: "mette@contoso.example")
    try await world.service.deliver()
    #expect(world.mailbox.messages.map(\.recipient) == ["mette@privat.example", "ny@privat.example"])
    for wrong in ["12345678", "+12", "+45 12 34 x6", "+1234567890123456"] {
      await #expect(throws: ResetError.self) {
        try await world.service.registerContact(alternateEmail: nil, mobile: wrong, as: mette)
      }
    }
  }
}

import PasswordReset
import Testing

@Suite("A master key that is replaced")
struct KeyRotationTests {
  private func service(_ world: World, _ keys: KeyRing) -> PasswordResetService {
    PasswordResetService(
      store: world.store, keys: keys, hasher: PasswordHasher(cost: .reducedForTests), clock: world.clock,
      mail: world.mailbox, text: world.mailbox)
  }

  @Test("interrupts nothing: sessions, locks, limits, recoveries, mail and trail go on through every step")
  func rotation() async throws {
    let old = KeyRing.makeMaster()
    let new = KeyRing.makeMaster()
    let before = try KeyRing(hexadecimal: old)
    let world = try await World(selfService: .all, keys: before)
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    let niels = try await world.id("niels", as: ada)
    let receipt = try await world.service.resetPassword(of: mette, deliverTo: ["a@privat.example"], as: ada)
    let kept = try await world.service.resetPassword(of: niels, as: ada)
    for attempt in 1...10 { _ = try? await world.signIn("pia", "wrong \(attempt)") }
    for _ in 0..<5 { _ = try await world.service.startRecovery(of: "nobody@contoso.example") }

    // Each service is started anew at its own time: old first, then new first, beside each other.
    let learnt = service(world, try KeyRing(hexadecimal: old, others: [new]))
    let turned = service(world, try KeyRing(hexadecimal: new, others: [old]))
    for step in [learnt, turned, learnt, turned] {
      try await step.checkKey()
      #expect(try await step.ownAccount(ada).userPrincipalName == "ada@contoso.example")
      await #expect(throws: ResetError.self) {
        try await step.signIn("pia@contoso.example", password: Secret(World.initial))
      }
      await #expect(throws: ResetError.throttled(retryAfter: .hours(1))) {
        try await step.startRecovery(of: "nobody@contoso.example")
      }
      try await step.setExpiration(.days(90), as: ada)
      guard case .intact = try await step.verifyAudit(as: ada) else {
        Issue.record("the trail is broken in the middle of a rotation")
        return
      }
    }
    let ticket = try await learnt.startRecovery(of: "ada@contoso.example")
    let result = try await turned.retireKeys(as: ada)
    #expect(result.resealed == 3, "two messages with it, and a kept password")
    #expect(result.readUntil == world.clock.now + PasswordResetService.sessionLength)
    #expect(try await turned.isSealedWithCurrentKey())

    // The old one is gone.
    let after = service(world, try KeyRing(hexadecimal: new))
    try await after.checkKey()
    guard case .intact = try await after.verifyTrail() else {
      Issue.record("events of the old key are not verified without it")
      return
    }
    #expect(try await after.deliver().dead == 0)
    #expect(world.mailbox.messages(to: "a@privat.example").map(\.secret) == [receipt.generated])
    let admin = try await after.signIn("ada@contoso.example", password: Secret(World.initial))
    try await after.sendSignInInformation(for: kept.id, to: ["n@privat.example"], as: admin)
    try await after.deliver()
    #expect(world.mailbox.messages(to: "n@privat.example").map(\.secret) == [kept.generated])
    _ = ticket

    // Whoever finds the old one adds nothing to the trail that would be believed.
    let stolen = service(world, before)
    try? await stolen.setExpiration(
      .days(30), as: stolen.signIn("ada@contoso.example", password: Secret(World.initial)))
    guard case .broken = try await after.verifyTrail() else {
      Issue.record("an event of a retired key was believed")
      return
    }
  }

  @Test("is not retired where there is no other, nor by who is no global administrator")
  func refused() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    await #expect(throws: ResetError.self) { try await world.service.retireKeys(as: ada) }
    let pia = try await world.signIn("pia")
    let ring = try KeyRing(hexadecimal: KeyRing.makeMaster(), others: [KeyRing.makeMaster()])
    await #expect(throws: ResetError.self) { try await service(world, ring).retireKeys(as: pia) }
    await #expect(throws: ResetError.self) { try await service(world, ring).checkKey() }
  }
}

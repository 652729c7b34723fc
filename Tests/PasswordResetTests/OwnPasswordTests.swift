import PasswordReset
import Testing

@Suite("Changing the own password")
struct OwnPasswordTests {
  @Test("refuses the current password and the one before, and ends the other sessions")
  func reuse() async throws {
    let world = try await World()
    let other = try await world.signIn("mette")
    var session = try await world.signIn("mette")
    let first = Secret(World.initial)
    let second = Secret("Rye-bread-4-lunch")
    await #expect(throws: ResetError.reusedPassword) {
      try await world.service.changeOwnPassword(from: first, to: first, as: session)
    }
    session = try await world.service.changeOwnPassword(from: first, to: second, as: session)
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(other) }
    await #expect(throws: ResetError.reusedPassword) {
      try await world.service.changeOwnPassword(from: second, to: first, as: session)
    }
    session = try await world.service.changeOwnPassword(from: second, to: Secret("Sour-cream-5-cakes"), as: session)
    _ = try await world.service.changeOwnPassword(from: Secret("Sour-cream-5-cakes"), to: first, as: session)
  }

  @Test("does not take up the password from before a temporary one, which a reset may")
  func reuseAfterReset() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    let temporary = try #require(try await world.service.resetPassword(of: mette, as: ada).generated)
    let session = try await world.service.signIn("mette@contoso.example", password: temporary)
    await #expect(throws: ResetError.reusedPassword) {
      try await world.service.changeOwnPassword(from: temporary, to: Secret(World.initial), as: session)
    }
    _ = try await world.service.resetPassword(
      of: mette, to: .created(Secret(World.initial)), requireChange: false, as: ada)
    #expect(try await world.signIn("mette").kind == .normal)
  }

  @Test("counts wrong current passwords towards the lock")
  func lockout() async throws {
    let world = try await World()
    let session = try await world.signIn("mette")
    for attempt in 1..<10 {
      await #expect(throws: ResetError.invalidCredentials) {
        try await world.service.changeOwnPassword(
          from: Secret("wrong \(attempt)"), to: Secret("Rye-bread-4-lunch"), as: session)
      }
    }
    let until = world.clock.now + .seconds(60)
    await #expect(throws: ResetError.locked(until: until)) {
      try await world.service.changeOwnPassword(
        from: Secret("wrong 10"), to: Secret("Rye-bread-4-lunch"), as: session)
    }
    await #expect(throws: ResetError.locked(until: until)) { try await world.signIn("mette") }
  }

  @Test("checks the policy and names the rule")
  func policy() async throws {
    let world = try await World()
    let session = try await world.signIn("mette")
    await #expect(throws: ResetError.policyViolation([.tooShort(minimum: 8)])) {
      try await world.service.changeOwnPassword(from: Secret(World.initial), to: Secret("Aa1-xyz"), as: session)
    }
    _ = try await world.signIn("mette")
  }
}

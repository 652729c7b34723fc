import PasswordReset
import Testing

@Suite("Signing in")
struct SignInTests {
  @Test("gives one answer for an unknown user and a wrong password")
  func indistinguishable() async throws {
    let world = try await World()
    await #expect(throws: ResetError.invalidCredentials) { try await world.signIn("nobody", "x") }
    await #expect(throws: ResetError.invalidCredentials) { try await world.signIn("mette", "x") }
  }

  @Test("knows the user name in any case and with white space around it")
  func spelling() async throws {
    let world = try await World()
    _ = try await world.service.signIn(" METTE@Contoso.Example\n", password: Secret(World.initial))
  }

  @Test("is refused for a minute after ten wrong passwords, the right one included", arguments: ["mette", "nobody"])
  func lockout(name: String) async throws {
    let world = try await World()
    for attempt in 1..<10 {
      await #expect(throws: ResetError.invalidCredentials) { try await world.signIn(name, "wrong \(attempt)") }
    }
    let until = world.clock.now + .seconds(60)
    await #expect(throws: ResetError.locked(until: until)) { try await world.signIn(name, "wrong 10") }
    await #expect(throws: ResetError.locked(until: until)) { try await world.signIn(name) }
    world.clock.advance(by: .seconds(60))
    let longer = world.clock.now + .seconds(120)
    await #expect(throws: ResetError.locked(until: longer)) { try await world.signIn(name, "wrong 11") }
  }

  @Test("works again when the lock is over, and then forgets the failures")
  func afterLockout() async throws {
    let world = try await World()
    for attempt in 1...10 { _ = try? await world.signIn("mette", "wrong \(attempt)") }
    world.clock.advance(by: .seconds(60))
    _ = try await world.signIn("mette")
    await #expect(throws: ResetError.invalidCredentials) { try await world.signIn("mette", "wrong") }
  }

  @Test("does not count the last three wrong passwords again")
  func repeatedPassword() async throws {
    let world = try await World()
    for _ in 0..<20 {
      for attempt in 1...3 {
        await #expect(throws: ResetError.invalidCredentials) { try await world.signIn("mette", "old \(attempt)") }
      }
    }
    _ = try await world.signIn("mette")
  }

  @Test("is unlocked by an administrator's reset")
  func resetUnlocks() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    for attempt in 1...10 { _ = try? await world.signIn("mette", "wrong \(attempt)") }
    let mette = try await world.id("mette", as: pia)
    let password = try #require(try await world.service.resetPassword(of: mette, as: pia).generated)
    _ = try await world.service.signIn("mette@contoso.example", password: password)
  }

  @Test("is refused to who is blocked, who learns so only with the right password")
  func blocked() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.signIn("mette")
    try await world.service.setSignInBlocked(true, of: mette.user, as: ada)
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(mette) }
    await #expect(throws: ResetError.signInBlocked) { try await world.signIn("mette") }
    await #expect(throws: ResetError.invalidCredentials) { try await world.signIn("mette", "wrong") }
    try await world.service.setSignInBlocked(false, of: mette.user, as: ada)
    _ = try await world.signIn("mette")
    #expect(try await world.activities(as: ada).suffix(2) == ["Disable account", "Enable account"])
  }

  @Test("ends after eight hours, when signed out, and when an administrator ends all sessions")
  func sessionsEnd() async throws {
    let world = try await World()
    let first = try await world.signIn("mette")
    let second = try await world.signIn("mette")
    try await world.service.signOut(first)
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(first) }
    let resumed = try await world.service.resume(second.token)
    #expect(try await world.service.ownAccount(resumed).displayName == "Mette Holm")
    let ada = try await world.signIn("ada")
    try await world.service.endSessions(of: second.user, as: ada)
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(second) }
    await #expect(throws: ResetError.sessionEnded) { try await world.service.resume(second.token) }
    #expect(try await world.activities(as: ada).last == "Update StsRefreshTokenValidFrom Timestamp")
    world.clock.advance(by: .hours(8))
    await #expect(throws: ResetError.sessionEnded) { try await world.service.ownAccount(ada) }
  }

  @Test("leads to a change when the password is older than the domain allows")
  func expiration() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    for days in [13, 731] {
      await #expect(throws: ResetError.self) { try await world.service.setExpiration(.days(days), as: ada) }
    }
    try await world.service.setExpiration(.days(14), as: ada)
    #expect(try await world.service.domains(as: ada).map(\.expiration) == [.days(14)])
    let niels = try await world.id("niels", as: ada)
    try await world.service.setPasswordNeverExpires(true, of: niels, as: ada)
    world.clock.advance(by: .days(14))
    #expect(try await world.signIn("mette").kind == .changeOnly(.passwordExpired))
    #expect(try await world.signIn("niels").kind == .normal)
    let mette = try await world.signIn("mette")
    let changed = try await world.service.changeOwnPassword(
      from: Secret(World.initial), to: Secret("Rye-bread-4-lunch"), as: mette)
    #expect(changed.kind == .normal)
  }

  @Test("raises the cost of a hash that was made with a lower one")
  func rehash() async throws {
    let world = try await World()
    let stronger = PasswordResetService(
      store: world.store, keys: world.keys, hasher: PasswordHasher(cost: .owasp), clock: world.clock,
      mail: world.mailbox)
    let session = try await stronger.signIn("mette@contoso.example", password: Secret(World.initial))
    let hash = try await world.store.read { tx throws(ResetError) in try tx.credential(of: session.user)?.hash }
    #expect(hash?.hasPrefix("$argon2id$v=19$m=19456,t=2,p=1$") == true)
    _ = try await stronger.signIn("mette@contoso.example", password: Secret(World.initial))
  }
}

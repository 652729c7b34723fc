import PasswordReset
import Testing

@Suite("Temporary passwords")
struct TemporaryPasswordTests {
  @Test("always meet the policy of the user that they are made for")
  func meetPolicy() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let users = try await world.service.createUsers(
      (0..<40).map { World.user("user\($0)", "Anna", "Xyz\($0)") }, as: ada)
    let policy = PasswordPolicy(profile: .entra, terms: BannedTerms(), tenantName: "Contoso")
    for _ in 0..<10 {
      for entry in try await world.service.resetPasswords(of: users.map(\.id), as: ada) {
        let user = try #require(users.first { $0.id == entry.user })
        let password = try #require(try entry.result.get().generated)
        #expect(throws: Never.self) { try policy.check(password, for: user) }
        #expect(password.count == 19)
        let text = password.reveal()
        #expect(!text.contains { "0Oo1lI".contains($0) }, "look-alikes are left out")
      }
    }
  }

  @Test("stop working after 24 hours, or never where the tenant says so")
  func expire() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    let first = try #require(try await world.service.resetPassword(of: mette, as: ada).generated)
    world.clock.advance(by: .hours(24))
    await #expect(throws: ResetError.temporaryExpired) {
      try await world.service.signIn("mette@contoso.example", password: first)
    }
    let again = try await world.signIn("ada")
    try await world.service.setTemporaryValidity(nil, as: again)
    let second = try #require(try await world.service.resetPassword(of: mette, as: again).generated)
    world.clock.advance(by: .days(1000))
    #expect(
      try await world.service.signIn("mette@contoso.example", password: second).kind
        == .changeOnly(.temporaryPassword))
  }
}

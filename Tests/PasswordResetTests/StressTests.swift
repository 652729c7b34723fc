import PasswordReset
import Testing

/// What an operator's bad day showed.
@Suite("On a bad day, the library")
struct StressTests {
  private func recover(_ world: World) async throws -> (ticket: RecoveryTicket, code: Secret) {
    let ticket = try await world.service.startRecovery(of: "mette@contoso.example")
    try await world.service.deliver()
    return (ticket, try world.code(to: "mette@privat.example"))
  }

  /// What ends a recovery that is under way.
  enum Ending: CaseIterable {
    case administratorReset, ownChange, ownContact, contactByAdministrator, otherRecovery, unlocked, blocked
  }

  private func end(_ world: World, _ ending: Ending) async throws {
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    switch ending {
    case .administratorReset: _ = try await world.service.resetPassword(of: mette, as: ada)
    case .ownChange:
      let session = try await world.signIn("mette")
      try await world.service.changeOwnPassword(
        from: Secret(World.initial), to: Secret("Kale-soup-5-supper"), as: session)
    case .ownContact:
      let session = try await world.signIn("mette")
      try await world.service.registerContact(
        alternateEmail: "new@privat.example", mobile: nil, password: Secret(World.initial), as: session)
    case .contactByAdministrator:
      try await world.service.setContact(alternateEmail: "new@privat.example", mobile: nil, of: mette, as: ada)
    case .otherRecovery:
      try await world.service.completeRecovery(world.grant("mette"), newPassword: Secret("Kale-soup-5-supper"))
    case .unlocked: try await world.service.unlock(with: world.grant("mette"))
    case .blocked:
      try await world.service.setSignInBlocked(true, of: mette, as: ada)
      try await world.service.setSignInBlocked(false, of: mette, as: ada)
    }
  }

  @Test("ends codes and grants with whatever took the place of what they began with", arguments: Ending.allCases)
  func recoveriesEnd(_ ending: Ending) async throws {
    let world = try await World(selfService: .all)
    let grant = try await world.grant("mette")
    let (ticket, code) = try await recover(world)
    try await end(world, ending)
    await #expect(throws: ResetError.challengeInvalid) { try await world.service.redeem(code, for: ticket) }
    await #expect(throws: ResetError.challengeInvalid) {
      try await world.service.completeRecovery(grant, newPassword: Secret("Rye-bread-4-lunch"))
    }
    await #expect(throws: ResetError.challengeInvalid) { try await world.service.unlock(with: grant) }
  }

  @Test("changes registered contact details only with the own password, and tells the address that was there before")
  func contactDetails() async throws {
    let world = try await World(selfService: .all)
    let mette = try await world.signIn("mette")
    let change: @Sendable (Secret?) async throws -> Void = { password in
      try await world.service.registerContact(
        alternateEmail: "thief@privat.example", mobile: nil, password: password, as: mette)
    }
    await #expect(
      throws: ResetError.invalidInput(
        field: "password", reason: "registered contact details change only with the own password")
    ) { try await change(nil) }
    await #expect(throws: ResetError.invalidCredentials) { try await change(Secret("wrong")) }
    #expect(try await world.service.ownAccount(mette).alternateEmail == "mette@privat.example")
    try await change(Secret(World.initial))
    try await world.service.deliver()
    let notice = try #require(world.mailbox.messages.last)
    guard case .contactNotice(let moment) = notice.content else {
      Issue.record("the notice is \(notice.content)")
      return
    }
    #expect(notice.recipient == "mette@privat.example" && moment == world.clock.now)
    // Wrong passwords count towards the lock here, too.
    for attempt in 0..<10 { _ = try? await change(Secret("guess \(attempt)")) }
    await #expect(throws: ResetError.self) { try await world.signIn("mette") }
  }

  @Test("tells the former address, too, where an administrator changed it, who must not change the own that way")
  func contactByAdministrator() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    try await world.service.setContact(
      alternateEmail: "new@privat.example", mobile: nil, of: world.id("mette", as: ada), as: ada)
    try await world.service.deliver()
    #expect(world.mailbox.messages.map(\.recipient) == ["mette@privat.example"])
    await #expect(throws: ResetError.self) {
      try await world.service.setContact(
        alternateEmail: "new@privat.example", mobile: nil, of: world.id("ada", as: ada), as: ada)
    }
  }

  @Test("registers first contact details without asking, since there is nobody to protect yet")
  func firstContact() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    try await world.service.createUsers(
      [NewUser("uwe@contoso.example", password: Secret(World.initial))], as: ada)
    let uwe = try await world.signIn("uwe")
    try await world.service.registerContact(alternateEmail: "uwe@privat.example", mobile: nil, as: uwe)
    #expect(try await world.service.ownAccount(uwe).alternateEmail == "uwe@privat.example")
  }

  @Test("mails to an address beyond ASCII, also one that comes back from the store")
  func addressBeyondASCII() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.id("mette", as: ada)
    let receipt = try await world.service.resetPassword(of: mette, deliverTo: ["b@bl\u{E5}b\u{E6}r.dk"], as: ada)
    // The same letter in two scalars is the same address.
    try await world.service.sendSignInInformation(for: receipt.id, to: ["B@bla\u{30A}b\u{E6}r.dk"], as: ada)
    try await world.service.deliver()
    #expect(world.mailbox.messages(to: "b@xn--blbr-roah.dk").map(\.secret) == [receipt.generated])
    try await world.service.setContact(alternateEmail: "b@bl\u{E5}b\u{E6}r.dk", mobile: nil, of: mette, as: ada)
    try await world.service.setContact(
      alternateEmail: world.service.user(mette, as: ada).alternateEmail, mobile: "+4512345678", of: mette, as: ada)
    #expect(try await world.service.user(mette, as: ada).alternateEmail == "b@xn--blbr-roah.dk")
  }

  @Test("counts the spellings of one address as one")
  func spellings() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    for round in 0..<5 {
      for (user, address) in [("mette", "Box@privat.example"), ("niels", "bOX@PRIVAT.example")] {
        _ = try await world.service.resetPassword(
          of: world.id(user, as: ada), deliverTo: [round.isMultiple(of: 2) ? address : address.uppercased()], as: ada)
      }
    }
    await #expect(throws: ResetError.throttled(retryAfter: .hours(1))) {
      _ = try await world.service.resetPassword(
        of: world.id("pia", as: ada), deliverTo: ["BOX@privat.EXAMPLE"], as: ada)
    }
  }

  @Test("takes no name with what a terminal obeys, and makes one line of one with line breaks")
  func names() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let users = try await world.service.createUsers(
      [NewUser("a@contoso.example", displayName: "Pia\r\nLund\t2")], as: ada)
    #expect(users[0].displayName == "Pia Lund 2")
    for name in ["\u{1B}[31mred", "a\u{0}b", "a\u{202E}b", "\u{9B}31m", String(repeating: "x", count: 257)] {
      await #expect(throws: ResetError.self) {
        try await world.service.createUsers([NewUser("b@contoso.example", displayName: name)], as: ada)
      }
    }
  }
}

import PasswordReset
import Testing

@Suite("The directory")
struct DirectoryTests {
  @Test("is searched without regard to case, beyond ASCII too")
  func search() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    #expect(
      try await world.service.users(as: ada).map(\.displayName)
        == ["Ada Lund", "Mette Holm", "Niels Østergård", "Pia Krogh"])
    for text in ["øSTERGÅRD", "niels@", "NIELS ø"] {
      #expect(try await world.service.users(matching: text, as: ada).map(\.givenName) == ["Niels"])
    }
    for text in ["%", "_", "nobody"] { #expect(try await world.service.users(matching: text, as: ada).isEmpty) }
    #expect(try await world.service.users(limit: 1, offset: 1, as: ada).map(\.givenName) == ["Mette"])
  }

  @Test("is closed to users without a role")
  func closed() async throws {
    let world = try await World()
    let mette = try await world.signIn("mette")
    await #expect(throws: ResetError.notAuthorized) { try await world.service.users(as: mette) }
    #expect(
      try await world.service.capabilities(mette) == Capabilities(roles: [], permissions: [], resetsSomebody: false))
  }

  @Test("shows an account what its roles allow")
  func capabilities() async throws {
    let world = try await World()
    let pia = try await world.service.capabilities(world.signIn("pia"))
    #expect(pia.permissions == [.readUsers] && pia.resetsSomebody)
    let ada = try await world.service.capabilities(world.signIn("ada"))
    #expect(ada.permissions == Set(Permission.allCases) && ada.resetsSomebody)
  }

  @Test("takes all new users or none")
  func wholeOrNothing() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let good = NewUser("tove@contoso.example", givenName: "Tove")
    let bad: [(user: NewUser, code: String)] = [
      (NewUser("mette@contoso.example"), "conflict"), (NewUser("x@elsewhere.example"), "invalidInput"),
      (NewUser("no-at-sign"), "invalidInput"), (NewUser("a b@contoso.example"), "invalidInput"),
      (NewUser("x@contoso.example", alternateEmail: "y"), "invalidRecipient"),
      (NewUser("x@contoso.example", password: Secret("short")), "policyViolation"),
      (NewUser("x@contoso.example", password: Secret("Contoso-1")), "passwordBanned"),
      (NewUser("x@contoso.example", roles: [Role(rawValue: "Not A Role")]), "invalidInput"),
    ]
    let error = await #expect(throws: ResetError.self) {
      try await world.service.createUsers([good] + bad.map(\.user), as: ada)
    }
    guard case .invalidUsers(let faults)? = error else { throw try #require(error) }
    #expect(faults.map(\.userName) == bad.map(\.user.userPrincipalName), "each is named")
    #expect(faults.map(\.code) == bad.map(\.code))
    #expect(error?.reason.contains("x@contoso.example: the password is shorter than 8 characters") == true)
    await #expect(throws: ResetError.userNotFound) {
      try await world.service.user(named: "tove@contoso.example", as: ada)
    }
    #expect(try await world.service.createUsers([good], as: ada).count == 1)
  }

  @Test("lets a user administrator create users, but give no roles")
  func creation() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    try await world.service.createUsers([World.user("uwe", "Uwe", "Berg", roles: [.userAdministrator])], as: ada)
    let uwe = try await world.signIn("uwe")
    try await world.service.createUsers([NewUser("tove@contoso.example")], as: uwe)
    await #expect(throws: ResetError.notAuthorized) {
      try await world.service.createUsers([NewUser("x@contoso.example", roles: [.globalAdministrator])], as: uwe)
    }
    await #expect(throws: ResetError.notAuthorized) {
      try await world.service.assign(.globalAdministrator, to: uwe.user, as: uwe)
    }
  }

  @Test("keeps its last global administrator")
  func lastAdministrator() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    await #expect(throws: ResetError.conflict(reason: "the organization needs a global administrator")) {
      try await world.service.remove(.globalAdministrator, from: ada.user, as: ada)
    }
    let mette = try await world.id("mette", as: ada)
    try await world.service.assign(.globalAdministrator, to: mette, as: ada)
    #expect(try await world.service.holders(of: .globalAdministrator, as: ada).count == 2)
    try await world.service.remove(.globalAdministrator, from: ada.user, as: ada)
    #expect(try await world.service.roles(of: ada.user, as: ada) == [])
  }

  @Test("measures new passwords against the terms that were banned")
  func bannedTerms() async throws {
    let world = try await World()
    let ada = try await world.signIn("ada")
    let mette = try await world.signIn("mette")
    for term in ["abc", String(repeating: "a", count: 17)] {
      await #expect(throws: ResetError.self) { try await world.service.setBanned(true, term, as: ada) }
    }
    try await world.service.setBanned(true, "Tractors", as: ada)
    try await world.service.setBanned(true, "Combine", as: ada)
    #expect(try await world.service.bannedTerms(as: ada) == ["combine", "tractors"])
    await #expect(throws: ResetError.passwordBanned) {
      try await world.service.changeOwnPassword(
        from: Secret(World.initial), to: Secret("Tr@ct0rsC0mbine1"), as: mette)
    }
    try await world.service.setBanned(false, "combine", as: ada)
    #expect(try await world.service.bannedTerms(as: ada) == ["tractors"])
  }

  @Test("keeps the passwords of a batch sealed until they are mailed")
  func mailedBatch() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    let mette = try await world.id("mette", as: pia)
    let niels = try await world.id("niels", as: pia)
    for entry in try await world.service.resetPasswords(of: [mette, niels], as: pia) {
      let receipt = try entry.result.get()
      let address = "\(receipt.id)@privat.example"
      try await world.service.sendSignInInformation(for: receipt.id, to: [address], as: pia)
      try await world.service.deliver()
      #expect(world.mailbox.messages(to: address).map(\.secret) == [receipt.generated])
      await #expect(throws: ResetError.conflict(reason: "the password is no longer kept; reset it again")) {
        try await world.service.sendSignInInformation(for: receipt.id, to: [address], as: pia)
      }
    }
  }

  @Test("resets at most 40 users in a batch, each with a password of its own")
  func bulk() async throws {
    let world = try await World()
    let pia = try await world.signIn("pia")
    let ada = try await world.signIn("ada")
    let everybody = try await world.service.users(as: ada)
    let unknown = UserID(rawValue: "none")
    let entries = try await world.service.resetPasswords(of: everybody.map(\.id) + [unknown], as: pia)
    var codes: [String: String] = [:]
    for (entry, name) in zip(entries, everybody.map(\.givenName) + ["nobody"]) {
      switch entry.result {
      case .failure(let error): codes[name] = error.code
      case .success(let receipt):
        codes[name] = "reset"
        let password = try #require(receipt.generated)
        let user = try #require(everybody.first { $0.id == entry.user })
        let session = try await world.service.signIn(user.userPrincipalName, password: password)
        #expect(session.kind == .changeOnly(.temporaryPassword))
      }
    }
    #expect(
      codes == [
        "Ada": "targetRoleTooHigh", "Pia": "selfResetForbidden", "Mette": "reset", "Niels": "reset",
        "nobody": "userNotFound",
      ])
    await #expect(throws: ResetError.self) {
      try await world.service.resetPasswords(of: (0..<41).map { UserID(rawValue: "\($0)") }, as: pia)
    }
  }
}

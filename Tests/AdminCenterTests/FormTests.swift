internal import Scenarios
internal import Testing

@Suite("A form of the admin center")
struct FormTests {
  @Test("that was changed and not saved is named, until it is saved")
  func unsaved() async throws {
    let world = try await World("global-administrator", given: "user: {name: A B}")
    #expect(await world.world.unsavedControl() == nil)
    try await world.choose("page.activeUsers", "activeUsers.name", "account.manageRoles")
    #expect(await world.world.unsavedControl() == nil)
    try await world.perform(.on, "manageRoles.role", "reports-reader")
    #expect(await world.world.unsavedControl() == "save")
    try await world.choose("save")
    #expect(await world.world.unsavedControl() == nil)
    #expect(try await world.verify("roles: {of: user, are: [reports-reader]}") == nil)
    try await world.choose("page.activeUsers", "activeUsers.name", "account.manageRoles")
    try await world.perform(.off, "manageRoles.role", "reports-reader")
    try await world.choose("save")
    #expect(try await world.verify("roles: {of: user, are: []}") == nil)
  }

  @Test("that is saved without a change changes nothing")
  func unchanged() async throws {
    let world = try await World("global-administrator", given: "{self-service: all, password-expiration: \"90\"}")
    try await world.choose("orgSettings.security", "security.sspr", "sspr.portal", "save")
    #expect(try await world.verify("self-service: all") == nil)
    #expect(try await world.verify("audit: Set Company Information") != nil)
    try await world.choose("orgSettings.security", "security.expiration", "save")
    #expect(try await world.verify("password-expiration: \"90\"") == nil)
    #expect(try await world.verify("audit: Set password policy") != nil)
  }

  @Test("that is left loses what was entered")
  func left() async throws {
    let world = try await World("global-administrator")
    try await world.choose("nav.me", "me.account", "page.personalInfo")
    try await world.perform(.enter, "personal.mobile", "+4520304050")
    try await world.choose("page.activeUsers")
    #expect(await world.world.unsavedControl() == nil)
    #expect(try await world.verify("contact: {of: self, mobile: \"+4520304050\"}") != nil)
  }

  @Test("shows the field for a password only to who wants to create one, and nothing of a page that is not open")
  func shown() async throws {
    let world = try await World("global-administrator")
    try await world.openReset(of: "user")
    #expect(try await world.refusal(.enter, "reset.password", "x")?.code == "notShown")
    try await world.choose("reset.create")
    #expect(try await world.refusal(.enter, "reset.password", "x") == nil)
    #expect(try await world.refusal(.choose, "block.toggle")?.code == "notShown")
    #expect(try await world.refusal(.select, "activeUsers.select", "user")?.code == "notShown")
  }

  @Test("offers only people and roles that there are")
  func unknown() async throws {
    let world = try await World("global-administrator")
    try await world.choose("page.activeUsers")
    #expect(try await world.refusal(.select, "activeUsers.select", "Nobody")?.code == "notShown")
    try await world.choose("page.roleAssignments")
    #expect(try await world.refusal(.select, "roles.role", "boss")?.code == "notShown")
    try await world.perform(.select, "roles.role", "reports-reader")
    try await world.choose("roles.assigned")
    #expect(try await world.refusal(.select, "roles.member", "user")?.code == "notShown")
    try await world.choose("roles.add")
    try await world.perform(.enter, "members.userName", "nobody@contoso.example")
    #expect(try await world.refusal(.choose, "save")?.code == "userNotFound")
  }
}

@Suite("An expectation of a scenario")
struct ExpectationTests {
  @Test(
    "with a word that it does not know fails",
    arguments: [
      "sign-in: {with: old-pasword, leads-to: refused}", "sign-in: {with: old-password, leads-to: hom}",
      "sign-in: {as: usr, with: old-password, leads-to: home}", "sign-in: {with: old-password}",
      "sign-in: {with: old-password, after-days: soon, leads-to: home}", "session: {of: user, is: opn}",
      "session: {of: user}", "contact: {of: user}", "roles: {of: user}", "can-reset: {who: self, whom: user}",
      "can-reset: {who: self, whom: usr, is: refused}", "recovery: {as: user, with: $nothing, is: refused}",
      "audit: Reset everything", "self-service: al", "password-expiration: nevr", "notice: {}", "unknown: {}", "{}",
    ])
  func typo(expectation: String) async throws {
    let world = try await World("global-administrator")
    #expect(try await world.verify(expectation) != nil)
  }

  @Test("looks at the world as it is, and says what is there without a secret")
  func truth() async throws {
    let world = try await World(
      "global-administrator", given: "user: {name: Mette Holm, password: lost, roles: [password-administrator]}",
      values: ["password": "Kaffe-og-7-boller!"])
    #expect(try await world.verify("sign-in: {with: old-password, leads-to: home}") == nil)
    #expect(try await world.verify("sign-in: {with: $password, leads-to: refused}") == nil)
    let answer = try #require(try await world.verify("sign-in: {with: $password, leads-to: home}"))
    #expect(answer == "signing in as Mette Holm leads to 'refused', not to 'home'")
    #expect(try await world.verify("session: {of: user, is: ended}") == "Mette Holm had no session")
    #expect(try await world.verify("roles: {of: user, are: []}")?.hasSuffix("password-administrator") == true)
    #expect(try await world.verify("no-mail: {}") == nil)
    #expect(try await world.verify("mail: {to: a@b.example}") == "no message went to a@b.example")
  }

  @Test(
    "that cannot be given says so",
    arguments: ["user: {password: maybe}", "self-service: some", "password-expiration: soon", "user: {roles: [{}]}"])
  func impossible(given: String) async throws {
    await #expect(throws: WorldError.self) { try await World("global-administrator", given: given) }
  }
}

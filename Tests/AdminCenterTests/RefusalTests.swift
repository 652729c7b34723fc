internal import PasswordReset
internal import Scenarios
internal import Testing

@Suite("The admin center refuses, by the library's own word,")
struct RefusalTests {
  @Test("to reset the own password, and resets the others that were selected")
  func ownReset() async throws {
    let world = try await World("global-administrator")
    try await world.openReset(of: "self", "user")
    let refusal = try await world.refusal(.choose, "reset.submit")
    #expect(refusal?.code == "selfResetForbidden")
    #expect(refusal?.isForWantOfRole == true)
    #expect(try await world.verify("session: {of: self, is: open}") == nil)
    #expect(try await world.verify("session: {of: user, is: ended}") == nil)
  }

  @Test("to reset somebody with a higher role")
  func higherRole() async throws {
    let world = try await World("password-administrator", given: "user: {name: A B, roles: [user-administrator]}")
    try await world.openReset(of: "user")
    #expect(try await world.refusal(.choose, "reset.submit")?.code == "targetRoleTooHigh")
    #expect(try await world.verify("session: {of: user, is: open}") == nil)
    #expect(try await world.verify("sign-in: {with: old-password, leads-to: home}") == nil)
  }

  @Test("more than 40 users in one batch, and resets none of them; 40 it resets")
  func batch() async throws {
    let others = (1...40).map { "{name: Person \($0)}" }.joined(separator: ", ")
    let world = try await World("global-administrator", given: "others: [\(others)]")
    try await world.choose("page.activeUsers")
    try await world.perform(.on, "activeUsers.selectAll")
    try await world.perform(.off, "activeUsers.select", "self")
    try await world.choose("activeUsers.resetPassword")
    let refusal = try await world.refusal(.choose, "reset.submit")
    #expect(refusal?.code == "invalidInput")
    #expect(refusal?.message.contains("41 are more than the 40") == true)
    #expect(refusal?.isForWantOfRole == false)
    #expect(try await world.verify("session: {of: others, is: open}") == nil)

    try await world.choose("page.activeUsers")
    try await world.perform(.on, "activeUsers.selectAll")
    for person in ["self", "user"] { try await world.perform(.off, "activeUsers.select", person) }
    try await world.choose("activeUsers.resetPassword", "reset.autoGenerate", "reset.submit")
    #expect(try await world.verify("session: {of: others, is: ended}") == nil)
    #expect(try await world.verify("session: {of: user, is: open}") == nil)
    #expect(try await world.verify("sign-in: {as: others, with: temporary-password, leads-to: change-password}") == nil)
  }

  @Test("a password that breaks the policy, and keeps the form open with what was entered")
  func policy() async throws {
    let world = try await World("global-administrator")
    try await world.openReset(of: "user")
    try await world.choose("reset.create")
    try await world.perform(.enter, "reset.password", "short")
    let refusal = try await world.refusal(.choose, "reset.submit")
    #expect(refusal?.code == "policyViolation")
    #expect(refusal?.isForWantOfRole == false)
    #expect(refusal?.message.contains("short,") == false)
    #expect(await world.world.unsavedControl() == "reset.submit")
  }

  @Test(
    "a number of days out of bounds, or none",
    arguments: [("13", "invalidInput"), ("731", "invalidInput"), ("x", "invalidInput"), ("14", nil), ("730", nil)])
  func days(days: String, code: String?) async throws {
    let world = try await World("global-administrator", values: ["days": days])
    try await world.choose("orgSettings.security", "security.expiration")
    try await world.perform(.off, "expiration.never")
    try await world.perform(.enter, "expiration.days", days)
    #expect(try await world.refusal(.choose, "save")?.code == code)
    #expect(try await world.verify("password-expiration: \(code == nil ? days : "never")") == nil)
  }

  @Test("more than five addresses, and one that is no address")
  func addresses() async throws {
    let world = try await World("global-administrator")
    try await world.openReset(of: "user")
    try await world.choose("reset.submit")
    let many = (1...6).map { "a\($0)@privat.example" }.joined(separator: "; ")
    try await world.perform(.enter, "sent.email", many)
    #expect(try await world.refusal(.choose, "sent.send")?.code == "tooManyRecipients")
    try await world.perform(.enter, "sent.email", "nobody")
    #expect(try await world.refusal(.choose, "sent.send")?.code == "invalidRecipient")
    try await world.perform(.enter, "sent.email", "a@privat.example; b@privat.example")
    #expect(try await world.refusal(.choose, "sent.send") == nil)
    #expect(try await world.verify("mail: {to: b@privat.example, carries: temporary-password}") == nil)
  }

  @Test("to take away the last global administrator")
  func lastAdministrator() async throws {
    let world = try await World("global-administrator")
    try await world.choose("page.roleAssignments")
    try await world.perform(.select, "roles.role", "global-administrator")
    try await world.choose("roles.assigned")
    try await world.perform(.select, "roles.member", "self")
    #expect(try await world.refusal(.choose, "roles.remove")?.code == "conflict")
    #expect(try await world.verify("roles: {of: self, are: [global-administrator]}") == nil)
  }

  @Test("to recover an administrator's password without a second gate, or with a wrong code")
  func recovery() async throws {
    let world = try await World("user-administrator", given: "self-service: all")
    try await world.choose("nav.me", "me.account", "page.personalInfo")
    try await world.perform(.enter, "personal.alternateEmail", "ada@privat.example")
    try await world.choose("save", "nav.me", "me.signOut")
    try await world.perform(.enter, "signIn.userName", await world.world.value(named: "own-user-name"))
    try await world.choose("signIn.next", "signIn.forgot")
    try await world.perform(.enter, "recovery.code", "00000000")
    #expect(try await world.refusal(.choose, "recovery.verify")?.code == "challengeInvalid")
    try await world.perform(.enter, "recovery.code", await world.world.value(named: "mailed-code"))
    #expect(try await world.refusal(.choose, "recovery.verify")?.code == "insufficientMethods")
    #expect(try await world.verify("sign-in: {as: self, with: old-password, leads-to: home}") == nil)
  }

  @Test("anything after signing out, for there is no session")
  func signedOut() async throws {
    let world = try await World("global-administrator")
    try await world.choose("nav.me", "me.signOut")
    #expect(await world.controls() == ["signIn.userName", "signIn.next"])
    #expect(try await world.refusal(.choose, "activeUsers.resetPassword")?.code == "notShown")
  }
}

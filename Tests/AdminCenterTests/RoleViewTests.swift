internal import PasswordReset
internal import Scenarios
internal import Testing

@Suite("What a role sees in the admin center")
struct RoleViewTests {
  @Test("is the reset button for those who may reset somebody, by the library's table", arguments: Role.known)
  func resetButton(role: Role) async throws {
    let world = try await World(role.rawValue)
    try await world.choose("page.activeUsers")
    try await world.perform(.select, "activeUsers.select", "user")
    let isShown = await world.controls().contains("activeUsers.resetPassword")
    #expect(isShown == ResetMatrix.actors.contains(role))
    #expect(await world.hidden().contains("activeUsers.resetPassword") == !isShown)
  }

  @Test("are the buttons of an account that its permissions allow", arguments: Role.known)
  func account(role: Role) async throws {
    let world = try await World(role.rawValue)
    try await world.choose("page.activeUsers", "activeUsers.name")
    let shown = await world.controls()
    for (control, permission) in [
      ("account.signOutSessions", Permission.endSessions), ("account.block", .blockSignIn),
      ("account.manageRoles", .assignRoles),
    ] {
      #expect(shown.contains(control) == permission.isHeld(by: [role]), "\(control)")
    }
  }

  @Test("are the settings that its permissions allow", arguments: Role.known)
  func settings(role: Role) async throws {
    let world = try await World(role.rawValue)
    let expiration = Permission.setExpiration.isHeld(by: [role])
    let selfService = Permission.setSelfService.isHeld(by: [role])
    guard expiration || selfService else {
      let refusal = try await world.refusal(.open, "orgSettings.security")
      #expect(refusal?.isForWantOfRole == true)
      #expect(refusal?.code == "notShown")
      return
    }
    try await world.choose("orgSettings.security")
    #expect(await world.controls().contains("security.expiration") == expiration)
    #expect(await world.controls().contains("security.sspr") == selfService)
  }

  @Test("are all lists of who has a role, and the buttons that change them only where it may", arguments: Role.known)
  func roles(role: Role) async throws {
    let world = try await World(role.rawValue, given: "user: {name: Mette Holm, roles: [groups-administrator]}")
    try await world.choose("page.roleAssignments")
    try await world.perform(.select, "roles.role", "groups-administrator")
    try await world.choose("roles.assigned")
    try await world.perform(.select, "roles.member", "user")
    let mayAssign = Permission.assignRoles.isHeld(by: [role])
    for control in ["roles.add", "roles.remove"] {
      #expect(await world.controls().contains(control) == mayAssign)
      #expect(await world.hidden().contains(control) == !mayAssign)
    }
  }
}

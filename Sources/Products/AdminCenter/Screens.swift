internal import PasswordReset
internal import Scenarios

/// What the pages show, and what they hide from an account that the library would refuse.
extension AdminCenterWorld {
  func screen() -> Screen {
    switch page {
    case .signIn:
      return Screen(
        places: [],
        controls: asksForPassword
          ? ["signIn.password", "signIn.submit", "signIn.forgot"] : ["signIn.userName", "signIn.next"])
    case .recovery:
      return Screen(
        places: [],
        controls: grant == nil ? ["recovery.code", "recovery.verify"] : ["recovery.newPassword", "recovery.finish"])
    default: break
    }
    if let session, session.kind != .normal {
      return Screen(
        places: ["page.ownPassword"], controls: ["ownPassword.current", "ownPassword.new", "save", "me.signOut"])
    }
    var screen = Screen(
      places: ["nav.home"], controls: ["nav.home", "nav.users", "nav.roles", "nav.settings", "nav.me"])
    screen.show("page.audit", if: capabilities.permissions.contains(.readAudit))
    if openNavigation.contains("nav.users") { screen.controls.append("page.activeUsers") }
    if openNavigation.contains("nav.roles") { screen.controls.append("page.roleAssignments") }
    if openNavigation.contains("nav.settings") { screen.controls.append("page.orgSettings") }
    if openNavigation.contains("nav.me") { screen.controls += ["me.account", "me.signOut"] }
    showPage(on: &screen)
    showPane(on: &screen)
    return screen
  }

  private func showPage(on screen: inout Screen) {
    switch page {
    case .home, .signIn, .recovery: break
    case .activeUsers:
      screen.places.append("page.activeUsers")
      if pane == nil {
        screen.controls += [
          "activeUsers.search", "activeUsers.find", "activeUsers.select", "activeUsers.name", "activeUsers.selectAll",
        ]
        if !selected.isEmpty { screen.show("activeUsers.resetPassword", if: capabilities.resetsSomebody) }
      }
    case .roleAssignments:
      screen.places.append("page.roleAssignments")
      if pane == nil { screen.controls.append("roles.role") }
    case .orgSettings:
      screen.places.append("page.orgSettings")
      screen.controls.append("orgSettings.profile")
      let expiration = capabilities.permissions.contains(.setExpiration)
      let selfService = capabilities.permissions.contains(.setSelfService)
      screen.show("orgSettings.security", if: expiration || selfService)
      if securityIsOpen {
        screen.places.append("orgSettings.security")
        if pane == nil {
          screen.show("security.expiration", if: expiration)
          screen.show("security.sspr", if: selfService)
        }
      }
    case .ssprProperties:
      screen.places.append("page.ssprProperties")
      screen.controls += ["sspr.none", "sspr.selected", "sspr.all", "save"]
      if chosen == "sspr.selected" || (chosen == nil && scope == .selected) { screen.controls.append("sspr.users") }
    case .audit:
      screen.places.append("page.audit")
      screen.controls.append("audit.verify")
    case .myAccount: screen.controls += ["page.personalInfo", "page.ownPassword"]
    case .ownPassword:
      screen.places.append("page.ownPassword")
      screen.controls += ["ownPassword.current", "ownPassword.new", "save"]
    case .personalInfo:
      screen.places += ["page.personalInfo", "personal.contact"]
      screen.controls += ["personal.alternateEmail", "personal.mobile", "save"]
      if hasContact { screen.controls.append("ownPassword.current") }
    }
  }

  private func showPane(on screen: inout Screen) {
    switch pane {
    case nil, .sent: break
    default: screen.controls.append("pane.back")
    }
    switch pane {
    case nil: break
    case .resetPassword:
      screen.places.append("page.resetPassword")
      screen.controls += ["reset.autoGenerate", "reset.requireChange", "reset.submit"]
      // A batch is given temporary passwords only.
      if selected.count == 1 { screen.controls.append("reset.create") }
      if chosen == "reset.create" { screen.controls.append("reset.password") }
    case .sent:
      screen.places.append("page.resetPassword")
      screen.controls += ["sent.email", "sent.send", "sent.close"]
    case .account:
      screen.places.append("page.account")
      screen.controls.append("page.account")
      screen.show("account.signOutSessions", if: capabilities.permissions.contains(.endSessions))
      screen.show("account.block", if: capabilities.permissions.contains(.blockSignIn))
      screen.show("account.manageRoles", if: capabilities.permissions.contains(.assignRoles))
    case .manageRoles: screen.controls += ["manageRoles.role", "save"]
    case .role:
      screen.controls += ["roles.general", "roles.assigned"]
      guard let members else { break }
      screen.places.append("roles.assigned")
      screen.show("roles.member", if: !members.isEmpty)
      screen.show("roles.add", if: capabilities.permissions.contains(.assignRoles))
      if !selectedMembers.isEmpty { screen.show("roles.remove", if: capabilities.permissions.contains(.assignRoles)) }
    case .newMember: screen.controls += ["members.userName", "save"]
    case .block: screen.controls += ["block.toggle", "save"]
    case .expiration:
      screen.places.append("security.expiration")
      screen.controls += ["expiration.never", "save"]
      if ticked["expiration.never"] == false { screen.controls.append("expiration.days") }
    case .sspr:
      screen.places.append("security.sspr")
      screen.controls.append("sspr.portal")
    }
  }
}

extension Screen {
  fileprivate mutating func show(_ control: String, if isAllowed: Bool) {
    if isAllowed { controls.append(control) } else { hidden.append(control) }
  }
}

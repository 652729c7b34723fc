internal import PasswordReset
internal import Scenarios

/// One person's browser tab on the admin center.
actor AdminCenterWorld: ProductWorld {
  enum Page: Equatable {
    case home, activeUsers, orgSettings, ssprProperties, myAccount, personalInfo, signIn, recovery
  }

  enum Pane: Equatable { case resetPassword, sent, account(UserID), block(UserID), expiration, sspr }

  let directory: Directory
  var service: PasswordResetService { directory.service }
  /// Gone after signing out.
  var session: Session?
  /// What the library says that this account may do; what it may not is not shown.
  let capabilities: Capabilities

  var page = Page.home
  var pane: Pane?
  var openNavigation: Set<String> = []
  var securityIsOpen = false
  var selected: Set<UserID> = []

  /// What was entered or ticked on the open form, by control.
  var entered: [String: String] = [:]
  var chosen: String?
  var ticked: [String: Bool] = [:]

  var receipts: [ResetReceipt] = []
  var ticket: RecoveryTicket?
  var grant: RecoveryGrant?

  init(_ directory: Directory) async throws {
    self.directory = directory
    session = directory.administrator.session
    capabilities = try await directory.service.capabilities(directory.administrator.session)
  }

  func screen() -> Screen {
    switch page {
    case .signIn:
      return Screen(
        places: [],
        controls: ["signIn.userName", "signIn.next"] + (entered["signIn.next"] != nil ? ["signIn.forgot"] : []))
    case .recovery:
      return Screen(
        places: [],
        controls: grant == nil ? ["recovery.code", "recovery.verify"] : ["recovery.newPassword", "recovery.finish"])
    default: break
    }
    var screen = Screen(places: ["nav.home"], controls: ["nav.users", "nav.settings", "nav.me"])
    if openNavigation.contains("nav.users") { screen.controls.append("page.activeUsers") }
    if openNavigation.contains("nav.settings") { screen.controls.append("page.orgSettings") }
    if openNavigation.contains("nav.me") { screen.controls += ["me.account", "me.signOut"] }
    showPage(on: &screen)
    return screen
  }

  private func showPage(on screen: inout Screen) {
    func show(_ control: String, if isAllowed: Bool) {
      if isAllowed { screen.controls.append(control) } else { screen.hidden.append(control) }
    }
    switch page {
    case .home, .signIn, .recovery: break
    case .activeUsers:
      screen.places.append("page.activeUsers")
      if pane == nil {
        screen.controls += ["activeUsers.select", "activeUsers.name", "activeUsers.selectAll"]
        if !selected.isEmpty { show("activeUsers.resetPassword", if: capabilities.resetsSomebody) }
      }
    case .orgSettings:
      screen.places.append("page.orgSettings")
      let expiration = capabilities.permissions.contains(.setExpiration)
      let selfService = capabilities.permissions.contains(.setSelfService)
      show("orgSettings.security", if: expiration || selfService)
      if securityIsOpen {
        screen.places.append("orgSettings.security")
        if pane == nil {
          show("security.expiration", if: expiration)
          show("security.sspr", if: selfService)
        }
      }
    case .ssprProperties:
      screen.places.append("page.ssprProperties")
      screen.controls += ["sspr.none", "sspr.selected", "sspr.all", "save"]
    case .myAccount: screen.controls.append("page.personalInfo")
    case .personalInfo:
      screen.places += ["page.personalInfo", "personal.contact"]
      screen.controls += ["personal.alternateEmail", "personal.mobile", "save"]
    }
    switch pane {
    case nil: break
    case .resetPassword:
      screen.places.append("page.resetPassword")
      screen.controls += ["reset.autoGenerate", "reset.create", "reset.requireChange", "reset.submit"]
      if chosen == "reset.create" { screen.controls.append("reset.password") }
    case .sent:
      screen.places.append("page.resetPassword")
      screen.controls += ["sent.email", "sent.send", "sent.close"]
    case .account:
      screen.places.append("page.account")
      screen.controls.append("page.account")
      show("account.signOutSessions", if: capabilities.permissions.contains(.endSessions))
      show("account.block", if: capabilities.permissions.contains(.blockSignIn))
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

  /// What was changed on the open form and not sent to the library.
  func unsavedControl() -> String? {
    switch (page, pane) {
    case (_, .resetPassword): "reset.submit"
    case (_, .sent): entered["sent.email"] != nil ? "sent.send" : nil
    case (_, .block): ticked["block.toggle"] != nil ? "save" : nil
    case (_, .expiration): hasChanges ? "save" : nil
    case (.ssprProperties, _), (.personalInfo, _): hasChanges ? "save" : nil
    case (.recovery, _): "recovery.finish"
    default: nil
    }
  }

  private var hasChanges: Bool { chosen != nil || ticked["changed"] == true || !entered.isEmpty }

  func closeForm() {
    pane = nil
    entered = [:]
    chosen = nil
    ticked = [:]
  }
}

internal import PasswordReset
internal import Scenarios

extension AdminCenterWorld {
  func perform(_ action: Action) async throws {
    do {
      switch action.operation {
      case .open, .choose: try await choose(action.target, value: action.value)
      case .select: try select(action.value ?? "user", isOn: true)
      case .enter: try enter(action.value ?? "", into: action.target)
      case .on: try tick(action, isOn: true)
      case .off: try tick(action, isOn: false)
      }
    } catch let error as ResetError {
      throw Refusal(error, hasNoCode: ticket != nil && sentCode(over: .mail) == nil)
    }
  }

  // MARK: Forms

  private func select(_ name: String, isOn: Bool) throws {
    guard let person = directory.person(name) else { throw missing("the user '\(name)'") }
    if isOn { selected.insert(person.id) } else { selected.remove(person.id) }
  }

  private func enter(_ text: String, into control: String) throws {
    try requireShown(control)
    entered[control] = text
  }

  private func tick(_ action: Action, isOn: Bool) throws {
    if action.target == "activeUsers.select" { return try select(action.value ?? "user", isOn: isOn) }
    try requireShown(action.target)
    if action.target == "activeUsers.selectAll" {
      let everyone = [directory.administrator, directory.user] + directory.others
      selected = isOn ? Set(everyone.map(\.id)) : []
    } else {
      ticked[action.target] = isOn
      ticked["changed"] = true
    }
  }

  private func requireShown(_ control: String) throws {
    let screen = screen()
    if screen.hidden.contains(control) { throw ResetError.notAuthorized }
    guard screen.controls.contains(control) else { throw missing("'\(control)'") }
  }

  private func missing(_ what: String) -> Refusal {
    Refusal(code: "notShown", message: "The page does not show \(what).", isForWantOfRole: false)
  }

  // MARK: Buttons and links

  private func choose(_ control: String, value: String?) async throws {
    // A link leads to a page from everywhere.
    switch control {
    case "nav.home": return go(to: .home)
    case "page.activeUsers": return go(to: .activeUsers)
    case "orgSettings.security":
      go(to: .orgSettings)
      try requireShown(control)
      securityIsOpen = true
      return
    default: try requireShown(control)
    }
    switch control {
    case "nav.users", "nav.settings", "nav.me": openNavigation.insert(control)
    case "page.orgSettings": go(to: .orgSettings)
    case "activeUsers.resetPassword": pane = .resetPassword
    case "activeUsers.name":
      guard let person = directory.person(value ?? "user") else { throw missing("the user") }
      pane = .account(person.id)
    case "reset.submit": try await submitReset()
    case "sent.send": try await send()
    case "sent.close", "page.account": if control == "sent.close" { closeForm() }
    case "account.signOutSessions":
      if case .account(let user) = pane { try await service.endSessions(of: user, as: signedIn()) }
    case "account.block": if case .account(let user) = pane { pane = .block(user) }
    case "security.expiration": try await openExpiration()
    case "security.sspr": pane = .sspr
    case "sspr.portal": go(to: .ssprProperties)
    case "me.account": go(to: .myAccount)
    case "page.personalInfo": go(to: .personalInfo)
    case "me.signOut":
      try await service.signOut(signedIn())
      session = nil
      go(to: .signIn)
    case "signIn.next":
      guard entered["signIn.userName"] != nil else { throw missing("a user name") }
      entered["signIn.next"] = ""
    case "signIn.forgot": try await startRecovery()
    case "recovery.verify": try await verifyCode()
    case "recovery.finish": try await finishRecovery()
    case "save": try await save()
    default: chosen = control
    }
  }

  private func go(to page: Page) {
    closeForm()
    self.page = page
    securityIsOpen = false
  }

  func signedIn() throws -> Session {
    guard let session else { throw ResetError.sessionEnded }
    return session
  }
}

extension Refusal {
  init(_ error: ResetError, hasNoCode: Bool) {
    let isForWantOfRole =
      switch error {
      case .notAuthorized, .targetRoleTooHigh, .selfResetForbidden: true
      // Who has no right to recover is sent no code, and told nothing.
      case .challengeInvalid: hasNoCode
      case .ssprDisabled, .insufficientMethods: true
      default: false
      }
    self.init(code: error.code, message: "\(error.reason). \(error.remedy)", isForWantOfRole: isForWantOfRole)
  }
}

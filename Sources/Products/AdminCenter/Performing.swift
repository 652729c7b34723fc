internal import PasswordReset
internal import Scenarios

extension AdminCenterWorld {
  func perform(_ action: Action) async throws {
    do {
      switch action.operation {
      case .open, .choose: try await choose(action.target, value: action.value)
      case .select: try await select(action, isOn: true)
      case .enter: try enter(action.value ?? "", into: action.target)
      case .on: try await tick(action, isOn: true)
      case .off: try await tick(action, isOn: false)
      case .rightClick, .doubleClick:
        try requireShown(action.target)
        throw Refusal(
          code: "gestureUnanswered", message: "Nothing in the admin center answers to a \(action.operation.rawValue).",
          isForWantOfRole: false)
      }
    } catch let error as ResetError {
      throw Refusal(error, hasNoCode: ticket != nil && directory.sentCode(over: .mail) == nil)
    }
  }

  // MARK: Forms

  /// Selects a row of the list that is shown.
  private func select(_ action: Action, isOn: Bool) async throws {
    try requireShown(action.target)
    switch action.target {
    case "roles.role": try openRole(action.value ?? "")
    case "roles.member": try selectMember(action.value ?? "user", isOn: isOn)
    default:
      let person = try shownPerson(action.value ?? "user")
      if isOn { selected.insert(person.id) } else { selected.remove(person.id) }
    }
  }

  func shownPerson(_ name: String) throws -> Directory.Person {
    guard let person = directory.person(name) else { throw missing("the user '\(name)'") }
    return person
  }

  /// The list of users as far as the search narrows it.
  private var shownPeople: [Directory.Person] {
    ([directory.administrator, directory.user] + directory.others).filter { person in
      searched.isEmpty || "\(person.displayName) \(person.userName)".lowercased().contains(searched.lowercased())
    }
  }

  private func enter(_ text: String, into control: String) throws {
    try requireShown(control)
    entered[control] = text
  }

  private func tick(_ action: Action, isOn: Bool) async throws {
    try requireShown(action.target)
    switch action.target {
    case "activeUsers.select", "roles.member": try await select(action, isOn: isOn)
    case "activeUsers.selectAll": selected = isOn ? Set(shownPeople.map(\.id)) : []
    case "manageRoles.role": tickedRoles[try shownRole(action.value ?? "")] = isOn
    default:
      ticked[action.target] = isOn
      ticked["changed"] = true
    }
  }

  func requireShown(_ control: String) throws {
    let screen = screen()
    if screen.controls.contains(control) { return }
    guard screen.hidden.contains(control) else { throw missing("'\(control)'") }
    throw Refusal(
      code: "notShown", message: "The page does not show '\(control)' to this role.", isForWantOfRole: true)
  }

  func missing(_ what: String) -> Refusal {
    Refusal(code: "notShown", message: "The page does not show \(what).", isForWantOfRole: false)
  }

  // MARK: Buttons and links

  private func choose(_ control: String, value: String?) async throws {
    try await use(control, value: value)
    switch control {
    case "nav.users", "nav.roles", "nav.settings", "nav.me", "reset.autoGenerate", "reset.create", "sspr.none",
      "sspr.selected", "sspr.all":
      break
    // Everything else brings a new page, with its own group of the navigation open.
    default: openNavigation = page.group.map { [$0] } ?? []
    }
  }

  private func use(_ control: String, value: String?) async throws {
    // A link leads to a page from everywhere.
    switch control {
    case "nav.home": return go(to: .home)
    case "page.activeUsers": return go(to: .activeUsers)
    case "page.roleAssignments": return go(to: .roleAssignments)
    case "orgSettings.security":
      go(to: .orgSettings)
      try requireShown(control)
      securityIsOpen = true
      return
    case "page.audit":
      try requireShown(control)
      return go(to: .audit)
    default: try requireShown(control)
    }
    switch control {
    case "nav.users", "nav.roles", "nav.settings", "nav.me": openNavigation.insert(control)
    case "page.orgSettings", "orgSettings.profile": go(to: .orgSettings)
    case "activeUsers.resetPassword": pane = .resetPassword
    case "activeUsers.find":
      searched = entered["activeUsers.search"] ?? ""
      closeForm()
    case "activeUsers.name":
      pane = .account(try shownPerson(value ?? "user").id)
    case "reset.submit": try await submitReset()
    case "sent.send": try await send()
    case "sent.close", "pane.back": closeForm()
    case "page.account": break
    case "account.signOutSessions":
      if case .account(let user) = pane { try await service.endSessions(of: user, as: signedIn()) }
    case "account.block": if case .account(let user) = pane { pane = .block(user) }
    case "account.manageRoles": if case .account(let user) = pane { pane = .manageRoles(user) }
    case "roles.general":
      members = nil
      selectedMembers = []
    case "roles.assigned": try await openMembers()
    case "roles.add": if case .role(let role) = pane { pane = .newMember(role) }
    case "roles.remove": try await removeMembers()
    case "security.expiration": try await openExpiration()
    case "security.sspr": pane = .sspr
    case "sspr.portal": try await openSelfService()
    case "me.account": go(to: .myAccount)
    case "page.personalInfo": go(to: .personalInfo)
    case "page.ownPassword": go(to: .ownPassword)
    case "audit.verify": _ = try await service.verifyAudit(as: signedIn())
    case "me.signOut":
      try await service.signOut(signedIn())
      session = nil
      go(to: .signIn)
    case "signIn.next":
      guard entered["signIn.userName"] != nil else { throw missing("a user name") }
      asksForPassword = true
    case "signIn.submit": try await signIn()
    case "signIn.forgot": try await startRecovery()
    case "recovery.verify": try await verifyCode()
    case "recovery.finish": try await finishRecovery()
    case "save": try await save()
    default: chosen = control
    }
  }

  func go(to page: Page) {
    closeForm()
    self.page = page
    securityIsOpen = false
    searched = ""
    asksForPassword = false
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

internal import PasswordReset
internal import Scenarios

/// One person's browser tab on the admin center.
actor AdminCenterWorld: ProductWorld {
  enum Page: Equatable {
    case home, activeUsers, roleAssignments, orgSettings, ssprProperties, audit, myAccount, personalInfo, ownPassword
    case signIn, recovery

    /// The group of the navigation that a page belongs to; it is open on that page.
    var group: String? {
      switch self {
      case .activeUsers: "nav.users"
      case .roleAssignments: "nav.roles"
      case .orgSettings, .ssprProperties: "nav.settings"
      default: nil
      }
    }
  }

  enum Pane: Equatable {
    case resetPassword, sent, account(UserID), block(UserID), manageRoles(UserID), expiration, sspr
    case role(Role), newMember(Role)
  }

  let directory: Directory
  var service: PasswordResetService { directory.service }
  /// Gone after signing out.
  var session: Session?
  /// Whom self-service is for, as the page that sets it was opened with.
  var scope = SelfServiceScope.none
  /// Whether the own account has contact details, which change only with the own password.
  var hasContact: Bool
  /// What the library says that this account may do; what it may not is not shown.
  let capabilities: Capabilities

  var page = Page.home
  var pane: Pane?
  var openNavigation: Set<String> = []
  var securityIsOpen = false
  /// What the list of users is narrowed to.
  var searched = ""
  /// Whether the name was given, and the password is asked for.
  var asksForPassword = false
  var selected: Set<UserID> = []
  /// Who has the role whose pane is open, and who of them are selected; nil before their tab is opened.
  var members: [UserID]?
  var selectedMembers: Set<UserID> = []

  /// What was entered or ticked on the open form, by control.
  var entered: [String: String] = [:]
  var chosen: String?
  var ticked: [String: Bool] = [:]
  var tickedRoles: [Role: Bool] = [:]

  var receipts: [ResetReceipt] = []
  var ticket: RecoveryTicket?
  var grant: RecoveryGrant?

  init(_ directory: Directory) async throws {
    self.directory = directory
    guard let session = directory.administrator.session else { throw WorldError("the administrator is signed out") }
    self.session = session
    hasContact = directory.administrator.alternateEmail != nil || directory.administrator.mobile != nil
    capabilities = try await directory.service.capabilities(session)
  }

  /// What was changed on the open form and not sent to the library.
  func unsavedControl() -> String? {
    switch (page, pane) {
    case (_, .resetPassword): "reset.submit"
    case (_, .sent): entered["sent.email"] != nil ? "sent.send" : nil
    case (_, .block): ticked["block.toggle"] != nil ? "save" : nil
    case (_, .manageRoles): tickedRoles.isEmpty ? nil : "save"
    case (_, .expiration), (_, .newMember): hasChanges ? "save" : nil
    case (.ssprProperties, _), (.personalInfo, _), (.ownPassword, _): hasChanges ? "save" : nil
    case (.recovery, _): "recovery.finish"
    default: nil
    }
  }

  var hasChanges: Bool { chosen != nil || ticked["changed"] == true || !entered.isEmpty }

  /// Leaves the open form, and what was entered and selected with it.
  func closeForm() {
    pane = nil
    selected = []
    entered = [:]
    chosen = nil
    ticked = [:]
    tickedRoles = [:]
    members = nil
    selectedMembers = []
  }
}

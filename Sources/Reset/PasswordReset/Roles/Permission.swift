/// What an actor may do besides resetting passwords, for which ``ResetMatrix`` decides.
public enum Permission: Sendable, CaseIterable {
  /// Lists and looks up users and their roles.
  case readUsers
  /// Creates users, and sets what is not a password for those whom the matrix lets the actor touch.
  case manageUsers
  /// Ends all sessions of those whom the matrix lets the actor touch.
  case endSessions
  /// Blocks and unblocks the sign-in of those whom the matrix lets the actor touch.
  case blockSignIn
  case setExpiration
  case setSelfService
  case assignRoles
  case banTerms
  case readAudit
  /// Lists and retries what could not be delivered.
  case manageOutbox

  /// The roles that hold the permission, the strongest first; ``readUsers`` is held by every role besides.
  public var holders: [Role] {
    switch self {
    case .readUsers: Role.known
    case .manageUsers: [.globalAdministrator, .userAdministrator]
    case .endSessions:
      [
        .globalAdministrator, .privilegedAuthenticationAdministrator, .userAdministrator, .authenticationAdministrator,
        .helpdeskAdministrator,
      ]
    case .blockSignIn:
      [
        .globalAdministrator, .privilegedAuthenticationAdministrator, .userAdministrator, .authenticationAdministrator,
      ]
    case .setExpiration, .setSelfService: [.globalAdministrator]
    case .assignRoles: [.globalAdministrator, .privilegedRoleAdministrator]
    case .banTerms: [.globalAdministrator, .authenticationPolicyAdministrator]
    case .readAudit:
      [.globalAdministrator, .globalReader, .securityAdministrator, .securityReader, .reportsReader]
    case .manageOutbox: [.globalAdministrator]
    }
  }

  public func isHeld(by roles: Set<Role>) -> Bool {
    if self == .readUsers { return !roles.isEmpty }
    return holders.contains { roles.contains($0) }
  }
}

internal import PasswordReset
internal import Scenarios

/// The list of roles, who has one, and the roles of one user.
extension AdminCenterWorld {
  func shownRole(_ name: String) throws -> Role {
    guard let role = Role.known.first(where: { $0.rawValue == name }) else { throw missing("the role '\(name)'") }
    return role
  }

  func openRole(_ name: String) throws { pane = .role(try shownRole(name)) }

  func openMembers() async throws {
    guard case .role(let role) = pane else { return }
    members = try await service.holders(of: role, as: signedIn()).map(\.id)
    selectedMembers = []
  }

  /// Only who is on the list can be selected.
  func selectMember(_ name: String, isOn: Bool) throws {
    let person = try shownPerson(name)
    guard members?.contains(person.id) == true else { throw missing("\(person.displayName) among those with the role") }
    if isOn { selectedMembers.insert(person.id) } else { selectedMembers.remove(person.id) }
  }

  func removeMembers() async throws {
    guard case .role(let role) = pane else { return }
    for user in selectedMembers.sorted(by: { $0.rawValue < $1.rawValue }) {
      try await service.remove(role, from: user, as: signedIn())
    }
    try await openMembers()
  }

  func addMember(to role: Role) async throws {
    let session = try signedIn()
    let user = try await service.user(named: entered["members.userName"] ?? "", as: session)
    try await service.assign(role, to: user.id, as: session)
    closeForm()
    pane = .role(role)
    try await openMembers()
  }

  func saveRoles(of user: UserID) async throws {
    let session = try signedIn()
    for (role, isOn) in tickedRoles.sorted(by: { $0.key < $1.key }) {
      if isOn {
        try await service.assign(role, to: user, as: session)
      } else {
        try await service.remove(role, from: user, as: session)
      }
    }
  }
}

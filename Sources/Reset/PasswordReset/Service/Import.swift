extension PasswordResetService {
  /// Creates the users of a CSV list, all or none.
  ///
  /// Columns, in any order, named by the first line: `userPrincipalName` (needed), `displayName`, `givenName`,
  /// `surname`, `locale`, `alternateEmail`, `mobile`, `roles` (separated by spaces). Nobody gets a password this way.
  /// - Throws: ``ResetError/invalidInput(field:reason:)`` that names every bad row by its line and says why, up to
  ///   twenty and then how many more; ``ResetError/notAuthorized`` as for ``createUsers(_:as:)``.
  @discardableResult
  public func importUsers(csv: [UInt8], as session: Session) async throws(ResetError) -> [User] {
    let list = UserList(csv: csv)
    return try await auditingRefusals(of: .addUser, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try authorizeCreation(tx, list.users.map(\.user), session)
        var faults = list.faults
        var created: [User] = []
        for (line, user) in list.users {
          do throws(ResetError) {
            created += try insert(tx, [user], [nil], by: actor.name)
          } catch {
            if case .unavailable = error { throw error }
            faults.append(UserList.Fault(line: line, reason: error.reason))
          }
        }
        guard faults.isEmpty else { throw Self.refusal(faults) }
        return created
      }
    }
  }

  private static func refusal(_ faults: [UserList.Fault]) -> ResetError {
    let shown = 20
    let sorted = faults.sorted { $0.line < $1.line }
    var lines = sorted.prefix(shown).map { "line \($0.line): \($0.reason)" }
    if sorted.count > shown { lines.append("and \(sorted.count - shown) more") }
    return .invalidInput(field: "list of users", reason: lines.joined(separator: "; "))
  }
}

extension PasswordResetService {
  /// Creates the users of a CSV list, all or none.
  ///
  /// Columns, in any order, named by the first line: `userPrincipalName` (needed), `displayName`, `givenName`,
  /// `surname`, `locale`, `alternateEmail`, `mobile`, `roles` (separated by spaces). Nobody gets a password this way.
  /// - Throws: ``ResetError/invalidUsers(_:)`` that names every bad row by its line, in order;
  ///   ``ResetError/notAuthorized`` as for ``createUsers(_:as:)``.
  @discardableResult
  public func importUsers(csv: [UInt8], as session: Session) async throws(ResetError) -> [User] {
    let list = UserList(csv: csv)
    return try await auditingRefusals(of: .addUser, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try authorizeCreation(tx, list.users.map(\.user), session)
        return try insert(
          tx, list.users.map { UserToCreate(line: $0.line, user: $0.user, hash: nil) }, by: actor.name,
          besides: list.faults)
      }
    }
  }
}

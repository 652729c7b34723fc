internal import PasswordReset

extension PostgreSQLTransaction {
  private static let columns = """
    id, name, display_name, given_name, surname, locale, alternate_email, mobile, blocked, epoch, never_expires, strong, \
    selected
    """

  /// Not those of an import that is under way.
  private static let isThere =
    "(import IS NULL OR NOT EXISTS (SELECT 1 FROM import AS journal WHERE journal.id = \"user\".import))"

  /// The roles come with their holder: who is asked for is mostly asked for what he may do next.
  private static let columnsAndRoles =
    columns + ", (SELECT string_agg(role, chr(10)) FROM role WHERE role.\"user\" = \"user\".id)"

  private func userAndRoles(_ row: SQLRow) throws(ResetError) -> User {
    let user = try user(row)
    knownRoles[user.id] = Set(
      (row.optionalText(13) ?? "").split(separator: "\n").map { Role(rawValue: String($0)) })
    return user
  }

  private func user(_ row: SQLRow) throws(ResetError) -> User {
    User(
      id: UserID(rawValue: row.text(0)), userPrincipalName: row.text(1), displayName: row.text(2),
      givenName: row.text(3), surname: row.text(4), locale: try known(row.text(5)),
      alternateEmail: row.optionalText(6), mobile: row.optionalText(7), signInBlocked: row.flag(8),
      sessionEpoch: row.integer(9), passwordNeverExpires: row.flag(10), strongPasswordRequired: row.flag(11),
      selectedForSelfService: row.flag(12))
  }

  func user(_ id: UserID) throws(ResetError) -> User? {
    try first(
      "SELECT \(Self.columnsAndRoles) FROM \"user\" WHERE id = $1 AND \(Self.isThere)", [.text(id.rawValue)], 14,
      userAndRoles)
  }

  func user(named userPrincipalName: String) throws(ResetError) -> User? {
    try first(
      "SELECT \(Self.columnsAndRoles) FROM \"user\" WHERE name = $1 AND \(Self.isThere)", [.text(userPrincipalName)],
      14, userAndRoles)
  }

  func users(containing text: String, limit: Int, offset: Int) throws(ResetError) -> [User] {
    // Lower-cased by Swift, as the column is: the server's own folding depends on its locale.
    let filter = text.isEmpty ? "$1::text = ''" : "position($1::text IN search) > 0"
    return try all(
      """
      SELECT \(Self.columns) FROM "user" WHERE \(filter) AND \(Self.isThere)
        ORDER BY display_name, name LIMIT $2::bigint OFFSET $3::bigint
      """, [.text(text.lowercased()), SQLValue(limit), SQLValue(offset)], 13, user)
  }

  static let importColumns = [
    "id", "name", "display_name", "given_name", "surname", "search", "locale", "alternate_email", "mobile", "blocked",
    "epoch", "never_expires", "strong", "selected", "import",
  ]

  static func values(_ user: User, import journal: String?) -> [SQLValue] {
    let search = [user.displayName, user.givenName, user.surname, user.userPrincipalName]
      .joined(separator: "\n").lowercased()
    return [
      .text(user.id.rawValue), .text(user.userPrincipalName), .text(user.displayName), .text(user.givenName),
      .text(user.surname), .text(search), .text(user.locale.rawValue), SQLValue(user.alternateEmail),
      SQLValue(user.mobile), SQLValue(user.signInBlocked), SQLValue(user.sessionEpoch),
      SQLValue(user.passwordNeverExpires), SQLValue(user.strongPasswordRequired),
      SQLValue(user.selectedForSelfService), SQLValue(journal),
    ]
  }

  func taken(_ userPrincipalNames: [String]) throws(ResetError) -> Set<String> {
    guard !userPrincipalNames.isEmpty else { return [] }
    // As one array, whose elements are quoted: names hold neither quotation marks nor backslashes, but who knows.
    let quoted = userPrincipalNames.map { name in
      "\"\(name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\""))\""
    }
    return Set(
      try all(
        "SELECT name FROM \"user\" WHERE name = ANY ($1::text[])", [.text("{\(quoted.joined(separator: ","))}")], 1
      ) { row in row.text(0) })
  }

  func insert(_ user: User) throws(ResetError) {
    do {
      try run(
        """
        INSERT INTO "user" (\(Self.importColumns.joined(separator: ", ")))
          VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
        """, Self.values(user, import: nil))
    } catch {
      guard case .conflict = error else { throw error }
      throw .conflict(reason: "the user name \(user.userPrincipalName) is taken")
    }
  }

  func update(_ user: User) throws(ResetError) {
    try run(
      """
      UPDATE "user" SET name = $2, display_name = $3, given_name = $4, surname = $5, search = $6, locale = $7,
        alternate_email = $8, mobile = $9, blocked = $10, epoch = $11, never_expires = $12, strong = $13, selected = $14
        WHERE id = $1
      """, Array(Self.values(user, import: nil).dropLast()))
  }

  func setSessionEpoch(_ epoch: Int, of user: UserID) throws(ResetError) {
    try run("UPDATE \"user\" SET epoch = $1 WHERE id = $2", [SQLValue(epoch), .text(user.rawValue)])
  }

  func roles(of user: UserID) throws(ResetError) -> Set<Role> {
    if let known = knownRoles[user] { return known }
    return Set(
      try all("SELECT role FROM role WHERE \"user\" = $1", [.text(user.rawValue)], 1) { row in
        Role(rawValue: row.text(0))
      })
  }

  func holders(of role: Role) throws(ResetError) -> [UserID] {
    try all(
      """
      SELECT role."user" FROM role JOIN "user" ON "user".id = role."user"
        WHERE role.role = $1 AND \(Self.isThere) ORDER BY 1
      """, [.text(role.rawValue)], 1
    ) { row in UserID(rawValue: row.text(0)) }
  }

  func assign(_ role: Role, to user: UserID) throws(ResetError) {
    knownRoles[user] = nil
    try run(
      "INSERT INTO role (\"user\", role) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      [.text(user.rawValue), .text(role.rawValue)])
  }

  func remove(_ role: Role, from user: UserID) throws(ResetError) {
    knownRoles[user] = nil
    try run("DELETE FROM role WHERE \"user\" = $1 AND role = $2", [.text(user.rawValue), .text(role.rawValue)])
  }
}

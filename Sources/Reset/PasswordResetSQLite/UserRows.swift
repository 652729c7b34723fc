internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  /// In the order of the reading below: a name would be looked up anew in each row.
  private static let columns = """
    id, name, display_name, given_name, surname, locale, alternate_email, mobile, blocked, epoch, never_expires, strong, \
    selected
    """

  private static func user(_ row: Row) throws(ResetError) -> User {
    User(
      id: UserID(rawValue: row[0]), userPrincipalName: row[1], displayName: row[2], givenName: row[3], surname: row[4],
      locale: try row.known(5), alternateEmail: row[6], mobile: row[7], signInBlocked: row[8], sessionEpoch: row[9],
      passwordNeverExpires: row[10], strongPasswordRequired: row[11], selectedForSelfService: row[12])
  }

  /// Not those of an import that is under way.
  private static let isThere = "(import IS NULL OR import NOT IN (SELECT id FROM import))"

  func user(_ id: UserID) throws(ResetError) -> User? {
    try first("SELECT \(Self.columns) FROM user WHERE id = ? AND \(Self.isThere)", [id.rawValue], Self.user)
  }

  func user(named userPrincipalName: String) throws(ResetError) -> User? {
    try first("SELECT \(Self.columns) FROM user WHERE name = ? AND \(Self.isThere)", [userPrincipalName], Self.user)
  }

  func users(containing text: String, limit: Int, offset: Int) throws(ResetError) -> [User] {
    // Lower-cased by Swift: SQLite's own folding knows only ASCII, and no Ø.
    try all(
      """
      SELECT \(Self.columns) FROM user WHERE (instr(search, ?) > 0 OR ? = '') AND \(Self.isThere)
        ORDER BY display_name, name LIMIT ? OFFSET ?
      """,
      [text.lowercased(), text, limit, offset], Self.user)
  }

  private static func search(_ user: User) -> String {
    [user.displayName, user.givenName, user.surname, user.userPrincipalName].joined(separator: "\n").lowercased()
  }

  func taken(_ userPrincipalNames: [String]) throws(ResetError) -> Set<String> {
    var taken: Set<String> = []
    for name in userPrincipalNames {
      if try first("SELECT 1 FROM user WHERE name = ?", [name], { _ in true }) != nil { taken.insert(name) }
    }
    return taken
  }

  func insert(_ user: User) throws(ResetError) { try insert(user, import: nil) }

  func insert(_ user: User, import journal: String?) throws(ResetError) {
    do {
      try run(
        """
        INSERT INTO user (id, name, display_name, given_name, surname, search, locale, alternate_email, mobile, blocked,
          epoch, never_expires, strong, selected, import) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          user.id.rawValue, user.userPrincipalName, user.displayName, user.givenName, user.surname, Self.search(user),
          user.locale.rawValue, user.alternateEmail, user.mobile, user.signInBlocked, user.sessionEpoch,
          user.passwordNeverExpires, user.strongPasswordRequired, user.selectedForSelfService, journal,
        ])
    } catch {
      guard case .conflict = error else { throw error }
      throw .conflict(reason: "the user name \(user.userPrincipalName) is taken")
    }
  }

  func update(_ user: User) throws(ResetError) {
    try run(
      """
      UPDATE user SET name = ?, display_name = ?, given_name = ?, surname = ?, search = ?, locale = ?,
        alternate_email = ?, mobile = ?, blocked = ?, epoch = ?, never_expires = ?, strong = ?, selected = ? WHERE id = ?
      """,
      [
        user.userPrincipalName, user.displayName, user.givenName, user.surname, Self.search(user), user.locale.rawValue,
        user.alternateEmail, user.mobile, user.signInBlocked, user.sessionEpoch, user.passwordNeverExpires,
        user.strongPasswordRequired, user.selectedForSelfService, user.id.rawValue,
      ])
  }

  func setSessionEpoch(_ epoch: Int, of user: UserID) throws(ResetError) {
    try run("UPDATE user SET epoch = ? WHERE id = ?", [epoch, user.rawValue])
  }

  func roles(of user: UserID) throws(ResetError) -> Set<Role> {
    Set(try all("SELECT role FROM role WHERE user = ?", [user.rawValue]) { row in Role(rawValue: row[0]) })
  }

  func holders(of role: Role) throws(ResetError) -> [UserID] {
    try all(
      "SELECT role.user FROM role JOIN user ON user.id = role.user WHERE role = ? AND \(Self.isThere) ORDER BY role.user",
      [role.rawValue]
    ) { row in
      UserID(rawValue: row[0])
    }
  }

  func assign(_ role: Role, to user: UserID) throws(ResetError) {
    try run(
      "INSERT INTO role (user, role) VALUES (?, ?) ON CONFLICT DO NOTHING", [user.rawValue, role.rawValue])
  }

  func remove(_ role: Role, from user: UserID) throws(ResetError) {
    try run("DELETE FROM role WHERE user = ? AND role = ?", [user.rawValue, role.rawValue])
  }
}

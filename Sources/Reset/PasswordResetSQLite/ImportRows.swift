internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  func openImport() throws(ResetError) -> ImportJournal? {
    try first("SELECT id, actor, users, until FROM import", []) { row in
      ImportJournal(id: row[0], actor: row[1], users: row[2], until: row.moment(3))
    }
  }

  func save(_ journal: ImportJournal) throws(ResetError) {
    try run(
      "INSERT OR REPLACE INTO import (id, actor, users, until) VALUES (?, ?, ?, ?)",
      [journal.id, journal.actor, journal.users, journal.until.milliseconds])
  }

  func insert(_ users: [ImportedUser], of journal: ImportJournal) throws(ResetError) {
    for one in users {
      try insert(one.user, import: journal.id)
      try insert(Credential(user: one.user.id, version: 1, hash: nil, lastSet: one.at))
      for role in one.roles { try assign(role, to: one.user.id) }
    }
  }

  func close(_ journal: ImportJournal) throws(ResetError) {
    try run("DELETE FROM import WHERE id = ?", [journal.id])
  }

  func undo(_ journal: ImportJournal, limit: Int) throws(ResetError) -> Bool {
    let taken = try run(
      "DELETE FROM user WHERE rowid IN (SELECT rowid FROM user WHERE import = ? LIMIT ?)", [journal.id, limit])
    guard taken < limit else { return false }
    try close(journal)
    return true
  }
}

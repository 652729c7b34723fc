internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  func credential(of user: UserID) throws(ResetError) -> Credential? {
    try first(
      """
      SELECT version, hash, previous_hash, last_set, temporary, expires, must_change FROM credential WHERE user = ?
      """, [user.rawValue]
    ) { row in
      Credential(
        user: user, version: row[0], hash: row[1], previousHash: row[2], lastSet: row.moment(3), isTemporary: row[4],
        expires: row.optionalMoment(5), mustChange: row[6])
    }
  }

  func insert(_ credential: Credential) throws(ResetError) {
    try run(
      """
      INSERT INTO credential (user, version, hash, previous_hash, last_set, temporary, expires, must_change)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        credential.user.rawValue, credential.version, credential.hash, credential.previousHash,
        credential.lastSet.milliseconds, credential.isTemporary, credential.expires?.milliseconds,
        credential.mustChange,
      ])
  }

  func replace(version: Int, by credential: Credential) throws(ResetError) -> Bool {
    try run(
      """
      UPDATE credential SET version = ?, hash = ?, previous_hash = ?, last_set = ?, temporary = ?, expires = ?,
        must_change = ? WHERE user = ? AND version = ?
      """,
      [
        credential.version, credential.hash, credential.previousHash, credential.lastSet.milliseconds,
        credential.isTemporary, credential.expires?.milliseconds, credential.mustChange, credential.user.rawValue,
        version,
      ]) == 1
  }

  func session(_ tokenDigest: String) throws(ResetError) -> SessionRecord? {
    try first("SELECT user, epoch, change_only, expires FROM session WHERE digest = ?", [tokenDigest]) {
      row throws(ResetError) in
      SessionRecord(
        tokenDigest: tokenDigest, user: UserID(rawValue: row[0]), epoch: row[1],
        kind: (row[2] as String?) == nil ? .normal : .changeOnly(try row.known(2)), expires: row.moment(3))
    }
  }

  func insert(_ session: SessionRecord) throws(ResetError) {
    let reason: String? = if case .changeOnly(let reason) = session.kind { reason.rawValue } else { nil }
    try run(
      "INSERT INTO session (digest, user, epoch, change_only, expires) VALUES (?, ?, ?, ?, ?)",
      [session.tokenDigest, session.user.rawValue, session.epoch, reason, session.expires.milliseconds])
  }

  func deleteSession(_ tokenDigest: String) throws(ResetError) {
    try run("DELETE FROM session WHERE digest = ?", [tokenDigest])
  }

  func lockout(_ key: String) throws(ResetError) -> Lockout? {
    try first("SELECT * FROM lockout WHERE name = ?", [key]) { row in
      let recent: String = row["recent"]
      return Lockout(
        key: key, failures: row["failures"], lockedUntil: row.optionalMoment("locked_until"),
        recent: recent.split(separator: " ").map(String.init), lastFailure: row.moment("last_failure"))
    }
  }

  func save(_ lockout: Lockout) throws(ResetError) {
    try run(
      "INSERT OR REPLACE INTO lockout (name, failures, locked_until, recent, last_failure) VALUES (?, ?, ?, ?, ?)",
      [
        lockout.key, lockout.failures, lockout.lockedUntil?.milliseconds, lockout.recent.joined(separator: " "),
        lockout.lastFailure.milliseconds,
      ])
  }

  func deleteLockout(_ key: String) throws(ResetError) { try run("DELETE FROM lockout WHERE name = ?", [key]) }
}

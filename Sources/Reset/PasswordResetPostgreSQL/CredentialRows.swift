internal import PasswordReset

extension PostgreSQLTransaction {
  func credential(of user: UserID) throws(ResetError) -> Credential? {
    try first(
      """
      SELECT version, hash, previous_hash, last_set, temporary, expires, must_change FROM credential WHERE "user" = $1
      """, [.text(user.rawValue)], 7
    ) { row in
      Credential(
        user: user, version: row.integer(0), hash: row.optionalText(1), previousHash: row.optionalText(2),
        lastSet: row.moment(3), isTemporary: row.flag(4), expires: row.optionalMoment(5), mustChange: row.flag(6))
    }
  }

  private static func values(_ credential: Credential) -> [SQLValue] {
    [
      .text(credential.user.rawValue), SQLValue(credential.version), SQLValue(credential.hash),
      SQLValue(credential.previousHash), SQLValue(credential.lastSet), SQLValue(credential.isTemporary),
      SQLValue(credential.expires), SQLValue(credential.mustChange),
    ]
  }

  func insert(_ credential: Credential) throws(ResetError) {
    try run(
      """
      INSERT INTO credential ("user", version, hash, previous_hash, last_set, temporary, expires, must_change)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, Self.values(credential))
  }

  func replace(version: Int, by credential: Credential) throws(ResetError) -> Bool {
    try run(
      """
      UPDATE credential SET version = $2, hash = $3, previous_hash = $4, last_set = $5, temporary = $6, expires = $7,
        must_change = $8 WHERE "user" = $1 AND version = $9
      """, Self.values(credential) + [SQLValue(version)]) == 1
  }

  func session(_ tokenDigest: String) throws(ResetError) -> SessionRecord? {
    try first(
      "SELECT \"user\", epoch, change_only, expires FROM session WHERE digest = $1", [.text(tokenDigest)], 4
    ) { row throws(ResetError) in
      SessionRecord(
        tokenDigest: tokenDigest, user: UserID(rawValue: row.text(0)), epoch: row.integer(1),
        kind: row.optionalText(2) == nil ? .normal : .changeOnly(try known(row.text(2))), expires: row.moment(3))
    }
  }

  func insert(_ session: SessionRecord) throws(ResetError) {
    let reason: String? = if case .changeOnly(let reason) = session.kind { reason.rawValue } else { nil }
    try run(
      "INSERT INTO session (digest, \"user\", epoch, change_only, expires) VALUES ($1, $2, $3, $4, $5)",
      [
        .text(session.tokenDigest), .text(session.user.rawValue), SQLValue(session.epoch), SQLValue(reason),
        SQLValue(session.expires),
      ])
  }

  func deleteSession(_ tokenDigest: String) throws(ResetError) {
    try run("DELETE FROM session WHERE digest = $1", [.text(tokenDigest)])
  }

  func lockout(_ key: String) throws(ResetError) -> Lockout? {
    try first("SELECT failures, locked_until, recent, last_failure FROM lockout WHERE name = $1", [.text(key)], 4) {
      row in
      Lockout(
        key: key, failures: row.integer(0), lockedUntil: row.optionalMoment(1),
        recent: row.text(2).split(separator: " ").map(String.init), lastFailure: row.moment(3))
    }
  }

  func save(_ lockout: Lockout) throws(ResetError) {
    try run(
      """
      INSERT INTO lockout (name, failures, locked_until, recent, last_failure) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (name) DO UPDATE SET failures = excluded.failures, locked_until = excluded.locked_until,
          recent = excluded.recent, last_failure = excluded.last_failure
      """,
      [
        .text(lockout.key), SQLValue(lockout.failures), SQLValue(lockout.lockedUntil),
        .text(lockout.recent.joined(separator: " ")), SQLValue(lockout.lastFailure),
      ])
  }

  func deleteLockout(_ key: String) throws(ResetError) {
    try run("DELETE FROM lockout WHERE name = $1", [.text(key)])
  }
}

internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  static func reset(_ row: Row) throws(ResetError) -> ResetOperation {
    ResetOperation(
      id: ResetID(rawValue: row["id"]), user: UserID(rawValue: row["user"]),
      actor: (row["actor"] as String?).map(UserID.init(rawValue:)), origin: try row.known("origin"),
      batch: row["batch"], at: row.moment("at"), credentialVersion: row["version"], temporary: row["temporary"],
      passwordExpires: row.optionalMoment("expires"), sealed: (row["sealed"] as String?).map(SealedSecret.init(text:)),
      sealedUntil: row.moment("sealed_until"))
  }

  func insert(_ reset: ResetOperation) throws(ResetError) {
    try run(
      """
      INSERT INTO reset (id, user, actor, origin, batch, at, version, temporary, expires, sealed, sealed_until)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        reset.id.rawValue, reset.user.rawValue, reset.actor?.rawValue, reset.origin.rawValue, reset.batch,
        reset.at.milliseconds, reset.credentialVersion, reset.temporary, reset.passwordExpires?.milliseconds,
        reset.sealed?.text, reset.sealedUntil.milliseconds,
      ])
  }

  func reset(_ id: ResetID) throws(ResetError) -> ResetOperation? {
    try first("SELECT * FROM reset WHERE id = ?", [id.rawValue], Self.reset)
  }

  func sealedResets(of user: UserID) throws(ResetError) -> [ResetOperation] {
    try all("SELECT * FROM reset WHERE user = ? AND sealed IS NOT NULL ORDER BY at", [user.rawValue], Self.reset)
  }

  func resets(of user: UserID, limit: Int) throws(ResetError) -> [ResetOperation] {
    try all(
      "SELECT * FROM reset WHERE user = ? ORDER BY at DESC, rowid DESC LIMIT ?", [user.rawValue, limit], Self.reset)
  }

  func wipeSecret(of reset: ResetID) throws(ResetError) {
    try run("UPDATE reset SET sealed = NULL WHERE id = ?", [reset.rawValue])
  }

  private static func challenge(_ row: Row) -> RecoveryChallenge {
    RecoveryChallenge(
      id: row["id"], userName: row["name"], expires: row.moment("expires"),
      user: (row["user"] as String?).map(UserID.init(rawValue:)), gates: row["gates"], proven: row["proven"],
      codeDigest: row["code"], attempts: row["attempts"], grantDigest: row["granted"], used: row["used"],
      credentialVersion: row["version"], contactDigest: row["contact"])
  }

  func insert(_ challenge: RecoveryChallenge) throws(ResetError) {
    try run(
      """
      INSERT INTO challenge (id, name, expires, user, gates, proven, code, attempts, granted, used, version, contact)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        challenge.id, challenge.userName, challenge.expires.milliseconds, challenge.user?.rawValue, challenge.gates,
        challenge.proven, challenge.codeDigest, challenge.attempts, challenge.grantDigest, challenge.used,
        challenge.credentialVersion, challenge.contactDigest,
      ])
  }

  func challenge(_ id: String) throws(ResetError) -> RecoveryChallenge? {
    try first("SELECT * FROM challenge WHERE id = ?", [id]) { row in Self.challenge(row) }
  }

  func challenge(granting grantDigest: String) throws(ResetError) -> RecoveryChallenge? {
    try first("SELECT * FROM challenge WHERE granted = ?", [grantDigest]) { row in Self.challenge(row) }
  }

  func update(_ challenge: RecoveryChallenge) throws(ResetError) {
    try run(
      """
      UPDATE challenge SET user = ?, gates = ?, proven = ?, code = ?, attempts = ?, granted = ?, used = ?, version = ?,
        contact = ? WHERE id = ?
      """,
      [
        challenge.user?.rawValue, challenge.gates, challenge.proven, challenge.codeDigest, challenge.attempts,
        challenge.grantDigest, challenge.used, challenge.credentialVersion, challenge.contactDigest, challenge.id,
      ])
  }

  func endChallenges(of user: UserID) throws(ResetError) {
    try run(
      "UPDATE challenge SET used = 1, code = NULL, granted = NULL WHERE user = ? AND used = 0", [user.rawValue])
  }
}

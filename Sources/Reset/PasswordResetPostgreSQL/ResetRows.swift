internal import PasswordReset

extension PostgreSQLTransaction {
  static let resetColumns =
    "id, \"user\", actor, origin, batch, at, version, temporary, expires, sealed, sealed_until"

  func reset(_ row: SQLRow) throws(ResetError) -> ResetOperation {
    ResetOperation(
      id: ResetID(rawValue: row.text(0)), user: UserID(rawValue: row.text(1)),
      actor: row.optionalText(2).map(UserID.init(rawValue:)), origin: try known(row.text(3)),
      batch: row.optionalText(4), at: row.moment(5), credentialVersion: row.integer(6), temporary: row.flag(7),
      passwordExpires: row.optionalMoment(8), sealed: row.optionalText(9).map(SealedSecret.init(text:)),
      sealedUntil: row.moment(10))
  }

  func insert(_ reset: ResetOperation) throws(ResetError) {
    try run(
      "INSERT INTO reset (\(Self.resetColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      [
        .text(reset.id.rawValue), .text(reset.user.rawValue), SQLValue(reset.actor?.rawValue),
        .text(reset.origin.rawValue), SQLValue(reset.batch), SQLValue(reset.at), SQLValue(reset.credentialVersion),
        SQLValue(reset.temporary), SQLValue(reset.passwordExpires), SQLValue(reset.sealed?.text),
        SQLValue(reset.sealedUntil),
      ])
  }

  func reset(_ id: ResetID) throws(ResetError) -> ResetOperation? {
    try first("SELECT \(Self.resetColumns) FROM reset WHERE id = $1", [.text(id.rawValue)], 11, reset)
  }

  func sealedResets(of user: UserID) throws(ResetError) -> [ResetOperation] {
    try all(
      "SELECT \(Self.resetColumns) FROM reset WHERE \"user\" = $1 AND sealed IS NOT NULL ORDER BY at, place",
      [.text(user.rawValue)], 11, reset)
  }

  func resets(of user: UserID, limit: Int) throws(ResetError) -> [ResetOperation] {
    try all(
      "SELECT \(Self.resetColumns) FROM reset WHERE \"user\" = $1 ORDER BY at DESC, place DESC LIMIT $2::bigint",
      [.text(user.rawValue), SQLValue(limit)], 11, reset)
  }

  func wipeSecret(of reset: ResetID) throws(ResetError) {
    try run("UPDATE reset SET sealed = NULL WHERE id = $1", [.text(reset.rawValue)])
  }

  private static let challengeColumns =
    "id, name, expires, \"user\", gates, proven, code, attempts, granted, used, version, contact"

  private static func challenge(_ row: SQLRow) -> RecoveryChallenge {
    RecoveryChallenge(
      id: row.text(0), userName: row.text(1), expires: row.moment(2),
      user: row.optionalText(3).map(UserID.init(rawValue:)), gates: row.integer(4), proven: row.integer(5),
      codeDigest: row.optionalText(6), attempts: row.integer(7), grantDigest: row.optionalText(8), used: row.flag(9),
      credentialVersion: row.optionalInteger(10), contactDigest: row.optionalText(11))
  }

  private static func values(_ challenge: RecoveryChallenge) -> [SQLValue] {
    [
      .text(challenge.id), .text(challenge.userName), SQLValue(challenge.expires), SQLValue(challenge.user?.rawValue),
      SQLValue(challenge.gates), SQLValue(challenge.proven), SQLValue(challenge.codeDigest),
      SQLValue(challenge.attempts), SQLValue(challenge.grantDigest), SQLValue(challenge.used),
      SQLValue(challenge.credentialVersion), SQLValue(challenge.contactDigest),
    ]
  }

  func insert(_ challenge: RecoveryChallenge) throws(ResetError) {
    try run(
      """
      INSERT INTO challenge (\(Self.challengeColumns)) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
      """, Self.values(challenge))
  }

  func challenge(_ id: String) throws(ResetError) -> RecoveryChallenge? {
    try first("SELECT \(Self.challengeColumns) FROM challenge WHERE id = $1", [.text(id)], 12, Self.challenge)
  }

  func challenge(granting grantDigest: String) throws(ResetError) -> RecoveryChallenge? {
    try first(
      "SELECT \(Self.challengeColumns) FROM challenge WHERE granted = $1", [.text(grantDigest)], 12, Self.challenge)
  }

  func update(_ challenge: RecoveryChallenge) throws(ResetError) {
    try run(
      """
      UPDATE challenge SET name = $2, expires = $3, "user" = $4, gates = $5, proven = $6, code = $7, attempts = $8,
        granted = $9, used = $10, version = $11, contact = $12 WHERE id = $1
      """, Self.values(challenge))
  }

  func endChallenges(of user: UserID) throws(ResetError) {
    try run(
      "UPDATE challenge SET used = 1, code = NULL, granted = NULL WHERE \"user\" = $1 AND used = 0",
      [.text(user.rawValue)])
  }
}

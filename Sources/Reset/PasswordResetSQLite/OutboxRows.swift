internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  static func message(_ row: Row) throws(ResetError) -> OutboxMessage {
    OutboxMessage(
      id: row["id"], cause: row["cause"], kind: try row.known("kind"), channel: try row.known("channel"),
      recipient: row["recipient"], locale: try row.known("locale"), messageID: row["message_id"],
      user: (row["user"] as String?).map(UserID.init(rawValue:)), credentialVersion: row["version"],
      sealed: (row["sealed"] as String?).map(SealedSecret.init(text:)), state: try row.known("state"),
      fence: row["fence"], leasedUntil: row.optionalMoment("leased_until"), attempts: row["attempts"],
      nextTry: row.moment("next_try"), expires: row.moment("expires"), failure: row["failure"])
  }

  func insert(_ message: OutboxMessage) throws(ResetError) {
    try run(
      """
      INSERT INTO message (id, cause, kind, channel, recipient, locale, message_id, user, version, sealed, state, fence,
        leased_until, attempts, next_try, expires, failure) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        message.id, message.cause, message.kind.rawValue, message.channel.rawValue, message.recipient,
        message.locale.rawValue, message.messageID, message.user?.rawValue, message.credentialVersion,
        message.sealed?.text, message.state.rawValue, message.fence, message.leasedUntil?.milliseconds,
        message.attempts, message.nextTry.milliseconds, message.expires.milliseconds, message.failure,
      ])
  }

  func message(_ id: String) throws(ResetError) -> OutboxMessage? {
    try first("SELECT * FROM message WHERE id = ?", [id], Self.message)
  }

  func messages(of cause: String) throws(ResetError) -> [OutboxMessage] {
    try all("SELECT * FROM message WHERE cause = ? ORDER BY rowid", [cause], Self.message)
  }

  // The state is part of the text of these two: a value bound to it is compared with the condition of the index over
  // what is queued, and so has SQLite prepare the statement again each time.

  func messages(in state: OutboxMessage.State, limit: Int) throws(ResetError) -> [OutboxMessage] {
    try all(
      "SELECT * FROM message WHERE state = '\(state.rawValue)' ORDER BY rowid DESC LIMIT ?", [limit], Self.message)
  }

  func messages(for user: UserID, in state: OutboxMessage.State) throws(ResetError) -> [OutboxMessage] {
    try all(
      "SELECT * FROM message WHERE user = ? AND state = '\(state.rawValue)' ORDER BY rowid", [user.rawValue],
      Self.message)
  }

  /// ``OutboxMessage/Schedule/furthestTry(after:)`` as SQL.
  private static let furthestTry: String = {
    let first = OutboxMessage.Schedule.furthestTry(after: 1).wholeMilliseconds
    let longest = OutboxMessage.Schedule.furthestTry(after: 100).wholeMilliseconds
    return "min(\(first) << min(attempts - 1, 20), \(longest))"
  }()

  func lease(dueAt now: Timestamp, until: Timestamp, limit: Int) throws(ResetError) -> [OutboxMessage] {
    let due = try all(
      """
      SELECT * FROM message
        WHERE state = 'queued' AND (next_try <= ? OR attempts = 0 OR next_try > ? + \(Self.furthestTry))
          AND (leased_until IS NULL OR leased_until <= ? OR leased_until > ?)
        ORDER BY next_try, rowid LIMIT ?
      """,
      [
        now.milliseconds, now.milliseconds, now.milliseconds,
        (now + OutboxMessage.Schedule.furthestLease).milliseconds, limit,
      ], Self.message)
    var leased: [OutboxMessage] = []
    for var message in due {
      message.fence += 1
      message.leasedUntil = until
      if try replace(fence: message.fence - 1, by: message) { leased.append(message) }
    }
    return leased
  }

  func replace(fence: Int, by message: OutboxMessage) throws(ResetError) -> Bool {
    try run(
      """
      UPDATE message SET sealed = ?, state = ?, fence = ?, leased_until = ?, attempts = ?, next_try = ?, failure = ?
        WHERE id = ? AND fence = ?
      """,
      [
        message.sealed?.text, message.state.rawValue, message.fence, message.leasedUntil?.milliseconds,
        message.attempts, message.nextTry.milliseconds, message.failure, message.id, fence,
      ]) == 1
  }
}

internal import PasswordReset

extension PostgreSQLTransaction {
  private static let names = [
    "id", "cause", "kind", "channel", "recipient", "locale", "message_id", "\"user\"", "version", "sealed", "state",
    "fence", "leased_until", "attempts", "next_try", "expires", "failure",
  ]
  private static let columns = names.joined(separator: ", ")

  private func message(_ row: SQLRow) throws(ResetError) -> OutboxMessage {
    OutboxMessage(
      id: row.text(0), cause: row.text(1), kind: try known(row.text(2)), channel: try known(row.text(3)),
      recipient: row.text(4), locale: try known(row.text(5)), messageID: row.text(6),
      user: row.optionalText(7).map(UserID.init(rawValue:)), credentialVersion: row.optionalInteger(8),
      sealed: row.optionalText(9).map(SealedSecret.init(text:)), state: try known(row.text(10)),
      fence: row.integer(11), leasedUntil: row.optionalMoment(12), attempts: row.integer(13), nextTry: row.moment(14),
      expires: row.moment(15), failure: row.optionalText(16))
  }

  func messages(_ condition: String, _ arguments: [SQLValue]) throws(ResetError) -> [OutboxMessage] {
    try all("SELECT \(Self.columns) FROM message WHERE \(condition)", arguments, 17, message)
  }

  func insert(_ message: OutboxMessage) throws(ResetError) {
    try run(
      """
      INSERT INTO message (\(Self.columns))
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
      """,
      [
        .text(message.id), .text(message.cause), .text(message.kind.rawValue), .text(message.channel.rawValue),
        .text(message.recipient), .text(message.locale.rawValue), .text(message.messageID),
        SQLValue(message.user?.rawValue), SQLValue(message.credentialVersion), SQLValue(message.sealed?.text),
        .text(message.state.rawValue), SQLValue(message.fence), SQLValue(message.leasedUntil),
        SQLValue(message.attempts), SQLValue(message.nextTry), SQLValue(message.expires), SQLValue(message.failure),
      ])
    hasMail = true
  }

  func message(_ id: String) throws(ResetError) -> OutboxMessage? { try messages("id = $1", [.text(id)]).first }

  func messages(of cause: String) throws(ResetError) -> [OutboxMessage] {
    try messages("cause = $1 ORDER BY place", [.text(cause)])
  }

  func messages(in state: OutboxMessage.State, limit: Int) throws(ResetError) -> [OutboxMessage] {
    try messages("state = $1 ORDER BY place DESC LIMIT $2::bigint", [.text(state.rawValue), SQLValue(limit)])
  }

  func messages(for user: UserID, in state: OutboxMessage.State) throws(ResetError) -> [OutboxMessage] {
    try messages("\"user\" = $1 AND state = $2 ORDER BY place", [.text(user.rawValue), .text(state.rawValue)])
  }

  /// ``OutboxMessage/isDue(at:)`` as SQL, where `$1` is now.
  private static let isDue: String = {
    let first = OutboxMessage.Schedule.furthestTry(after: 1).wholeMilliseconds
    let longest = OutboxMessage.Schedule.furthestTry(after: 100).wholeMilliseconds
    let lease = OutboxMessage.Schedule.furthestLease.wholeMilliseconds
    let furthest = "least(\(first)::bigint << least(attempts - 1, 20)::int, \(longest))"
    return """
      state = 'queued' AND (next_try <= $1::bigint OR attempts = 0 OR next_try > $1::bigint + \(furthest))
        AND (leased_until IS NULL OR leased_until <= $1::bigint OR leased_until > $1::bigint + \(lease))
      """
  }()

  func lease(dueAt now: Timestamp, until: Timestamp, limit: Int) throws(ResetError) -> [OutboxMessage] {
    let returned = Self.names.map { "message.\($0)" }.joined(separator: ", ")
    let leased = try all(
      """
      WITH due AS (
        SELECT id AS due_id FROM message WHERE \(Self.isDue) ORDER BY next_try, place LIMIT $3::bigint
          FOR UPDATE SKIP LOCKED)
      UPDATE message SET fence = fence + 1, leased_until = $2::bigint FROM due WHERE message.id = due.due_id
        RETURNING \(returned)
      """, [SQLValue(now), SQLValue(until), SQLValue(limit)], 17, message)
    return leased.sorted { $0.nextTry < $1.nextTry }
  }

  func replace(fence: Int, by message: OutboxMessage) throws(ResetError) -> Bool {
    if message.state == .queued { hasMail = true }
    return try run(
      """
      UPDATE message SET sealed = $1, state = $2, fence = $3, leased_until = $4, attempts = $5, next_try = $6,
        failure = $7 WHERE id = $8 AND fence = $9
      """,
      [
        SQLValue(message.sealed?.text), .text(message.state.rawValue), SQLValue(message.fence),
        SQLValue(message.leasedUntil), SQLValue(message.attempts), SQLValue(message.nextTry),
        SQLValue(message.failure), .text(message.id), SQLValue(fence),
      ]) == 1
  }
}

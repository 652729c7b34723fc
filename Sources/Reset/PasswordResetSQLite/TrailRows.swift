internal import Foundation
internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  /// Text as bytes: read as text, it would end at a NUL, and so hide what somebody put behind one.
  private static let columns = ["activity", "actor", "target", "refusal", "details", "previous", "hash"]
    .map { "CAST(\($0) AS BLOB)" }.joined(separator: ", ")

  private static func event(_ row: Row) -> AuditEvent {
    func text(_ index: Int) -> String? { (row[index] as Data?).map { String(decoding: $0, as: UTF8.self) } }
    return AuditEvent(
      sequence: row[0], at: row.moment(1), activity: AuditEvent.Activity(rawValue: text(2) ?? ""),
      actor: text(3) ?? "", target: text(4), refusal: text(5), jsonDetails: text(6) ?? "", previousHash: text(7) ?? "",
      hash: text(8) ?? "")
  }

  func auditHead() throws(ResetError) -> AuditHead? {
    if let head = try first(
      "SELECT sequence, hash, seal FROM head", [],
      { row in
        AuditHead(sequence: row[0], hash: row[1], seal: row[2])
      })
    {
      return head
    }
    return try first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", []) { row in
      AuditHead(sequence: row[0], hash: row[1])
    }
  }

  func events(after sequence: Int, limit: Int) throws(ResetError) -> [AuditEvent] {
    try all(
      "SELECT sequence, at, \(Self.columns) FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?",
      [sequence, limit], Self.event)
  }

  func append(_ events: [AuditEvent], seal: String) throws(ResetError) {
    for event in events {
      try run(
        """
        INSERT INTO event (sequence, at, activity, actor, target, refusal, details, previous, hash)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        [
          event.sequence, event.at.milliseconds, event.activity.rawValue, event.actor, event.target, event.refusal,
          event.jsonDetails, event.previousHash, event.hash,
        ])
    }
    guard let last = events.last else { return }
    try run(
      """
      INSERT INTO head (only, sequence, hash, seal) VALUES (1, ?, ?, ?)
        ON CONFLICT DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, seal = excluded.seal
      """, [last.sequence, last.hash, seal])
  }

  func uses(of key: String, since: Timestamp, until: Timestamp) throws(ResetError) -> Int {
    try first(
      "SELECT count(*) FROM use WHERE key = ? AND at BETWEEN ? AND ?", [key, since.milliseconds, until.milliseconds]
    ) { row in row[0] } ?? 0
  }

  func count(_ key: String, at: Timestamp) throws(ResetError) {
    try run("INSERT INTO use (key, at) VALUES (?, ?)", [key, at.milliseconds])
  }

  func forget(before moment: Timestamp) throws(ResetError) {
    let day: Int64 = 86_400_000
    let old = moment.milliseconds - day
    try run("DELETE FROM session WHERE expires < ?", [old])
    try run("DELETE FROM challenge WHERE expires < ?", [old])
    try run("DELETE FROM lockout WHERE last_failure < ? AND coalesce(locked_until, 0) < ?", [old, old])
    try run("DELETE FROM use WHERE at < ?", [old])
    try run("UPDATE reset SET sealed = NULL WHERE sealed IS NOT NULL AND sealed_until <= ?", [moment.milliseconds])
  }
}

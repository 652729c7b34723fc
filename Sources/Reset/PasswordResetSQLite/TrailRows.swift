internal import Foundation
internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  private static func event(_ row: Row) throws(ResetError) -> AuditEvent {
    let text: String = row["details"]
    guard let details = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)) else {
      throw .unavailable(
        reason: "the details of event \(row["sequence"] as Int) are damaged", remedy: "Restore the file.")
    }
    return AuditEvent(
      sequence: row["sequence"], at: row.moment("at"), activity: AuditEvent.Activity(rawValue: row["activity"]),
      actor: row["actor"], target: row["target"], refusal: row["refusal"], details: details,
      previousHash: row["previous"], hash: row["hash"])
  }

  func auditHead() throws(ResetError) -> AuditHead? {
    try first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", []) { row in
      AuditHead(sequence: row[0], hash: row[1])
    }
  }

  func events(after sequence: Int, limit: Int) throws(ResetError) -> [AuditEvent] {
    try all("SELECT * FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?", [sequence, limit], Self.event)
  }

  func append(_ event: AuditEvent) throws(ResetError) {
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

  func uses(of key: String, since: Timestamp) throws(ResetError) -> Int {
    try first("SELECT count(*) AS uses FROM use WHERE key = ? AND at >= ?", [key, since.milliseconds]) { row in
      row["uses"]
    } ?? 0
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
    try run("UPDATE reset SET sealed = NULL WHERE sealed IS NOT NULL AND sealed_until < ?", [moment.milliseconds])
  }
}

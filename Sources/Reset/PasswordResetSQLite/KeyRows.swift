internal import GRDB
internal import PasswordReset

extension SQLiteTransaction {
  func keyRecords() throws(ResetError) -> [KeyRecord] {
    try all("SELECT id, sealed FROM key ORDER BY id", []) { row in
      KeyRecord(id: row[0], sealed: SealedSecret(text: row[1]))
    }
  }

  func save(_ record: KeyRecord) throws(ResetError) {
    try run("INSERT OR REPLACE INTO key (id, sealed) VALUES (?, ?)", [record.id, record.sealed.text])
  }

  func sealedMessages(after id: String, limit: Int) throws(ResetError) -> [OutboxMessage] {
    try all(
      "SELECT * FROM message WHERE state = 'queued' AND sealed IS NOT NULL AND id > ? ORDER BY id LIMIT ?",
      [id, limit],
      Self.message)
  }

  func sealedResets(after id: ResetID, limit: Int) throws(ResetError) -> [ResetOperation] {
    try all(
      "SELECT * FROM reset WHERE sealed IS NOT NULL AND id > ? ORDER BY id LIMIT ?", [id.rawValue, limit], Self.reset)
  }

  func reseal(_ reset: ResetID, _ sealed: SealedSecret) throws(ResetError) {
    try run("UPDATE reset SET sealed = ? WHERE id = ? AND sealed IS NOT NULL", [sealed.text, reset.rawValue])
  }

  func outboxSummary() throws(ResetError) -> OutboxSummary {
    let queued = try first(
      "SELECT count(*), coalesce(max(attempts), 0) FROM message WHERE state = 'queued'", []
    ) { row in (count: row[0] as Int, attempts: row[1] as Int) }
    let dead = try first("SELECT count(*) FROM message WHERE state = 'dead'", []) { row in row[0] as Int }
    return OutboxSummary(queued: queued?.count ?? 0, dead: dead ?? 0, attempts: queued?.attempts ?? 0)
  }
}

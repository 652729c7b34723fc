internal import PasswordReset

extension PostgreSQLTransaction {
  func keyRecords() throws(ResetError) -> [KeyRecord] {
    try all("SELECT id, sealed FROM key ORDER BY id", [], 2) { row in
      KeyRecord(id: row.text(0), sealed: SealedSecret(text: row.text(1)))
    }
  }

  func save(_ record: KeyRecord) throws(ResetError) {
    try run(
      "INSERT INTO key (id, sealed) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET sealed = excluded.sealed",
      [.text(record.id), .text(record.sealed.text)])
  }

  func sealedMessages(after id: String, limit: Int) throws(ResetError) -> [OutboxMessage] {
    try messages(
      "state = 'queued' AND sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2::bigint", [.text(id), SQLValue(limit)])
  }

  func sealedResets(after id: ResetID, limit: Int) throws(ResetError) -> [ResetOperation] {
    try all(
      "SELECT \(Self.resetColumns) FROM reset WHERE sealed IS NOT NULL AND id > $1 ORDER BY id LIMIT $2::bigint",
      [.text(id.rawValue), SQLValue(limit)], 11, reset)
  }

  func reseal(_ reset: ResetID, _ sealed: SealedSecret) throws(ResetError) {
    try run(
      "UPDATE reset SET sealed = $1 WHERE id = $2 AND sealed IS NOT NULL", [.text(sealed.text), .text(reset.rawValue)])
  }

  func outboxSummary() throws(ResetError) -> OutboxSummary {
    let queued = try first(
      "SELECT count(*), coalesce(max(attempts), 0) FROM message WHERE state = 'queued'", [], 2
    ) { row in (count: row.integer(0), attempts: row.integer(1)) }
    let dead = try first("SELECT count(*) FROM message WHERE state = 'dead'", [], 1) { row in row.integer(0) }
    return OutboxSummary(queued: queued?.count ?? 0, dead: dead ?? 0, attempts: queued?.attempts ?? 0)
  }
}

internal import PasswordReset

extension PostgreSQLTransaction {
  private static let columns = [
    "sequence", "at", "activity", "actor", "target", "refusal", "details", "previous", "hash",
  ]

  func auditHead() throws(ResetError) -> AuditHead? {
    try requireTrail()
    return try storedHead()
  }

  private func storedHead() throws(ResetError) -> AuditHead? {
    if let head { return head }
    var stored = try first("SELECT sequence, hash, seal FROM head", [], 3) { row in
      AuditHead(sequence: row.integer(0), hash: row.text(1), seal: row.optionalText(2))
    }
    if stored == nil {
      stored = try first("SELECT sequence, hash FROM event ORDER BY sequence DESC LIMIT 1", [], 2) { row in
        AuditHead(sequence: row.integer(0), hash: row.text(1))
      }
    }
    head = stored
    return stored
  }

  func events(after sequence: Int, limit: Int) throws(ResetError) -> [AuditEvent] {
    try all(
      """
      SELECT \(Self.columns.joined(separator: ", ")) FROM event WHERE sequence > $1::bigint
        ORDER BY sequence LIMIT $2::bigint
      """, [SQLValue(sequence), SQLValue(limit)], 9
    ) { row in
      AuditEvent(
        sequence: row.integer(0), at: row.moment(1), activity: AuditEvent.Activity(rawValue: row.text(2)),
        actor: row.text(3), target: row.optionalText(4), refusal: row.optionalText(5), jsonDetails: row.text(6),
        previousHash: row.text(7), hash: row.text(8))
    }
  }

  private static func values(_ event: AuditEvent) -> [SQLValue] {
    [
      SQLValue(event.sequence), SQLValue(event.at), .text(event.activity.rawValue), .text(event.actor),
      SQLValue(event.target), SQLValue(event.refusal), .text(event.jsonDetails), .text(event.previousHash),
      .text(event.hash),
    ]
  }

  func append(_ events: [AuditEvent], seal: String) throws(ResetError) {
    try requireTrail()
    guard let last = events.last else { return }
    if events.count == 1 {
      try run(
        """
        WITH added AS (
          INSERT INTO event (\(Self.columns.joined(separator: ", "))) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))
        INSERT INTO head ("only", sequence, hash, seal) VALUES (1, $1, $9, $10)
          ON CONFLICT ("only") DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, seal = excluded.seal
        """, Self.values(last) + [.text(seal)])
    } else {
      try copy(into: "event", Self.columns, events.lazy.map(Self.values))
      try run(
        """
        INSERT INTO head ("only", sequence, hash, seal) VALUES (1, $1, $2, $3)
          ON CONFLICT ("only") DO UPDATE SET sequence = excluded.sequence, hash = excluded.hash, seal = excluded.seal
        """, [SQLValue(last.sequence), .text(last.hash), .text(seal)])
    }
    head = AuditHead(sequence: last.sequence, hash: last.hash, seal: seal)
  }

  func uses(of key: String, since: Timestamp, until: Timestamp) throws(ResetError) -> Int {
    try first(
      "SELECT count(*) FROM use WHERE key = $1 AND at BETWEEN $2::bigint AND $3::bigint",
      [.text(key), SQLValue(since), SQLValue(until)], 1
    ) { row in row.integer(0) } ?? 0
  }

  func count(_ key: String, at: Timestamp) throws(ResetError) {
    try run("INSERT INTO use (key, at) VALUES ($1, $2)", [.text(key), SQLValue(at)])
  }

  func openImport() throws(ResetError) -> ImportJournal? {
    try first("SELECT id, actor, users, until FROM import", [], 4) { row in
      ImportJournal(id: row.text(0), actor: row.text(1), users: row.integer(2), until: row.moment(3))
    }
  }

  func save(_ journal: ImportJournal) throws(ResetError) {
    try run(
      """
      INSERT INTO import (id, actor, users, until) VALUES ($1, $2, $3, $4)
        ON CONFLICT (id) DO UPDATE SET until = excluded.until
      """, [.text(journal.id), .text(journal.actor), SQLValue(journal.users), SQLValue(journal.until)])
  }

  func insert(_ users: [ImportedUser], of journal: ImportJournal) throws(ResetError) {
    try copy(into: "user", Self.importColumns, users.lazy.map { Self.values($0.user, import: journal.id) })
    try copy(
      into: "credential", ["user", "version", "last_set", "temporary", "must_change"],
      users.lazy.map { [.text($0.user.id.rawValue), 1, SQLValue($0.at), 0, 0] })
    let roles = users.flatMap { one in one.roles.sorted().map { (one.user.id, $0) } }
    guard !roles.isEmpty else { return }
    try copy(into: "role", ["user", "role"], roles.lazy.map { [.text($0.0.rawValue), .text($0.1.rawValue)] })
  }

  func close(_ journal: ImportJournal) throws(ResetError) {
    try run("DELETE FROM import WHERE id = $1", [.text(journal.id)])
  }

  func undo(_ journal: ImportJournal, limit: Int) throws(ResetError) -> Bool {
    let taken = try run(
      """
      DELETE FROM "user" WHERE id IN (SELECT id FROM "user" WHERE import = $1 LIMIT $2::bigint)
      """, [.text(journal.id), SQLValue(limit)])
    guard taken < limit else { return false }
    try close(journal)
    return true
  }

  func forget(before moment: Timestamp) throws(ResetError) {
    let old = SQLValue(moment - .days(1))
    try run("DELETE FROM session WHERE expires < $1", [old])
    try run("DELETE FROM challenge WHERE expires < $1", [old])
    try run("DELETE FROM lockout WHERE last_failure < $1 AND coalesce(locked_until, 0) < $1", [old])
    try run("DELETE FROM use WHERE at < $1", [old])
    try run(
      "UPDATE reset SET sealed = NULL WHERE sealed IS NOT NULL AND sealed_until <= $1", [SQLValue(moment)])
  }
}

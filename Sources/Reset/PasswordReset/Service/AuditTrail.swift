/// What a walk along the audit trail found.
public enum AuditVerification: Sendable, Equatable {
  /// The number of events and the hash of the newest: note it elsewhere, to notice later if the end is cut off.
  case intact(count: Int, head: String)
  /// The first event that does not follow from the one before, or that is missing.
  case broken(at: Int)
}

extension PasswordResetService {
  /// Events in order, from the first after `sequence`.
  public func auditEvents(
    after sequence: Int = 0, limit: Int = 1000, as session: Session
  ) async throws(ResetError) -> [AuditEvent] {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readAudit)
      return try tx.events(after: sequence, limit: min(max(limit, 1), 10_000))
    }
  }

  /// Whether the key ring is the one that the directory was written with: with another, the audit trail would break at
  /// the next event, and nothing that waits could be sent. Ask once, after opening a directory.
  /// - Throws: ``ResetError/unavailable(reason:remedy:)`` for another key, and for a directory that is not set up.
  public func checkKey() async throws(ResetError) {
    let isNew = try await store.read { [self] tx throws(ResetError) in
      _ = try tx.requiredTenant()
      guard try fits(tx) else {
        throw .unavailable(
          reason: "the key does not fit the directory",
          remedy: "Name the key that the directory was set up with.")
      }
      let known = Set(try tx.keyRecords().map(\.id))
      return keys.all.contains { !known.contains($0.id) }
    }
    // So that events of this key can be verified when it is gone.
    if isNew { try await store.write { [self] tx throws(ResetError) in try recordKeys(tx) } }
  }

  /// Whether the keys are those of the directory. A trail that somebody changed does not make them others: its head, its
  /// first and its newest events are asked, and a trail without any is a matter for ``verifyAudit(as:)``.
  private func fits(_ tx: any ResetTransaction) throws(ResetError) -> Bool {
    let records = try tx.keyRecords()
    if records.contains(where: { record in keys.all.contains { $0.id == record.id } }) { return true }
    let chain = AuditChain(keys: keys)
    guard let head = try tx.auditHead() else { return true }
    if chain.verifies(head) { return true }
    let pages = [
      try tx.events(after: .min, limit: 100), try tx.events(after: max(head.sequence, 100) - 100, limit: 100),
    ]
    return pages.joined().contains { chain.isOwn($0) }
  }

  /// Walks the whole trail in one consistent view.
  public func verifyAudit(as session: Session) async throws(ResetError) -> AuditVerification {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readAudit)
      return try verify(tx)
    }
  }

  /// As ``verifyAudit(as:)``, for an operator who has the files themselves.
  package func verifyTrail() async throws(ResetError) -> AuditVerification {
    try await store.read { [self] tx throws(ResetError) in try verify(tx) }
  }

  private func verify(_ tx: any ResetTransaction) throws(ResetError) -> AuditVerification {
    let chain = AuditChain(keys: keys, records: try tx.keyRecords())
    var last: AuditHead?
    var newest: AuditEvent?
    while true {
      let page = try tx.events(after: last?.sequence ?? 0, limit: 1000)
      for event in page {
        guard chain.verifies(event, after: last) else { return .broken(at: (last?.sequence ?? 0) + 1) }
        last = event.head
        newest = event
      }
      guard page.isEmpty else { continue }
      // Every directory begins with the event of its set-up.
      guard let newest else { return .broken(at: 1) }
      // Numbers below 1 were put there by hand.
      if let stray = try tx.events(after: .min, limit: 1).first, stray.sequence < 1 {
        return .broken(at: stray.sequence)
      }
      guard let head = try tx.auditHead(), chain.verifies(head, of: newest) else {
        return .broken(at: newest.sequence + 1)
      }
      return .intact(count: newest.sequence, head: newest.hash)
    }
  }

  /// The trail as JSON, one object a line, in order.
  public func exportAudit(
    after sequence: Int = 0, limit: Int = 1000, as session: Session
  ) async throws(ResetError) -> [String] {
    try await auditEvents(after: sequence, limit: limit, as: session).map(\.jsonLine)
  }
}

/// What a walk along the audit trail found.
public enum AuditVerification: Sendable, Equatable {
  /// The number of events and the hash of the newest: note it elsewhere, to notice later if the end is cut off.
  case intact(count: Int, head: String)
  /// The first event that does not follow from the one before.
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
    try await store.read { [self] tx throws(ResetError) in
      _ = try tx.requiredTenant()
      guard let first = try tx.events(after: 0, limit: 1).first, AuditChain(keys: keys).verifies(first, after: nil)
      else {
        throw .unavailable(
          reason: "the key does not fit the directory, or the first event of its audit trail was changed",
          remedy: "Name the key that the directory was set up with.")
      }
    }
  }

  /// Walks the whole trail in one consistent view.
  public func verifyAudit(as session: Session) async throws(ResetError) -> AuditVerification {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .readAudit)
      let chain = AuditChain(keys: keys)
      var last: AuditHead?
      while true {
        let page = try tx.events(after: last?.sequence ?? 0, limit: 1000)
        for event in page {
          guard chain.verifies(event, after: last) else { return .broken(at: (last?.sequence ?? 0) + 1) }
          last = event.head
        }
        if page.isEmpty { return .intact(count: last?.sequence ?? 0, head: last?.hash ?? AuditChain.genesis) }
      }
    }
  }

  /// The trail as JSON, one object a line, in order.
  public func exportAudit(
    after sequence: Int = 0, limit: Int = 1000, as session: Session
  ) async throws(ResetError) -> [String] {
    try await auditEvents(after: sequence, limit: limit, as: session).map(\.jsonLine)
  }
}

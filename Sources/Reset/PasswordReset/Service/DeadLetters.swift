extension PasswordResetService {
  /// The messages in one state, for who looks after the mail; the newest first.
  public func outbox(
    _ state: OutboxMessage.State, limit: Int = 100, as session: Session
  ) async throws(ResetError) -> [Delivery] {
    try await store.read { [self] tx throws(ResetError) in
      _ = try actor(tx, session, holding: .manageOutbox)
      return try tx.messages(in: state, limit: min(max(limit, 1), 1000)).map(Delivery.init)
    }
  }

  /// Tries a message again that was given up.
  ///
  /// The secret of a message that was given up is wiped, so one with a password goes out again only where its reset
  /// still keeps the password.
  /// - Throws: ``ResetError/conflict(reason:)`` where it was not given up, has run out, or its secret is gone.
  public func retry(_ id: String, as session: Session) async throws(ResetError) {
    try await auditingRefusals(of: .retryDelivery, as: session) { () throws(ResetError) in
      try await store.write { [self] tx throws(ResetError) in
        let actor = try actor(tx, session, holding: .manageOutbox)
        guard var message = try tx.message(id), message.state == .dead else {
          throw .conflict(reason: "there is no message of that name that was given up")
        }
        guard clock.now < message.expires else { throw .conflict(reason: "the message has run out") }
        if !message.kind.isNotice {
          guard let reset = try tx.reset(ResetID(rawValue: message.cause)),
            let password = try keptPassword(tx, reset)
          else { throw .conflict(reason: "the password is no longer kept; reset it again") }
          message.sealed = keys.seal(password, for: message.sealingContext, random: random)
        }
        message.state = .queued
        message.attempts = 0
        message.nextTry = clock.now
        message.leasedUntil = nil
        message.fence += 1
        _ = try tx.replace(fence: message.fence - 1, by: message)
        try audit(tx, .retryDelivery, by: actor.name, on: message.recipient, ["message": id])
      }
    }
  }

  /// Forgets what ended more than a day ago: sessions, recoveries, locks, counts; wipes passwords that were kept for as
  /// long as they were valid; and takes away what an import left that ended early. Run it now and then; nothing breaks where nobody does.
  public func tidy() async throws(ResetError) {
    let now = clock.now
    try await store.writeBesideTrail { tx throws(ResetError) in try tx.forget(before: now) }
    if let open = try await store.read({ tx throws(ResetError) in try tx.openImport() }), open.isAbandoned(at: now) {
      try await undoAbandonedImport()
    }
  }
}

/// How a directory is, for a supervisor.
public struct ServiceHealth: Sendable, Equatable {
  /// Whether the store answers, the directory is set up, and the key fits.
  public let isReady: Bool
  /// Why not, in one line without a name, an address or a secret.
  public let reason: String?
  /// Nothing where the store does not answer.
  public let outbox: OutboxSummary?
}

extension PasswordResetService {
  /// Asks the store. Cheap enough for every few seconds.
  public func health() async -> ServiceHealth {
    do throws(ResetError) {
      try await checkKey()
      let outbox = try await store.read { tx throws(ResetError) in try tx.outboxSummary() }
      return ServiceHealth(isReady: true, reason: nil, outbox: outbox)
    } catch {
      return ServiceHealth(isReady: false, reason: error.reason, outbox: nil)
    }
  }
}

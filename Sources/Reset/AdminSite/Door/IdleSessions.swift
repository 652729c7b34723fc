internal import PasswordReset
internal import Synchronization

/// When each session was last used here. A session that this process has not seen yet counts as fresh.
final class IdleSessions: Sendable {
  private static let mostSessions = 100_000

  private let limit: Duration
  /// By hash of the token: no token is kept.
  private let lastUse = Mutex<[Int: ContinuousClock.Instant]>([:])

  init(limit: Duration) { self.limit = limit }

  /// Whether the session was used lately; if so, it is used now.
  func isFresh(_ token: String, at now: ContinuousClock.Instant = .now) -> Bool {
    lastUse.withLock { lastUse in
      if let last = lastUse[token.hashValue], now - last > limit { return false }
      if lastUse.count >= Self.mostSessions { lastUse = lastUse.filter { now - $0.value <= limit } }
      lastUse[token.hashValue] = now
      return true
    }
  }
}

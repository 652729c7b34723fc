internal import Dispatch
public import PasswordReset
internal import Synchronization

/// A directory in a PostgreSQL database, for any number of services and senders.
///
/// Writes are serializable. Those that add to the audit trail, which is one chain, stand in line for it, and those of
/// one process that wait at the same time share a commit; each is still a transaction of its own. The others run beside
/// them, and again where another was in the way. A connection that is lost, at whatever point, and a server that
/// restarts or is replaced are waited for; nothing is answered that is not durable.
public final class PostgreSQLResetStore: ResetStore {
  /// How long one operation tries before it says that the database is not there.
  static let patience = Duration.seconds(15)

  public let location: PostgreSQLLocation
  let pool: ConnectionPool
  private let queue: TrailQueue
  private let listener: MailListener

  /// Connects, and brings the tables to this version under a lock, so that any number of services may start at once.
  /// - Parameters:
  ///   - connections: How many at most; one more listens for mail where this process sends.
  ///   - queueing: How long one operation waits for a free connection before it is refused as busy.
  ///   - mayCreate: Whether a directory is made in a database that has no tables.
  /// - Throws: ``ResetError/unavailable(reason:remedy:)``.
  public init(
    _ location: PostgreSQLLocation, connections: Int = 8, queueing: Duration = .seconds(10), mayCreate: Bool = true
  ) async throws(ResetError) {
    self.location = location
    pool = ConnectionPool(location, limit: max(2, connections), patience: queueing)
    queue = TrailQueue(pool)
    listener = MailListener(location)
    let migrated = await pool.run { slot in
      Retrying.run(slot, for: Self.patience) { connection throws(SQLFailure) in
        try Schema.migrate(connection, mayCreate: mayCreate)
      }
    }
    do throws(SQLFailure) {
      try migrated.get()
    } catch {
      throw ResetError(error, in: location.description)
    }
  }

  public func read<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    try await run(.reading, body)
  }

  public func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    try await queue.write(body)
  }

  public func writeBesideTrail<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    let result = await attempt(.beside, body)
    // What does add to the trail, or is in others' way too often, stands in line.
    switch result {
    case .failure(.needsTrail), .failure(.serialization): return try await queue.write(body)
    case .failure(let failure): throw ResetError(failure, in: location.description)
    case .success(let value): return try value.get()
    }
  }

  /// One statement, with which senders skip what another is taking, so that none waits for another.
  public func lease(
    dueAt now: Timestamp, until: Timestamp, limit: Int
  ) async throws(ResetError) -> [OutboxMessage] {
    try await run(.leasing) { tx throws(ResetError) in
      try tx.lease(dueAt: now, until: until, limit: limit)
    }
  }

  /// Returns as soon as any process has queued a message, or when `limit` is over.
  public func waitForMail(upTo limit: Duration) async { await listener.wait(upTo: limit) }

  private enum Mode: String {
    case reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    case beside = "BEGIN ISOLATION LEVEL SERIALIZABLE"
    case leasing = "BEGIN ISOLATION LEVEL READ COMMITTED"
  }

  private func run<Value: Sendable>(
    _ mode: Mode, _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    switch await attempt(mode, body) {
    case .success(let value): return try value.get()
    case .failure(let failure): throw ResetError(failure, in: location.description)
    }
  }

  private func attempt<Value: Sendable>(
    _ mode: Mode, _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async -> Result<Result<Value, ResetError>, SQLFailure> {
    let database = location.description
    return await pool.run { slot in
      Retrying.run(slot, for: Self.patience) { connection throws(SQLFailure) in
        try connection.run(mode.rawValue)
        let tx = PostgreSQLTransaction(connection, database: database, isBesideTrail: mode == .beside)
        let result: Result<Value, ResetError>
        do throws(ResetError) {
          result = .success(try body(tx))
        } catch {
          result = .failure(error)
        }
        if let failure = tx.failure {
          // On a connection that is lost there is nothing to roll back.
          if !connection.isLost { try connection.run("ROLLBACK") }
          guard case .conflict = failure else { throw failure }
          if case .success = result { return .failure(ResetError(failure, in: database)) }
          return result
        }
        if case .failure = result {
          try connection.run("ROLLBACK")
          return result
        }
        // What has only read has no fate to ask for.
        if mode == .reading {
          try connection.run("COMMIT")
        } else {
          let number = try connection.execute("SELECT pg_current_xact_id_if_assigned()::text", []).text(0, 0)
          try Commit.run(number, connection, tx, slot)
        }
        return result
      }
    }
  }
}

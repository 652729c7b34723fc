internal import Dispatch
internal import PasswordReset
internal import Synchronization

/// Has the writes of this process that add to the trail share transactions, as they stand in line for it anyway.
///
/// The line is a lock on a table that holds nothing, taken before the transaction sees anything: so it sees the newest
/// head of the trail, and no two of them can be in each other's way there.
final class TrailQueue: Sendable {
  /// So that the first of many does not wait for all of them; below 64, from where on the server keeps savepoints
  /// elsewhere.
  private static let largestGroup = 48
  /// Gives the transaction's number, too, by which its fate can be asked for.
  private static let begin = """
    BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE trail_line IN SHARE ROW EXCLUSIVE MODE;
    SELECT pg_current_xact_id()::text
    """

  private struct Job: Sendable {
    /// Whether the effects may stay. Run anew, it forgets what came of it before.
    let run: @Sendable (PostgreSQLTransaction) -> Bool
    let settle: @Sendable (SQLFailure?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isDraining = false
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Result<Value, ResetError>?>(nil)
  }

  private let pool: ConnectionPool
  private let state = Mutex(State())

  init(_ pool: ConnectionPool) { self.pool = pool }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    let database = pool.location.description
    let box = Box<Value>()
    let failure = await withCheckedContinuation { (caller: CheckedContinuation<SQLFailure?, Never>) in
      add(
        Job(
          run: { tx in
            var result: Result<Value, ResetError>
            do throws(ResetError) {
              result = .success(try body(tx))
            } catch {
              result = .failure(error)
            }
            // A body that makes nothing of a failed statement is undone with it all the same.
            if let failure = tx.failure, case .success = result { result = .failure(ResetError(failure, in: database)) }
            let outcome = result
            box.value.withLock { $0 = outcome }
            if case .success = outcome { return true }
            return false
          },
          settle: { caller.resume(returning: $0) }))
    }
    if let failure { throw ResetError(failure, in: database) }
    guard let result = box.value.withLock({ $0 }) else {
      throw .unavailable(reason: "\(database): the transaction was not run", remedy: "Try again.")
    }
    return try result.get()
  }

  private func add(_ job: Job) {
    let mustDrain = state.withLock { state in
      state.waiting.append(job)
      defer { state.isDraining = true }
      return !state.isDraining
    }
    if mustDrain { Task.detached { [self] in await drain() } }
  }

  private func drain() async {
    while true {
      let result = await pool.run { [self] slot in
        // For as long as somebody waits, but not for ever: others need connections, too.
        for _ in 0..<64 {
          let group = next()
          guard !group.isEmpty else { return .success(true) }
          let failure = commit(group, slot)
          for job in group { job.settle(failure) }
        }
        return .success(false)
      }
      switch result {
      case .success(true): return
      case .success(false): continue
      case .failure(let failure):
        // There was no connection to be had.
        let group = next()
        for job in group { job.settle(failure) }
        if group.isEmpty { return }
      }
    }
  }

  /// Those whose turn it is; with none, the draining is over.
  private func next() -> [Job] {
    state.withLock { state in
      let group = Array(state.waiting.prefix(Self.largestGroup))
      state.waiting.removeFirst(group.count)
      if group.isEmpty { state.isDraining = false }
      return group
    }
  }

  private func commit(_ group: [Job], _ slot: ConnectionPool.Slot) -> SQLFailure? {
    switch run(group, slot) {
    case .success: return nil
    // Together they are in others' way too often, or one of them ended the transaction of all: then one by one.
    case .failure(let failure) where group.count == 1: return failure
    case .failure(.serialization), .failure(.other), .failure(.busy):
      for job in group { job.settle(run([job], slot).failure) }
      return nil
    case .failure(let failure): return failure
    }
  }

  private func run(_ group: [Job], _ slot: ConnectionPool.Slot) -> Result<Void, SQLFailure> {
    let database = pool.location.description
    return Retrying.run(slot, for: PostgreSQLResetStore.patience) { connection throws(SQLFailure) in
      let number = try connection.run(Self.begin).text(0, 0)
      let tx = PostgreSQLTransaction(connection, database: database, isBesideTrail: false)
      do throws(SQLFailure) {
        if group.count == 1 {
          guard try keeps(group[0], tx) else {
            try connection.run("ROLLBACK")
            return
          }
        } else {
          for (index, job) in group.enumerated() {
            try connection.run(index == 0 ? "SAVEPOINT job" : "RELEASE job; SAVEPOINT job")
            if try !keeps(job, tx) {
              try connection.run("ROLLBACK TO job")
              tx.undone()
            }
          }
        }
        try Commit.run(number, connection, tx, slot)
      } catch {
        if !connection.isLost { try connection.run("ROLLBACK") }
        throw error
      }
    }
  }

  /// Whether the effects of `job` stay; a failure that is not its own ends the whole transaction.
  private func keeps(_ job: Job, _ tx: PostgreSQLTransaction) throws(SQLFailure) -> Bool {
    let keeps = job.run(tx)
    switch tx.failure {
    case nil: return keeps
    case .conflict: return false
    case let failure?: throw failure
    }
  }
}

extension Result {
  fileprivate var failure: Failure? { if case .failure(let failure) = self { failure } else { nil } }
}

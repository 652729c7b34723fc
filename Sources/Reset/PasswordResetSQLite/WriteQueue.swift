internal import GRDB
internal import PasswordReset
internal import Synchronization

/// Has the writes that wait at the same time share one commit.
///
/// Flushing a commit to the disk takes far longer than the statements of a reset. While one commit is under way, the
/// next writes gather; each then runs in a savepoint of one transaction, sees those before it, and can be undone alone.
/// Nobody hears of success before the commit that holds it.
final class WriteQueue: Sendable {
  /// So that the first of many does not wait for all of them.
  private static let largestGroup = 64

  private struct Job: Sendable {
    /// Whether the effects may stay.
    let run: @Sendable (Database) -> Bool
    /// Answers the caller: with the result, or with the failure of the commit.
    let settle: @Sendable (ResetError?) -> Void
  }

  private struct State {
    var waiting: [Job] = []
    var isDraining = false
  }

  private final class Box<Value: Sendable>: Sendable {
    let value = Mutex<Result<Value, ResetError>?>(nil)
  }

  private let writer: any DatabaseWriter
  private let state = Mutex(State())

  init(_ writer: any DatabaseWriter) { self.writer = writer }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    let box = Box<Value>()
    let result = await withCheckedContinuation { (caller: CheckedContinuation<Result<Value, ResetError>, Never>) in
      add(
        Job(
          run: { db in
            let result: Result<Value, ResetError>
            do throws(ResetError) {
              result = .success(try body(SQLiteTransaction(db)))
            } catch {
              result = .failure(error)
            }
            box.value.withLock { $0 = result }
            if case .success = result { return true }
            return false
          },
          settle: { failure in
            let result = box.value.withLock { $0 }
            caller.resume(returning: failure.map { .failure($0) } ?? result ?? .failure(Self.notRun))
          }))
    }
    return try result.get()
  }

  private static let notRun = ResetError.unavailable(reason: "the transaction was not run", remedy: "Try again.")

  private func add(_ job: Job) {
    let mustDrain = state.withLock { state in
      state.waiting.append(job)
      defer { state.isDraining = true }
      return !state.isDraining
    }
    guard mustDrain else { return }
    writer.asyncWriteWithoutTransaction { [self] db in drain(db) }
  }

  private func drain(_ db: Database) {
    while true {
      let group = state.withLock { state in
        let group = Array(state.waiting.prefix(Self.largestGroup))
        state.waiting.removeFirst(group.count)
        if group.isEmpty { state.isDraining = false }
        return group
      }
      guard !group.isEmpty else { return }
      let failure = commit(group, db)
      for job in group { job.settle(failure) }
    }
  }

  private func commit(_ group: [Job], _ db: Database) -> ResetError? {
    do {
      try db.run(.beginWriting)
      for job in group {
        try db.run(.save)
        let keeps = job.run(db)
        // A full disk makes SQLite roll the whole transaction back by itself.
        guard db.isInsideTransaction else {
          throw ResetError.unavailable(
            reason: "the database gave the transaction up", remedy: "Check the space on its disk.")
        }
        if !keeps { try db.run(.undo) }
        try db.run(.release)
      }
      try db.run(.commit)
      return nil
    } catch {
      if db.isInsideTransaction {
        // Where even this fails, the next transaction cannot begin, and says so.
        try? db.rollback()
      }
      return ResetError(error, in: db.configuration.label)
    }
  }
}

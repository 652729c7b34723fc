internal import Dispatch
internal import PasswordReset
internal import Synchronization

/// The connections of one process, a bounded number, each lent to one piece of work at a time.
///
/// Work runs on threads of its own, since libpq blocks; there are never more of them than connections.
final class ConnectionPool: Sendable {
  /// Where a connection is, or will be.
  @safe final class Slot: @unchecked Sendable {
    fileprivate let location: PostgreSQLLocation
    // Whoever was lent the slot is alone with it.
    private var connection: Connection?

    fileprivate init(_ location: PostgreSQLLocation) { self.location = location }

    /// The connection, made anew where it was lost.
    func connected() throws(SQLFailure) -> Connection {
      if let connection, !connection.isLost { return connection }
      connection = nil
      let fresh = try Connection(location)
      connection = fresh
      return fresh
    }

    /// Forgets the connection, whatever state it is in.
    func drop() { connection = nil }
  }

  private struct State {
    var idle: [Slot] = []
    var made = 0
    var waiting: [(number: Int, caller: CheckedContinuation<Slot?, Never>)] = []
    var number = 0
  }

  let location: PostgreSQLLocation
  let limit: Int
  private let patience: Duration
  private let state = Mutex(State())
  private let threads = DispatchQueue(label: "PostgreSQL", attributes: .concurrent)

  init(_ location: PostgreSQLLocation, limit: Int, patience: Duration) {
    self.location = location
    self.limit = limit
    self.patience = patience
  }

  /// Runs `body` on a thread of its own with a slot of its own.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable (Slot) -> Result<Value, SQLFailure>
  ) async -> Result<Value, SQLFailure> {
    guard let slot = await take() else {
      return .failure(.busy("all \(limit) connections of this program are in use"))
    }
    return await withCheckedContinuation { caller in
      threads.async { [self] in
        let result = body(slot)
        giveBack(slot)
        caller.resume(returning: result)
      }
    }
  }

  /// How many connections are in use, and how many wait for one.
  var load: (inUse: Int, waiting: Int) { state.withLock { ($0.made - $0.idle.count, $0.waiting.count) } }

  private func take() async -> Slot? {
    await withCheckedContinuation { (caller: CheckedContinuation<Slot?, Never>) in
      let taken: (slot: Slot?, number: Int?) = state.withLock { state in
        if let slot = state.idle.popLast() { return (slot, nil) }
        if state.made < limit {
          state.made += 1
          return (Slot(location), nil)
        }
        state.number += 1
        state.waiting.append((state.number, caller))
        return (nil, state.number)
      }
      if let slot = taken.slot { return caller.resume(returning: slot) }
      guard let number = taken.number else { return }
      let deadline = DispatchTime.now() + .milliseconds(Int(patience.wholeMilliseconds))
      threads.asyncAfter(deadline: deadline) { [weak self] in self?.giveUp(number) }
    }
  }

  private func giveUp(_ number: Int) {
    let caller = state.withLock { state in
      state.waiting.firstIndex { $0.number == number }.map { state.waiting.remove(at: $0).caller }
    }
    caller?.resume(returning: nil)
  }

  private func giveBack(_ slot: Slot) {
    let next = state.withLock { state in
      if state.waiting.isEmpty {
        state.idle.append(slot)
        return nil as CheckedContinuation<Slot?, Never>?
      }
      return state.waiting.removeFirst().caller
    }
    next?.resume(returning: slot)
  }
}

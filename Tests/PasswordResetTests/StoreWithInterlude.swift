import PasswordReset
import Synchronization

/// A store in memory that lets a test act between an operation's reading and its writing.
final class StoreWithInterlude: ResetStore {
  typealias Interlude = @Sendable (any ResetTransaction) throws(ResetError) -> Void

  private let inner: any ResetStore
  private let interlude = Mutex<Interlude?>(nil)

  init() async throws { inner = try await TestStore.make() }

  /// Runs `body` once, in a transaction of its own, when the next read is over.
  func afterNextRead(_ body: @escaping Interlude) { interlude.withLock { $0 = body } }

  func read<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value {
    let value = try await inner.read(body)
    let due = interlude.withLock { interlude in
      defer { interlude = nil }
      return interlude
    }
    if let due { try await inner.write(due) }
    return value
  }

  func write<Value: Sendable>(
    _ body: @escaping @Sendable (any ResetTransaction) throws(ResetError) -> Value
  ) async throws(ResetError) -> Value { try await inner.write(body) }
}

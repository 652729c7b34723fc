internal import Dispatch
internal import PasswordReset
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// One connection that hears of each message that any process queues, so that a sender wakes at once.
final class MailListener: Sendable {
  static let channel = "trin_mail"
  /// How soon the end of the waiting task is noticed.
  private static let slice: Int32 = 250

  @safe private final class Held: @unchecked Sendable {
    // Touched on the queue only.
    var connection: Connection?
  }

  private let location: PostgreSQLLocation
  private let held = Held()
  private let queue = DispatchQueue(label: "PostgreSQL notifications")

  init(_ location: PostgreSQLLocation) { self.location = location }

  /// Returns when a message was queued since the last call, when `limit` is over, or when the task is cancelled.
  func wait(upTo limit: Duration) async {
    let isCancelled = Flag()
    await withTaskCancellationHandler {
      await withCheckedContinuation { (caller: CheckedContinuation<Void, Never>) in
        queue.async { [self] in
          wait(until: ContinuousClock.now + limit, isCancelled)
          caller.resume()
        }
      }
    } onCancel: {
      isCancelled.isSet.store(true, ordering: .relaxed)
    }
  }

  private final class Flag: Sendable {
    let isSet = Atomic(false)
  }

  private func wait(until end: ContinuousClock.Instant, _ isCancelled: Flag) {
    while ContinuousClock.now < end, !isCancelled.isSet.load(ordering: .relaxed) {
      do throws(SQLFailure) {
        let connection: Connection
        if let open = held.connection, !open.isLost {
          connection = open
        } else {
          connection = try Connection(location)
          try connection.run("LISTEN \(Self.channel)")
          held.connection = connection
          // Something may have come while nobody listened.
          return
        }
        if try connection.waitForNotification(milliseconds: Self.slice) { return }
      } catch {
        // Without the server there is no mail either; the sender asks for it by itself, and says so.
        held.connection = nil
        usleep(UInt32(Self.slice) * 1000)
      }
    }
  }
}

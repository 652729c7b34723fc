internal import Dispatch
internal import PasswordReset

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// Runs a transaction until it went through, or failed for a reason that does not pass.
enum Retrying {
  private static let firstPause = 0.005
  private static let longestPause = 0.5
  /// How often others may be in the way before it is somebody else's turn to decide.
  private static let collisions = 12

  /// Blocks.
  static func run<Value>(
    _ slot: ConnectionPool.Slot, for patience: Duration, _ body: (Connection) throws(SQLFailure) -> Value
  ) -> Result<Value, SQLFailure> {
    let end = ContinuousClock.now + patience
    var collisions = 0
    var pause = firstPause
    while true {
      do throws(SQLFailure) {
        return .success(try body(slot.connected()))
      } catch {
        switch error {
        case .serialization:
          collisions += 1
          if collisions >= Self.collisions { return .failure(error) }
        case .lost:
          slot.drop()
          if ContinuousClock.now >= end { return .failure(error) }
        case .conflict, .needsTrail: return .failure(error)
        case .busy, .unknownOutcome, .other:
          // Whatever it was, the next one begins on a connection whose state is known.
          slot.drop()
          return .failure(error)
        }
        // Those that collided do not come back together.
        usleep(UInt32(Double.random(in: 0.5...1.5) * pause * 1_000_000))
        pause = min(pause * 2, longestPause)
      }
    }
  }
}

/// The last step of a transaction.
enum Commit {
  /// How long the fate of a transaction is asked for whose connection was lost while it was being committed.
  private static let patience = Duration.seconds(15)

  /// - Parameter number: The transaction's; nil where it has only read.
  /// - Throws: ``SQLFailure/lost(_:)`` only where the transaction was certainly not committed.
  static func run(
    _ number: String?, _ connection: Connection, _ tx: PostgreSQLTransaction, _ slot: ConnectionPool.Slot
  ) throws(SQLFailure) {
    do throws(SQLFailure) {
      try connection.run(tx.hasMail ? "NOTIFY \(MailListener.channel); COMMIT" : "COMMIT")
    } catch {
      guard case .lost = error else { throw error }
      guard let number else { return }
      guard try isCommitted(number, slot) else { throw error }
    }
  }

  /// Asks the server, on another connection, what became of a transaction.
  private static func isCommitted(_ id: String, _ slot: ConnectionPool.Slot) throws(SQLFailure) -> Bool {
    let end = ContinuousClock.now + patience
    while ContinuousClock.now < end {
      do throws(SQLFailure) {
        slot.drop()
        let state = try slot.connected().execute("SELECT pg_xact_status($1::text::xid8)", [.text(id)]).text(0, 0)
        switch state {
        case "committed": return true
        case "aborted": return false
        // The server has not noticed yet that nobody is there any more.
        case "in progress": break
        default: throw .unknownOutcome
        }
      } catch {
        // A number that the server has not given yet: it is another server, which may lack what the first one wrote.
        guard case .lost = error else { throw .unknownOutcome }
      }
      usleep(100_000)
    }
    throw .unknownOutcome
  }
}

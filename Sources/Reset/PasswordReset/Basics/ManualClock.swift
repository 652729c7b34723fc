internal import Synchronization

/// A clock that only moves when told: for tests and for scenario runs that must give the same result each time.
public final class ManualClock: ResetClock {
  private let moment: Mutex<Timestamp>

  /// Starts on 2026-02-02T08:00:00Z, a Monday, unless told otherwise.
  public init(_ start: Timestamp = Timestamp(milliseconds: 1_770_019_200_000)) { moment = Mutex(start) }

  public var now: Timestamp { moment.withLock { $0 } }

  public func advance(by duration: Duration) { moment.withLock { $0 = $0 + duration } }
}

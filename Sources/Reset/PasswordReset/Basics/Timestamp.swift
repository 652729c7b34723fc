#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// A moment in milliseconds since 1970-01-01 UTC, as the store keeps it.
public struct Timestamp: Sendable, Hashable, Comparable {
  public var milliseconds: Int64

  public init(milliseconds: Int64) { self.milliseconds = milliseconds }

  public static func < (a: Timestamp, b: Timestamp) -> Bool { a.milliseconds < b.milliseconds }

  /// Fractions of a millisecond are dropped; a sum that no longer fits ends at the last moment there is (or the first).
  public static func + (moment: Timestamp, duration: Duration) -> Timestamp {
    let (sum, overflow) = moment.milliseconds.addingReportingOverflow(duration.wholeMilliseconds)
    return Timestamp(milliseconds: overflow ? (duration < .zero ? .min : .max) : sum)
  }

  public static func - (moment: Timestamp, duration: Duration) -> Timestamp { moment + (.zero - duration) }

  /// From `earlier` to this moment.
  public func since(_ earlier: Timestamp) -> Duration {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(earlier.milliseconds)
    return .milliseconds(overflow ? (milliseconds < 0 ? .min : .max) : difference)
  }
}

extension Timestamp: CustomStringConvertible {
  /// RFC 3339 in UTC, with milliseconds: `2026-02-03T04:05:06.789Z`.
  public var description: String {
    let civil = civil
    return "\(Self.pad(civil.year, 4))-\(Self.pad(civil.month, 2))-\(Self.pad(civil.day, 2))T"
      + "\(Self.pad(civil.hour, 2)):\(Self.pad(civil.minute, 2)):\(Self.pad(civil.second, 2))"
      + ".\(Self.pad(civil.millisecond, 3))Z"
  }

  package static func pad(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

extension Timestamp {
  /// The moment by the Gregorian calendar in UTC.
  package struct Civil {
    package let year, month, day, hour, minute, second, millisecond: Int
    /// 0 for Sunday.
    package let weekday: Int
  }

  package var civil: Civil {
    func floorDivide(_ a: Int, _ b: Int) -> (Int, Int) {
      let remainder = ((a % b) + b) % b
      return ((a - remainder) / b, remainder)
    }
    // The years 0 to 9999: whatever lies outside was put there by hand, and must not end the program.
    let shown = min(max(milliseconds, -62_167_219_200_000), 253_402_300_799_999)
    let (seconds, fraction) = floorDivide(Int(shown), 1000)
    let (days, time) = floorDivide(seconds, 86_400)
    // Days to a civil date, eras of 400 years counted from the first of March.
    let (era, dayOfEra) = floorDivide(days + 719_468, 146_097)
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return Civil(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: dayOfYear - (153 * shifted + 2) / 5 + 1,
      hour: time / 3600, minute: time / 60 % 60, second: time % 60, millisecond: fraction,
      weekday: floorDivide(days + 4, 7).1)
  }
}

extension Duration {
  package var wholeMilliseconds: Int64 {
    let (seconds, attoseconds) = components
    let (product, overflow) = seconds.multipliedReportingOverflow(by: 1000)
    return overflow ? (seconds < 0 ? .min : .max) : product + attoseconds / 1_000_000_000_000_000
  }

  public static func minutes(_ count: Int) -> Duration { .seconds(count * 60) }
  public static func hours(_ count: Int) -> Duration { .seconds(count * 3600) }
  public static func days(_ count: Int) -> Duration { .seconds(count * 86_400) }
}

/// Where the library reads the time, so that tests need not wait.
public protocol ResetClock: Sendable {
  var now: Timestamp { get }
}

/// The time of the machine.
public struct SystemClock: ResetClock {
  public init() {}

  public var now: Timestamp {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }
}

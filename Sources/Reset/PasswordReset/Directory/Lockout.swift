/// The count of wrong passwords for one user name, whether somebody has that name or not.
///
/// After 10 wrong passwords the name is locked for 60 s, after each further one for twice as long as before, up to an
/// hour. The last three different wrong passwords do not count again, as those are a program with an old password, not
/// somebody who guesses.
///
/// - SeeAlso: Microsoft Entra smart lockout.
public struct Lockout: Sendable, Equatable {
  public static let threshold = 10
  static let firstLock = Duration.seconds(60)
  static let longestLock = Duration.hours(1)
  static let remembered = 3
  /// Failures older than this are forgotten.
  static let window = Duration.hours(24)

  /// The digest of the user name.
  public let key: String
  public var failures: Int
  public var lockedUntil: Timestamp?
  /// Keyed digests of the latest wrong passwords, the newest last.
  public var recent: [String]
  public var lastFailure: Timestamp

  public init(key: String, failures: Int, lockedUntil: Timestamp?, recent: [String], lastFailure: Timestamp) {
    self.key = key
    self.failures = failures
    self.lockedUntil = lockedUntil
    self.recent = recent
    self.lastFailure = lastFailure
  }

  init(key: String) {
    self.init(key: key, failures: 0, lockedUntil: nil, recent: [], lastFailure: Timestamp(milliseconds: 0))
  }

  /// Until when the name is locked. A lock that would end later than any lasts was made by a clock that has been set
  /// back since, and is over.
  func isLocked(at now: Timestamp) -> Timestamp? {
    guard let until = lockedUntil, now < until, until.since(now) <= Self.longestLock else { return nil }
    return until
  }

  /// Counts a wrong password and says until when the name is locked because of it.
  mutating func fail(with digest: String, at now: Timestamp) -> Timestamp? {
    if now.since(lastFailure) > Self.window {
      failures = 0
      recent = []
    }
    lastFailure = now
    guard !recent.contains(digest) else { return nil }
    recent = Array((recent + [digest]).suffix(Self.remembered))
    failures += 1
    guard failures >= Self.threshold else { return nil }
    let doublings = min(failures - Self.threshold, 10)
    let lock = min(Self.firstLock * (1 << doublings), Self.longestLock)
    lockedUntil = now + lock
    return lockedUntil
  }
}

internal import Synchronization

/// How often one network address may try passwords and codes. What the library counts by user name comes besides.
final class AttemptLimit: Sendable {
  /// Bounds the memory: when so many addresses are known, the idle ones are forgotten.
  private static let mostAddresses = 10_000

  private struct Bucket {
    var tokens: Double
    var filled: ContinuousClock.Instant
  }

  private let perMinute: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  init(perMinute: Int) { self.perMinute = perMinute }

  /// Counts one attempt.
  /// - Returns: Nothing where it is allowed; else how long to wait.
  func take(_ address: String, at now: ContinuousClock.Instant = .now) -> Duration? {
    let capacity = Double(perMinute)
    let perSecond = capacity / 60
    return buckets.withLock { buckets in
      if buckets.count >= Self.mostAddresses, buckets[address] == nil {
        buckets = buckets.filter { filled($0.value, at: now, perSecond) < capacity }
        // All of them are busy: an attack from everywhere is slowed down for everybody.
        if buckets.count >= Self.mostAddresses { return .seconds(60) }
      }
      var bucket = buckets[address] ?? Bucket(tokens: capacity, filled: now)
      bucket.tokens = filled(bucket, at: now, perSecond)
      bucket.filled = now
      let wait: Duration? = bucket.tokens >= 1 ? nil : .seconds((1 - bucket.tokens) / perSecond)
      if wait == nil { bucket.tokens -= 1 }
      buckets[address] = bucket
      return wait
    }
  }

  private func filled(_ bucket: Bucket, at now: ContinuousClock.Instant, _ perSecond: Double) -> Double {
    let passed = now - bucket.filled
    let seconds = Double(passed.components.seconds) + Double(passed.components.attoseconds) / 1e18
    return min(Double(perMinute), bucket.tokens + seconds * perSecond)
  }

  /// One household has a whole /64 of IPv6, so its first half is what counts.
  static func network(of address: String) -> String {
    guard address.contains(":") else { return address }
    let halves = address.split(separator: "::", maxSplits: 1, omittingEmptySubsequences: false)
    let first = halves[0].split(separator: ":")
    guard halves.count == 2 else { return first.prefix(4).joined(separator: ":") }
    let last = halves[1].split(separator: ":")
    let zeros = Array(repeating: Substring("0"), count: max(0, 8 - first.count - last.count))
    return (first + zeros + last).prefix(4).joined(separator: ":")
  }
}

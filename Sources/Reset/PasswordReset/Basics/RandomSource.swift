internal import CSodium
internal import Synchronization

/// Where tokens, temporary passwords and jitter come from.
public protocol RandomSource: Sendable {
  func bytes(_ count: Int) -> [UInt8]
}

/// The system's cryptographic generator, through libsodium.
public struct SystemRandom: RandomSource {
  public init() {}

  public func bytes(_ count: Int) -> [UInt8] {
    Sodium.ready()
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf(&bytes, count)
    return bytes
  }
}

/// The same bytes for the same seed, in the order of the calls.
///
/// Everything drawn from it can be predicted: for tests and scenario runs only, never for a real directory.
public final class SeededRandom: RandomSource {
  private let seed: [UInt8]
  private let drawn = Mutex<UInt64>(0)

  public init(seed: UInt64) {
    self.seed = (0..<32).map { $0 < 8 ? UInt8(truncatingIfNeeded: seed >> (8 * UInt64($0))) : 0 }
  }

  public func bytes(_ count: Int) -> [UInt8] {
    Sodium.ready()
    let turn = drawn.withLock { drawn in
      drawn &+= 1
      return drawn
    }
    var seed = seed
    for index in 0..<8 { seed[8 + index] = UInt8(truncatingIfNeeded: turn >> (8 * UInt64(index))) }
    var bytes = [UInt8](repeating: 0, count: count)
    unsafe randombytes_buf_deterministic(&bytes, count, seed)
    return bytes
  }
}

extension RandomSource {
  /// 128 random bits as 32 hexadecimal digits.
  func identifier() -> String { Hex.encode(bytes(16)) }

  /// One of `0..<bound`, each equally likely: draws that would favour the low numbers are thrown away.
  func below(_ bound: UInt8) -> UInt8 {
    precondition(bound > 0)
    let limit = UInt8(truncatingIfNeeded: 256 - 256 % Int(bound) - 1)
    while true {
      let draw = bytes(1)[0]
      if draw <= limit { return draw % bound }
    }
  }

  /// A fraction from 0 up to but not including 1, in steps of 2⁻³².
  func fraction() -> Double {
    let draw = bytes(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Double(draw) / 4_294_967_296
  }
}

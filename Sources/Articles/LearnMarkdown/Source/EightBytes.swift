/// Eight bytes of a text, looked at together.
///
/// - SeeAlso: Hacker's Delight, 2nd edition, section 6-1, "Find First 0-Byte".
struct EightBytes {
  private let word: UInt64

  init(_ word: UInt64) { self.word = word }

  /// Not 0 where one of the bytes is `byte`, the bits of `ignored` left out of the comparison.
  @inline(__always)
  func matches(_ byte: UInt8, ignoring ignored: UInt8 = 0) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let different = (word | (ones &* UInt64(ignored))) ^ (ones &* UInt64(byte | ignored))
    return (different &- ones) & ~different & (ones &* 0x80)
  }

  /// Not 0 where one of the bytes comes before the blank.
  @inline(__always)
  var controls: UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    return (word &- (ones &* 0x20)) & ~word & (ones &* 0x80)
  }
}

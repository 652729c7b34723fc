/// The letters of a word, as many as stand in eight bytes of a text: they are looked at together.
struct LetterRun {
  static let most = 8

  /// In lower case where they are ASCII, the first in the lowest bits; nothing behind the last.
  let bytes: UInt64
  /// Of ASCII, and all bytes beyond.
  let count: Int

  /// The run of letters that begins at `index`, which may be longer than these.
  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    let word = text.eightBytes(at: index)
    let tops = word & Self.every(0x80)
    let lower = word | (Self.every(0x20) & ~(tops &>> 2))
    // The top bit of each byte that is `a` at least, and of each that is beyond `z`.
    let low = lower & Self.every(0x7F)
    let letters = (low &+ Self.every(0x80 - 0x61)) & ~(low &+ Self.every(0x7F - 0x7A)) | tops
    let others = ~letters & Self.every(0x80)
    if others == 0 {
      (bytes, count) = (lower, Self.most)
    } else {
      let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x78
      (bytes, count) = (lower & ((1 &<< bits) &- 1), Int(truncatingIfNeeded: bits &>> 3))
    }
  }

  /// Whether one of them is a byte of `first` or above, which is above 0x80.
  @inline(__always)
  func has(from first: UInt8) -> Bool {
    let tops = bytes & Self.every(0x80)
    return tops != 0 && ((bytes & Self.every(0x7F)) &+ Self.every(0x80 &- UInt64(first & 0x7F))) & tops != 0
  }

  @inline(__always)
  private static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
}

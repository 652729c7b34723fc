internal import LearnMarkdown

/// A word of up to sixteen letters and digits of ASCII at the beginning of a text, in lower case: most words are such.
struct PlainWord {
  /// The first eight bytes and the next eight, the first in the lowest bits; nothing behind the last.
  let bytes: (UInt64, UInt64)
  /// Sixteen: there may be more.
  let count: Int

  static let most = 16

  @inline(__always)
  init(_ text: Span<UInt8>, at index: Int) {
    let first = Run(text.eightBytes(at: index))
    if first.count < 8 {
      (bytes, count) = ((first.bytes, 0), first.count)
    } else {
      let second = Run(text.eightBytes(at: index &+ 8))
      (bytes, count) = ((first.bytes, second.bytes), 8 &+ second.count)
    }
  }

  /// A number that few other words have.
  @inline(__always)
  var hash: UInt64 {
    let mixed = (bytes.0 ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: bytes.1 ^ 0xE703_7ED1_A0B4_28DB)
    return mixed.high ^ mixed.low
  }

  /// The letters and digits that eight bytes begin with.
  private struct Run {
    let bytes: UInt64
    let count: Int

    @inline(__always)
    init(_ word: UInt64) {
      let tops = Self.every(0x80)
      // Capitals get the bit that they lack, and digits stay what they are.
      let lower = word | (word & Self.every(0x40)) >> 1
      let low = lower & ~tops
      // The top bit of each byte that is at least the first number, and at most the second.
      let letters = (low &+ Self.every(0x80 - 0x61)) & ~(low &+ Self.every(0x7F - 0x7A))
      let digits = (low &+ Self.every(0x80 - 0x30)) & ~(low &+ Self.every(0x7F - 0x39))
      let others = ~((letters | digits) & ~word) & tops
      if others == 0 {
        (bytes, count) = (lower, 8)
      } else {
        let bits = UInt64(truncatingIfNeeded: others.trailingZeroBitCount) & 0x78
        (bytes, count) = (lower & ((1 &<< bits) &- 1), Int(truncatingIfNeeded: bits &>> 3))
      }
    }

    @inline(__always)
    private static func every(_ byte: UInt64) -> UInt64 { byte &* 0x0101_0101_0101_0101 }
  }
}

/// The numbers of the words that came last, found by their bytes themselves.
struct RecentWords {
  private var entries: [(bytes: (UInt64, UInt64), number: Int)]
  private static let count: UInt64 = 1 << 12

  init() { entries = .init(repeating: ((0, 0), -1), count: Int(Self.count)) }

  /// Nil where it did not come lately.
  @inline(__always)
  func number(of word: PlainWord) -> Int? {
    let entry = entries[Self.slot(of: word)]
    return entry.bytes == word.bytes ? entry.number : nil
  }

  mutating func keep(_ number: Int, of word: PlainWord) { entries[Self.slot(of: word)] = (word.bytes, number) }

  @inline(__always)
  private static func slot(of word: PlainWord) -> Int { Int(truncatingIfNeeded: word.hash & (count - 1)) }
}

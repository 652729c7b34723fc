/// Sixteen bytes of a text, looked at together.
struct SixteenBytes {
  private let bytes: SIMD16<UInt8>

  @inline(__always)
  private init(bytes: SIMD16<UInt8>) { self.bytes = bytes }

  /// Those of sixteen bytes of which something is said.
  struct Marks {
    /// The top bit of each byte says it; the others mean nothing.
    fileprivate let bits: SIMD16<UInt8>

    @inline(__always)
    static func | (a: Marks, b: Marks) -> Marks { Marks(bits: a.bits | b.bits) }

    /// A bit for each byte, the lowest for the first.
    @inline(__always)
    var places: UInt32 {
      let words = unsafe unsafeBitCast(bits & SIMD16(repeating: 0x80), to: SIMD2<UInt64>.self)
      // Of nearly all bytes nothing is said.
      if words[0] | words[1] == 0 { return 0 }
      return Self.gathered(UInt64(littleEndian: words[0])) | Self.gathered(UInt64(littleEndian: words[1])) << 8
    }

    /// The top bits of eight bytes, side by side.
    ///
    /// - SeeAlso: Hacker's Delight, 2nd edition, section 7-4, "Compress, or Generalized Extract".
    @inline(__always)
    private static func gathered(_ word: UInt64) -> UInt32 {
      UInt32(truncatingIfNeeded: ((word >> 7) &* 0x0102_0408_1020_4080) >> 56)
    }
  }

  /// The bytes that are `byte`, the bits of `ignored` left out of the comparison.
  ///
  /// By subtraction, which Swift makes one instruction for all sixteen; a comparison it makes byte by byte.
  @inline(__always)
  func matches(_ byte: UInt8, ignoring ignored: UInt8 = 0) -> Marks {
    let different = (bytes | SIMD16(repeating: ignored)) ^ SIMD16(repeating: byte | ignored)
    return Marks(bits: (different &- SIMD16(repeating: 1)) & ~different)
  }

  /// The bytes that come before the blank.
  @inline(__always)
  var controls: Marks { Marks(bits: (bytes &- SIMD16(repeating: 0x20)) & ~bytes) }

  /// The bytes that are no ASCII.
  @inline(__always)
  var others: Marks { Marks(bits: bytes) }

  // MARK: Reading a text

  /// Looks at each place of a part of a text of which `marks` says something, in their order.
  ///
  /// - Parameter look: Returns where to read on; behind the part to read no further.
  @inline(__always)
  static func read(
    _ text: Span<UInt8>, _ part: Range<Int>, _ marks: (SixteenBytes) -> Marks, _ look: (Int) -> Int
  ) {
    var index = part.lowerBound
    // What stands before it is passed over.
    var next = index
    while index < part.upperBound {
      let found = places(in: text, from: index, marks)
      var places = found.bits
      while places != 0 {
        let place = found.start + places.trailingZeroBitCount
        places &= places &- 1
        guard place < part.upperBound else { return }
        if place >= next { next = look(place) }
      }
      index = max(found.next, next)
    }
  }

  /// The places from `index` on, in this and the next fifteen bytes, of which `marks` says something.
  ///
  /// - Returns: A bit for each place, the lowest for that at `start`, and where to read on.
  @inline(__always)
  private static func places(
    in text: Span<UInt8>, from index: Int, _ marks: (SixteenBytes) -> Marks
  ) -> (bits: UInt32, start: Int, next: Int) {
    let count = text.count
    let raw = unsafe text.bytes
    if index + 16 <= count {
      let bytes = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: SIMD16<UInt8>.self)
      return (marks(SixteenBytes(bytes: bytes)).places, index, index + 16)
    }
    precondition(index >= 0 && index <= count)
    if count >= 16 {
      // The last sixteen: some of them were looked at before.
      let start = count - 16
      let bytes = unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: SIMD16<UInt8>.self)
      let known = UInt32(truncatingIfNeeded: index - start)
      return (marks(SixteenBytes(bytes: bytes)).places & (~0 << known), start, count)
    }
    let here: UInt32 = (1 << UInt32(truncatingIfNeeded: count - index)) - 1
    return (marks(SixteenBytes(padding: raw, from: index)).places & here, index, count)
  }

  /// The last bytes of a text, fewer than sixteen, with blanks behind them.
  @inline(__always)
  private init(padding raw: RawSpan, from start: Int) {
    let count = raw.byteCount - start
    let blanks: UInt64 = 0x2020_2020_2020_2020
    var words = SIMD2(repeating: blanks)
    if count >= 8 {
      words[0] = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt64.self).littleEndian
      let last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start + count - 8, as: UInt64.self).littleEndian
      words[1] = last >> UInt64(8 * (16 - count)) | blanks << UInt64(8 * (count - 8))
    } else if count >= 4 {
      let first = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start, as: UInt32.self).littleEndian
      let last = unsafe raw.unsafeLoadUnaligned(fromByteOffset: start + count - 4, as: UInt32.self).littleEndian
      words[0] = UInt64(first) | UInt64(last) << UInt64(8 * (count - 4)) | blanks << UInt64(8 * count)
    } else {
      for place in stride(from: start + count - 1, through: start, by: -1) {
        words[0] = words[0] << 8 | UInt64(unsafe raw.unsafeLoad(fromByteOffset: place, as: UInt8.self))
      }
    }
    let littleEndian = SIMD2(words[0].littleEndian, words[1].littleEndian)
    bytes = unsafe unsafeBitCast(littleEndian, to: SIMD16<UInt8>.self)
  }
}

internal import LearnMarkdown

/// Words, each once, numbered in the order in which they came.
struct WordTable: ~Copyable {
  /// What ranges are of.
  private(set) var bytes: [UInt8] = []
  private var ends: [Int32] = []
  /// The number of a word and the high half of its hash; 0 is none.
  private var slots: [UInt64]
  private var mask: Int
  private let secret = ByteHash.secret

  init(reserving capacity: Int = 1024) {
    let size = max(64, capacity * 2 - 1)
    mask = (1 << (Int.bitWidth - size.leadingZeroBitCount)) - 1
    slots = .init(repeating: 0, count: mask + 1)
  }

  var count: Int { ends.count }

  func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

  func word(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  func find(_ word: Span<UInt8>) -> Int? { look(for: word, ByteHash.of(word, secret: secret)).number }

  /// The number of a word, or the free slot where it belongs.
  private func look(for word: Span<UInt8>, _ hash: UInt64) -> (number: Int?, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if let number = match(slot, hash, word) { return (number, slot) }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  /// The number of a word, which is added where it is new.
  mutating func number(of word: Span<UInt8>) -> Int {
    let hash = ByteHash.of(word, secret: secret)
    let (known, slot) = look(for: word, hash)
    if let known { return known }
    let number = ends.count
    for index in word.indices { bytes.append(word[index]) }
    ends.append(Int32(bytes.count))
    slots[slot] = hash & Self.high | UInt64(number + 1)
    if ends.count * 2 > mask { grow() }
    return number
  }

  private static let high: UInt64 = 0xFFFF_FFFF_0000_0000

  private func match(_ slot: Int, _ hash: UInt64, _ word: Span<UInt8>) -> Int? {
    let found = slots[slot]
    guard found & Self.high == hash & Self.high else { return nil }
    let number = Int(found & ~Self.high) - 1
    return Self.isSame(bytes.span.extracting(range(number)), word) ? number : nil
  }

  /// Words are short: most are compared by the eight bytes at each end, or by the four.
  @inline(__always)
  private static func isSame(_ a: Span<UInt8>, _ b: Span<UInt8>) -> Bool {
    let count = a.count
    guard count == b.count else { return false }
    guard count >= 4, count <= 16 else { return a.hasSameBytes(as: b) }
    let (left, right) = unsafe (a.bytes, b.bytes)
    return count >= 8 ? haveSameEnds(UInt64.self, left, right) : haveSameEnds(UInt32.self, left, right)
  }

  /// Whether two texts of one length begin and end with the same bytes, as many as a number has.
  @inline(__always)
  private static func haveSameEnds<Number: FixedWidthInteger & BitwiseCopyable>(
    _ type: Number.Type, _ a: RawSpan, _ b: RawSpan
  ) -> Bool {
    let last = a.byteCount - MemoryLayout<Number>.size
    let (start, otherStart) = unsafe (
      a.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: type),
      b.unsafeLoadUnaligned(fromUncheckedByteOffset: 0, as: type)
    )
    let (end, otherEnd) = unsafe (
      a.unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: type),
      b.unsafeLoadUnaligned(fromUncheckedByteOffset: last, as: type)
    )
    return start == otherStart && end == otherEnd
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    slots = .init(repeating: 0, count: mask + 1)
    for number in 0..<count {
      let hash = ByteHash.of(bytes.span.extracting(range(number)), secret: secret)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & Self.high | UInt64(number + 1)
    }
  }
}

internal import LearnMarkdown

/// Words, each once, numbered in the order in which they came.
struct WordTable: ~Copyable {
  /// What ranges are of.
  private(set) var bytes: [UInt8] = []
  private var ends: [Int32] = []
  /// The number of a word and the high half of its hash; 0 is none.
  private var slots: [UInt64]
  private var mask: Int

  init(reserving capacity: Int = 1024) {
    let size = max(64, capacity * 2 - 1)
    mask = (1 << (Int.bitWidth - size.leadingZeroBitCount)) - 1
    slots = .init(repeating: 0, count: mask + 1)
  }

  var count: Int { ends.count }

  func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }

  func word(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  func find(_ word: Span<UInt8>) -> Int? { look(for: word, ByteHash.of(word)).number }

  /// The number of a word, or the free slot where it belongs.
  private func look(for word: Span<UInt8>, _ hash: UInt64) -> (number: Int?, slot: Int) {
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if let number = match(slot, hash, word) { return (number, slot) }
      slot = (slot + 1) & mask
    }
    return (nil, slot)
  }

  mutating func number(of bytes: [UInt8], first count: Int) -> Int { number(of: bytes.span.extracting(first: count)) }

  /// The number of a word, which is added where it is new.
  mutating func number(of word: Span<UInt8>) -> Int {
    let hash = ByteHash.of(word)
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
    return bytes.span.extracting(range(number)).hasSameBytes(as: word) ? number : nil
  }

  private mutating func grow() {
    mask = mask * 2 + 1
    slots = .init(repeating: 0, count: mask + 1)
    for number in 0..<count {
      let hash = ByteHash.of(bytes.span.extracting(range(number)))
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & Self.high | UInt64(number + 1)
    }
  }
}

/// Numbers texts: each one, told by its bytes, has the number of texts that were new before it.
///
/// All texts lie in one array, and are looked up as they stand in another: a dictionary would need an array for each.
package struct ByteNumbers: Sendable {
  private var bytes: [UInt8] = []
  /// By number.
  private var texts: [(range: Range<Int>, hash: UInt64)] = []
  /// Numbers, by the low bits of their hash or in the next slot that was free; -1: free. A power of two.
  private var slots = [Int32](repeating: -1, count: 64)

  package init() {}

  /// The number of a text, which it gets now where it has none.
  package mutating func add(_ text: ArraySlice<UInt8>) -> Int {
    let hash = ByteHash.of(text.span)
    let slot = slot(of: text.span, hash)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    let number = texts.count
    texts.append((bytes.count..<bytes.count + text.count, hash))
    bytes += text
    slots[slot] = Int32(number)
    if texts.count * 2 > slots.count { grow() }
    return number
  }

  /// Nil where the text has none.
  package subscript(text: String) -> Int? {
    var text = text
    return text.withUTF8 { buffer in
      let text = unsafe Span(_unsafeElements: buffer)
      let number = slots[slot(of: text, ByteHash.of(text))]
      return number < 0 ? nil : Int(number)
    }
  }

  /// The text that has a number.
  package func text(_ number: Int) -> ArraySlice<UInt8> { bytes[texts[number].range] }

  /// Where the text's number stands, or would.
  private func slot(of text: Span<UInt8>, _ hash: UInt64) -> Int {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let other = texts[Int(slots[slot])]
      if other.hash == hash, bytes.span.extracting(other.range).hasSameBytes(as: text) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for number in texts.indices {
      var slot = Int(truncatingIfNeeded: texts[number].hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(number)
    }
  }
}

/// What a line holds that a construct of the dialect or a kind of damage begins with: told in one pass over its bytes,
/// so that the readers of each run on few lines only.
struct LineMarks: OptionSet {
  let rawValue: UInt8

  static let colons = LineMarks(rawValue: 1)
  static let links = LineMarks(rawValue: 2)
  static let bold = LineMarks(rawValue: 4)
  static let endTag = LineMarks(rawValue: 8)
  static let address = LineMarks(rawValue: 16)

  /// - Parameter line: The bytes from the first that belongs to a block's text to the end of the line.
  static func read(_ bytes: Span<UInt8>, _ line: Range<Int>) -> LineMarks {
    var marks: LineMarks = []
    let end = line.upperBound
    var index = line.lowerBound
    while index + 1 < end {
      // Of nearly all bytes nothing can begin.
      let found = SixteenBytes.places(in: bytes, from: index) { mayBegin($0) }
      index = found.next
      var places = found.bits
      /// What stands before it is the target of a link, and plain.
      var resumed = 0
      while places != 0 {
        let place = found.start + places.trailingZeroBitCount
        places &= places &- 1
        guard place + 1 < end else { return marks }
        if place < resumed { continue }
        if let next = marks.read(bytes, at: place, line) { resumed = next }
      }
      index = max(index, resumed)
    }
    return marks
  }

  /// Looks at a byte that a mark may begin with, and is not the line's last.
  ///
  /// - Returns: Where to read on, when a plain target follows; otherwise nil.
  private mutating func read(_ bytes: Span<UInt8>, at index: Int, _ line: Range<Int>) -> Int? {
    let end = line.upperBound
    let next = bytes[index + 1]
    switch bytes[index] {
    case UInt8(ascii: ":"):
      if next == UInt8(ascii: ":") { insert(.colons) }
      if next == UInt8(ascii: "/") { insert(.address) }
    case UInt8(ascii: "]"):
      if next == UInt8(ascii: "(") {
        if let close = Self.endOfPlainTarget(bytes, index + 2..<end) { return close + 1 }
        insert(.links)
      } else if next == UInt8(ascii: " "), index + 2 < end, bytes[index + 2] == UInt8(ascii: "(") {
        insert(.links)
      }
    case UInt8(ascii: "["):
      if next == UInt8(ascii: "(") || (next == UInt8(ascii: "!") && index > line.lowerBound) { insert(.links) }
    case UInt8(ascii: "!"):
      if next == UInt8(ascii: "!") { insert(.links) }
    case UInt8(ascii: "."):
      if next == UInt8(ascii: "."), index + 2 < end, bytes[index + 2] == UInt8(ascii: " ") { insert(.links) }
    case UInt8(ascii: "*"):
      if next == UInt8(ascii: "*"), index > line.lowerBound, index + 2 < end,
        BoldDamage.isSuspected(bytes[index - 1], bytes[index + 2])
      {
        insert(.bold)
      }
    case UInt8(ascii: "<"):
      if next == UInt8(ascii: "/"), TextDamage.maySpoil(endTag: bytes, index + 2..<end) { insert(.endTag) }
    default: break
    }
    return nil
  }

  /// The bytes that a mark may begin with, and few others.
  @inline(__always)
  private static func mayBegin(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    // `[` and `]` differ in two bits; so do `*`, `.` and `:`.
    bytes.matches(UInt8(ascii: "["), ignoring: 0x06) | bytes.matches(UInt8(ascii: "*"), ignoring: 0x14)
      | bytes.matches(UInt8(ascii: "<")) | bytes.matches(UInt8(ascii: "!"))
  }

  /// The parenthesis that ends a target which no damage can be seen in: nothing in it but the bytes of a path.
  private static func endOfPlainTarget(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    while index < range.upperBound {
      let found = SixteenBytes.places(in: bytes, from: index) { mayEndTarget($0) }
      index = found.next
      var places = found.bits
      while places != 0 {
        let place = found.start + places.trailingZeroBitCount
        places &= places &- 1
        guard place < range.upperBound else { return nil }
        switch bytes[place] {
        case UInt8(ascii: ")"): return place
        case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"): return nil
        default: break
        }
      }
    }
    return nil
  }

  @inline(__always)
  private static func mayEndTarget(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    bytes.matches(UInt8(ascii: "("), ignoring: 0x01) | bytes.matches(UInt8(ascii: "["), ignoring: 0x06)
      | bytes.matches(UInt8(ascii: " ")) | bytes.controls
  }
}

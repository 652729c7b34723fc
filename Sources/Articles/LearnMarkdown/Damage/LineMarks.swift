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
    // Of nearly all bytes nothing can begin, and of the last one nothing at all.
    SixteenBytes.read(bytes, line.dropLast()) {
      mayBegin($0)
    } _: {
      marks.read(bytes, at: $0, line) ?? $0 + 1
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
    var end: Int?
    SixteenBytes.read(bytes, range) {
      mayEndTarget($0)
    } _: { place in
      switch bytes[place] {
      case UInt8(ascii: ")"): end = place
      case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"): break
      default: return place + 1
      }
      return range.upperBound
    }
    return end
  }

  @inline(__always)
  private static func mayEndTarget(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    bytes.matches(UInt8(ascii: "("), ignoring: 0x01) | bytes.matches(UInt8(ascii: "["), ignoring: 0x06)
      | bytes.matches(UInt8(ascii: " ")) | bytes.controls
  }
}

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
    let raw = unsafe bytes.bytes
    var index = line.lowerBound
    while index + 1 < end {
      // Of nearly all bytes nothing can begin: eight of them are told at once.
      let word =
        index + 8 <= bytes.count
        ? UInt64(littleEndian: unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))
        : lastBytes(bytes, from: index)
      var found = mayBegin(EightBytes(word))
      var next = index + 8
      while found != 0 {
        let at = index + found.trailingZeroBitCount / 8
        found &= found &- 1
        guard at + 1 < end else { return marks }
        if at >= next { break }
        if let skipped = marks.read(bytes, at: at, line) {
          if skipped < index + 8 {
            found &= ~0 << UInt64((skipped - index) * 8)
          } else {
            next = skipped
            break
          }
        }
      }
      index = next
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

  /// Those of the last bytes of a file that are fewer than eight.
  private static func lastBytes(_ bytes: Span<UInt8>, from start: Int) -> UInt64 {
    var word: UInt64 = 0
    for index in (start..<bytes.count).reversed() { word = word << 8 | UInt64(bytes[index]) }
    return word
  }

  /// The top bits of the bytes that a mark may begin with, and of few others.
  @inline(__always)
  private static func mayBegin(_ bytes: EightBytes) -> UInt64 {
    // `[` and `]` differ in two bits; so do `*`, `.` and `:`.
    bytes.matches(UInt8(ascii: "["), ignoring: 0x06) | bytes.matches(UInt8(ascii: "*"), ignoring: 0x14)
      | bytes.matches(UInt8(ascii: "<")) | bytes.matches(UInt8(ascii: "!"))
  }

  /// The parenthesis that ends a target which no damage can be seen in: nothing in it but the bytes of a path.
  private static func endOfPlainTarget(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    let raw = unsafe bytes.bytes
    var index = range.lowerBound
    while index < range.upperBound {
      if index + 8 <= range.upperBound,
        !mayEndTarget(EightBytes(unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self)))
      {
        index += 8
        continue
      }
      let end = min(index + 8, range.upperBound)
      while index < end {
        switch bytes[index] {
        case UInt8(ascii: ")"): return index
        case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"): return nil
        default: index += 1
        }
      }
    }
    return nil
  }

  @inline(__always)
  private static func mayEndTarget(_ bytes: EightBytes) -> Bool {
    bytes.matches(UInt8(ascii: "("), ignoring: 0x01) | bytes.matches(UInt8(ascii: "["), ignoring: 0x06)
      | bytes.matches(UInt8(ascii: " ")) | bytes.controls != 0
  }
}

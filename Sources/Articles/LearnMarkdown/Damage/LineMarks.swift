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
    var index = line.lowerBound
    let end = line.upperBound
    let raw = unsafe bytes.bytes
    /// Up to here the bytes are looked at one by one.
    var looked = index
    while index + 1 < end {
      if index >= looked {
        // Of nearly all bytes nothing can begin: eight of them are told at once.
        if index + 8 <= end {
          if !mayBegin(EightBytes(unsafe raw.unsafeLoadUnaligned(fromUncheckedByteOffset: index, as: UInt64.self))) {
            index += 8
            continue
          }
        }
        looked = index + 8
      }
      let next = bytes[index + 1]
      switch bytes[index] {
      case UInt8(ascii: ":"):
        if next == UInt8(ascii: ":") { marks.insert(.colons) }
        if next == UInt8(ascii: "/") { marks.insert(.address) }
      case UInt8(ascii: "]"):
        if next == UInt8(ascii: "(") {
          guard let close = endOfPlainTarget(bytes, index + 2..<end) else {
            marks.insert(.links)
            break
          }
          index = close
        } else if next == UInt8(ascii: " "), index + 2 < end, bytes[index + 2] == UInt8(ascii: "(") {
          marks.insert(.links)
        }
      case UInt8(ascii: "["):
        if next == UInt8(ascii: "(") || (next == UInt8(ascii: "!") && index > line.lowerBound) { marks.insert(.links) }
      case UInt8(ascii: "!"):
        if next == UInt8(ascii: "!") { marks.insert(.links) }
      case UInt8(ascii: "."):
        if next == UInt8(ascii: "."), index + 2 < end, bytes[index + 2] == UInt8(ascii: " ") { marks.insert(.links) }
      case UInt8(ascii: "*"):
        if next == UInt8(ascii: "*"), index > line.lowerBound, index + 2 < end,
          BoldDamage.isSuspected(bytes[index - 1], bytes[index + 2])
        {
          marks.insert(.bold)
        }
      case UInt8(ascii: "<"):
        if next == UInt8(ascii: "/") { marks.insert(.endTag) }
      default: break
      }
      index += 1
    }
    return marks
  }

  /// Whether a mark may begin with one of the bytes.
  @inline(__always)
  private static func mayBegin(_ bytes: EightBytes) -> Bool {
    let brackets =
      bytes.matches(UInt8(ascii: "[")) | bytes.matches(UInt8(ascii: "]")) | bytes.matches(UInt8(ascii: "<"))
    let points = bytes.matches(UInt8(ascii: ".")) | bytes.matches(UInt8(ascii: "!"))
    // `:` and `*` differ in one bit.
    return brackets | points | bytes.matches(UInt8(ascii: ":"), ignoring: 0x10) != 0
  }

  /// The parenthesis that ends a target which no damage can be seen in: nothing in it but the bytes of a path.
  private static func endOfPlainTarget(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    for index in range {
      switch bytes[index] {
      case UInt8(ascii: ")"): return index
      case 0...0x20, UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "]"): return nil
      default: continue
      }
    }
    return nil
  }
}

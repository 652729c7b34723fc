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
    while index + 1 < end {
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

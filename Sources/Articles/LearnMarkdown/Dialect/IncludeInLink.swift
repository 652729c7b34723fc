/// `[!INCLUDE [title](path)]` within the text of a link: `[Install [!INCLUDE [title](path)] now](page.md)`.
struct IncludeInLink {
  var range: Range<Int>
  /// `[!INCLUDE [`
  var opening: Range<Int>

  /// - Parameter line: Of a file; what links there are on other lines is not looked at.
  static func all(in line: Range<Int>, of bytes: [UInt8]) -> [IncludeInLink] {
    var found: [IncludeInLink] = []
    var depth = 0
    var index = line.lowerBound
    while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"): index = bytes.endOfCode(index, in: line) - 1
      case UInt8(ascii: "["):
        if let include = read(at: index, in: line, of: bytes) {
          if depth > 0, isLinkEnd(from: include.range.upperBound, in: line, of: bytes) { found.append(include) }
          index = include.range.upperBound - 1
        } else {
          depth += 1
        }
      case UInt8(ascii: "]"): depth = max(0, depth - 1)
      default: break
      }
      index += 1
    }
    return found
  }

  private static func read(at start: Int, in line: Range<Int>, of bytes: [UInt8]) -> IncludeInLink? {
    let mark: StaticString = "[!include ["
    let title = start + mark.utf8CodeUnitCount
    guard title <= line.upperBound, bytes.startsCaseless(with: mark, at: start),
      let bracket = bytes.firstIndex(of: UInt8(ascii: "]"), in: title..<line.upperBound), bracket + 1 < line.upperBound,
      bytes[bracket + 1] == UInt8(ascii: "("),
      let end = bytes.firstIndex(of: UInt8(ascii: ")"), in: bracket..<line.upperBound), end + 1 < line.upperBound,
      bytes[end + 1] == UInt8(ascii: "]")
    else { return nil }
    return IncludeInLink(range: start..<end + 2, opening: start..<title)
  }

  /// Whether the next bracket closes and a target follows it.
  private static func isLinkEnd(from start: Int, in line: Range<Int>, of bytes: [UInt8]) -> Bool {
    var index = start
    while index < line.upperBound {
      if let include = read(at: index, in: line, of: bytes) {
        index = include.range.upperBound
        continue
      }
      if bytes[index] == UInt8(ascii: "[") { return false }
      if bytes[index] == UInt8(ascii: "]") {
        return index + 1 < line.upperBound && bytes[index + 1] == UInt8(ascii: "(")
      }
      index += 1
    }
    return false
  }
}

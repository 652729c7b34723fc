internal import Diagnostics

/// Marks of Markdown that a translation into Chinese, Japanese or Korean wrote as wide characters, which Markdown takes
/// for words: `［!NOTE］`, `：：：`, `[text]（path.md）`.
struct FullWidthMarks {
  /// The line with an ASCII mark for each wide one, and where each of its bytes stands in the source.
  private var plain: [UInt8] = []
  private var places: [Int] = []
  private var isWide: [Bool] = []
  private let end: Int

  static func mayBe(in locale: String) -> Bool {
    ["zh", "ja", "ko"].contains { locale.lowercased().hasPrefix($0) }
  }

  /// What was meant; never certain, since people write wide marks in prose.
  static func repairs(in line: Range<Int>, of bytes: [UInt8]) -> [Repair] {
    guard bytes[line].contains(where: { $0 == 0xEF || $0 == 0xE3 }) else { return [] }
    let marks = FullWidthMarks(line, of: bytes)
    guard marks.isWide.contains(true) else { return [] }
    return (marks.blockMark().map { [$0] } ?? []) + marks.links() + marks.stars()
  }

  private init(_ line: Range<Int>, of bytes: [UInt8]) {
    end = line.upperBound
    var index = line.lowerBound
    while index < line.upperBound {
      places.append(index)
      if index + 2 < line.upperBound, let mark = Self.ascii(bytes[index], bytes[index + 1], bytes[index + 2]) {
        plain.append(mark)
        isWide.append(true)
        index += 3
      } else {
        plain.append(bytes[index])
        isWide.append(false)
        index += 1
      }
    }
  }

  /// - SeeAlso: Unicode, Halfwidth and Fullwidth Forms: U+FF01 to U+FF5E stand for the ASCII from `!` to `~`.
  private static func ascii(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> UInt8? {
    switch (first, second, third) {
    case (0xEF, 0xBC, 0x81...0xBF): third - 0x60
    case (0xEF, 0xBD, 0x80...0x9E): third - 0x20
    case (0xE3, 0x80, 0x90): UInt8(ascii: "[")
    case (0xE3, 0x80, 0x91): UInt8(ascii: "]")
    case (0xE3, 0x80, 0x80): UInt8(ascii: " ")
    default: nil
    }
  }

  private func source(_ range: Range<Int>) -> Range<Int> {
    places[range.lowerBound]..<(range.upperBound < places.count ? places[range.upperBound] : end)
  }

  private func repair(_ range: Range<Int>, _ what: String) -> Repair {
    Repair(
      rule: .mtFullWidthMark,
      message: "\(what) is written with ASCII characters; the wide ones here are read as words.",
      range: source(range), text: Array(plain[range]), isCertain: false)
  }

  private func holdsWide(_ range: Range<Int>) -> Bool { isWide[range].contains(true) }

  // MARK: At the beginning of a line

  private func blockMark() -> Repair? {
    var start = 0
    while start < plain.count, Ascii.isBlank(plain[start]) || plain[start] == UInt8(ascii: ">") { start += 1 }
    guard start < plain.count else { return nil }
    var end = start
    switch plain[start] {
    case UInt8(ascii: ":"):
      while end < plain.count, plain[end] == UInt8(ascii: ":") { end += 1 }
      return end - start >= 3 && holdsWide(start..<end) ? repair(start..<end, "A directive's mark") : nil
    case UInt8(ascii: "["):
      guard start + 1 < plain.count, plain[start + 1] == UInt8(ascii: "!"),
        let close = plain[start...].firstIndex(of: UInt8(ascii: "]")),
        plain[start + 2..<close].allSatisfy(Ascii.isLetter), close > start + 2, holdsWide(start..<close + 1)
      else { return nil }
      return repair(start..<close + 1, "The mark of an alert")
    case UInt8(ascii: "#"):
      while end < plain.count, plain[end] == UInt8(ascii: "#") { end += 1 }
      return isFollowedByBlank(end) && end - start <= 6 && holdsWide(start..<end)
        ? repair(start..<end, "A heading's mark") : nil
    case let digit where Ascii.isDigit(digit):
      while end < plain.count, Ascii.isDigit(plain[end]) { end += 1 }
      guard end < plain.count, plain[end] == UInt8(ascii: ".") || plain[end] == UInt8(ascii: ")") else { return nil }
      return isFollowedByBlank(end + 1) && holdsWide(start..<end + 1)
        ? repair(start..<end + 1, "The number of a step") : nil
    default: return nil
    }
  }

  private func isFollowedByBlank(_ index: Int) -> Bool { index < plain.count && Ascii.isBlank(plain[index]) }

  // MARK: In a line

  private func links() -> [Repair] {
    var repairs: [Repair] = []
    var begin = 0
    var index = 0
    while let bracket = plain.firstIndex(of: "](", in: index..<plain.count) {
      index = bracket + 2
      guard let close = plain.firstIndex(of: UInt8(ascii: ")"), in: index..<plain.count),
        let open = plain[begin..<bracket].lastIndex(of: UInt8(ascii: "["))
      else { continue }
      let target = plain[index..<close]
      guard Self.isTarget(target) else { continue }
      let isImage = open > begin && plain[open - 1] == UInt8(ascii: "!") && Self.isPicture(target)
      let first = isImage ? open - 1 : open
      let marks = (isImage ? [open - 1] : []) + [open, bracket, bracket + 1, close]
      if marks.contains(where: { isWide[$0] }) {
        repairs.append(repair(first..<close + 1, isImage ? "An image" : "A link"))
      }
      begin = close + 1
      index = begin
    }
    return repairs
  }

  /// A path or an address; anything else in parentheses is a remark.
  private static func isTarget(_ bytes: ArraySlice<UInt8>) -> Bool {
    !bytes.isEmpty && bytes.allSatisfy { $0 > 0x20 && $0 < 0x80 }
      && bytes.contains { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "/") || $0 == UInt8(ascii: "#") }
  }

  private static func isPicture(_ target: ArraySlice<UInt8>) -> Bool {
    [".png", ".svg", ".jpg", ".jpeg", ".gif", ".webp"].contains { target.utf8String.lowercased().hasSuffix($0) }
  }

  private func stars() -> [Repair] {
    var repairs: [Repair] = []
    var index = 0
    while let first = plain.firstIndex(of: "**", in: index..<plain.count) {
      index = first + 2
      if holdsWide(first..<index) { repairs.append(repair(first..<index, "The mark of bold text")) }
    }
    return repairs
  }
}

internal import Diagnostics

/// Damage to the words of a line rather than to its links: dates, end tags, addresses.
enum TextDamage {
  // MARK: Dates

  /// `- 1. juli 2020`, which Markdown reads as a numbered list: the point is escaped.
  ///
  /// - Parameters:
  ///   - content: Where the text of the line begins, past quote marks and one mark of a list.
  ///   - isItem: Whether a mark of a list stood there. Without one, only a date with a year is told from a step.
  static func date(at content: Int, in line: Range<Int>, of bytes: [UInt8], isItem: Bool) -> Repair? {
    var index = content
    var day = 0
    while index < line.upperBound, index - content < 2, Ascii.isDigit(bytes[index]) {
      day = day * 10 + Int(bytes[index] - UInt8(ascii: "0"))
      index += 1
    }
    guard (1...31).contains(day), index < line.upperBound, bytes[index] == UInt8(ascii: ".") else { return nil }
    let point = index
    let month = bytes.skipBlanks(in: point + 1..<line.upperBound)
    guard month > point + 1 else { return nil }
    let end = Months.endOfWord(bytes, from: month, to: line.upperBound)
    let year = bytes.skipBlanks(in: end..<line.upperBound)
    guard isItem || (year < line.upperBound && Ascii.isDigit(bytes[year])), Months.isName(bytes[month..<end]) else {
      return nil
    }
    return Repair(
      rule: .mtDateAsList,
      message: "A number with a point begins a numbered list; before the name of a month the point is escaped.",
      range: content..<end, text: bytes[content..<point] + [UInt8(ascii: "\\")] + bytes[point..<end], isCertain: true)
  }

  // MARK: Tags

  /// Whether what follows `</` may be one of the damaged tags: told of each, since every named heading has a good one.
  static func maySpoil(endTag bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
    guard range.count >= 2, Ascii.lower(bytes[range.lowerBound]) == UInt8(ascii: "a") else { return false }
    guard bytes[range.lowerBound + 1] == UInt8(ascii: ">") else { return true }
    return range.count >= 3 && bytes[range.lowerBound + 2] == UInt8(ascii: "]")
  }

  /// `</a.` and `</a>]`.
  static func endTags(in line: Range<Int>, of bytes: [UInt8]) -> [Repair] {
    var repairs: [Repair] = []
    var depth = 0
    var index = line.lowerBound
    while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 1
      case UInt8(ascii: "`"): index = bytes.endOfCode(index, in: line) - 1
      case UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "<"):
        if let repair = endTag(at: index, in: line, of: bytes, isInBrackets: depth > 0) {
          repairs.append(repair)
          index = repair.range.upperBound - 1
        }
      default: break
      }
      index += 1
    }
    return repairs
  }

  private static func endTag(
    at start: Int, in line: Range<Int>, of bytes: [UInt8], isInBrackets: Bool
  ) -> Repair? {
    guard bytes.startsCaseless(with: "</a", at: start), start + 3 < line.upperBound else { return nil }
    let next = start + 3
    let message = "An end tag is written `</a>`."
    switch bytes[next] {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ";"):
      return Repair(
        rule: .mtTagBroken, message: message + " Here its `>` is missing.", range: start..<next,
        text: bytes[start..<next] + [UInt8(ascii: ">")], isCertain: true)
    case UInt8(ascii: ">"):
      guard !isInBrackets, next + 1 < line.upperBound, bytes[next + 1] == UInt8(ascii: "]") else { return nil }
      return Repair(
        rule: .mtTagBroken, message: message + " Here a bracket follows that nothing opened.", range: start..<next + 2,
        text: Array(bytes[start...next]), isCertain: true)
    default: return nil
    }
  }

  // MARK: Colons

  /// `![x](y.png):::`: the end of a directive after an image or a link that is none.
  static func strayColons(_ colons: Range<Int>, in line: Range<Int>, of bytes: [UInt8]) -> Repair? {
    guard colons.count == 3, colons.lowerBound > line.lowerBound, bytes[colons.lowerBound - 1] == UInt8(ascii: ")"),
      colons.upperBound == line.upperBound || Ascii.isBlank(bytes[colons.upperBound])
        || bytes[colons.upperBound] == UInt8(ascii: "|"),
      bytes[line.lowerBound..<colons.lowerBound].firstRange(of: "](".utf8) != nil
    else { return nil }
    var index = line.lowerBound
    while index < colons.lowerBound {
      index = bytes[index] == UInt8(ascii: "`") ? bytes.endOfCode(index, in: line) : index + 1
    }
    guard index == colons.lowerBound else { return nil }
    return Repair(
      rule: .mtDirectiveBroken, message: "Three colons end a directive; none begins before these.", range: colons,
      text: [], isCertain: true)
  }

  // MARK: Addresses

  /// `https:// example.org` and `https://Example.comLog in`: suggestions.
  static func addresses(in line: Range<Int>, of bytes: [UInt8]) -> [Repair] {
    var repairs: [Repair] = []
    var index = line.lowerBound
    while index < line.upperBound {
      if bytes[index] == UInt8(ascii: "`") {
        index = bytes.endOfCode(index, in: line)
        continue
      }
      // Nearly no byte begins an address.
      guard Ascii.lower(bytes[index]) == UInt8(ascii: "h") else {
        index += 1
        continue
      }
      for scheme in ["https://", "http://"] as [StaticString] where bytes.startsCaseless(with: scheme, at: index) {
        let host = index + scheme.utf8CodeUnitCount
        if let repair = split(index, host, line, bytes) ?? glued(index, host, line, bytes) { repairs.append(repair) }
        index = host - 1
        break
      }
      index += 1
    }
    return repairs
  }

  private static func split(_ start: Int, _ host: Int, _ line: Range<Int>, _ bytes: [UInt8]) -> Repair? {
    let name = bytes.skipBlanks(in: host..<line.upperBound)
    guard name > host else { return nil }
    var end = name
    while end < line.upperBound, isHostByte(bytes[end]) { end += 1 }
    // A word, not the end of a sentence: a point with a letter on either side.
    let hasPoint = bytes[name..<end].dropFirst().dropLast().contains(UInt8(ascii: "."))
    guard hasPoint, end < line.upperBound ? bytes[end] != UInt8(ascii: ":") : true else { return nil }
    return Repair(
      rule: .mtURLSplit, message: "An address has no space inside; here one stands after `//`.", range: start..<end,
      text: Array(bytes[start..<host] + bytes[name..<end]), isCertain: false)
  }

  private static func glued(_ start: Int, _ host: Int, _ line: Range<Int>, _ bytes: [UInt8]) -> Repair? {
    var end = host
    while end < line.upperBound, isHostByte(bytes[end]) { end += 1 }
    guard let point = bytes[host..<end].lastIndex(of: UInt8(ascii: ".")) else { return nil }
    // `comLog`: a domain in small letters, then a word that begins with a capital.
    let label = bytes[(point + 1)..<end]
    let domain = label.prefix { (0x61...0x7A).contains($0) }
    guard (2...4).contains(domain.count), let capital = label.dropFirst(domain.count).first,
      (0x41...0x5A).contains(capital), label.count > domain.count + 1
    else { return nil }
    return Repair(
      rule: .mtURLSplit, message: "An address ends before the next word; here a word is glued to it.",
      range: start..<end, text: bytes[start..<domain.endIndex] + [UInt8(ascii: " ")] + bytes[domain.endIndex..<end],
      isCertain: false)
  }

  private static func isHostByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
  }
}

internal import LearnMarkdown

/// The scalars of YAML that nearly all are: a plain text on one line, or one in quotes.
enum PlainScalar {
  /// Nil for whatever YAML could read otherwise.
  ///
  /// - Parameters:
  ///   - bytes: Such as ``isText(_:_:)`` finds right: that is not looked for here.
  ///   - range: Within one line.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    if let range = Self.range(bytes, range) { return String(decoding: bytes[range], as: UTF8.self) }
    return escaped(bytes, range)
  }

  /// Whether bytes hold nothing that ends a line in YAML only, nothing that YAML forbids, and no tabs and no mark of the
  /// byte order, which are left to it.
  static func isText(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    func next(_ index: Int) -> UInt8 { index < range.upperBound ? bytes[index] : 0 }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      index += 1
      // Nearly all bytes.
      if byte >= 0x20, byte < 0x7F { continue }
      switch byte {
      case 0x0A, 0x0D: continue
      case ..<0x20, 0x7F: return false
      // The other controls, NEL among them; the separators of lines and of paragraphs; the mark of the byte order.
      case 0xC2 where next(index) < 0xA0: return false
      case 0xE2 where next(index) == 0x80 && next(index + 1) & 0xFE == 0xA8: return false
      case 0xEF where next(index) == 0xBB && next(index + 1) == 0xBF: return false
      case 0xEF where next(index) == 0xBF && next(index + 1) >= 0xBE: return false
      default: continue
      }
    }
    return true
  }

  /// A text in quotes that holds quotes, backslashes or blanks that do not break: the other escapes are left to YAML.
  private static func escaped(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    let scalar = bytes.trimmingBlanks(in: range)
    guard scalar.count >= 2 else { return nil }
    let quote = bytes[scalar.lowerBound]
    let isDouble = quote == UInt8(ascii: "\"")
    guard isDouble || quote == UInt8(ascii: "'"), bytes[scalar.upperBound - 1] == quote else { return nil }
    let content = scalar.dropFirst().dropLast()
    var text: [UInt8] = []
    var index = content.lowerBound
    while index < content.upperBound {
      let byte = bytes[index]
      index += 1
      guard byte == quote || isDouble && byte == UInt8(ascii: "\\") else {
        text.append(byte)
        continue
      }
      guard index < content.upperBound, byte != quote || !isDouble else { return nil }
      switch bytes[index] {
      case quote: text.append(quote)
      case UInt8(ascii: "\\") where isDouble: text.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "_") where isDouble: text += "\u{A0}".utf8
      default: return nil
      }
      index += 1
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Where a text without escapes stands; nil for whatever YAML could read otherwise.
  ///
  /// - Parameter range: Within one line.
  static func range(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    let scalar = bytes.trimmingBlanks(in: range)
    guard !scalar.isEmpty else { return nil }
    let (start, end) = (scalar.lowerBound, scalar.upperBound)
    let first = bytes[start]
    if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
      guard end - start >= 2, bytes[end - 1] == first else { return nil }
      let content = bytes[start + 1..<end - 1]
      guard !content.contains(first), !content.contains(UInt8(ascii: "\\")) else { return nil }
      return start + 1..<end - 1
    }
    switch first {
    case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), UInt8(ascii: "|"), UInt8(ascii: ">"), UInt8(ascii: "%"),
      UInt8(ascii: "@"), UInt8(ascii: "`"), UInt8(ascii: "#"), UInt8(ascii: "?"), UInt8(ascii: "-"),
      UInt8(ascii: ":"), UInt8(ascii: ","):
      return nil
    default: break
    }
    var index = start
    while index < end {
      let byte = bytes[index]
      index += 1
      // Letters, nearly all of the bytes.
      if byte > UInt8(ascii: ":") { continue }
      if byte == UInt8(ascii: ":"), index == end || Ascii.isBlank(bytes[index]) { return nil }
      if byte == UInt8(ascii: "#"), Ascii.isBlank(bytes[index - 2]) { return nil }
      if byte < 0x20, byte != 0x09 { return nil }
    }
    return start..<end
  }
}

internal import LearnMarkdown

/// The scalars of YAML that nearly all are: a plain text on one line, or one in quotes without escapes.
enum PlainScalar {
  /// Nil for whatever YAML could read otherwise.
  ///
  /// - Parameter range: Within one line.
  static func read(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
    Self.range(bytes, range).map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// The same, where the text stands.
  static func range(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    let start = bytes.skipBlanks(in: range)
    var end = range.upperBound
    while end > start, Ascii.isBlank(bytes[end - 1]) { end -= 1 }
    guard start < end else { return nil }
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

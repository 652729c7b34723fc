internal import LearnMarkdown

/// Digits and blanks of all scripts.
extension NumberReading {
  /// How many bytes of white space, or of a mark of the outline, stand there.
  static func isBoundary(_ bytes: [UInt8], _ index: Int) -> Int {
    let byte = bytes[index]
    if byte <= 0x20 { return 1 }
    if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] == 0xA0 { return 2 }
    // The narrow and the wide spaces, U+2000 to U+200F and U+202F, and U+3000.
    if byte == 0xE2, index + 2 < bytes.count, bytes[index + 1] == 0x80,
      bytes[index + 2] <= 0x8F || bytes[index + 2] == 0xAF
    {
      return 3
    }
    if byte == 0xE3, index + 2 < bytes.count, bytes[index + 1] == 0x80, bytes[index + 2] == 0x80 { return 3 }
    return 0
  }

  /// Whether two texts have the same digits of ASCII in the same groups.
  static func haveSameDigits(_ some: ArraySlice<UInt8>, _ others: ArraySlice<UInt8>) -> Bool {
    var (mine, theirs) = (Digits(bytes: some), Digits(bytes: others))
    while true {
      let (digit, other) = (mine.next(), theirs.next())
      if digit != other { return false }
      if digit == nil { return true }
    }
  }

  /// The digits of a text, with a blank where something else stands between them.
  private struct Digits {
    let bytes: ArraySlice<UInt8>
    private var index: Int
    private var hasBegun = false

    init(bytes: ArraySlice<UInt8>) {
      self.bytes = bytes
      index = bytes.startIndex
    }

    mutating func next() -> UInt8? {
      let start = index
      while index < bytes.endIndex, !Ascii.isDigit(bytes[index]) { index += 1 }
      guard index < bytes.endIndex else { return nil }
      if index > start, hasBegun { return UInt8(ascii: " ") }
      hasBegun = true
      index += 1
      return bytes[index - 1]
    }
  }

  /// The decimal digits of every script as those of ASCII, and the Arabic signs between digits as `.` and `,`.
  static func withAsciiDigits(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(where: { $0 >= 0xD9 && $0 != 0xE2 }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        result.append(UInt8(scalar.value))
      } else if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        result.append(UInt8(ascii: "0") + UInt8(value))
      } else if scalar == "\u{066B}" || scalar == "\u{066C}" {
        result.append(UInt8(ascii: scalar == "\u{066B}" ? "." : ","))
      } else {
        result += String(scalar).utf8
      }
    }
    return result[...]
  }
}

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

  /// The digits of ASCII, with a blank where something else stands between them.
  static func digits(of bytes: ArraySlice<UInt8>) -> [UInt8] {
    var digits: [UInt8] = []
    var isApart = false
    for byte in bytes {
      guard Ascii.isDigit(byte) else {
        isApart = !digits.isEmpty
        continue
      }
      if isApart { digits.append(UInt8(ascii: " ")) }
      digits.append(byte)
      isApart = false
    }
    return digits
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

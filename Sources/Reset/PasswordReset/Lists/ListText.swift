/// The text of a list, whatever program wrote it.
enum ListText {
  /// UTF-8 with or without a byte order mark, or UTF-16 with one, as spreadsheets save it.
  /// - Returns: The UTF-8 of the list, or in words why there is none.
  static func decoded(_ bytes: [UInt8]) -> Result<[UInt8], UserFault> {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes) }
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    guard String(validating: text, as: UTF8.self) != nil else { return .failure(UserFault(line: 1, reason: notUTF8)) }
    guard !text.contains(0) else {
      return .failure(UserFault(line: 1, reason: "the list holds NUL bytes, and so is no text"))
    }
    return .success(text)
  }

  private static let notUTF8 =
    "the list is not UTF-8; spreadsheets write it as \"CSV UTF-8\", and a plain \"CSV\" in the letters of one country"

  private static func utf16(_ bytes: [UInt8]) -> Result<[UInt8], UserFault> {
    let isLittle = bytes[0] == 0xFF
    guard bytes.count.isMultiple(of: 2) else {
      return .failure(UserFault(line: 1, reason: "the list is UTF-16 that breaks off in the middle of a letter"))
    }
    let (high, low) = isLittle ? (1, 0) : (0, 1)
    let units: [UInt16] = stride(from: 2, to: bytes.count, by: 2).map { place in
      UInt16(bytes[place + high]) << 8 | UInt16(bytes[place + low])
    }
    guard let text = String(validating: units, as: UTF16.self), !text.utf8.contains(0) else {
      return .failure(UserFault(line: 1, reason: "the list begins as UTF-16, but is none"))
    }
    return .success(Array(text.utf8))
  }

  /// A first line such as `sep=;`, by which spreadsheets name what stands between fields: that, and where the list
  /// begins.
  static func named(_ text: [UInt8]) -> (separator: UInt8, start: Int)? {
    let end = text.firstIndex { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") } ?? text.endIndex
    let line = text[..<end].filter { $0 != UInt8(ascii: "\"") }
    guard line.count == 5, String(decoding: line.prefix(4), as: UTF8.self).lowercased() == "sep=" else { return nil }
    var start = end
    if start < text.endIndex, text[start] == UInt8(ascii: "\r") { start += 1 }
    if start < text.endIndex, text[start] == UInt8(ascii: "\n") { start += 1 }
    return (line[4], start)
  }

  /// What stands between the fields of the first line: a comma, a semicolon (where a comma is for decimals) or a tab.
  static func separator(_ text: [UInt8]) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if !isQuoted, byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
    return candidates.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
  }
}

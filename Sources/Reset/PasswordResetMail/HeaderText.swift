/// Text in header fields: RFC 2047 encoded words in UTF-8 where it is not plain ASCII.
enum HeaderText {
  /// The most bytes of UTF-8 in one encoded word, so that its line stays within 76 characters (RFC 2047 §2) behind the
  /// name of its field too.
  private static let wordBytes = 39

  /// A field whose body is free text, folded. No byte of `text` can begin another field.
  static func unstructured(_ name: String, _ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { (0x20...0x7E).contains($0) } && !text.contains("=?") && text.utf8.count <= 65
    return "\(name): \(isPlain ? text : encodedWords(text))"
  }

  /// A display name: quoted where it is plain, encoded where it is not.
  static func phrase(_ text: String) -> String {
    let isPlain =
      text.utf8.allSatisfy { (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      && !text.contains("=?") && text.utf8.count <= 60
    return isPlain ? "\"\(text)\"" : encodedWords(text)
  }

  /// A character is never split over two words (RFC 2047 §5). Control characters are left out.
  private static func encodedWords(_ text: String) -> String {
    var words: [String] = []
    var word: [UInt8] = []
    for scalar in text.unicodeScalars where scalar.properties.generalCategory != .control {
      let bytes = Array(String(scalar).utf8)
      if word.count + bytes.count > wordBytes {
        words.append("=?utf-8?B?\(Base64.encode(word))?=")
        word = []
      }
      word += bytes
    }
    words.append("=?utf-8?B?\(Base64.encode(word))?=")
    return words.joined(separator: "\r\n ")
  }
}

enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << UInt32(8 * (3 - group.count))
      for place in 0..<4 {
        text.append(place <= group.count ? alphabet[Int(bits >> UInt32(18 - 6 * place) & 63)] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }
}

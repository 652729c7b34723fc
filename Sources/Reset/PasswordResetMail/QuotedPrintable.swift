/// RFC 2045 §6.7: ASCII lines of at most 76 characters, readable where the text is.
enum QuotedPrintable {
  private static let hex = Array("0123456789ABCDEF".utf8)

  /// Line ends become CRLF.
  static func encode(_ text: String) -> String {
    var output: [UInt8] = []
    for (index, line) in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).enumerated() {
      if index > 0 { output += [UInt8(ascii: "\r"), UInt8(ascii: "\n")] }
      var column = 0
      let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      for (place, byte) in zip(bytes.indices, bytes) {
        let isLast = bytes.index(after: place) == bytes.endIndex
        let isBlank = byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
        let isLiteral = (0x21...0x7E).contains(byte) && byte != UInt8(ascii: "=") || isBlank && !isLast
        let token = isLiteral ? [byte] : [UInt8(ascii: "="), hex[Int(byte >> 4)], hex[Int(byte & 15)]]
        // One column is kept for the "=" of a soft line break.
        if column + token.count > 75 {
          output += [UInt8(ascii: "="), UInt8(ascii: "\r"), UInt8(ascii: "\n")]
          column = 0
        }
        output += token
        column += token.count
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}

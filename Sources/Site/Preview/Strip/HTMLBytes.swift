/// HTML in the making: what is ours goes in raw, what comes from the docset as text.
struct HTMLBytes {
  var bytes: [UInt8] = []

  mutating func raw(_ html: String) { bytes += html.utf8 }

  /// Escapes for content and quoted attributes. Control characters, which HTML forbids, become U+FFFD.
  mutating func text(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case UInt8(ascii: "'"): raw("&#39;")
      case UInt8(ascii: "\t"), UInt8(ascii: "\n"): bytes.append(byte)
      case 0..<0x20, 0x7F: raw("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }

  /// A finding's sentence, of at most `limit` characters: what it has between backticks or stars is set as it means.
  mutating func sentence(_ text: String, upTo limit: Int) {
    for (number, piece) in Self.pieces(text, "`", limit).enumerated() {
      if number % 2 == 1 {
        raw("<code>")
        self.text(piece)
        raw("</code>")
        continue
      }
      for (number, piece) in Self.pieces(piece, "**", limit).enumerated() {
        if number % 2 == 1 { raw("<b>") }
        self.text(piece)
        if number % 2 == 1 { raw("</b>") }
      }
    }
  }

  /// The pieces between marks, of which those with an odd number are within; one piece where marks are not in pairs.
  private static func pieces(_ text: String, _ mark: String, _ limit: Int) -> [String] {
    let cut = text.prefix(limit)
    let whole = String(cut) + (cut.endIndex == text.endIndex ? "" : "…")
    let pieces = whole.split(separator: mark, omittingEmptySubsequences: false).map(String.init)
    return pieces.count % 2 == 1 ? pieces : [whole]
  }

  /// At most `limit` characters of `text`, with an ellipsis where it was cut.
  mutating func text(_ text: String, upTo limit: Int) {
    let cut = text.prefix(limit)
    self.text(String(cut))
    if cut.endIndex != text.endIndex { raw("…") }
  }
}

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

  /// At most `limit` characters of `text`, with an ellipsis where it was cut.
  mutating func text(_ text: String, upTo limit: Int) {
    let cut = text.prefix(limit)
    self.text(String(cut))
    if cut.endIndex != text.endIndex { raw("…") }
  }
}

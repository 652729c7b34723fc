internal import CommonMark

/// A text that Markdown sets in bold: in steps, a label of the product.
package struct BoldText: Sendable {
  /// Within the element, in ``Article/html``.
  package var html: Range<Int>
  /// With its stars; nil where nothing about the text can be damage.
  package var place: TextRange?
}

extension BoldText {
  /// Whether the text begins with a small letter, has a capital behind a small letter, or ends with a word that may
  /// belong to what follows: told by the bytes alone, since it is asked of every bold text.
  static func isSuspected(_ html: ArraySlice<UInt8>, before next: Node?) -> Bool {
    guard let first = html.first else { return false }
    if isSmall(first) { return true }
    var before = first
    for byte in html.dropFirst() {
      if isSmall(before), byte >= 0x41, byte <= 0x5A { return true }
      before = byte
    }
    guard let next, next.kind == .text, next.literal.count > 1, Ascii.isBlank(next.literal[0]),
      isSmall(next.literal[1]), let blank = html.lastIndex(of: UInt8(ascii: " ")), blank + 1 < html.endIndex
    else { return false }
    return isSmall(html[blank + 1])
  }

  /// A small letter of ASCII, or any other letter.
  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }
}

internal import CommonMark

/// A text that Markdown sets in bold: in steps, a label of the product.
package struct BoldText: Sendable {
  /// Within the element, in ``Article/html``.
  package var html: Range<Int>
  /// With its stars; nil where nothing about the text can be damage.
  package var place: TextRange?

  /// The same text where as many more bytes stand before it in the HTML.
  package func moved(by bytes: Int) -> BoldText {
    BoldText(html: html.lowerBound + bytes..<html.upperBound + bytes, place: place)
  }
}

extension BoldText {
  /// Whether the text begins with a small letter, has a capital behind a small letter, or ends with a word that may
  /// belong to what follows: told by the bytes alone, since it is asked of every bold text.
  static func isSuspected(_ html: Span<UInt8>, before next: Node?) -> Bool {
    guard !html.isEmpty else { return false }
    if isSmall(html[0]) { return true }
    var before = html[0]
    var lastWord = 0
    for index in 1..<html.count {
      let byte = html[index]
      if byte >= 0x41, byte <= 0x5A, isSmall(before) { return true }
      if before == UInt8(ascii: " ") { lastWord = index }
      before = byte
    }
    guard lastWord > 0, isSmall(html[lastWord]), let next, next.kind == .text else { return false }
    let literal = next.literal
    return literal.count > 1 && Ascii.isBlank(literal[0]) && isSmall(literal[1])
  }

  /// A small letter of ASCII, or any other letter.
  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }
}

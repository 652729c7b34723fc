internal import CommonMark

/// Words without any mark: nearly all texts are that, and are told sixteen bytes at a time.
enum PlainText {
  /// Whether a text that libcmark has read holds nothing that HTML escapes, and nothing that could be meant as markup.
  static func isWords(_ text: Bytes) -> Bool {
    unsafe text.withContiguousStorageIfAvailable { text in unsafe isMade(text) { mayBeMark($0) } } ?? false
  }

  /// Whether Markdown and HTML take the bytes for nothing but words: within a line, libcmark would give one text.
  static func isUnmarked(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    unsafe bytes[range].withUnsafeBufferPointer { text in unsafe isMade(text) { mayBeMarkdown($0) } }
  }

  /// - Parameter mark: What of sixteen bytes may be a mark.
  @inline(__always)
  private static func isMade(
    _ text: UnsafeBufferPointer<UInt8>, ofWordsBy mark: (SixteenBytes) -> SixteenBytes.Marks
  ) -> Bool {
    let text = unsafe Span(_unsafeElements: text)
    if !text.isEmpty, text[0] == UInt8(ascii: "|") { return false }
    var isWords = true
    SixteenBytes.read(text, 0..<text.count) {
      mark($0)
    } _: { place in
      // The beginning of `www.`, which is seldom one.
      if text[place] == UInt8(ascii: "w"), place + 1 < text.count, text[place + 1] != UInt8(ascii: "w") {
        return place + 1
      }
      isWords = false
      return text.count
    }
    return isWords
  }

  /// The two of each pair differ in the bits that are ignored; few other bytes are taken in by that. `:` is the other of
  /// `*`: see ``BareMark`` for it and for `@`, `~` and `w`.
  @inline(__always)
  private static func mayBeMark(_ bytes: SixteenBytes) -> SixteenBytes.Marks {
    bytes.matches(UInt8(ascii: "<"), ignoring: 0x02) | bytes.matches(UInt8(ascii: "&"), ignoring: 0x04)
      | bytes.matches(UInt8(ascii: "*"), ignoring: 0x10) | bytes.matches(UInt8(ascii: "["), ignoring: 0x06)
      | bytes.matches(UInt8(ascii: "@"), ignoring: 0x20) | bytes.matches(UInt8(ascii: "~"), ignoring: 0x22)
      | bytes.matches(UInt8(ascii: "w"))
  }

  /// `_` is among the bytes that ``mayBeMark(_:)`` takes for brackets, the backtick and the backslash among the others.
  @inline(__always)
  private static func mayBeMarkdown(_ bytes: SixteenBytes) -> SixteenBytes.Marks { mayBeMark(bytes) | bytes.controls }
}

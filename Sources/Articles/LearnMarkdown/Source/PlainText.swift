internal import CommonMark

/// Words without any mark: nearly all texts are that, and are told eight bytes at a time.
enum PlainText {
  /// Whether a text that libcmark has read holds nothing that HTML escapes, and nothing that could be meant as markup.
  static func isWords(_ text: Bytes) -> Bool {
    unsafe text.withContiguousStorageIfAvailable { unsafe isMade($0, ofWordsBy: mayBeMark) } ?? false
  }

  /// Whether Markdown and HTML take the bytes for nothing but words: within a line, libcmark would give one text.
  static func isUnmarked(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    unsafe bytes[range].withUnsafeBufferPointer { unsafe isMade($0, ofWordsBy: mayBeMarkdown) }
  }

  /// - Parameter mark: Not 0 where one of eight bytes may be a mark.
  @inline(__always)
  private static func isMade(_ text: UnsafeBufferPointer<UInt8>, ofWordsBy mark: (EightBytes) -> UInt64) -> Bool {
    let count = text.count
    guard let bytes = unsafe UnsafeRawPointer(text.baseAddress), count > 0 else { return true }
    if unsafe text[0] == UInt8(ascii: "|") { return false }
    var index = 0
    while index + 8 <= count {
      if mark(EightBytes(unsafe bytes.loadUnaligned(fromByteOffset: index, as: UInt64.self))) != 0 { return false }
      index += 8
    }
    guard index < count else { return true }
    // Of the rest, the bytes before it once more where there are some; otherwise blanks.
    if count >= 8 {
      return mark(EightBytes(unsafe bytes.loadUnaligned(fromByteOffset: count - 8, as: UInt64.self))) == 0
    }
    var word: UInt64 = 0x2020_2020_2020_2020
    while index < count {
      word = word << 8 | UInt64(unsafe text[index])
      index += 1
    }
    return mark(EightBytes(word)) == 0
  }

  /// The two of each pair differ in the bits that are ignored; few other bytes are taken in by that.
  @inline(__always)
  private static func mayBeMark(_ bytes: EightBytes) -> UInt64 {
    bytes.matches(UInt8(ascii: "<"), ignoring: 0x02) | bytes.matches(UInt8(ascii: "&"), ignoring: 0x04)
      | bytes.matches(UInt8(ascii: "*"), ignoring: 0x10) | bytes.matches(UInt8(ascii: "["), ignoring: 0x06)
  }

  /// `_` is among the bytes that ``mayBeMark(_:)`` takes for brackets.
  @inline(__always)
  private static func mayBeMarkdown(_ bytes: EightBytes) -> UInt64 {
    mayBeMark(bytes) | bytes.matches(UInt8(ascii: "\\")) | bytes.matches(UInt8(ascii: "`")) | bytes.controls
  }
}

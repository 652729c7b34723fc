internal import CommonMark

/// What words of a text are without any mark of Markdown's own: an address that is a link as it stands, the `uid` of a
/// page behind an `@`, and words between `~~` that were deleted.
///
/// - SeeAlso: GitHub Flavored Markdown, section 6.9, for addresses; docfx for `@uid`.
enum BareMark {
  case address(Range<Int>, destination: [UInt8])
  /// `@uid` or `@"uid"`.
  case mention(Range<Int>, uid: [UInt8])
  /// `~~`.
  case tildes(Range<Int>)

  var range: Range<Int> {
    switch self {
    case .address(let range, _), .mention(let range, _), .tildes(let range): range
    }
  }

  /// The first one from `start` on.
  ///
  /// - Parameter beginning: Where the words begin: nothing that stands before it counts.
  static func first(in text: Bytes, from start: Int, beginning: Int = 0) -> BareMark? {
    var index = start
    while index < text.count {
      let mark: BareMark? =
        switch text[index] {
        case UInt8(ascii: "~"): tildes(in: text, at: index)
        case UInt8(ascii: "@"): mention(in: text, at: index, beginning)
        case UInt8(ascii: "w"):
          text.starts(with: "www.", at: index) ? address(in: text, from: index, host: index, beginning) : nil
        case UInt8(ascii: ":"):
          text.starts(with: "://", at: index)
            ? schemeStart(in: text, before: index, from: start)
              .flatMap { address(in: text, from: $0, host: index + 3, beginning) } : nil
        default: nil
        }
      if let mark { return mark }
      index += 1
    }
    return nil
  }

  // MARK: Addresses

  /// In bytes: RFC 1035, section 2.3.4.
  private static let longestHost = 255

  private static func schemeStart(in text: Bytes, before colon: Int, from start: Int) -> Int? {
    for scheme in ["https", "http", "ftp"] as [StaticString] {
      let first = colon - scheme.utf8CodeUnitCount
      if first >= start, text.startsCaseless(with: scheme, at: first) { return first }
    }
    return nil
  }

  private static func address(in text: Bytes, from start: Int, host: Int, _ beginning: Int) -> BareMark? {
    guard isBeginning(in: text, start, beginning) else { return nil }
    var end = host
    while end < text.count, isOfHost(text[end]), !endsAddress(text, at: end) {
      end += 1
      if end - host > longestHost { return nil }
    }
    let segments = text[host..<end].split(separator: UInt8(ascii: "."))
    guard segments.count > 1, !segments.suffix(2).contains(where: { $0.contains(UInt8(ascii: "_")) }) else {
      return nil
    }
    while end < text.count, !endsAddress(text, at: end) { end += 1 }
    end = trimmed(text, host..<end)
    guard end > host else { return nil }
    // A host that is named without its scheme.
    let scheme = start == host ? Array("http://".utf8) : []
    return .address(start..<end, destination: scheme + text.array(start..<end))
  }

  /// An address begins a line or follows a blank, an opening parenthesis or a mark of emphasis.
  private static func isBeginning(in text: Bytes, _ start: Int, _ beginning: Int) -> Bool {
    guard start > beginning else { return true }
    let before = text[start - 1]
    // A no-break space.
    if before == 0xA0, start > 1, text[start - 2] == 0xC2 { return true }
    return Ascii.isSpace(before) || "*_~(".utf8.contains(before)
  }

  private static func isOfHost(_ byte: UInt8) -> Bool {
    byte >= 0x80 || Ascii.isLetter(byte) || Ascii.isDigit(byte) || "-_.".utf8.contains(byte)
  }

  /// At a blank, at `<`, and at the marks of other scripts: a closing quotation mark or a full stop of Chinese belongs
  /// to the sentence.
  private static func endsAddress(_ text: Bytes, at index: Int) -> Bool {
    let byte = text[index]
    if byte < 0x80 { return Ascii.isSpace(byte) || byte == UInt8(ascii: "<") }
    let next = index + 1 < text.count ? text[index + 1] : 0
    switch (byte, next) {
    case (0xE2, 0x80), (0xE3, 0x80), (0xEF, 0xBC), (0xC2, 0xA0), (0xC2, 0xAB), (0xC2, 0xBB): return true
    default: return false
    }
  }

  /// Where an address ends without the marks of the sentence around it.
  private static func trimmed(_ text: Bytes, _ range: Range<Int>) -> Int {
    var end = range.upperBound
    var opened = 0
    var closed = 0
    for byte in text[range] {
      if byte == UInt8(ascii: "(") { opened += 1 } else if byte == UInt8(ascii: ")") { closed += 1 }
    }
    while end > range.lowerBound {
      switch text[end - 1] {
      case UInt8(ascii: ")"):
        guard closed > opened else { return end }
        closed -= 1
      case let byte where "?!.,:;*_~'\"".utf8.contains(byte): break
      default: return end
      }
      end -= 1
    }
    return end
  }

  // MARK: Names of pages

  private static func mention(in text: Bytes, at start: Int, _ beginning: Int) -> BareMark? {
    guard isBeginning(in: text, start, beginning), start + 1 < text.count else { return nil }
    let quote = text[start + 1]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let end = text.firstIndex(of: quote, from: start + 2), end > start + 2 else { return nil }
      return .mention(start..<end + 1, uid: text.array(start + 2..<end))
    }
    guard Ascii.isLetter(quote) else { return nil }
    var end = start + 1
    while end < text.count, !Ascii.isSpace(text[end]), !"\"'<>".utf8.contains(text[end]) { end += 1 }
    while ".,;:!?~)".utf8.contains(text[end - 1]) { end -= 1 }
    return .mention(start..<end, uid: text.array(start + 1..<end))
  }

  // MARK: Deleted words

  /// Exactly two: more are a line, as in a fence.
  private static func tildes(in text: Bytes, at start: Int) -> BareMark? {
    guard text.starts(with: "~~", at: start), start == 0 || text[start - 1] != UInt8(ascii: "~"),
      start + 2 >= text.count || text[start + 2] != UInt8(ascii: "~")
    else { return nil }
    return .tildes(start..<start + 2)
  }
}

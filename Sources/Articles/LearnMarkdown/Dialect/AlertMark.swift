/// The mark that turns a quote into something else: `[!NOTE]`, `[!VIDEO address]`, `[!div class="x"]`.
struct AlertMark: Sendable {
  enum Kind: Sendable, Hashable {
    /// In lower case: note, tip, important, caution, warning.
    case alert(String)
    case video(address: [UInt8], title: [UInt8]?)
    case division(classes: String)
  }

  var kind: Kind
  /// From `[` to after `]`.
  var range: Range<Int>
  /// The word was translated: `[! BEMÆRK!]`.
  var isTranslated = false

  /// Reads the mark that begins at `start` of a line that ends at `end`.
  static func read(_ bytes: [UInt8], at start: Int, end: Int, titles: [String: String]) -> AlertMark? {
    guard bytes.starts(with: "[!", at: start), let close = bytes[start..<end].firstIndex(of: UInt8(ascii: "]")) else {
      return nil
    }
    let range = start..<close + 1
    let content = bytes[start + 2..<close]
    let word = content.prefix { Ascii.isLetter($0) || $0 == UInt8(ascii: "-") }.map(Ascii.lower).utf8String
    let rest = content.dropFirst(word.utf8.count)
    switch word {
    case "video":
      let written = rest.drop(while: Ascii.isBlank)
      let address = written.prefix { !Ascii.isBlank($0) }
      return AlertMark(
        kind: .video(address: Array(address), title: title(written.dropFirst(address.count))), range: range)
    case "div": return AlertMark(kind: .division(classes: classes(rest.utf8String)), range: range)
    case "checklist": return AlertMark(kind: .division(classes: "checklist"), range: range)
    default:
      if ArticleOptions.alerts.contains(word), rest.allSatisfy(Ascii.isBlank) {
        return AlertMark(kind: .alert(word), range: range)
      }
    }
    let shown = content.utf8String.trimmingMarks().lowercased()
    for (kind, title) in titles.sorted(by: { $0.key < $1.key }) where title.lowercased() == shown {
      return AlertMark(kind: .alert(kind), range: range, isTranslated: true)
    }
    return nil
  }

  /// The value of `class="…"`, only letters, digits, `-`, `_` and spaces.
  private static func classes(_ text: String) -> String {
    let bytes = text.utf8.drop { !isQuote($0) }.dropFirst().prefix { !isQuote($0) }
    return bytes.filter { Ascii.isLetter($0) || Ascii.isDigit($0) || "-_ ".utf8.contains($0) }.utf8String
  }

  /// The value of `title="…"`.
  private static func title(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    let attribute = bytes.drop(while: Ascii.isBlank)
    guard attribute.starts(with: "title=".utf8), let quote = attribute.dropFirst(6).first, isQuote(quote) else {
      return nil
    }
    return Array(attribute.dropFirst(7).prefix { $0 != quote })
  }

  private static func isQuote(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
}

extension String {
  fileprivate func trimmingMarks() -> String {
    var text = Substring(self)
    while let first = text.first, !first.isLetter { text.removeFirst() }
    while let last = text.last, !last.isLetter { text.removeLast() }
    return String(text)
  }
}

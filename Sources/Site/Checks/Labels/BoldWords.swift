internal import LearnMarkdown

/// The words of a bold text and those beside it, read from the HTML that was written of the article.
struct BoldWords {
  /// Without the punctuation that it ends with.
  let text: String
  /// The last words before it in its line, in small letters.
  let before: [String]
  let after: [String]
  /// A `>` of a path stands beside it.
  let isBeforeSeparator: Bool
  let isAfterSeparator: Bool
  /// The bold text before it, where nothing but a `>` stands between the two.
  let partBefore: String?

  /// More words beside a label tell nothing.
  private static let reach = 64

  /// - Parameter other: The bold text before this one in the article.
  init(_ bold: BoldText, after other: BoldText?, in html: [UInt8]) {
    text = Self.text(html[bold.html]).utf8String
    let before = Self.plain(Self.lineBefore(bold.html.lowerBound, html)).utf8String
    let after = Self.plain(Self.lineAfter(bold.html.upperBound, html)).utf8String
    self.before = Self.words(before.suffix(while: { !".,;:!?()>".contains($0) }))
    self.after = Self.words(after.prefix { !".,;:!?()>".contains($0) })
    isBeforeSeparator = after.first { !$0.isWhitespace && $0 != "\\" } == ">"
    isAfterSeparator = before.last { !$0.isWhitespace && $0 != "\\" } == ">"
    partBefore = other.flatMap { other in
      let from = other.html.upperBound
      guard from < bold.html.lowerBound, bold.html.lowerBound - from < 2 * Self.reach else { return nil }
      let between = Self.plain(html[from..<bold.html.lowerBound]).utf8String.filter { !$0.isWhitespace && $0 != "\\" }
      return between == ">" ? Self.text(html[other.html]).utf8String : nil
    }
  }

  static func text(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var text = plain(html)[...]
    while let last = text.last, Ascii.isSpace(last) || isMark(last) { text.removeLast() }
    return Array(text.drop(while: Ascii.isSpace))
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"): true
    default: false
    }
  }

  private static func words(_ text: some StringProtocol) -> [String] {
    text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
  }

  // MARK: HTML

  /// What stands before `end` in the same block, tags of spans included, at most ``reach`` bytes of text.
  private static func lineBefore(_ end: Int, _ html: [UInt8]) -> ArraySlice<UInt8> {
    var start = end
    var count = 0
    while start > 0, count < reach {
      if html[start - 1] == UInt8(ascii: ">") {
        guard let open = html[..<start].lastIndex(of: UInt8(ascii: "<")), isSpanTag(html[open..<start]) else { break }
        start = open
      } else {
        start -= 1
        count += 1
      }
    }
    return html[start..<end]
  }

  private static func lineAfter(_ start: Int, _ html: [UInt8]) -> ArraySlice<UInt8> {
    var end = start
    var count = 0
    while end < html.count, count < reach {
      if html[end] == UInt8(ascii: "<") {
        guard let close = html[end...].firstIndex(of: UInt8(ascii: ">")), isSpanTag(html[end...close]) else { break }
        end = close + 1
      } else {
        end += 1
        count += 1
      }
    }
    return html[start..<end]
  }

  private static func isSpanTag(_ tag: ArraySlice<UInt8>) -> Bool {
    let name = tag.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix { Ascii.isLetter($0) || Ascii.isDigit($0) }
    return ["a", "strong", "em", "b", "i", "span"].contains { name.elementsEqual($0.utf8) }
  }

  /// Without tags, and with the references decoded that HTML needs.
  private static func plain(_ html: ArraySlice<UInt8>) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(html.count)
    var isInTag = false
    var hasReferences = false
    for byte in html {
      switch byte {
      case UInt8(ascii: "<"): isInTag = true
      case UInt8(ascii: ">"): isInTag = false
      default:
        if byte == UInt8(ascii: "&") { hasReferences = true }
        if !isInTag { text.append(Ascii.isSpace(byte) ? UInt8(ascii: " ") : byte) }
      }
    }
    guard hasReferences else { return text }
    let decoded = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")]
      .reduce(text.utf8String) { $0.replacing($1.0, with: $1.1) }
    return Array(decoded.utf8)
  }
}

extension String {
  fileprivate func suffix(while predicate: (Character) -> Bool) -> Substring {
    self[(lastIndex { !predicate($0) }.map { index(after: $0) } ?? startIndex)...]
  }
}

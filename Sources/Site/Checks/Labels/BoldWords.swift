internal import LearnMarkdown

/// The words of a bold text and those beside it, read from the HTML that was written of the article.
///
/// What stands beside it is read when it is asked for: of most bold texts, the text itself tells that nothing is wrong.
struct BoldWords {
  /// Without the punctuation that it ends with.
  let bytes: [UInt8]
  private let bold: Range<Int>
  /// The bold text before this one in the article.
  private let other: Range<Int>?
  private let html: [UInt8]

  /// More bytes beside a label tell nothing.
  private static let reach = 64

  init(_ bold: BoldText, after other: BoldText?, in html: [UInt8]) {
    self.bold = bold.html
    self.other = other?.html
    self.html = html
    bytes = Array(Self.text(html[bold.html]))
  }

  var text: String { bytes.utf8String }

  /// What stands before the first blank; nil where there is none.
  var firstWord: ArraySlice<UInt8>? { bytes.firstIndex(of: UInt8(ascii: " ")).map { bytes[..<$0] } }
  /// What stands behind the last blank; nil where there is none.
  var lastWord: ArraySlice<UInt8>? { bytes.lastIndex(of: UInt8(ascii: " ")).map { bytes[($0 + 1)...] } }

  var beginsSmall: Bool {
    guard let first = bytes.first else { return false }
    return first < 0x80 ? (0x61...0x7A).contains(first) : text.first?.isLowercase == true
  }

  /// The last words before it in its sentence, in small letters.
  var wordsBefore: [String] {
    let line = Self.plain(lineBefore)
    return Self.words(line[(line.lastIndex(where: Self.endsWords).map { $0 + 1 } ?? 0)...])
  }

  /// The next words of the sentence, in small letters.
  var wordsAfter: [String] { Self.words(Self.plain(lineAfter).prefix { !Self.endsWords($0) }) }

  private static func endsWords(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  /// A `>` of a path stands behind it.
  var isBeforeSeparator: Bool { Self.plain(lineAfter).first { !Self.isPassed($0) } == UInt8(ascii: ">") }

  var isAfterSeparator: Bool { Self.plain(lineBefore).last { !Self.isPassed($0) } == UInt8(ascii: ">") }

  /// The bold text before it, where nothing but a `>` stands between the two.
  var partBefore: String? {
    guard let other, other.upperBound < bold.lowerBound, bold.lowerBound - other.upperBound < 2 * Self.reach else {
      return nil
    }
    let html = html[other.upperBound..<bold.lowerBound]
    // As `&gt;`, which of most pairs tells enough.
    guard html.contains(UInt8(ascii: "&")) else { return nil }
    let between = Self.plain(html).filter { !Self.isPassed($0) }
    return between == [UInt8(ascii: ">")] ? Self.text(self.html[other]).utf8String : nil
  }

  /// What may stand beside the `>` of a path.
  private static func isPassed(_ byte: UInt8) -> Bool { Ascii.isSpace(byte) || byte == UInt8(ascii: "\\") }

  /// The words of a bold text, without the punctuation that they end with.
  static func text(_ html: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var isPlain = true
    for byte in html where byte == UInt8(ascii: "<") || byte == UInt8(ascii: "&") || byte == UInt8(ascii: "\n") {
      isPlain = false
      break
    }
    let text = isPlain ? html : plain(html)[...]
    var (start, end) = (text.startIndex, text.endIndex)
    while end > start, Ascii.isSpace(text[end - 1]) || isMark(text[end - 1]) { end -= 1 }
    while start < end, Ascii.isSpace(text[start]) { start += 1 }
    return text[start..<end]
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"): true
    default: false
    }
  }

  private static func words(_ text: ArraySlice<UInt8>) -> [String] {
    // The white space of ASCII is a blank by now; the rest is looked up in tables.
    text.utf8String.unicodeScalars.split { $0.isASCII ? $0 == " " : $0.properties.isWhitespace }
      .map { Substring($0).lowercased() }
  }

  // MARK: HTML

  /// What stands before `end` in the same block, tags of spans included, at most ``reach`` bytes of text.
  private var lineBefore: ArraySlice<UInt8> {
    var start = bold.lowerBound
    var count = 0
    while start > 0, count < Self.reach {
      if html[start - 1] == UInt8(ascii: ">") {
        guard let open = html[..<start].lastIndex(of: UInt8(ascii: "<")), Self.isSpanTag(html[open..<start]) else {
          break
        }
        start = open
      } else {
        start -= 1
        count += 1
      }
    }
    return html[start..<bold.lowerBound]
  }

  private var lineAfter: ArraySlice<UInt8> {
    var end = bold.upperBound
    var count = 0
    while end < html.count, count < Self.reach {
      if html[end] == UInt8(ascii: "<") {
        guard let close = html[end...].firstIndex(of: UInt8(ascii: ">")), Self.isSpanTag(html[end...close]) else {
          break
        }
        end = close + 1
      } else {
        end += 1
        count += 1
      }
    }
    return html[bold.upperBound..<end]
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
    return hasReferences ? Entities.decode(text[...]) : text
  }
}

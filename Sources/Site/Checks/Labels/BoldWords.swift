internal import LearnMarkdown

/// The words of a bold text and those beside it.
struct BoldWords {
  /// Without the punctuation that it ends with.
  let bytes: ArraySlice<UInt8>
  private let lineBefore: ArraySlice<UInt8>
  private let lineAfter: ArraySlice<UInt8>
  /// The bold text before it, where nothing but a `>` stands between the two.
  let partBefore: String?

  init(_ number: Int, of texts: BoldTexts) {
    let text = texts.texts[number]
    bytes = texts.bytes[text.words]
    lineBefore = texts.bytes[text.before]
    lineAfter = texts.bytes[text.after]
    partBefore = text.isAfterPart && number > 0 ? texts.bytes[texts.texts[number - 1].words].utf8String : nil
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
    let start = lineBefore.lastIndex(where: Self.endsWords).map { $0 + 1 } ?? lineBefore.startIndex
    return Self.words(lineBefore[start...])
  }

  /// The next words of the sentence, in small letters.
  var wordsAfter: [String] { Self.words(lineAfter.prefix { !Self.endsWords($0) }) }

  /// The words behind the `>` that stands behind it, in small letters.
  var wordsBehindSeparator: [String] {
    guard isBeforeSeparator, let separator = lineAfter.firstIndex(of: UInt8(ascii: ">")) else { return [] }
    return Self.words(lineAfter[(separator + 1)...].prefix { !Self.endsWords($0) })
  }

  private static func endsWords(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "!"),
      UInt8(ascii: "?"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ">"):
      true
    default: false
    }
  }

  /// Nothing but a blank parts it from the next word.
  var goesOn: Bool {
    lineAfter.first == UInt8(ascii: " ") && bytes.endIndex > 0
      && lineAfter.dropFirst().first.map { $0 >= 0x80 || Ascii.isLetter($0) } == true
  }

  /// A `>` of a path stands behind it.
  var isBeforeSeparator: Bool { lineAfter.first { !BoldTexts.isPassed($0) } == UInt8(ascii: ">") }

  var isAfterSeparator: Bool { lineBefore.last { !BoldTexts.isPassed($0) } == UInt8(ascii: ">") }

  private static func words(_ text: ArraySlice<UInt8>) -> [String] {
    // The white space of ASCII is a blank by now; the rest is looked up in tables.
    text.utf8String.unicodeScalars.split { $0.isASCII ? $0 == " " : $0.properties.isWhitespace }
      .map { Substring($0).lowercased() }
  }
}

internal import LearnMarkdown
internal import Stemming

/// The words of texts and terms, by their stems.
enum TermWords {
  /// Whether a term has anything that a text could have.
  static func hasWord(_ term: String) -> Bool { term.unicodeScalars.contains { $0.properties.isAlphabetic } }

  /// A word of a term.
  struct Word: Sendable {
    var stem: ByteString
    /// Of the word itself, in bytes: a form of it is hardly shorter.
    var length: Int
    /// It is joined to the one before it, as in `one-time`.
    var isJoined = false
  }

  static func words(of term: String, _ stemmer: inout Stemmer) -> [Word] {
    var words: [Word] = []
    let bytes = Array(term.utf8)
    read(bytes, bytes.indices) { word, _ in
      words.append(
        Word(stem: stem(of: bytes[word], &stemmer), length: word.count, isJoined: isJoined(word.lowerBound, bytes)))
    }
    return words
  }

  /// Whether a hyphen stands directly before a word, and belongs to it.
  static func isJoined(_ start: Int, _ bytes: [UInt8]) -> Bool {
    start > 1 && bytes[start - 1] == UInt8(ascii: "-") && isOfWord(bytes[start - 2])
  }

  /// Whether a word of a text is one of a term: of the same stem, and not the shorter word that the term is made of, as
  /// `attach` of `attachment`.
  static func isForm(_ place: Range<Int>, of word: Word, in bytes: [UInt8], _ stemmer: inout Stemmer) -> Bool {
    place.count + 1 >= word.length && stem(of: bytes[place], &stemmer) == word.stem
  }

  static func stem(of word: ArraySlice<UInt8>, _ stemmer: inout Stemmer) -> ByteString {
    let small = small(word)
    return stemmer.withStem(of: small.span) { stem in
      ByteString(stem.indices.map { stem[$0] })
    }
  }

  static func small(_ word: ArraySlice<UInt8>) -> [UInt8] {
    if word.allSatisfy({ $0 < 0x80 }) { return word.map(Ascii.lower) }
    return Array(word.utf8String.lowercased().utf8)
  }

  /// Gives the words of a text outside of code: runs of letters and digits.
  ///
  /// - Parameter body: Is given the place of a word, and whether it stands in a label.
  static func read(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>, Bool) -> Void) {
    let text = bytes.span
    var labels = 0
    var index = range.lowerBound
    while index < range.upperBound {
      let start = index
      while index < range.upperBound, isOfWord(text[index]) { index += 1 }
      if index > start {
        if !isOfAddress(start..<index, range, text) { body(start..<index, labels > 0) }
        continue
      }
      switch text[index] {
      case PageOutline.Mark.label: labels += 1
      case PageOutline.Mark.labelEnd: labels = max(0, labels - 1)
      case PageOutline.Mark.kept:
        while index < range.upperBound, text[index] != PageOutline.Mark.keptEnd { index += 1 }
      default: break
      }
      index += 1
    }
  }

  /// `allusers@domain.com`, `C:\Users`, `user_name`: signs of addresses, paths and names stand at it.
  private static func isOfAddress(_ word: Range<Int>, _ range: Range<Int>, _ text: Span<UInt8>) -> Bool {
    func isSign(_ index: Int, next: Int) -> Bool {
      guard range.contains(index) else { return false }
      switch text[index] {
      case UInt8(ascii: "@"), UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "/"): return true
      case UInt8(ascii: "."): return range.contains(next) && isOfWord(text[next])
      default: return false
      }
    }
    return isSign(word.lowerBound - 1, next: word.lowerBound - 2) || isSign(word.upperBound, next: word.upperBound + 1)
  }

  static func isOfWord(_ byte: UInt8) -> Bool { Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte >= 0x80 }
}

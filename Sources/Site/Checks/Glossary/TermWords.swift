internal import LearnMarkdown
internal import Stemming

/// The words of texts and terms, by their stems.
enum TermWords {
  /// Whether a term has anything that a text could have.
  static func hasWord(_ term: String) -> Bool { term.unicodeScalars.contains { $0.properties.isAlphabetic } }

  /// The stems of a term's words.
  static func stems(of term: String, _ stemmer: inout Stemmer) -> [ByteString] {
    var stems: [ByteString] = []
    let bytes = Array(term.utf8)
    read(bytes, bytes.indices) { word, _ in stems.append(stem(of: bytes[word], &stemmer)) }
    return stems
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
        body(start..<index, labels > 0)
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

  private static func isOfWord(_ byte: UInt8) -> Bool { Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte >= 0x80 }
}

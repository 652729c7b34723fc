internal import LearnMarkdown
internal import Stemming

/// Finds the terms of a list in texts.
struct TermIndex: Sendable {
  /// A term in a text.
  struct Match {
    /// Its number in the list.
    var term: Int
    /// Its words' numbers in the text.
    var words: Range<Int>
  }

  private let terms: [String]
  private let language: String
  private let stems: [[ByteString]]
  /// The numbers of the terms by their first stems, those of most words first.
  private let byFirst: [ByteString: [Int]]
  /// The first three bytes of those stems: what begins otherwise is none of them.
  private let beginnings: Set<UInt32>

  init(_ terms: [String], locale: String) {
    self.terms = terms
    language = locale.prefix { $0 != "-" }.lowercased()
    var stemmer = Stemmer(language: language)
    stems = terms.map { TermWords.stems(of: $0, &stemmer) }
    var numbers: [ByteString: [Int]] = [:]
    for (number, words) in stems.enumerated() {
      if let first = words.first { numbers[first, default: []].append(number) }
    }
    byFirst = numbers.mapValues { [stems] in $0.sorted { stems[$0].count > stems[$1].count } }
    beginnings = Set(numbers.keys.map { Self.beginning(of: $0.bytes[...]) })
  }

  func text(of term: Int) -> String { terms[term] }

  /// The terms in a text, the longest at each place, none within another.
  ///
  /// - Parameter isIncluded: Whether a word may be part of a term, by whether it stands in a label.
  func matches(in bytes: [UInt8], _ range: Range<Int>, where isIncluded: (Bool) -> Bool) -> [Match] {
    var words: [Range<Int>] = []
    var mayBegin: [Int] = []
    TermWords.read(bytes, range) { word, isLabel in
      guard isIncluded(isLabel) else {
        // Terms do not go through what is left out.
        words.append(0..<0)
        return
      }
      if beginnings.contains(Self.beginning(of: bytes[word])) { mayBegin.append(words.count) }
      words.append(word)
    }
    if mayBegin.isEmpty { return [] }
    var stemmer = Stemmer(language: language)
    var matches: [Match] = []
    for start in mayBegin where start >= matches.last?.words.upperBound ?? 0 {
      guard let numbers = byFirst[TermWords.stem(of: bytes[words[start]], &stemmer)] else { continue }
      for number in numbers where start + stems[number].count <= words.count {
        var isWhole = true
        for (offset, stem) in stems[number].enumerated().dropFirst() {
          let word = words[start + offset]
          if word.isEmpty || TermWords.stem(of: bytes[word], &stemmer) != stem {
            isWhole = false
            break
          }
        }
        if isWhole {
          matches.append(Match(term: number, words: start..<start + stems[number].count))
          break
        }
      }
    }
    return matches
  }

  /// Whether a text has one of the terms, also within a longer word where the language writes words together.
  func isOne(of terms: [Int], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if matches(in: bytes, range, where: { _ in true }).contains(where: { terms.contains($0.term) }) { return true }
    var stemmer = Stemmer(language: language)
    var words: [[UInt8]] = []
    TermWords.read(bytes, range) { word, _ in words.append(TermWords.small(bytes[word])) }
    let joins = Stemmer.joinsWords(language)
    return terms.contains { number in
      let stems = stems[number]
      if stems.count == 1, joins { return words.contains { $0.firstRange(of: stems[0].bytes) != nil } }
      // A longer term may hide this one from the search.
      let found = words.map { TermWords.stem(of: $0[...], &stemmer) }
      return found.count >= stems.count
        && (0...found.count - stems.count).contains { found[$0..<$0 + stems.count].elementsEqual(stems) }
    }
  }

  /// Of a word in letters of any case; beyond ASCII, of nothing but that.
  private static func beginning(of word: ArraySlice<UInt8>) -> UInt32 {
    var value: UInt32 = 0
    for byte in word.prefix(3) {
      if byte >= 0x80 { return value << 8 | 0xFF }
      value = value << 8 | UInt32(Ascii.lower(byte))
    }
    return value
  }
}

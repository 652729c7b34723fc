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
  private let words: [[TermWords.Word]]
  /// The numbers of the terms by their first stems, those of most words first.
  private let byFirst: [ByteString: [Int]]
  /// The first three bytes of those stems: what begins otherwise is none of them.
  private let beginnings: Set<UInt32>

  init(_ terms: [String], locale: String) {
    self.terms = terms
    language = locale.prefix { $0 != "-" }.lowercased()
    var stemmer = Stemmer(language: language)
    words = terms.map { TermWords.words(of: $0, &stemmer) }
    var numbers: [ByteString: [Int]] = [:]
    for (number, words) in words.enumerated() {
      if let first = words.first { numbers[first.stem, default: []].append(number) }
    }
    byFirst = numbers.mapValues { [words] in $0.sorted { words[$0].count > words[$1].count } }
    beginnings = Set(numbers.keys.map { Self.beginning(of: $0.bytes[...]) })
  }

  func text(of term: Int) -> String { terms[term] }

  /// The terms in a text, the longest at each place, none within another.
  ///
  /// - Parameter isIncluded: Whether a word may be part of a term, by whether it stands in a label.
  func matches(in bytes: [UInt8], _ range: Range<Int>, where isIncluded: (Bool) -> Bool) -> [Match] {
    var places: [Range<Int>] = []
    var mayBegin: [Int] = []
    TermWords.read(bytes, range) { place, isLabel in
      guard isIncluded(isLabel) else {
        // Terms do not go through what is left out.
        places.append(0..<0)
        return
      }
      if beginnings.contains(Self.beginning(of: bytes[place])) { mayBegin.append(places.count) }
      places.append(place)
    }
    if mayBegin.isEmpty { return [] }
    var stemmer = Stemmer(language: language)
    var matches: [Match] = []
    for start in mayBegin where start >= matches.last?.words.upperBound ?? 0 {
      guard let numbers = byFirst[TermWords.stem(of: bytes[places[start]], &stemmer)] else { continue }
      let longest = numbers.first { number in
        isWhole(words[number], at: places[start...].prefix(words[number].count), bytes, &stemmer)
      }
      if let longest { matches.append(Match(term: longest, words: start..<start + words[longest].count)) }
    }
    return matches
  }

  private func isWhole(
    _ term: [TermWords.Word], at places: ArraySlice<Range<Int>>, _ bytes: [UInt8], _ stemmer: inout Stemmer
  ) -> Bool {
    guard places.count == term.count, let last = places.last else { return false }
    // `Set-Mailbox`, "user-friendly": the word is a part of another.
    if last.upperBound + 1 < bytes.count, bytes[last.upperBound] == UInt8(ascii: "-"),
      TermWords.isOfWord(bytes[last.upperBound + 1])
    {
      return false
    }
    for (word, place) in zip(term, places) {
      // "sign-in" is no "sign in".
      guard !place.isEmpty, TermWords.isJoined(place.lowerBound, bytes) == word.isJoined,
        TermWords.isForm(place, of: word, in: bytes, &stemmer)
      else { return false }
    }
    return true
  }

  /// Words that may stand within a term of several: "log derefter på".
  private static let widestGap = 2

  /// Whether a text has one of the terms in any form, also within a longer word where the language writes words together.
  func isOne(of terms: [Int], in bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var stemmer = Stemmer(language: language)
    var small: [[UInt8]] = []
    TermWords.read(bytes, range) { place, _ in small.append(TermWords.small(bytes[place])) }
    let stems = small.map { TermWords.stem(of: $0[...], &stemmer) }
    let joins = Stemmer.joinsWords(language)
    return terms.contains { number in
      let term = words[number]
      if term.count == 1, joins { return small.contains { $0.firstRange(of: term[0].stem.bytes) != nil } }
      return stems.indices.contains { start in
        guard let first = term.first, stems[start] == first.stem else { return false }
        var next = start + 1
        return term.dropFirst().allSatisfy { word in
          guard let found = stems[min(next, stems.count)...].prefix(Self.widestGap + 1).firstIndex(of: word.stem) else {
            return false
          }
          next = found + 1
          return true
        }
      }
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

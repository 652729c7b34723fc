internal import LearnMarkdown
internal import Stemming

/// The words of one language by their stems: what is found together.
///
/// A group's words have a stem and their first three letters in common, so that whoever has those knows its shard.
struct WordGroups: ~Copyable {
  let occurrences: WordOccurrences
  /// By group, one behind the other: the words, and where each group's begin.
  private var members: [Int32] = []
  private var memberStarts: [Int32] = []
  /// The same of the places.
  private var places: [UInt32] = []
  private var placeStarts: [Int32] = []
  /// By group: how many bytes its words have in common.
  private var keyLengths: [Int32] = []
  /// By group: those whose words end with its own.
  private var compounds: [Int: [Int32]] = [:]

  var count: Int { keyLengths.count }

  init(_ occurrences: consuming WordOccurrences, language: String) {
    self.occurrences = occurrences
    let stems = Stems(of: self.occurrences.words, language: language)
    let groups = stems.groupOfWord
    let groupCount = stems.groupCount
    (memberStarts, members) = Self.sorted(groups.indices.lazy.map { (Int(groups[$0]), Int32($0)) }, groupCount)
    (placeStarts, places) = Self.sorted(
      self.occurrences.all.lazy.map { (Int(groups[Int($0.word)]), $0.place) }, groupCount)
    keyLengths.reserveCapacity(groupCount)
    for group in 0..<groupCount { keyLengths.append(Int32(commonLength(of: group))) }
    if Stemmer.joinsWords(language) { compounds = stems.compounds(in: self.occurrences.words) }
  }

  /// Values one group behind the other, in the order in which they came.
  private static func sorted<Value: FixedWidthInteger>(
    _ values: some Collection<(Int, Value)>, _ groups: Int
  ) -> ([Int32], [Value]) {
    var starts = [Int32](repeating: 0, count: groups + 1)
    for (group, _) in values { starts[group + 1] += 1 }
    for group in 0..<groups { starts[group + 1] += starts[group] }
    var next = starts
    var result = [Value](repeating: 0, count: values.count)
    for (group, value) in values {
      result[Int(next[group])] = value
      next[group] += 1
    }
    return (starts, result)
  }

  func words(of group: Int) -> ArraySlice<Int32> { members[Int(memberStarts[group])..<Int(memberStarts[group + 1])] }

  /// What all words of the group begin with.
  func key(of group: Int) -> ArraySlice<UInt8> {
    occurrences.words.word(Int(words(of: group).first ?? 0)).prefix(Int(keyLengths[group]))
  }

  private func commonLength(of group: Int) -> Int {
    let words = words(of: group)
    guard let first = words.first else { return 0 }
    let text = occurrences.words.bytes.span
    let key = occurrences.words.range(Int(first))
    var length = key.count
    for word in words.dropFirst() {
      let other = occurrences.words.range(Int(word))
      length = min(length, other.count)
      var index = 0
      while index < length, text[key.lowerBound + index] == text[other.lowerBound + index] { index += 1 }
      length = index
    }
    while length > 0, length < key.count, text[key.lowerBound + length] & 0xC0 == 0x80 { length -= 1 }
    return length
  }

  private func own(_ group: Int) -> ArraySlice<UInt32> { places[Int(placeStarts[group])..<Int(placeStarts[group + 1])] }

  /// Where the words of the group stand, each section once, rising; those of compounds weigh one less.
  func places(of group: Int) -> [UInt32] {
    var all = Array(own(group))
    let joined = compounds[group] ?? []
    for other in joined { for place in own(Int(other)) { all.append(place & 3 == 0 ? place : place - 1) } }
    if !joined.isEmpty { all.sort() }
    guard joined.count > 0 || words(of: group).count > 1 else { return all }
    var kept = 0
    for place in all {
      if kept > 0, all[kept - 1] >> 2 == place >> 2 {
        all[kept - 1] = max(all[kept - 1], place)
      } else {
        all[kept] = place
        kept += 1
      }
    }
    all.removeLast(all.count - kept)
    return all
  }
}

/// The stems of a table of words.
private struct Stems: ~Copyable {
  var stems: WordTable
  var groupOfWord: [Int32] = []
  var groupCount = 0
  /// By stem.
  private var firstGroup: [Int32] = []
  /// By group: the next one of its stem.
  private var nextGroup: [Int32] = []
  /// By group.
  private var firstWord: [Int32] = []
  /// By stem: the bytes of its longest word.
  private var longest: [Int32] = []

  init(of words: borrowing WordTable, language: String) {
    stems = WordTable(reserving: words.count)
    groupOfWord.reserveCapacity(words.count)
    var stemmer = Stemmer(language: language)
    let text = words.bytes.span
    for number in 0..<words.count {
      let word = text.extracting(words.range(number))
      let stem = stem(of: word, by: &stemmer)
      if stem == firstGroup.count {
        firstGroup.append(-1)
        longest.append(0)
      }
      longest[stem] = max(longest[stem], Int32(word.count))
      groupOfWord.append(Int32(group(of: stem, number, words)))
    }
  }

  private mutating func stem(of word: Span<UInt8>, by stemmer: inout Stemmer) -> Int {
    // What holds a digit is a name: `365`, `e5`, `md5`.
    for index in word.indices where word[index] < 0x3A { return stems.number(of: word) }
    return stemmer.withStem(of: word) { stem in stems.number(of: stem) }
  }

  private mutating func group(of stem: Int, _ number: Int, _ words: borrowing WordTable) -> Int {
    let text = words.bytes.span
    let word = words.range(number)
    let length = text.lettersLength(3, in: word)
    var group = Int(firstGroup[stem])
    while group >= 0 {
      let other = words.range(Int(firstWord[group]))
      if text.lettersLength(3, in: other) == length,
        text.extracting(word.prefix(length)).hasSameBytes(as: text.extracting(other.prefix(length)))
      {
        return group
      }
      group = Int(nextGroup[group])
    }
    nextGroup.append(firstGroup[stem])
    firstGroup[stem] = Int32(groupCount)
    firstWord.append(Int32(number))
    groupCount += 1
    return groupCount - 1
  }

  /// The groups whose words end with those of another: `brugeradgangskode` of `adgangskode` and of `kode`.
  func compounds(in words: borrowing WordTable) -> [Int: [Int32]] {
    var result: [Int: [Int32]] = [:]
    let text = stems.bytes.span
    /// By stem, the stems that it ends with.
    for number in 0..<stems.count {
      let stem = stems.range(number)
      guard stem.count >= 6 else { continue }
      var start = stem.upperBound - 3
      while start >= stem.lowerBound + 3 {
        defer { start -= 1 }
        guard text[start] & 0xC0 != 0x80, let tail = stems.find(text.extracting(start..<stem.upperBound)),
          longest[tail] >= 4, isKnown(text.extracting(stem.lowerBound..<start), in: words)
        else { continue }
        var group = Int(firstGroup[number])
        while group >= 0 {
          var other = Int(firstGroup[tail])
          while other >= 0 {
            result[other, default: []].append(Int32(group))
            other = Int(nextGroup[other])
          }
          group = Int(nextGroup[group])
        }
      }
    }
    return result
  }

  /// Whether the first part of a compound is a word, or one with the letter that joins it to the next.
  private func isKnown(_ head: Span<UInt8>, in words: borrowing WordTable) -> Bool {
    if words.find(head) != nil || stems.find(head) != nil { return true }
    guard head.count > 3 else { return false }
    let last = head[head.count - 1]
    guard last == UInt8(ascii: "s") || last == UInt8(ascii: "e") else { return false }
    let word = head.extracting(first: head.count - 1)
    return words.find(word) != nil || stems.find(word) != nil
  }
}

extension Span<UInt8> {
  /// How many bytes the first letters of a range take; all of it, where it has no more.
  func lettersLength(_ letters: Int, in range: Range<Int>) -> Int {
    var seen = 0
    for index in range where self[index] & 0xC0 != 0x80 {
      seen += 1
      if seen > letters { return index - range.lowerBound }
    }
    return range.count
  }
}

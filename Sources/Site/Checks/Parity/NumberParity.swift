internal import LearnMarkdown

/// Compares the numbers of a text with those of the text that it was made from, by the rules of both languages.
struct NumberParity: Sendable {
  private let own: NumberWords?
  private let source: NumberWords?

  init(own: String, source: String) {
    self.own = NumberWords(locale: own)
    self.source = NumberWords(locale: source)
  }

  /// What only one of the two texts has, as written there; nil where they agree.
  struct Difference {
    var here: [String]
    var there: [String]
  }

  func difference(_ mine: ArraySlice<UInt8>, _ theirs: ArraySlice<UInt8>) -> Difference? {
    let (mine, theirs) = (NumberReading.withAsciiDigits(mine), NumberReading.withAsciiDigits(theirs))
    guard !NumberReading.haveSameDigits(mine, theirs) else { return nil }
    var (here, there) = (NumberReading(mine), NumberReading(theirs))
    guard Self.hasOthers(here, there) else { return nil }
    var unmatched = Self.unmatched(here, there)
    if unmatched.all.isEmpty { return nil }
    // Most numbers that only one of them has are none that a word means.
    let mayBeWords = unmatched.all.contains { number in
      ([number.value] + number.others).contains(where: NumberWords.mayMean)
    }
    if mayBeWords {
      here = NumberReading(mine, words: own)
      there = NumberReading(theirs, words: source)
      unmatched = Self.unmatched(here, there)
    }
    var (extra, missing) = unmatched.numbers
    // A name that both have, with another number.
    if !unmatched.ofNames.here.isEmpty, !unmatched.ofNames.there.isEmpty {
      extra += unmatched.ofNames.here
      missing += unmatched.ofNames.there
    }
    // Of a language whose words for numbers are unknown, a small one may be such a word.
    let isKnown = own != nil && source != nil
    let difference = Difference(
      here: extra.filter { isKnown || $0.value > Self.largestWord || !missing.isEmpty }.map { here.text(of: $0) },
      there: missing.filter { isKnown || $0.value > Self.largestWord || !extra.isEmpty }.map { there.text(of: $0) })
    return difference.here.isEmpty && difference.there.isEmpty ? nil : difference
  }

  /// The numbers that only one of two readings has.
  private struct Unmatched {
    var numbers: (here: [NumberReading.Number], there: [NumberReading.Number])
    var ofNames: (here: [NumberReading.Number], there: [NumberReading.Number])

    var all: [NumberReading.Number] { numbers.here + numbers.there + ofNames.here + ofNames.there }
  }

  private static func unmatched(_ here: NumberReading, _ there: NumberReading) -> Unmatched {
    Unmatched(
      numbers: (unmatched(here, in: there), unmatched(there, in: here)),
      ofNames: (unmatched(here, in: there, ofNames: true), unmatched(there, in: here, ofNames: true)))
  }

  private static let largestWord: UInt64 = 100

  private static func hasOthers(_ mine: NumberReading, _ theirs: NumberReading) -> Bool {
    let (a, b) = (mine.numbers.filter(\.isCompared).map(\.value), theirs.numbers.filter(\.isCompared).map(\.value))
    return a != b && Set(a) != Set(b)
  }

  /// The numbers of a reading that the other has in no form. Said twice, a number is the same as said once: a language
  /// repeats a name where another has a pronoun.
  private static func unmatched(
    _ some: NumberReading, in others: NumberReading, ofNames: Bool = false
  ) -> [NumberReading.Number] {
    var known: Set<UInt64> = []
    for number in others.numbers {
      known.insert(number.value)
      known.formUnion(number.others)
    }
    for (_, value) in others.joined { known.insert(value) }
    var joined: Set<Int> = []
    for (numbers, value) in some.joined where known.contains(value) { joined.formUnion(numbers) }
    // `10 000` there, of which `10` and `000` are parts only.
    return some.numbers.indices.filter { index in
      let number = some.numbers[index]
      return (ofNames ? number.isOfName : number.isRequired) && !joined.contains(index) && !known.contains(number.value)
        && !number.others.contains(where: known.contains)
    }.map { some.numbers[$0] }
  }
}

extension NumberReading.Number {
  fileprivate var isCompared: Bool { isRequired || isOfName }
}

extension NumberReading {
  fileprivate func text(of number: Number) -> String { bytes[number.text].utf8String }
}

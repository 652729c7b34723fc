internal import LearnMarkdown

/// A sentence of a source page and the one in its place in the translation, each by a value that only sentences of the
/// same letters have.
struct SentencePair: Sendable {
  let source: UInt64
  let own: UInt64
  /// A bit for each word of the source sentence.
  let words: UInt64
  /// Of the texts that the two begin in.
  let lines: (own: Int32, source: Int32)
  /// In ``PageSentences``.
  let ranges: (own: PageOutline.SmallRange, source: PageOutline.SmallRange)
}

extension SentencePair: Equatable {
  /// Wherever they stand.
  static func == (a: SentencePair, b: SentencePair) -> Bool { a.source == b.source && a.own == b.own }

  /// Adds those of two texts that have as many sentences each.
  static func add(
    _ mine: PageOutline.Text, in here: [PageOutline.Sentence], _ theirs: PageOutline.Text,
    in there: [PageOutline.Sentence], to pairs: inout [SentencePair]
  ) {
    let count = mine.sentences.count
    guard count > 0, count == theirs.sentences.count, !mine.isQuotation else { return }
    for number in 0..<count {
      let own = here[Int(mine.sentences.lowerBound) + number]
      let source = there[Int(theirs.sentences.lowerBound) + number]
      pairs.append(
        SentencePair(
          source: source.hash, own: own.hash, words: source.words, lines: (Int32(mine.line), Int32(theirs.line)),
          ranges: (own.range, source.range)))
    }
  }
}

/// The sentences of a page that surely belong to those of its source page.
struct PageSentences: Sendable {
  private(set) var pairs: [SentencePair] = []
  private var bytes: (own: [UInt8], source: [UInt8]) = ([], [])

  init() {}

  init(_ pairs: [SentencePair], _ here: PageOutline, _ there: PageOutline) {
    if pairs.isEmpty { return }
    self.pairs = pairs
    bytes = (here.bytes, there.bytes)
  }

  func own(_ pair: SentencePair) -> ArraySlice<UInt8> { bytes.own[pair.ranges.own.places] }

  func source(_ pair: SentencePair) -> ArraySlice<UInt8> { bytes.source[pair.ranges.source.places] }
}

/// How a docset translates the sentences of its source, as its articles agree.
struct SentenceMemory: Sendable {
  /// Where a sentence stands.
  struct Use: Sendable, Equatable {
    var sentence: UInt64
    /// In how many articles.
    var count: Int
    /// The number of the first of them.
    var article: Int
    /// Of the source sentence, as of ``SentencePair/words``.
    var words: UInt64
  }

  /// By sentence of the source, where it has more than one translation.
  private let translations: [UInt64: [Use]]
  /// By translation, where it stands for more than one sentence of the source.
  private let sources: [UInt64: [Use]]
  private let articles: [PageSentences]

  /// Fewer articles may share a mistake.
  private static let fewest = 3
  /// So many times as many others have it in another way.
  private static let majority = 3

  init(_ articles: [PageSentences]) {
    self.articles = articles
    let articles = articles.map(\.pairs)
    translations = Self.uses(articles, of: \.own, by: \.source)
    sources = Self.uses(articles, of: \.source, by: \.own)
  }

  /// Most sentences stand once, or have the same words each time: of these nothing is kept.
  private static func uses(
    _ articles: [[SentencePair]], of value: (SentencePair) -> UInt64, by key: (SentencePair) -> UInt64
  ) -> [UInt64: [Use]] {
    var first: [UInt64: UInt64] = [:]
    var uses: [UInt64: [Use]] = [:]
    let repeated = RepeatedValues(
      of: articles.lazy.joined().lazy.map(key), count: articles.reduce(0) { $0 + $1.count })
    for pair in articles.joined() where repeated.mayHold(key(pair)) {
      if first.updateValue(value(pair), forKey: key(pair)) ?? value(pair) != value(pair) { uses[key(pair)] = [] }
    }
    if uses.isEmpty { return [:] }
    for (number, pairs) in articles.enumerated() {
      for pair in pairs where repeated.mayHold(key(pair)) {
        guard var known = uses.removeValue(forKey: key(pair)) else { continue }
        if let index = known.firstIndex(where: { $0.sentence == value(pair) }) {
          // An article counts once.
          if known[index].article != number { known[index].count += 1 }
        } else {
          known.append(Use(sentence: value(pair), count: 1, article: number, words: pair.words))
        }
        uses[key(pair)] = known
      }
    }
    return uses
  }

  /// The words of a translation, as the first article has them.
  func translation(_ use: Use) -> ArraySlice<UInt8>? {
    let article = articles[use.article]
    return article.pairs.first { $0.own == use.sentence }.map(article.own)
  }

  /// The words of a sentence of the source, as the first article has them.
  func source(_ use: Use) -> ArraySlice<UInt8>? {
    let article = articles[use.article]
    return article.pairs.first { $0.source == use.sentence }.map(article.source)
  }

  /// The words that most articles have for the sentence, where they are others than the pair's.
  func otherWords(than pair: SentencePair) -> Use? {
    guard let uses = translations[pair.source], let most = uses.max(by: { $0.count < $1.count }),
      most.sentence != pair.own, most.count >= Self.fewest,
      most.count >= Self.majority * (uses.first { $0.sentence == pair.own }?.count ?? 0)
    else { return nil }
    return most
  }

  /// Whether two sentences share less than two fifths of their words: others are two ways to say one thing.
  private static func areUnlike(_ some: UInt64, _ others: UInt64) -> Bool {
    let (mine, theirs) = (some.nonzeroBitCount, others.nonzeroBitCount)
    // Of 64 bits, so many are the same by chance.
    let common = (some & others).nonzeroBitCount * 64 - mine * theirs
    return common * 5 < min(mine, theirs) * 2 * 64
  }

  /// Another sentence of the source that has the same words here, and has them more often, or before.
  func otherSource(of pair: SentencePair) -> Use? {
    guard let uses = sources[pair.own], let own = uses.firstIndex(where: { $0.sentence == pair.source }) else {
      return nil
    }
    return uses.enumerated().filter {
      $0.offset != own && Self.areUnlike($0.element.words, pair.words)
        && ($0.element.count, -$0.offset) > (uses[own].count, -own)
    }.max { $0.element.count < $1.element.count }?.element
  }
}

/// The values that stand more than once in a list, and a few others: to be told without a dictionary of all of them.
private struct RepeatedValues {
  private var bits: [UInt64]
  private let mask: UInt64

  /// - Parameter values: Spread evenly over all numbers.
  init(of values: some Sequence<UInt64>, count: Int) {
    // Eight bits for each value at least: of those that stand once, an eighth is taken for others at most.
    let words = 1 << (Int.bitWidth - (count / 8).leadingZeroBitCount)
    mask = UInt64(words * 64 - 1)
    var seen = [UInt64](repeating: 0, count: words)
    bits = seen
    for value in values {
      let place = value & mask
      let (word, bit) = (Int(place >> 6), UInt64(1) << (place & 63))
      if seen[word] & bit != 0 { bits[word] |= bit } else { seen[word] |= bit }
    }
  }

  func mayHold(_ value: UInt64) -> Bool {
    let place = value & mask
    return bits[Int(place >> 6)] & 1 << (place & 63) != 0
  }
}

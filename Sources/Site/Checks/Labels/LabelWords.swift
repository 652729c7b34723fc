/// What is known of a language and of a product beforehand, to judge labels by.
package struct LabelWords: Sendable {
  /// Function words and kinds of places, which are no label and begin none, when they are written small.
  let beside: Set<String>
  /// Of ``beside`` and ``verbs``, and of the first words of ``pairs``.
  let besideOutlines: WordOutlines
  let pairOutlines: WordOutlines
  /// Verbs of one word: as labels, they have a capital.
  let verbs: Set<String>
  /// Two words of running text of which bold may take the first with it: the second ones, by the first.
  let pairs: [String: Set<String>]
  /// What stands directly before a label: verbs, of several words too, by the last of their words.
  let before: [String: [[String]]]
  /// Words of the source language for kinds of places and controls, which its authors may set in bold with a label.
  let sourceKinds: Set<String>
  /// The product's own; none where no product is known.
  let labels: Set<String>

  /// All words but the labels are in small letters.
  ///
  /// - Parameter pairs: Of two words each.
  package init(
    beside: Set<String> = [], verbs: Set<String> = [], pairs: Set<[String]> = [], before: [[String]] = [],
    sourceKinds: Set<String> = [], labels: Set<String> = []
  ) {
    self.beside = beside
    self.verbs = verbs
    besideOutlines = WordOutlines(of: beside.union(verbs))
    self.pairs = pairs.reduce(into: [:]) { $0[$1[0], default: []].insert($1[1]) }
    pairOutlines = WordOutlines(of: Set(self.pairs.keys))
    self.before = Dictionary(grouping: before.filter { !$0.isEmpty }) { $0[$0.count - 1] }
    self.sourceKinds = sourceKinds
    self.labels = labels
  }
}

/// First letters and lengths of words: of nearly all texts, they tell that the text is none of the words.
struct WordOutlines: Sendable {
  /// By first byte; a bit for each length (bytes), the highest for all that are longer.
  private var lengths = [UInt64](repeating: 0, count: 256)

  init(of words: Set<String>) {
    for word in words {
      if let first = word.utf8.first { lengths[Int(first)] |= Self.bit(word.utf8.count) }
    }
  }

  /// True also of all texts beyond ASCII, which may be one of the words in other bytes.
  func mayHold(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first else { return false }
    return lengths[Int(first)] & Self.bit(text.count) != 0 || text.contains { $0 >= 0x80 }
  }

  private static func bit(_ length: Int) -> UInt64 { 1 << UInt64(min(length, 63)) }
}

/// What is known of a language and of a product beforehand, to judge labels by.
package struct LabelWords: Sendable {
  /// Function words and kinds of places, which are no label and begin none, when they are written small.
  let beside: Set<String>
  /// Verbs of one word: as labels, they have a capital.
  let verbs: Set<String>
  /// Two words of running text of which bold may take the first with it: the second ones, by the first.
  let pairs: [String: Set<String>]
  /// What stands directly before a label: verbs, of several words too, by the last of their words.
  let before: [String: [[String]]]
  /// The product's own; none where no product is known.
  let labels: Set<String>

  /// All words but the labels are in small letters.
  ///
  /// - Parameter pairs: Of two words each.
  package init(
    beside: Set<String> = [], verbs: Set<String> = [], pairs: Set<[String]> = [], before: [[String]] = [],
    labels: Set<String> = []
  ) {
    self.beside = beside
    self.verbs = verbs
    self.pairs = pairs.reduce(into: [:]) { $0[$1[0], default: []].insert($1[1]) }
    self.before = Dictionary(grouping: before.filter { !$0.isEmpty }) { $0[$0.count - 1] }
    self.labels = labels
  }
}

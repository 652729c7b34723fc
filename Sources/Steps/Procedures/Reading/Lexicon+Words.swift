/// What of a language may stand beside a label, for those who look at labels without reading steps. All words are in
/// small letters.
extension Lexicon {
  /// Single words that no label begins with, written small as here: "på", "siden".
  package var wordsBesideLabels: Set<String> {
    let classes: [List] = [
      .connectors, .alternatives, .relatives, .prepositions, .besides, .determiners, .places, .fields, .assignments,
      .controls,
    ]
    return classes.reduce(into: []) { $0.formUnion(lists[$1].single) }
  }

  /// Single words for kinds of places and controls, which an author may set in bold with a label: "page".
  package var kindsOfLabels: Set<String> {
    [List.places, .fields, .controls].reduce(into: []) { $0.formUnion(lists[$1].single) }
  }

  /// The verbs of one word, which begin a label only with a capital: "vælg", "gem".
  package var verbsBesideLabels: Set<String> {
    Set(verbs.flatMap { [$0.imperative, $0.infinitive] }.filter { $0.count == 1 }.map { $0[0] })
  }

  /// Pairs of words that mean something only together, after which an instruction or a purpose follows: "skal du",
  /// "for at".
  package var pairsAfterLabels: Set<[String]> {
    let entries = [List.directives, .permissions, .purposes].flatMap { lists[$0].entries }
    return Set(entries.filter { $0.count == 2 })
  }

  /// The verbs whose object is a label: "vælg", "klik på", "gå til".
  package var verbsOfLabels: [[String]] {
    verbs.filter { $0.operation.isClick || $0.operation == .open }.flatMap { [$0.imperative, $0.infinitive] }
  }
}

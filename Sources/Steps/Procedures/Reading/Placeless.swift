/// Names that only a preposition joins to what is done, and that are no places.
extension SentenceParse {
  /// Looks for names that would be taken for places: "søg efter **X**", "a folder on the root called **X**", "from
  /// **A** to **B**", "to be **X**".
  func checkPlaceless(_ places: [Target], in rest: ArraySlice<Word>) throws(Unread) {
    for place in places where place.isLabel {
      guard let label = rest.firstIndex(where: { $0.place == place.phrase.place }), label > rest.startIndex,
        rest[label - 1].isProse
      else { continue }
      // "of **X** pages".
      if label + 1 < rest.endIndex, isNoun(rest[label + 1]) { continue }
      // "Get a better understanding of [an article]" is read there.
      let isJoined = rest[label].isUsable && isPlaceless(label, in: rest)
      if isJoined || isCalled(label, in: rest) || isBecome(label, in: rest) {
        throw Unread(.labelsUnjoined, rest[(label - 1)...label].phrase)
      }
    }
    if let origin = places.firstIndex(where: { isOrigin($0, in: rest) }),
      places[(origin + 1)...].contains(where: { isAssignment($0, in: rest) })
    {
      throw Unread(.labelsUnjoined, places[origin].whole)
    }
  }

  /// "from **A**", but not "from the **A** list".
  func isOrigin(_ place: Target, in rest: ArraySlice<Word>) -> Bool {
    guard let label = rest.firstIndex(where: { $0.place == place.phrase.place }), label > rest.startIndex else {
      return false
    }
    return has(.origins, label - 1) && !(label + 1 < rest.endIndex && isNoun(rest[label + 1]))
  }

  /// The longest preposition before a name decides: "af" is none in "ved siden af **X**".
  private func isPlaceless(_ label: Int, in rest: ArraySlice<Word>) -> Bool {
    let starts = max(rest.startIndex, label - 4)..<label
    let start = starts.first { start in
      [Lexicon.List.prepositions, .placeless].contains { lexicon.length(of: $0, in: rest, at: start) == label - start }
    }
    return start.map { lexicon.length(of: .placeless, in: rest, at: $0) == label - $0 } ?? false
  }

  /// "a folder on the root called **X**": nobody knows which of the two is called so.
  private func isCalled(_ label: Int, in rest: ArraySlice<Word>) -> Bool {
    let start = (max(rest.startIndex, label - 4)..<label).first { start in
      lexicon.length(of: .namings, in: rest, at: start) == label - start
    }
    guard let start, start > rest.startIndex else { return false }
    return !isNoun(rest[start - 1])
  }

  /// "wait for it to be **X**", "vent på, at den ændres til **X**".
  private func isBecome(_ label: Int, in rest: ArraySlice<Word>) -> Bool {
    guard label - 2 >= rest.startIndex, has(.assignments, label - 1), rest[label - 2].isProse else { return false }
    return has(.assignments, label - 2) || has(.statements, label - 2) && !isPerson(label - 2)
  }
}

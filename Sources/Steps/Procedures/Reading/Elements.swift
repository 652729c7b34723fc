/// What stands around one label of several.
extension SentenceParse {
  /// Behind the first object, the words around a label must say what it is: else a verb may be lost among them.
  func checkElement(_ element: ArraySlice<Word>, isFirst: Bool) throws(Unread) {
    guard let label = element.firstIndex(where: \.isLabel) else { return }
    if !isFirst, let word = element[..<label].first(where: { !isKnownBeforeLabel($0) }) {
      throw Unread(.verbUnknown, [word].phrase)
    }
    let after = label + 1
    // ", and **Upload** the file": a verb in bold.
    if after < element.endIndex, element[after].text.first?.isLowercase == true || !isFirst, element[after].isProse,
      !isNoun(element[after]),
      element[label].kind == .label(link: nil), lexicon.beginsImperative(element[label].key),
      !element[..<label].contains(where: { lexicon.contains(.determiners, $0.key) }),
      ![Lexicon.List.prepositions, .relatives, .controls, .adverbs].contains(where: {
        lexicon.length(of: $0, in: element, at: after) > 0
      })
    {
      throw Unread(.verbUnknown, [element[label]].phrase)
    }
    guard after < element.endIndex, element[after].isProse, !isKnownBehindLabel(after, in: element) else { return }
    // "the **Example.txt** file": a noun that the article before the label belongs to.
    let hasArticle = element[..<label].contains { $0.isProse && lexicon.contains(.determiners, $0.key) }
    // "the **sensitive** label": half of what is named.
    let isAttribute =
      element[label].kind == .label(link: nil) && element[label].text.allSatisfy { $0.isLetter && $0.isLowercase }
    if hasArticle, !isAttribute, !element[after].key.hasSuffix("ly"),
      after + 1 == element.endIndex || !element[after + 1].isLabel
    {
      return
    }
    throw Unread(.wordsLeftOver, [element[after]].phrase)
  }

  private func isKnownBeforeLabel(_ word: Word) -> Bool {
    guard word.isProse else { return true }
    let known: [Lexicon.List] = [
      .determiners, .prepositions, .besides, .adverbs, .sequencers, .following, .locators, .ordinals,
    ]
    return known.contains { lexicon.contains($0, word.key) } || isNoun(word)
      || lexicon.endsLike(.subjectEndings, word.key) && !lexicon.beginsVerb(word.key)
        && !lexicon.isGerundOfUse(word.key)
      || word.text.first?.isUppercase == true
  }

  /// "on the page **Deleted** sites": words behind the last label of a place that no rule takes in.
  func leftOver(inPlace place: ArraySlice<Word>) -> Int? {
    guard let label = place.lastIndex(where: \.isLabel), label + 1 < place.endIndex, place[label + 1].isProse else {
      return nil
    }
    let next = label + 1
    if has(.connectors, next) {
      // "in **A** and under the list": a second place.
      return next + 1 < place.endIndex && has(.prepositions, next + 1) ? nil : next
    }
    let hasArticle = place[..<label].suffix(3).contains { $0.isProse && lexicon.contains(.determiners, $0.key) }
    return hasArticle || isKnownBehindLabel(next, in: place) ? nil : next
  }

  func isKnownBehindLabel(_ position: Int, in words: ArraySlice<Word>) -> Bool {
    let known: [Lexicon.List] = [
      .relatives, .prepositions, .besides, .adverbs, .subjects, .statements, .modals, .obligations, .outcomes,
      .determiners, .conditions,
      .before, .after, .alternatives, .readers, .optionals, .formalWords,
    ]
    let word = words[position]
    // "**Account**-fanen", "the **A** tab", "**A**s".
    // "the **A** settings"
    let isSeveral =
      lexicon.endsLike(.pluralEndings, word.key) && lexicon.contains(.controls, String(word.key.dropLast()))
    return isSeveral || isNoun(word) || lexicon.length(of: .controls, in: words, at: position) > 0
      || word.key.hasPrefix("-")
      || lexicon.isPresentOfUse(word.key)
      || known.contains { lexicon.length(of: $0, in: words, at: position) > 0 }
      || !word.key.contains(where: \.isLetter)
      || lexicon.endsLike(.subjectEndings, word.key) && !isIndefinite(word)
  }

  /// "**Filtrer** resultater": half of a name.
  func isIndefinite(_ word: Word) -> Bool {
    word.text.first?.isLowercase == true && lexicon.endsLike(.pluralEndings, word.key)
      && !lexicon.isPresentOfDoing(word.key)
  }
}

/// Sentences that tell what a thing does to another, or where it is, and name both.
extension SentenceParse {
  /// "The value is written to **A**", "if you select **A**, the list shows **B**": a thing is spoken of, and nobody does
  /// anything on the screen. Of what comes in an order, and of what something is, more may be asked.
  func tells(of verb: MainVerb, from main: Int) -> Bool {
    let end = words.indices.first { $0 >= verb.end && conditionLength(at: $0) != nil } ?? words.endIndex
    let clause = main..<max(end, main)
    let isPlain = ![Lexicon.List.directives, .permissions, .exemptions, .obligations, .outcomes].contains {
      has($0, verb.position)
    }
    guard isPlain, main < verb.position, isThing(main..<verb.position), !clause.contains(where: mayBeAsked) else {
      return false
    }
    guard has(.copulas, verb.position) else { return true }
    // "is shown on **A**", not "is **A**".
    return clause.filter { $0 > verb.position && words[$0].isUsable }.allSatisfy { label in
      words[verb.end..<label].suffix(4).indices.contains { has(.prepositions, $0) }
    }
  }

  private func isThing(_ subject: Range<Int>) -> Bool {
    let first = subject.lowerBound
    let begins =
      words[first].isUsable || [.things, .determiners].contains { has($0, first) }
      || lexicon.endsLike(.nounEndings, words[first].key) && !lexicon.beginsVerb(words[first].key)
    return begins
      && !subject.contains { at in
        isPerson(at) || has(.readers, at) || lexicon.contains(.ordinals, words[at].key) || isInOrder(words[at])
      }
  }

  /// Somebody is spoken of or to, or something is done on a screen.
  private func mayBeAsked(_ position: Int) -> Bool {
    guard words[position].isProse else { return words[position].kind == .arrow || isCommand(words[position]) }
    let key = words[position].key
    return isPerson(position) || has(.readers, position) || isDone(key) || lexicon.beginsUse(key)
      || lexicon.isGerundOfUse(key) || doing(at: position) != nil
      || [.recommendations, .directives, .permissions, .obligations].contains { has($0, position) }
  }

  /// "If it is empty, the list shows that, and you must select **A**": the condition is of all of it.
  func underOpening(_ clause: Clause) -> Clause {
    guard case .instructions = clause.kind, clause.condition == nil else { return clause }
    let first = skip([.connectors, .sequencers, .adverbs], from: words.startIndex)
    guard let length = conditionLength(at: first), formality(at: first) == nil,
      let comma = words[first...].firstIndex(where: { $0.kind == .comma })
    else { return clause }
    var clause = clause
    clause.condition = condition(at: first, length, upTo: comma)
    return clause
  }

  /// An address that stands alone is an example, and what one may read up on is no part of the task.
  func asksForNothing(_ link: Phrase) -> Bool {
    let words = link.text.split(separator: " ").map { lexicon.prose(String($0), at: link.place) }
    return link.text.hasPrefix("http") || link.text.hasSuffix("?")
      || lexicon.length(of: .lookups, in: words[...], at: 0) > 0
  }

  /// "allows it to steal": a verb that is in no list, behind the word before infinitives.
  func beginsInfinitive(at position: Int) -> Bool {
    let next = position + lexicon.length(of: .purposesBeforeVerb, in: words, at: position)
    return next > position && next < words.endIndex && words[next].isProse
      && words[next].text.first?.isLowercase == true
      && ![.determiners, .prepositions, .quantities, .things, .readers].contains { has($0, next) }
  }

  /// "… that you must restart it", "… that if it is wet, you must select **A**": nil where it is not understood.
  func instructions(from position: Int) -> [Clause]? {
    let said = SentenceParse(lexicon: lexicon, words: words[position...]).clauses()
    let isAsked = has(.directives, position) && asks(at: position)
    return isAsked || conditionLength(at: position) != nil && said.allSatisfy { $0.asks || $0.tells } ? said : nil
  }
}

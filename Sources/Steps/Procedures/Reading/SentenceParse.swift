/// The state of reading one sentence.
struct SentenceParse {
  let lexicon: Lexicon
  let words: ArraySlice<Word>

  /// What was said before the verb.
  struct Openings {
    var condition: Condition?
    var purposes: [Phrase] = []
    var contexts: [Target] = []
  }

  mutating func clauses() -> [Clause] {
    var openings = Openings()
    var position = words.startIndex
    while true {
      position = skip([.connectors, .sequencers, .adverbs, .either], from: position)
      if position >= words.endIndex { return [Clause(.information, words)].compactMap(\.self) }
      if has(.permissions, position) || isProhibition(at: position) {
        return [Clause(.information, words)].compactMap(\.self)
      }
      if isHead(at: position) != nil { break }
      guard let next = readOpening(at: position, into: &openings) else {
        return [statement()].compactMap(\.self)
      }
      if has(.permissions, next) { return [Clause(.information, words)].compactMap(\.self) }
      position = next
    }
    return chain(from: position, openings)
  }

  // MARK: Openings

  /// Reads a condition, purpose, place or formality.
  /// - Returns: Where the words after it begin; nothing where no main clause follows.
  func readOpening(at position: Int, into openings: inout Openings) -> Int? {
    let formality = lexicon.length(of: .formalities, in: words, at: position)
    if formality > 0 {
      let next = position + formality
      if next >= words.endIndex || words[next].kind == .comma || directive(at: next) != nil { return next }
    }
    if let length = positive(lexicon.length(of: .conditions, in: words, at: position)) {
      guard let end = openingEnd(from: position + length, maySkipComma: false),
        let condition = condition(at: position, upTo: end.end)
      else { return nil }
      openings.condition = condition
      return end.next
    }
    if let length = purpose(at: position) {
      guard let end = openingEnd(from: position + length, maySkipComma: false),
        let phrase = words[(position + length)..<end.end].phrase
      else { return nil }
      openings.purposes.append(phrase)
      return end.next
    }
    if let length = positive(lexicon.length(of: .prepositions, in: words, at: position)) {
      guard let end = openingEnd(from: position + length, maySkipComma: true) else { return nil }
      openings.contexts += contexts(in: words[position..<end.end])
      return end.next
    }
    return nil
  }

  /// The condition whose first word stands at `position`. An exception keeps that word, since it turns the rest round.
  func condition(at position: Int, upTo end: Int) -> Condition? {
    let start = position + (has(.exceptions, position) ? 0 : lexicon.length(of: .conditions, in: words, at: position))
    guard start < end, let phrase = words[start..<end].trimmed.phrase else { return nil }
    return Condition(phrase: phrase, negation: lexicon.plainest(.negations) ?? "")
  }

  /// Where an opening ends: before a directive, before a comma that an instruction or another opening follows, or,
  /// for a place, before the verb itself.
  private func openingEnd(from start: Int, maySkipComma: Bool) -> (end: Int, next: Int)? {
    var position = start
    while position < words.endIndex {
      // "To the right you must": a place can be whole without a noun.
      if position > start || maySkipComma, directive(at: position) != nil || has(.permissions, position) {
        return (position, position)
      }
      if position > start {
        if words[position].kind == .comma {
          let next = skip([.connectors, .sequencers, .adverbs], from: position + 1)
          if isHead(at: next) != nil || has(.permissions, next) || isProhibition(at: next)
            || has(.formalities, next) || has(.conditions, next)
            || has(.prepositions, next) && !has(.relatives, position + 1)
          {
            return (position, next)
          }
        }
        if maySkipComma, words[position - 1].isLabel || isPlace(words[position - 1]),
          let verb = lexicon.verb(in: words, at: position, form: .imperative), verb.verb.operation != .perform
        {
          return (position, position)
        }
      }
      position += 1
    }
    return nil
  }
}

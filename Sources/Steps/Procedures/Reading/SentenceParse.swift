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

  func clauses() -> [Clause] {
    var openings = Openings()
    var optional: Phrase?
    var position = words.startIndex
    while true {
      while true {
        let skipped = skip([.connectors, .sequencers, .adverbs, .either], from: position)
        guard let length = positive(self.optional(at: skipped)) else {
          position = skipped
          break
        }
        optional = words[skipped..<skipped + length].phrase
        position = skipped + length
      }
      if position >= words.endIndex { return [Clause(.information, words)].compactMap(\.self) }
      if has(.outcomes, position) { break }
      if head(at: position) != nil {
        return chain(from: position, openings, isOptional: optional)
      }
      guard let next = readOpening(at: position, into: &openings) else { break }
      position = next
    }
    return statement()
  }

  /// The places, conditions and aims of words after which sub-steps follow: "On the **X** page, do the following".
  /// Nil where something else is said.
  func announcement() -> Openings? {
    var openings = Openings()
    var position = words.startIndex
    while true {
      position = skip([.connectors, .sequencers, .adverbs, .either], from: position)
      if position >= words.endIndex { return openings }
      let directive = lexicon.length(of: .directives, in: words, at: position)
      let length = lexicon.length(of: .announcements, in: words, at: position + directive)
      if length > 0 {
        // "do the following in the **X** pane", "follow these steps to …"
        let rest = words[(position + directive + length)...].trimmed
        if let aim = purpose(at: rest.startIndex), rest.startIndex < rest.endIndex {
          _ = aim
          return openings
        }
        guard !rest.isEmpty else { return openings }
        guard has(.prepositions, rest.startIndex) else { return nil }
        openings.contexts += contexts(in: rest)
        return openings
      }
      if let next = readOpening(at: position, into: &openings) {
        position = next
        continue
      }
      return restOfAnnouncement(from: position, &openings)
    }
  }

  /// A place, condition or aim that ends the announcement.
  private func restOfAnnouncement(from position: Int, _ openings: inout Openings) -> Openings? {
    // What is announced is itself asked for.
    if words[position...].indices.contains(where: { asks(at: $0) }) { return nil }
    if let length = conditionLength(at: position) {
      guard openings.condition == nil, let condition = condition(at: position, length, upTo: words.endIndex) else {
        return nil
      }
      openings.condition = condition
      return openings
    }
    if let length = purpose(at: position), let phrase = words[(position + length)...].phrase {
      openings.purposes.append(phrase)
      return openings
    }
    guard has(.prepositions, position) else { return nil }
    let place = words[position...]
    guard place.contains(where: { $0.isLabel || isPlace($0) }),
      !place.indices.contains(where: { has(.statements, $0) || has(.outcomes, $0) })
    else { return nil }
    openings.contexts += contexts(in: place)
    return openings
  }

  // MARK: Openings

  /// Reads a condition, purpose, place or formality.
  /// - Returns: Where the words after it begin; nothing where no main clause follows.
  func readOpening(at position: Int, into openings: inout Openings) -> Int? {
    if let end = formality(at: position) { return end }
    if let end = otherwise(at: position, into: &openings) { return end }
    if let length = conditionLength(at: position) {
      guard let end = openingEnd(from: position + length, maySkipComma: false),
        let condition = condition(at: position, length, upTo: end.end)
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
    // "Som profil skal du": the word for "as" begins relative clauses, too.
    let capacity = position == words.startIndex ? lexicon.length(of: .roleSignIns, in: words, at: position) : 0
    if let length = positive(max(lexicon.length(of: .prepositions, in: words, at: position), capacity)) {
      guard !tellsWhatIsDone(from: position + length),
        let end = openingEnd(from: position + length, maySkipComma: true),
        !isNoPlace(words[position..<end.end]), !isClause(words[position..<end.end])
      else { return nil }
      if let condition = concern(in: words[position..<end.end]) {
        guard openings.condition == nil else { return nil }
        openings.condition = condition
        return end.next
      }
      openings.contexts += contexts(in: words[position..<end.end])
      return end.next
    }
    return nil
  }

  /// "Når du har valgt den, vises en liste, og …", "if you select it, the list opens, and …": the main clause tells something. Behind a relative clause the verb
  /// belongs to the condition.
  private func tellsBehindComma(_ comma: Int, from start: Int) -> Bool {
    let next = comma + 1
    guard !words[start..<comma].contains(where: { $0.kind == .comma }), !has(.relatives, next) || has(.outcomes, next)
    else { return false }
    let asks: [Lexicon.List] = [.directives, .permissions, .exemptions, .tellings, .conditions, .prepositions]
    guard !asks.contains(where: { has($0, next) }) else { return false }
    if has(.outcomes, next) { return true }
    if lexicon.contains(.readerForm, "present") { return has(.statements, next) }
    guard has(.things, next), head(at: next) == nil else { return false }
    let subject = words[next...].prefix { $0.kind != .comma }.prefix(8)
    let verb = subject.indices.first { has(.outcomes, $0) || has(.statements, $0) }
    return verb.map { end in
      !(next..<end).contains { has(.relatives, $0) || has(.connectors, $0) || has(.alternatives, $0) }
    }
      ?? false
  }

  /// "By selecting **A**", "ved at vælge **A**": done, and no place.
  func tellsWhatIsDone(from position: Int) -> Bool {
    guard position < words.endIndex, words[position].isProse else { return false }
    if lexicon.isGerundOfUse(words[position].key) { return true }
    guard let verb = lexicon.verb(in: words, at: position + 1, form: .infinitive)?.verb else { return false }
    return verb.operation != .perform && verb.imperative != verb.infinitive
  }

  /// "If it is full and you can't empty it": still the condition.
  private func isJoined(_ position: Int) -> Bool {
    position > words.startIndex && words[position - 1].isProse
      && (has(.connectors, position - 1) || has(.alternatives, position - 1))
  }

  /// "the tab where you can select **X**": says which tab.
  private func isWithinRelative(_ position: Int) -> Bool {
    position > words.startIndex && has(.relatives, position - 1) && !has(.readers, position - 1)
  }

  /// "As explained, it must be on before …": a sentence of its own.
  private func isClause(_ words: ArraySlice<Word>) -> Bool {
    let verb = words.indices.dropFirst().first { position in
      // "for hver bruger": a noun of the same letters.
      let isNoun = isPerson(position) || [.determiners, .quantities, .prepositions].contains { has($0, position - 1) }
      return has(.obligations, position) || has(.modals, position)
        || !isNoun && lexicon.contains(.readerForm, "present") && words[position].isProse
          && lexicon.isPresentOfDoing(words[position].key)
    }
    guard let verb else { return false }
    return !(words.startIndex..<verb).contains { has(.relatives, $0) }
  }

  /// "With **A** selected", "on the **A** or **B** tab", "in the list, your product, **A**": not one place.
  func isNoPlace(_ words: ArraySlice<Word>) -> Bool {
    let isChoice = words.count(where: \.isLabel) > 1 && words.indices.contains { has(.alternatives, $0) }
    return isChoice || leftOver(inPlace: words) != nil || words.contains(where: endsUnfinished)
      || words.indices.dropFirst().contains { position in
        words[position - 1].isLabel && words[position].isProse && lexicon.contains(.doings, words[position].key)
          || words[position - 1].kind == .comma && words[position].isLabel
      }
  }

  /// Where an opening ends: before words that ask, before a comma that an instruction or another opening follows, or,
  /// for a place, before the verb itself.
  private func openingEnd(from start: Int, maySkipComma: Bool) -> (end: Int, next: Int)? {
    var position = start
    while position < words.endIndex {
      // "To the right you must": a place can be whole without a noun.
      if position > start || maySkipComma, !isWithinRelative(position), maySkipComma || !isJoined(position),
        asks(at: position) || has(.permissions, position) || isInverted(at: position)
      {
        return (position, position)
      }
      if position > start {
        if words[position].kind == .comma {
          if !maySkipComma, tellsBehindComma(position, from: start) { return nil }
          let next = skip([.connectors, .sequencers, .adverbs], from: position + 1)
          if head(at: next) != nil || has(.permissions, next) || has(.formalities, next) || optional(at: next) > 0
            || conditionLength(at: next) != nil || has(.announcements, next)
            || has(.prepositions, next) && !has(.relatives, position + 1)
          {
            return (position, next)
          }
        }
        if maySkipComma, words[position - 1].isLabel || isPlace(words[position - 1]),
          let verb = lexicon.verb(in: words, at: position, form: .imperative),
          verb.verb.operation != .perform || verb.verb.imperative.count > 1
            || has(.determiners, position + 1) && words[position].text.first?.isLowercase == true
        {
          return (position, position)
        }
      }
      position += 1
    }
    return nil
  }
}

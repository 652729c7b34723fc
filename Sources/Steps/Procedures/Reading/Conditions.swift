/// When something is to be done: conditions, order, and what is always met in its place.
extension SentenceParse {
  /// The length of the words that begin a condition, or put what is asked for before or after something else.
  func conditionLength(at position: Int) -> Int? {
    if let length = positive(lexicon.length(of: .conditions, in: words, at: position)) {
      // "når som helst" is no condition, and "hvis navn du …" says which one.
      let isOther = lexicon.length(of: .adverbs, in: words, at: position) > length
      return isOther || position > words.startIndex && isRelativeOrCondition(at: position) ? nil : length
    }
    guard order(at: position) != nil else { return nil }
    return max(
      lexicon.length(of: .before, in: words, at: position), lexicon.length(of: .after, in: words, at: position))
  }

  /// "(hvis postkasse du …)": the Danish word for "if" is also that for "whose", and a bare noun tells of the second.
  func isRelativeOrCondition(at position: Int) -> Bool {
    let next = position + 1
    guard has(.conditions, position), has(.relatives, position), next + 1 < words.endIndex, words[next].isProse else {
      return false
    }
    return has(.readers, next + 1)
      && ![.subjects, .adverbs, .optionals].contains { lexicon.contains($0, words[next].key) }
  }

  /// "…, because you need it later": why, and neither when nor what for. A reason that names something is not passed over.
  func isReason(at position: Int) -> Bool {
    position > words.startIndex && words[position - 1].kind == .comma && has(.reasons, position)
      && !words[position...].contains(where: \.isUsable)
      && !words[position...].indices.contains { words[$0].kind == .comma && head(at: $0 + 1) != nil }
  }

  /// "Before you", "efter at": behind these stands what happens, and no place.
  func order(at position: Int) -> Condition.Order? {
    for (list, order) in [(Lexicon.List.before, Condition.Order.before), (.after, .after)] {
      let length = lexicon.length(of: list, in: words, at: position)
      let next = position + length
      guard length > 0, next < words.endIndex else { continue }
      // "the days after which you want …": says which days.
      if position > words.startIndex, has(.relatives, next), has(.readers, next + 1) { continue }
      // "the hours before which it must run"
      if position > words.startIndex, has(.questions, next) { continue }
      // A word that is no preposition speaks of nothing but time.
      if !has(.prepositions, position) { return order }
      let word = words[next]
      if word.isProse, lexicon.contains(.subjects, word.key), !lexicon.contains(.determiners, word.key) { return order }
    }
    return nil
  }

  /// The condition whose first word stands at `position`. An exception keeps that word, since it turns the rest round.
  func condition(at position: Int, _ length: Int, upTo end: Int) -> Condition? {
    let start = position + (has(.exceptions, position) ? 0 : length)
    // "as needed" is all of it.
    let said = words[(start < end ? start : position)..<end].trimmed
    guard let phrase = said.phrase else { return nil }
    return Condition(
      phrase: phrase, negation: lexicon.plainest(.negations) ?? "", order: order(at: position),
      labels: said.filter(\.isUsable).compactMap { [$0].phrase })
  }

  /// "For guests, select **A**": where there are such people, and no place. "For retention days" may name a field.
  func concern(in opening: ArraySlice<Word>) -> Condition? {
    guard let first = opening.first, first.isProse, lexicon.contains(.concerns, first.key),
      !has(.prepositions, opening.startIndex + 1)
    else { return nil }
    let things = opening.dropFirst().trimmed
    let head = things.prefix(while: \.isProse)
      .indices.prefix { !has(.prepositions, $0) && !has(.relatives, $0) && words[$0].kind != .comma }
    guard let last = head.last, things.allSatisfy({ !$0.isLabel }), !things.contains(where: isNoun),
      things.first?.text.first?.isLowercase == true,
      ![Lexicon.List.determiners, .quantities, .following].contains(where: { has($0, things.startIndex) }),
      !things.contains(where: { lexicon.contains(.values, $0.key) }),
      isPerson(last), let phrase = things.phrase
    else { return nil }
    return Condition(phrase: phrase, negation: lexicon.plainest(.negations) ?? "", order: nil, labels: [])
  }

  /// "…, if you have one, or make another": nobody knows whether that depends on it.
  func alternative(inCondition said: ArraySlice<Word>) -> Int? {
    said.indices.dropLast(2).first { at in
      guard words[at].kind == .comma, has(.alternatives, at + 1) else { return false }
      if lexicon.verb(in: said, at: at + 2, form: .imperative) != nil { return true }
      let rest = said[(at + 2)...]
      return conditionLength(at: at + 2) != nil
        && rest.indices.contains { words[$0].kind == .comma && head(at: $0 + 1) != nil }
    }.map { $0 + 1 }
  }

  /// "If you want to find it, you highlight it, and …": the condition went on with what is done then.
  func tellsMore(_ condition: Condition) -> Bool {
    let parts = condition.phrase.keys
    return parts.indices.dropLast(2).contains { at in
      guard parts[at].hasSuffix(",") else { return false }
      if lexicon.contains(.readerForm, "infinitive") { return lexicon.contains(.readers, parts[at + 1]) }
      let joins: [Lexicon.List] = [.relatives, .alternatives, .connectors, .conditions, .before, .after]
      return lexicon.contains(.readers, parts[at + 2]) && !joins.contains { lexicon.contains($0, parts[at + 1]) }
        && lexicon.lists[.presentEndings].single.contains { parts[at + 1].hasSuffix($0) }
    }
  }

  /// "if necessary and sign in", "after two tries and select **OK**": the condition has no verb of its own, and what
  /// follows it is asked for as well.
  func headBehindWord(at condition: Int) -> Int? {
    guard let length = conditionLength(at: condition) else { return nil }
    let said = words[min(condition + length, words.endIndex)...].prefix(while: \.isProse)
    guard let and = said.indices.dropFirst().first(where: { has(.connectors, $0) }),
      !(said.startIndex..<and).contains(where: {
        has(.readers, $0) || isFinite($0) || has(.subjects, $0) && !has(.determiners, $0)
          || and > said.startIndex + 1 && lexicon.verb(in: words, at: $0, form: nil) != nil
      })
    else { return nil }
    let next = skip([.connectors, .sequencers, .adverbs], from: and)
    guard let head = head(at: next), head.mode == .asked, and == said.startIndex + 1 || head.usesScreen else {
      return nil
    }
    return next
  }

  /// "Otherwise, continue": the condition is that what was said before does not hold.
  /// - Returns: Where the words after it begin.
  func otherwise(at position: Int, into openings: inout Openings) -> Int? {
    guard let length = positive(lexicon.length(of: .otherwise, in: words, at: position)),
      let phrase = words[position..<position + length].phrase
    else { return nil }
    var next = position + length
    if next < words.endIndex, words[next].kind == .comma { next += 1 }
    next = skip([.adverbs], from: next)
    guard asks(at: next) || head(at: next) != nil || isInverted(at: next) else { return nil }
    openings.condition = Condition(phrase: phrase, negation: "", order: nil, labels: [])
    return next
  }

  /// Where the words behind a condition end that is always met in its place: "When you are ready,", "Once finished,".
  func formality(at position: Int) -> Int? {
    let formality = lexicon.length(of: .formalities, in: words, at: position)
    if formality > 0 {
      let next = position + formality
      if next >= words.endIndex || words[next].kind == .comma || asks(at: next) { return next }
    }
    guard let length = conditionLength(at: position), !has(.exceptions, position),
      !lexicon.contains(.optionals, words[position].key), lexicon.contains(.formalOpenings, words[position].key)
    else { return nil }
    let rest = words[(position + length)...].prefix { $0.isProse && lexicon.contains(.formalWords, $0.key) }
    guard !rest.isEmpty else { return nil }
    let next = rest.endIndex
    return next >= words.endIndex || words[next].kind == .comma || asks(at: next) ? next : nil
  }
}

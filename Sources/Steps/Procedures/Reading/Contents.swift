/// Clauses within what a verb is done to: "make sure that **A** is selected", "the rule that applies when …".
extension SentenceParse {
  /// Whether a clause says what is checked or made sure of.
  func tellsContent(_ head: Head, _ rest: ArraySlice<Word>) -> Bool {
    head.verbs.count == 1 && content(head.verb, head.phrase, rest.trimmed) != nil
  }

  /// The clause that says what is checked or made sure of, as it stands: its names are told of, and not used.
  func content(_ verb: Lexicon.Verb, _ phrase: Phrase, _ rest: ArraySlice<Word>) -> Target? {
    guard (lexicon.performing(verb) ?? verb).operation == .perform, let first = rest.first,
      first.isProse || first.isLabel
    else { return nil }
    let last = phrase.keys.last ?? ""
    let isIntroduced =
      has(.contents, rest.startIndex) && conditionLength(at: rest.startIndex) == nil
      || lexicon.contains(.contents, last) || has(.readers, rest.startIndex)
    let label = rest.firstIndex(where: \.isUsable)
    let finite = rest.indices.dropFirst().first { isFinite($0) }
    guard let finite else { return nil }
    if isIntroduced, isComma(before: rest.startIndex) || !has(.prepositions, rest.startIndex) { return whole(rest) }
    // "make sure **A** is selected".
    guard verb.operation == .perform, let label, label < finite,
      !(rest.startIndex..<finite).contains(where: { endsSubject(at: $0) })
    else { return nil }
    return whole(rest)
  }

  /// "Choose whether you want to keep the old [rule](…)": all of it is decided, and no rule is chosen.
  func decided(_ verb: Lexicon.Verb, _ rest: ArraySlice<Word>) -> Target? {
    guard [.choose, .on].contains(verb.operation),
      has(.questions, rest.startIndex) || has(.contents, rest.startIndex), has(.readers, rest.startIndex + 1),
      rest.contains(where: \.isLabel), !rest.contains(where: { $0.kind == .colon })
    else { return nil }
    return whole(rest)
  }

  private func endsSubject(at position: Int) -> Bool {
    words[position].kind == .comma || purpose(at: position) != nil || conditionLength(at: position) != nil
      || [Lexicon.List.relatives, .readers, .alternatives, .permissions].contains { has($0, position) }
  }

  func isFinite(_ position: Int) -> Bool {
    [Lexicon.List.statements, .outcomes, .modals].contains { has($0, position) }
  }

  private func isComma(before position: Int) -> Bool {
    position > words.startIndex && words[position - 1].kind == .comma
  }

  private func whole(_ rest: ArraySlice<Word>) -> Target? {
    rest.trimmed.phrase.map { Target(kind: .prose, phrase: $0, whole: $0) }
  }

  /// "Wait, and then wiggle the **Refresh** icon": what follows in time is asked for, too, and was not understood.
  func swallowedVerb(in rest: ArraySlice<Word>) -> Int? {
    rest.indices.dropFirst().first { position in
      guard rest[position - 1].kind == .comma || has(.connectors, position - 1) else { return false }
      let length = lexicon.length(of: .sequencers, in: rest, at: position)
      let isThen = length > 0 && position + length < rest.endIndex && rest[position + length].isProse
      return isThen && !isAfterRelative(position, in: rest)
    }.map { $0 + lexicon.length(of: .sequencers, in: rest, at: $0) }
  }

  /// What one may do by hand at any time is told, and not asked for; but in "you can edit it and then select **Save**" it
  /// is a part of what is asked for.
  ///
  /// "You can also add a note" and "you might need to tell them" are, to be done or not.
  func isFree(_ clause: Clause, _ objects: ArraySlice<Word>, of head: Head) -> Bool {
    let before = words.startIndex..<head.start
    if before.contains(where: { has(.duties, $0) }) { return false }
    if before.contains(where: { has(.further, $0) }), !isLookup(head) { return false }
    return clause.condition == nil && !words[objects.startIndex...].contains(where: \.isUsable)
  }

  /// "Find more information": read up on, and not done.
  private func isLookup(_ head: Head) -> Bool {
    lexicon.lists[.lookups].entries.contains { $0.first == words[head.start].key }
      || words[head.start...].indices.contains { has(.lookups, $0) }
  }

  /// "Open it by searching, and then selecting **X**": a second thing that is done.
  func gerund(behindJointIn rest: ArraySlice<Word>) -> Int? {
    rest.indices.dropFirst().first { position in
      rest[position].isProse && lexicon.isGerundOfUse(rest[position].key)
        && (rest[position - 1].kind == .comma || has(.connectors, position - 1) || has(.sequencers, position - 1))
    }
  }

  /// Whether the sentence tells only what could be done: "for example, you could …".
  var isExample: Bool { words.indices.prefix(5).contains { has(.examples, $0) } }

  /// Whether a condition of the whole clause begins there: behind the object, and not within what says which object is
  /// meant, as in "the rule that applies when …".
  func beginsCondition(at position: Int, in objects: ArraySlice<Word>) -> Bool {
    guard position > objects.startIndex, conditionLength(at: position) != nil else { return false }
    guard lexicon.contains(.formalOpenings, words[position].key), formality(at: position) == nil else { return true }
    let before = objects[..<position]
    if has(.questions, before.trimmed.startIndex), !before.contains(where: \.isLabel) { return false }
    guard let relative = before.indices.last(where: { has(.relatives, $0) }) else { return true }
    return before[relative...].contains(where: \.isLabel)
  }

  /// The verb that undoes what the verb does, where both are named: "turn **X** on or off".
  func counterpart(of verb: Lexicon.Verb, in more: ArraySlice<Word>) -> Lexicon.Verb? {
    guard let or = positive(lexicon.length(of: .alternatives, in: more, at: more.startIndex)),
      let particle = more.dropFirst(or).first, particle.isProse
    else { return nil }
    return lexicon.verbs.first { $0.infinitive == verb.infinitive && $0.particle == particle.key }
  }
}

extension Lexicon.Verb {
  /// Of what is begun, and not opened.
  var begun: Self { Self(operation: .perform, imperative: imperative, infinitive: infinitive, particle: nil) }

  /// The verb with its particle read.
  var whole: Self { Self(operation: operation, imperative: imperative, infinitive: infinitive, particle: nil) }
}

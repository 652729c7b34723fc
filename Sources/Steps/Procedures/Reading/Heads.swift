/// Where instructions begin, and what a sentence without one is.
extension SentenceParse {
  /// The form of the verbs that begin at `position`, if an instruction does.
  func isHead(at position: Int) -> VerbForm? {
    if directive(at: position) != nil { return .infinitive }
    let verb = skip([.either], from: position)
    guard let found = lexicon.verb(in: words, at: verb, form: .imperative) else { return nil }
    // "Save your changes" is an instruction, "Search results …" with a finite verb behind it is not.
    let after = verb + found.length
    if after < words.endIndex, words[after].isProse, lexicon.contains(.statements, words[after].key),
      found.verb.operation == .perform
    {
      return nil
    }
    return .imperative
  }

  /// The end of a directive that a verb follows: "you must [now] select".
  func directive(at position: Int) -> Int? {
    guard let length = positive(lexicon.length(of: .directives, in: words, at: position)) else { return nil }
    // A second opening may stand between: "skal du under **X** vælge".
    let next = skip([.adverbs, .either], from: position + length)
    if lexicon.verb(in: words, at: next, form: .infinitive) != nil { return position + length }
    if lexicon.length(of: .prepositions, in: words, at: next) > 0, infinitiveAfterPlace(at: next) != nil {
      return position + length
    }
    return nil
  }

  /// The verb after a place that stands between the directive and the verb.
  func infinitiveAfterPlace(at position: Int) -> Int? {
    var next = position
    while next < min(words.endIndex, position + 12), words[next].kind != .comma {
      if next > position, words[next - 1].isLabel || isPlace(words[next - 1]),
        let verb = lexicon.verb(in: words, at: next, form: .infinitive), verb.verb.operation != .perform
      {
        return next
      }
      next += 1
    }
    return nil
  }

  func isProhibition(at position: Int) -> Bool {
    guard let length = positive(lexicon.length(of: .negations, in: words, at: position)) else { return false }
    return lexicon.verb(in: words, at: position + length, form: nil) != nil
  }

  // MARK: Statements

  /// A sentence without an instruction.
  func statement() -> Clause? {
    // What it is an alternative to stands in another sentence, or in another step.
    if has(.alternatives, words.startIndex) { return Clause(.undefined(.openingUnknown), words) }
    if words.indices.contains(where: { has(.outcomes, $0) }) { return Clause(.outcome, words) }
    let first = skip([.adverbs], from: words.startIndex)
    let start = words[first < words.endIndex ? first : words.startIndex]
    let saysSomething = words.contains { $0.isProse && lexicon.contains(.statements, $0.key) }
    let hasSubject =
      start.isLabel || lexicon.contains(.subjects, start.key) || lexicon.endsLike(.subjectEndings, start.key)
      || lexicon.contains(.statements, start.key) || has(.conditions, first) || has(.prepositions, first)
    // "**Add your people to the team**, so that they …": what is asked for is all one label.
    if start.isLabel, words.count > 1, let verb = start.key.split(separator: " ").first,
      start.key.split(separator: " ").count > 2, lexicon.beginsImperative(String(verb))
    {
      return Clause(.undefined(.verbUnknown), words)
    }
    if saysSomething, hasSubject { return Clause(.information, words) }
    // An entry of an enumeration: a label, and nothing asked.
    if words.allSatisfy({ !$0.isProse }) { return Clause(.information, words) }
    // Something is asked for, and what stands before it is not understood.
    let asks = words.indices.dropFirst().contains { position in
      directive(at: position) != nil || lexicon.verb(in: words, at: position, form: .imperative) != nil
    }
    return Clause(.undefined(asks ? .openingUnknown : .verbUnknown), words)
  }
}

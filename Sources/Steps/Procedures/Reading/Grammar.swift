/// Reads a step's words by one language's lexicon:
///
///     step      = sentence+
///     sentence  = opening* clause (joint clause)*  |  statement
///     opening   = condition ","  |  purpose ","  |  place [","]  |  formality
///     joint     = ","  |  connector  |  sequencer  |  alternative
///     clause    = [directive] verb [objects] place* [purpose] [condition]
///     objects   = path ((","  |  connector  |  alternative) path)*
///     path      = target (">" target)*
///
/// Where an instruction begins the verbs decide, not where labels stand. What no rule covers is undefined: a wrong
/// reading is worse than none.
struct Grammar {
  let lexicon: Lexicon

  /// The clauses of one paragraph.
  func clauses(of words: [Word]) -> [Clause] {
    let sentences = sentences(of: words)
    return sentences.indices.flatMap { index in
      clauses(of: sentences[index], isFollowed: index + 1 < sentences.endIndex)
    }
  }

  private func clauses(of sentence: Sentence, isFollowed: Bool) -> [Clause] {
    // "Sign out: select your name" and "**Header:** shows …": a title of what follows.
    if sentence.isAnnouncement, isFollowed, sentence.words.count <= 4 || sentence.words.allSatisfy({ !$0.isProse }) {
      return [Clause(.information, sentence.words)].compactMap(\.self)
    }
    var parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    return parse.clauses()
  }
}

extension Clause {
  init?(_ kind: Kind, _ words: some Collection<Word>) {
    guard let phrase = words.phrase else { return nil }
    self.init(kind: kind, phrase: phrase, condition: nil, purposes: [])
  }
}

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
      if isHead(at: position) != nil { break }
      if has(.permissions, position) || isProhibition(at: position) {
        return [Clause(.information, words)].compactMap(\.self)
      }
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
        let phrase = words[(position + length)..<end.end].phrase
      else { return nil }
      openings.condition = Condition(phrase: phrase, negation: lexicon.plainest(.negations) ?? "")
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

  /// Where an opening ends: before a directive, before a comma that an instruction or another opening follows, or,
  /// for a place, before the verb itself.
  private func openingEnd(from start: Int, maySkipComma: Bool) -> (end: Int, next: Int)? {
    var position = start
    while position < words.endIndex {
      if position > start {
        if directive(at: position) != nil || has(.permissions, position) { return (position, position) }
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

  // MARK: Heads

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
  private func statement() -> Clause? {
    if words.indices.contains(where: { has(.outcomes, $0) }) { return Clause(.outcome, words) }
    let first = skip([.adverbs], from: words.startIndex)
    let start = words[first < words.endIndex ? first : words.startIndex]
    let saysSomething = words.contains { $0.isProse && lexicon.contains(.statements, $0.key) }
    let hasSubject =
      start.isLabel || lexicon.contains(.subjects, start.key) || lexicon.endsLike(.subjectEndings, start.key)
      || lexicon.contains(.statements, start.key) || has(.conditions, first) || has(.prepositions, first)
    if saysSomething, hasSubject { return Clause(.information, words) }
    // An entry of an enumeration: a label, and nothing asked.
    if words.allSatisfy({ !$0.isProse }) { return Clause(.information, words) }
    // Something is asked for, and what stands before it is not understood.
    let asks = words.indices.dropFirst().contains { position in
      directive(at: position) != nil || lexicon.verb(in: words, at: position, form: .imperative) != nil
    }
    return Clause(.undefined(asks ? .openingUnknown : .verbUnknown), words)
  }

  // MARK: Words

  func has(_ list: Lexicon.List, _ position: Int) -> Bool { lexicon.length(of: list, in: words, at: position) > 0 }

  func positive(_ length: Int) -> Int? { length > 0 ? length : nil }

  func isPlace(_ word: Word) -> Bool { word.isProse && lexicon.contains(.places, word.key) }

  /// The length of the words that begin a purpose at `position`: "so", "for at", "for … at", "to" before a verb.
  func purpose(at position: Int) -> Int? {
    if let length = positive(lexicon.length(of: .purposes, in: words, at: position)) {
      let next = position + length
      // The Danish "så" also joins: "så skal du vælge".
      if next >= words.endIndex || directive(at: next) != nil { return nil }
      return length
    }
    if let length = positive(lexicon.length(of: .purposesBeforeVerb, in: words, at: position)) {
      let isTaken = position > words.startIndex && lexicon.contains(.notPurposeAfter, words[position - 1].key)
      return !isTaken && lexicon.verb(in: words, at: position + length, form: nil) != nil ? length : nil
    }
    return splitPurpose(at: position)
  }

  /// "for automatisk at generere": the words between the halves belong to the purpose.
  private func splitPurpose(at position: Int) -> Int? {
    for entry in lexicon.splitPurposes
    where position < words.endIndex && words[position].isProse && words[position].key == entry.0 {
      let between = words[(position + 1)...].prefix { $0.isProse && $0.key != entry.1 && $0.key != entry.0 }
      let next = between.endIndex
      if (1...2).contains(between.count), next < words.endIndex, words[next].isProse, words[next].key == entry.1,
        !between.contains(where: { lexicon.contains(.determiners, $0.key) })
      {
        return 1
      }
    }
    return nil
  }

  func skip(_ lists: [Lexicon.List], from start: Int) -> Int {
    var position = start
    while position < words.endIndex {
      if words[position].kind == .comma, position == words.startIndex || lists.contains(.connectors) || position > start
      {
        position += 1
        continue
      }
      // A verb, a directive or a formality is never passed over as an adverb.
      if has(.formalities, position) { return position }
      guard let length = lists.lazy.compactMap({ positive(lexicon.length(of: $0, in: words, at: position)) }).max()
      else {
        return position
      }
      position += length
    }
    return position
  }
}

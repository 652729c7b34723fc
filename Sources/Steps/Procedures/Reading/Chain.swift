extension SentenceParse {
  /// What joins two clauses.
  private struct Joint {
    /// Where the openings, directive or verb of the next clause begin.
    var next: Int
    var isAlternative = false
    /// A bare "and", which binds closer than the "or" before it.
    var isTight = false
    var form: VerbForm
    /// The next clause names only an object: "and then **Save**".
    var carriesVerb = false
    /// The next clause is no instruction: "and you can …".
    var rest: Clause.Kind?
  }

  /// Reads the clauses from the head of the first one to the end of the sentence.
  func chain(from start: Int, _ firstOpenings: Openings) -> [Clause] {
    var clauses: [Clause] = []
    var openings = firstOpenings
    var position = start
    var carried: (verb: Lexicon.Verb, phrase: Phrase)?
    var isAlternative = false
    var extendsAlternative = false
    var form = isHead(at: start) ?? .imperative
    while position < words.endIndex {
      guard let head = readHead(at: position, form: &form, openings: &openings, carried: carried) else {
        if let clause = Clause(.undefined(.verbUnknown), words[position...]) { clauses.append(clause) }
        break
      }
      let joint = joint(after: head.objects, form: form)
      let end = joint?.end ?? words.endIndex
      if let clause = clause(head, words[head.objects..<end], start: position, openings) {
        append(clause, isAlternative: isAlternative, extendsAlternative: extendsAlternative, to: &clauses)
      }
      openings = Openings()
      guard let joint else { break }
      if let kind = joint.joint.rest {
        if let clause = Clause(kind, words[joint.joint.next...]) { clauses.append(clause) }
        break
      }
      extendsAlternative = joint.joint.isTight && (isAlternative || extendsAlternative)
      isAlternative = joint.joint.isAlternative
      form = joint.joint.form
      carried = joint.joint.carriesVerb ? (head.verb, head.phrase) : nil
      position = joint.joint.next
      while carried == nil, directive(at: position) == nil, lexicon.verb(in: words, at: position, form: form) == nil,
        let next = readOpening(at: position, into: &openings), next > position
      {
        position = skip([.adverbs], from: next)
        if let newForm = isHead(at: position) { form = newForm }
      }
      if carried == nil, form == .infinitive, lexicon.verb(in: words, at: position, form: form) == nil,
        let verb = infinitiveAfterPlace(at: position)
      {
        openings.contexts += contexts(in: words[position..<verb])
        position = verb
      }
    }
    return clauses
  }

  struct Head {
    var verb: Lexicon.Verb
    var phrase: Phrase
    /// Where the words after the verb begin.
    var objects: Int
  }

  private func readHead(
    at start: Int, form: inout VerbForm, openings: inout Openings, carried: (verb: Lexicon.Verb, phrase: Phrase)?
  ) -> Head? {
    if let carried { return Head(verb: carried.verb, phrase: carried.phrase, objects: start) }
    var position = start
    if let end = directive(at: position) {
      form = .infinitive
      position = skip([.adverbs, .either], from: end)
      if lexicon.verb(in: words, at: position, form: form) == nil, let verb = infinitiveAfterPlace(at: position) {
        openings.contexts += contexts(in: words[position..<verb])
        position = verb
      }
    }
    position = skip([.adverbs, .either], from: position)
    guard var found = lexicon.verb(in: words, at: position, form: form) else { return nil }
    let first = position
    position += found.length
    // "enter or paste the value": verbs that share an object. The one that does the most specific thing counts.
    while true {
      let next = skip([.connectors, .alternatives, .sequencers, .adverbs], from: position)
      guard next > position, !has(.adverbs, position) || next > position + 1,
        let other = lexicon.verb(in: words, at: next, form: form),
        words[position..<next].contains(where: { $0.isProse })
      else { break }
      if other.verb.operation != .perform { found.verb = other.verb }
      position = next + other.length
    }
    guard let phrase = words[first..<position].phrase else { return nil }
    return Head(verb: found.verb, phrase: phrase, objects: skip([.adverbs, .either], from: position))
  }

  /// Finds where the clause whose objects begin at `start` ends.
  private func joint(after start: Int, form: VerbForm) -> (end: Int, joint: Joint)? {
    var isInPurpose = false
    var position = start
    while position < words.endIndex {
      if position > start || words[position].kind == .comma,
        let joint = joint(at: position, form, isInPurpose: isInPurpose)
      {
        return (position, joint)
      }
      if purpose(at: position) != nil || has(.conditions, position) && position > start { isInPurpose = true }
      position += 1
    }
    return nil
  }

  private func joint(at start: Int, _ form: VerbForm, isInPurpose: Bool) -> Joint? {
    guard words[start].kind == .comma || words[start].isProse else { return nil }
    var next = start
    var isAlternative = false
    var isSequence = false
    var isConnected = false
    scan: while next < words.endIndex {
      if words[next].kind == .comma {
        next += 1
      } else if let length = positive(lexicon.length(of: .sequencers, in: words, at: next)),
        isConnected || length > 1 || next > start
      {
        isSequence = true
        next += length
      } else if let length = positive(lexicon.length(of: .alternatives, in: words, at: next)) {
        isAlternative = true
        next += length
      } else if let length = positive(lexicon.length(of: .connectors, in: words, at: next)) {
        isConnected = true
        next += length
      } else if next > start, let length = positive(lexicon.length(of: .adverbs, in: words, at: next)) {
        next += length
      } else {
        break scan
      }
    }
    guard next > start, next < words.endIndex else { return nil }
    let startsWithComma = words[start].kind == .comma
    if isInPurpose, isAlternative, let joint = alternativeAfterPurpose(at: next, form) { return joint }
    if isInPurpose, isAlternative { return nil }
    let isClear = !isInPurpose || startsWithComma || isSequence
    if let verb = lexicon.verb(in: words, at: next, form: form) {
      // In a purpose only a form that no purpose has, or a mark, ends it.
      guard isClear || form == .imperative && verb.verb.imperative != verb.verb.infinitive else { return nil }
      return Joint(
        next: next, isAlternative: isAlternative, isTight: isConnected && !startsWithComma && !isSequence, form: form)
    }
    guard isClear else { return nil }
    if directive(at: next) != nil { return Joint(next: next, isAlternative: isAlternative, form: .infinitive) }
    // "and under the **X** tab select": the place stands before its verb.
    if form == .infinitive, has(.prepositions, next), infinitiveAfterPlace(at: next) != nil {
      return Joint(next: next, isAlternative: isAlternative, form: form)
    }
    if has(.permissions, next) || isProhibition(at: next) {
      return Joint(next: next, form: form, rest: .information)
    }
    guard isConnected || isSequence || isAlternative else { return nil }
    if has(.prepositions, next) || has(.conditions, next) || purpose(at: next) != nil {
      var unused = Openings()
      guard let after = readOpening(at: next, into: &unused), after > next else { return nil }
      let head = skip([.adverbs], from: after)
      guard isHead(at: head) != nil || lexicon.verb(in: words, at: head, form: form) != nil else { return nil }
      return Joint(next: next, isAlternative: isAlternative, form: form)
    }
    if isSequence, words[next].isLabel, words[next].text.first?.isLowercase != true {
      return Joint(next: next, form: form, carriesVerb: true)
    }
    let rest = words[next...]
    if lexicon.contains(.subjects, words[next].key) || lexicon.endsLike(.subjectEndings, words[next].key)
      || words[next].isLabel
    {
      if rest.indices.prefix(8).contains(where: { has(.outcomes, $0) }) {
        return Joint(next: next, form: form, rest: .outcome)
      }
    }
    return nil
  }

  /// "select **Yes** to do this or **No** to do that", and a verb whose form no purpose has.
  private func alternativeAfterPurpose(at next: Int, _ form: VerbForm) -> Joint? {
    if words[next].isLabel, next + 1 < words.endIndex, purpose(at: next + 1) != nil {
      return Joint(next: next, isAlternative: true, form: form, carriesVerb: true)
    }
    guard form == .imperative, let verb = lexicon.verb(in: words, at: next, form: form)?.verb,
      verb.imperative != verb.infinitive
    else { return nil }
    return Joint(next: next, isAlternative: true, form: form)
  }

  /// Adds a clause, as a further alternative of the one before it ("A or B") or as a part of its last alternative
  /// ("A or B and C").
  private func append(_ clause: Clause, isAlternative: Bool, extendsAlternative: Bool, to clauses: inout [Clause]) {
    guard isAlternative || extendsAlternative, let last = clauses.indices.last,
      case .instructions(var alternatives) = clauses[last].kind, case .instructions(let more) = clause.kind
    else {
      clauses.append(clause)
      return
    }
    if isAlternative {
      alternatives += more
    } else if more.count == 1, let final = alternatives.indices.last {
      alternatives[final] += more[0]
    }
    clauses[last].kind = .instructions(alternatives)
    clauses[last].purposes += clause.purposes
    clauses[last].phrase = Phrase(
      text: clauses[last].phrase.text + " … " + clause.phrase.text,
      place: clauses[last].phrase.place.union(clause.phrase.place))
  }
}

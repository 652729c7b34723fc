/// What stands in brackets within a sentence.
extension Grammar {
  private func asks(_ clauses: [Clause]) -> Bool {
    clauses.contains { clause in
      if case .instructions = clause.kind { true } else { false }
    }
  }

  /// "your name (if you have one), the address and the key": it is not said how much depends on it.
  private func isFollowed(_ aside: [Word], in clause: Clause, of sentence: Sentence) -> Bool {
    guard case .instructions = clause.kind, let end = aside.last?.place else { return false }
    let next = sentence.words.first { ($0.place.line, $0.place.column) >= (end.endLine, end.endColumn) }
    return next?.kind == .comma
      && (clause.phrase.place.endLine, clause.phrase.place.endColumn) > (end.endLine, end.endColumn + 1)
  }

  private func hasSeveral(before aside: [Word], in clause: Clause, of sentence: Sentence) -> Bool {
    guard let end = aside.first.map({ ($0.place.line, $0.place.column) }) else { return false }
    let start = (clause.phrase.place.line, clause.phrase.place.column)
    return sentence.words.contains { word in
      let place = (word.place.line, word.place.column)
      return start <= place && place < end && word.isProse && lexicon.contains(.connectors, word.key)
    }
  }

  /// What stands in brackets counts where it asks for something, forbids it, or makes it depend on something.
  func take(_ aside: [Word], of sentence: Sentence, into clauses: inout [Clause]) {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    // Of the clause that it stands in or behind.
    let opened = aside.first.map { ($0.place.line, $0.place.column) }
    let last = clauses.lastIndex { clause in
      opened.map { (clause.phrase.place.line, clause.phrase.place.column) < $0 } ?? true
    }
    if let length = parse.positive(parse.optional(at: 0)), length == aside.count {
      guard let last, case .instructions = clauses[last].kind else { return }
      // "a name and a description (optional)": one of several.
      if hasSeveral(before: aside, in: clauses[last], of: sentence) {
        misread(aside, in: &clauses)
      } else {
        clauses[last].optional = aside.phrase
      }
      return
    }
    if let last, belongsToObject(aside) {
      let isKept = !parse.has(.before, 0) && keep(aside, of: sentence, in: &clauses[last])
      if !isKept, clauses[last].asks { misread(aside, in: &clauses) }
      return
    }
    if let last, let address = address(aside) {
      // What is typed is no place.
      if clauses[last].types { return misread(aside, in: &clauses) }
      if clauses[last].place(last: [address]) { return }
    }
    if let last, parse.conditionLength(at: 0) != nil, parse.formality(at: 0) == nil,
      isFollowed(aside, in: clauses[last], of: sentence)
    {
      misread(aside, in: &clauses)
      return
    }
    if let length = parse.conditionLength(at: 0), let last, clauses[last].condition == nil,
      parse.formality(at: 0) == nil, !parse.isRelativeOrCondition(at: 0), !asks(parse.clauses()),
      case .instructions = clauses[last].kind
    {
      clauses[last].condition = parse.condition(at: 0, length, upTo: aside.count)
      return
    }
    let start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    let isConditioned = parse.conditionLength(at: 0) != nil && asks(parse.clauses())
    if isConditioned || parse.head(at: start).map({ $0.usesScreen || $0.mode == .forbidden }) ?? false {
      insert(parse.clauses(), behind: last, into: &clauses)
      return
    }
    if let last, let joined = parse.alternative.flatMap({ clauses[last].or($0) }) {
      clauses[last] = joined
      return
    }
    if let last, let or = alternative(Sentence(words: aside, isAnnouncement: false)), or.usesScreen,
      let joined = clauses[last].or(or)
    {
      clauses[last] = joined
      return
    }
    if namesFurtherVerb(aside) {
      takeFurtherVerb(aside, into: &clauses)
      return
    }
    // "(and edit it if necessary)".
    if parse.has(.connectors, 0), parse.head(at: start) != nil {
      insert(SentenceParse(lexicon: lexicon, words: aside[start...]).clauses(), behind: last, into: &clauses)
      return
    }
    // "(then **B**)", "(hvis postkasse du …)": more is asked for, or less, than the sentence says.
    let isSetApart = parse.has(.negations, 0) || parse.has(.exclusions, 0)
    let isJoined = [Lexicon.List.connectors, .sequencers, .alternatives].contains { parse.has($0, 0) }
    if isSetApart || isJoined && aside.contains(where: \.isUsable) || parse.isRelativeOrCondition(at: 0) {
      misread(aside, in: &clauses)
    } else if !parse.has(.examples, 0), aside.contains(where: \.isUsable) {
      takeNames(aside, into: &clauses)
    } else if let last, namesWhich(aside), keep(aside, of: sentence, in: &clauses[last]) {
      return
    } else if parse.has(.roleSignIns, 0), aside.indices.contains(where: parse.isPerson), let role = parse.target(aside),
      let last = clauses.indices.last
    {
      // "(as an administrator)".
      _ = clauses[last].place(last: [role])
    }
  }

  /// What is asked for in brackets is done where they stand.
  private func insert(_ asked: [Clause], behind clause: Int?, into clauses: inout [Clause]) {
    clauses.insert(contentsOf: asked, at: clause.map { $0 + 1 } ?? clauses.endIndex)
  }

  /// "(or use the old one)", but not "(or phone number)".
  private func namesFurtherVerb(_ aside: [Word]) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    let start = parse.skip([.alternatives, .adverbs], from: 0)
    guard parse.has(.alternatives, 0), let (verb, length) = lexicon.verb(in: aside[...], at: start, form: nil) else {
      return false
    }
    let object = start + length
    return object >= aside.count || verb.imperative != verb.infinitive || aside[object].isLabel
      || [Lexicon.List.determiners, .quantities, .readers, .prepositions, .things].contains { parse.has($0, object) }
  }

  /// "Select (or create) a policy": as without the brackets.
  func withFurtherVerbs(_ sentence: Sentence) -> Sentence {
    var read = sentence
    read.asides = sentence.asides.filter { aside in
      let or = lexicon.length(of: .alternatives, in: aside[...], at: 0)
      guard or > 0, let first = aside.first?.place,
        lexicon.verb(in: aside[...], at: or, form: nil)?.length == aside.count - or,
        let next = read.words.firstIndex(where: { ($0.place.line, $0.place.column) > (first.line, first.column) }),
        next > 0, read.words[next - 1].isProse, lexicon.beginsVerb(read.words[next - 1].key)
      else { return true }
      read.words.insert(contentsOf: aside, at: next)
      return false
    }
    return read
  }

  /// "to open (or save) it": a part of the aim; elsewhere nobody knows what else may be done.
  private func takeFurtherVerb(_ aside: [Word], into clauses: inout [Clause]) {
    guard let phrase = aside.phrase else { return }
    for clause in clauses.indices {
      for purpose in clauses[clause].purposes.indices
      where clauses[clause].purposes[purpose].place.overlaps(phrase.place) {
        clauses[clause].purposes[purpose].text += " (\(phrase.text))"
        return
      }
    }
    misread(aside, in: &clauses)
  }

  /// What names something on the screen is a place, or is told; else it is left over.
  private func takeNames(_ aside: [Word], into clauses: inout [Clause]) {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    if let places = parse.wholePlace, let last = clauses.indices.last, clauses[last].place(last: places) { return }
    // "(**A** > **B**)": the way to what was named.
    if aside.allSatisfy({ !$0.isProse }) {
      clauses += [Clause(.information, aside)].compactMap(\.self)
      return
    }
    let said = parse.clauses()
    let isRead = said.allSatisfy { clause in
      if case .undefined = clause.kind { false } else { true }
    }
    if isRead, !said.isEmpty { clauses += said } else { misread(aside, in: &clauses) }
  }

  private func misread(_ aside: [Word], in clauses: inout [Clause]) {
    guard let last = clauses.indices.last else { return }
    clauses[last].misread(.wordsLeftOver, at: aside.phrase)
  }
}

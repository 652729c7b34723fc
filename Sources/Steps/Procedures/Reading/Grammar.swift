/// Reads a step's words by one language's lexicon:
///
///     step      = sentence+
///     sentence  = opening* clause (joint clause)*  |  statement
///     opening   = condition ","  |  purpose ","  |  place [","]  |  formality
///     joint     = ","  |  connector  |  sequencer  |  alternative
///     clause    = [directive | permission | negation] verb [objects] place* [purpose] [condition]
///     objects   = path ((","  |  connector  |  alternative) path)*
///     path      = target (">" target)*
///     statement = [opening ","] subject finite-verb …
///
/// Where an instruction begins the verbs decide, not where labels stand. What no rule covers is undefined: a wrong
/// reading is worse than none, and so is a sentence that is taken for information because nothing in it is known.
struct Grammar {
  let lexicon: Lexicon

  /// What a paragraph says.
  struct Paragraph {
    var clauses: [Clause] = []
    /// What holds for the list that follows: "On the **X** page:".
    var announcement: SentenceParse.Openings?
    /// The words at its beginning that leave the whole step to the reader.
    var optional: Phrase?
  }

  /// - Parameter isFollowed: Whether bullets, sub-steps or further paragraphs belong to the step.
  func paragraph(_ words: [Word], isFollowed: Bool) -> Paragraph {
    var paragraph = Paragraph()
    var last: [Clause] = []
    var pending: SentenceParse.Openings?
    let sentences = joined(sentences(of: words).filter { !isEnumerator($0) })
    for (index, sentence) in sentences.enumerated() {
      let isLast = index + 1 == sentences.endIndex
      if let words = optionalMark(sentence) {
        if paragraph.clauses.isEmpty { paragraph.optional = words }
        continue
      }
      if sentence.isAnnouncement, !isLast || isFollowed,
        let openings = SentenceParse(lexicon: lexicon, words: sentence.words[...]).announcement()
      {
        if isLast { paragraph.announcement = openings } else { pending = openings }
        continue
      }
      var read = clauses(of: sentence, isFollowed: !isLast || isFollowed)
      if let openings = pending {
        read.place(openings)
        pending = nil
      }
      if let or = alternative(sentence), last.count == 1, let joined = last[0].or(or) {
        paragraph.clauses[paragraph.clauses.endIndex - 1] = joined
        last = [joined]
      } else {
        if !paragraph.clauses.isEmpty, comesFirst(sentence) { read.misreadFirst(.orderUnclear) }
        paragraph.clauses += read
        last = read
      }
    }
    return paragraph
  }

  /// "a.", "1)": the mark of a sub-step that was written as text.
  private func isEnumerator(_ sentence: Sentence) -> Bool {
    guard sentence.words.count == 1, let word = sentence.words.first, word.isProse, !sentence.isAnnouncement else {
      return false
    }
    return word.text.count == 1 && word.text.allSatisfy { $0.isLetter || $0.isNumber } || Int(word.text) != nil
  }

  /// "Select: **Save**", "Select one of the following: **A**, **B**": the object stands behind the colon.
  private func joined(_ sentences: [Sentence]) -> [Sentence] {
    var joined: [Sentence] = []
    for sentence in sentences {
      if let last = joined.last, last.isAnnouncement, sentence.words.first?.isLabel == true, asksForObject(last) {
        joined[joined.endIndex - 1].words += sentence.words
        joined[joined.endIndex - 1].isAnnouncement = sentence.isAnnouncement
        joined[joined.endIndex - 1].asides += sentence.asides
      } else {
        joined.append(sentence)
      }
    }
    return joined
  }

  private func asksForObject(_ sentence: Sentence) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    guard !sentence.words.contains(where: \.isLabel) else { return false }
    var start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    var openings = SentenceParse.Openings()
    // "In your browser, go to:"
    while parse.head(at: start) == nil, let next = parse.readOpening(at: start, into: &openings), next > start {
      start = parse.skip([.adverbs], from: next)
    }
    return parse.head(at: start)?.verbs.contains { [.open, .choose, .enter, .on, .off].contains($0.operation) } ?? false
  }

  /// "Optional", "(Optional)", "Optional:" as a sentence of its own.
  private func optionalMark(_ sentence: Sentence) -> Phrase? {
    let words = sentence.words[...]
    let length = lexicon.length(of: .optionals, in: words, at: 0)
    if length > 0, length == words.count { return words.phrase }
    // In bold: "**Optional:**".
    guard words.count == 1, let word = words.first, word.isLabel else { return nil }
    let prose = Word(.prose, word.text, word.place)
    return lexicon.length(of: .optionals, in: [prose], at: 0) == 1 ? words.phrase : nil
  }

  private func comesFirst(_ sentence: Sentence) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    let start = parse.skip([.connectors, .sequencers, .adverbs, .alternatives], from: 0)
    return (0..<max(start, 1)).contains { parse.has(.firsts, $0) }
  }

  /// The one clause of a sentence that begins with "or".
  private func alternative(_ sentence: Sentence) -> Clause? {
    guard sentence.words.count > 1, lexicon.length(of: .alternatives, in: sentence.words[...], at: 0) > 0 else {
      return nil
    }
    var rest = sentence
    rest.words.removeFirst(lexicon.length(of: .alternatives, in: sentence.words[...], at: 0))
    while rest.words.first?.kind == .comma { rest.words.removeFirst() }
    let clauses = clauses(of: rest, isFollowed: false)
    guard clauses.count == 1, var clause = clauses.first else { return nil }
    // "Or you can select …": it is left to the reader which of the two.
    if lexicon.length(of: .permissions, in: rest.words[...], at: 0) > 0 { clause.optional = nil }
    return clause
  }

  private func clauses(of sentence: Sentence, isFollowed: Bool) -> [Clause] {
    let sentence = withLinkedCommand(sentence)
    var clauses: [Clause]
    if sentence.isAnnouncement, isFollowed, let title = title(sentence) {
      clauses = [title]
    } else if let told = questionOrExample(sentence) {
      clauses = [told]
    } else {
      clauses = SentenceParse(lexicon: lexicon, words: sentence.words[...]).clauses()
    }
    for aside in sentence.asides { take(aside, into: &clauses) }
    return clauses
  }

  /// "Sign out: select your name" and "**Header:** shows …": a title of what follows.
  private func title(_ sentence: Sentence) -> Clause? {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    let isNames = sentence.words.allSatisfy { !$0.isProse }
    guard isNames || sentence.words.count <= 4 && !sentence.words.contains(where: \.isLabel),
      !sentence.words.contains(where: parse.isCommand)
    else { return nil }
    if let head = parse.head(at: 0), head.usesScreen { return nil }
    guard var clause = Clause(.information, sentence.words) else { return nil }
    clause.isEntry = true
    // "**Note:** …" names no control.
    clause.mentions = sentence.words.filter { $0.isUsable && !lexicon.contains(.titles, $0.key) }.compactMap { word in
      parse.target([word])
    }
    return clause
  }

  private func asks(_ clauses: [Clause]) -> Bool {
    clauses.contains { clause in
      if case .instructions = clause.kind { true } else { false }
    }
  }

  /// What stands in brackets counts where it asks for something, forbids it, or makes it depend on something.
  private func take(_ aside: [Word], into clauses: inout [Clause]) {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    if let length = parse.positive(parse.optional(at: 0)), length == aside.count {
      if case .instructions? = clauses.last?.kind { clauses[clauses.endIndex - 1].optional = aside.phrase }
      return
    }
    if let length = parse.conditionLength(at: 0), let last = clauses.indices.last, clauses[last].condition == nil,
      parse.formality(at: 0) == nil, !parse.isRelativeOrCondition(at: 0), !asks(parse.clauses()),
      case .instructions = clauses[last].kind
    {
      clauses[last].condition = parse.condition(at: 0, length, upTo: aside.count)
      return
    }
    let start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    let isConditioned = parse.conditionLength(at: 0) != nil && asks(parse.clauses())
    if isConditioned || parse.head(at: start).map({ $0.usesScreen || $0.mode == .forbidden }) ?? false {
      clauses += parse.clauses()
      return
    }
    if let or = parse.alternative, let last = clauses.last?.or(or) {
      clauses[clauses.endIndex - 1] = last
      return
    }
    if let or = alternative(Sentence(words: aside, isAnnouncement: false)), let last = clauses.last?.or(or) {
      clauses[clauses.endIndex - 1] = last
      return
    }
    // "(then **B**)", "(hvis postkasse du …)": more is asked for, or less, than the sentence says.
    let isSetApart = parse.has(.negations, 0) || parse.has(.exclusions, 0)
    let isJoined = [Lexicon.List.connectors, .sequencers, .alternatives].contains { parse.has($0, 0) }
    if isSetApart || isJoined && aside.contains(where: \.isUsable) || parse.isRelativeOrCondition(at: 0) {
      misread(aside, in: &clauses)
    } else if aside.contains(where: \.isUsable), !parse.has(.examples, 0) {
      takeNames(aside, into: &clauses)
    }
  }

  /// What names something on the screen is a place, or is told; else it is left over.
  private func takeNames(_ aside: [Word], into clauses: inout [Clause]) {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    if let places = parse.wholePlace, let last = clauses.indices.last, clauses[last].place(last: places) { return }
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

extension [Clause] {
  /// Puts the first instruction into the places, and all of them under the condition.
  mutating func place(_ openings: SentenceParse.Openings) {
    var isPlaced = openings.contexts.isEmpty
    for index in indices {
      if let condition = openings.condition {
        if self[index].condition == nil {
          self[index].condition = condition
        } else {
          self[index].misread(.alternativeConditioned, at: condition.phrase)
        }
      }
      guard !isPlaced, case .instructions(var alternatives) = self[index].kind else { continue }
      for way in alternatives.indices where !alternatives[way].isEmpty {
        alternatives[way][0].contexts = openings.contexts + alternatives[way][0].contexts
      }
      self[index].kind = .instructions(alternatives)
      isPlaced = true
    }
    let isUnread = contains { clause in
      if case .undefined = clause.kind { true } else { false }
    }
    guard !isPlaced, !isUnread, let place = openings.contexts.first else { return }
    // A place in which nothing is done.
    misreadFirst(.objectMissing, at: place.whole)
  }

  mutating func misreadFirst(_ misreading: Misreading, at words: Phrase? = nil) {
    guard let first = indices.first else { return }
    self[first].misread(misreading, at: words ?? self[first].phrase)
  }
}

extension Clause {
  /// Puts its last instruction into the places.
  /// - Returns: Whether there is one instruction, so that nothing else can be meant.
  mutating func place(last places: [Target]) -> Bool {
    guard case .instructions(var ways) = kind, ways.count == 1, ways[0].count == 1 else { return false }
    ways[0][0].contexts += places
    kind = .instructions(ways)
    return true
  }

  /// The clause with another name as the further end of its path: "**A** > **B** (or **C**)".
  func or(_ name: Target) -> Clause? {
    guard case .instructions(let ways) = kind, ways.count == 1, ways[0].count == 1, var way = ways[0].first,
      way.path.last?.isLabel == true, way.value == nil
    else { return nil }
    way.path[way.path.endIndex - 1] = name
    var joined = self
    joined.kind = .instructions(ways + [[way]])
    return joined
  }

  /// The clause with another as a further alternative; nil where one of them is no instruction or has a condition.
  func or(_ other: Clause) -> Clause? {
    guard case .instructions(let own) = kind, case .instructions(let more) = other.kind, other.condition == nil,
      other.optional == nil
    else { return nil }
    var joined = self
    joined.kind = .instructions(own + more)
    joined.purposes += other.purposes
    joined.phrase = Phrase(
      text: phrase.text + " … " + other.phrase.text, place: phrase.place.union(other.phrase.place))
    return joined
  }

  init?(_ kind: Kind, _ words: some Collection<Word>) {
    guard let phrase = words.phrase else { return nil }
    self.init(kind: kind, phrase: phrase, condition: nil, purposes: [])
    namesSomething = words.contains(where: \.isUsable)
  }
}

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
  /// - Parameter isEntry: Whether the words are a bullet of a list that names things.
  func paragraph(_ words: [Word], isFollowed: Bool, isEntry: Bool = false) -> Paragraph {
    var paragraph = Paragraph()
    var last: [Clause] = []
    var pending: SentenceParse.Openings?
    var sentences = joined(sentences(of: words).filter { !isEnumerator($0) })
    if isEntry { paragraph.clauses = [takeName(from: &sentences)].compactMap(\.self) }
    for (index, read) in sentences.enumerated() where !isAddress(ofSentenceAt: index, in: sentences) {
      var sentence = read
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
      if paragraph.clauses.isEmpty { sentence = leftToReader(sentence) }
      var read = clauses(of: sentence, isFollowed: !isLast || isFollowed, isAlone: sentences.count == 1)
      if let openings = pending {
        read.place(openings)
        pending = nil
      }
      if !isLast { take(addressAt: index + 1, in: sentences, into: &read) }
      if let or = alternative(sentence), let joined = last.joined?.or(or) {
        paragraph.clauses.removeLast(last.count)
        paragraph.clauses.append(joined)
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
      if let last = joined.last, last.isAnnouncement, sentence.words.first?.isLabel == true,
        asksForObject(last, named: isNames(sentence))
      {
        joined[joined.endIndex - 1].words += sentence.words
        joined[joined.endIndex - 1].isAnnouncement = sentence.isAnnouncement
        joined[joined.endIndex - 1].asides += sentence.asides
      } else {
        joined.append(sentence)
      }
    }
    return joined
  }

  private func isNames(_ sentence: Sentence) -> Bool {
    sentence.words.indices.allSatisfy { position in
      let word = sentence.words[position]
      return word.isLabel || word.kind == .comma
        || lexicon.length(of: .connectors, in: sentence.words[...], at: position) > 0
    }
  }

  /// - Parameter named: Whether nothing but a name follows: "run the following command: `dir`".
  private func asksForObject(_ sentence: Sentence, named: Bool) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    var start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    var openings = SentenceParse.Openings()
    // "In your browser, go to:"
    while parse.head(at: start) == nil, let next = parse.readOpening(at: start, into: &openings), next > start {
      start = parse.skip([.adverbs], from: next)
    }
    guard let head = parse.head(at: start), !sentence.words[head.objects...].contains(where: \.isLabel) else {
      return false
    }
    // "open it using: `a command`"
    if named, let last = sentence.words.indices.last, parse.has(.prepositions, last), last > head.objects {
      return true
    }
    if head.verbs.contains(where: \.operation.isOnScreen) { return true }
    let isFollowing = (head.objects..<sentence.words.endIndex).contains { parse.has(.following, $0) }
    let isSeries = (start..<sentence.words.endIndex).contains { parse.has(.announcements, $0) }
    return named && isFollowing && !isSeries
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

  /// "Or you can …" at the beginning: what it is an alternative to stands elsewhere, and it may be done or not.
  private func leftToReader(_ sentence: Sentence) -> Sentence {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    let or = lexicon.length(of: .alternatives, in: sentence.words[...], at: 0)
    let next = parse.skip([.connectors, .adverbs], from: or)
    guard or > 0, parse.has(.permissions, next) else { return sentence }
    var left = sentence
    left.words.removeFirst(next)
    return left
  }

  private func comesFirst(_ sentence: Sentence) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    let start = parse.skip([.connectors, .sequencers, .adverbs, .alternatives], from: 0)
    return (0..<max(start, 1)).contains { parse.has(.firsts, $0) }
  }

  /// The one clause of a sentence that begins with "or".
  func alternative(_ sentence: Sentence) -> Clause? {
    guard sentence.words.count > 1, lexicon.length(of: .alternatives, in: sentence.words[...], at: 0) > 0 else {
      return nil
    }
    var rest = sentence
    rest.words.removeFirst(lexicon.length(of: .alternatives, in: sentence.words[...], at: 0))
    while rest.words.first?.kind == .comma { rest.words.removeFirst() }
    guard var clause = clauses(of: rest, isFollowed: false).joined else { return nil }
    // "Or you can select …": it is left to the reader which of the two.
    if lexicon.length(of: .permissions, in: rest.words[...], at: 0) > 0 { clause.optional = nil }
    return clause
  }

  /// - Parameter isAlone: Whether the paragraph has no other sentence.
  private func clauses(of sentence: Sentence, isFollowed: Bool, isAlone: Bool = false) -> [Clause] {
    let written = sentence
    let sentence = withBoldCommand(withLinkedCommand(withFurtherVerbs(sentence)))
    var clauses: [Clause]
    if sentence.isAnnouncement, isFollowed, let title = title(sentence) {
      clauses = [title]
    } else if lexicon.length(of: .titles, in: sentence.words[...], at: 0) == sentence.words.count,
      let remark = Clause(.information, sentence.words)
    {
      // "Bemærk!" is a verb as well.
      clauses = [remark]
    } else if let told = questionOrExample(sentence) {
      clauses = [told]
    } else {
      clauses = SentenceParse(lexicon: lexicon, words: sentence.words[...]).clauses()
    }
    if losesVerb(written) { clauses.misreadFirst(.verbUnknown) }
    if sentence.isBold, isFollowed, sentence.isAnnouncement || isAlone {
      for index in clauses.indices { clauses[index].isHeading = true }
    }
    for aside in sentence.asides { take(aside, of: sentence, into: &clauses) }
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
}

extension [Clause] {
  /// Instructions that follow each other as one clause; nil where not all of them are asked for as they stand.
  fileprivate var joined: Clause? {
    guard var joined = first else { return nil }
    for clause in dropFirst() {
      guard case .instructions(let own) = joined.kind, case .instructions(let more) = clause.kind, own.count == 1,
        more.count == 1, joined.condition == nil, clause.condition == nil, joined.optional == clause.optional
      else { return nil }
      joined.kind = .instructions([own[0] + more[0]])
      joined.purposes += clause.purposes
      joined.phrase = Phrase(
        text: joined.phrase.text + " … " + clause.phrase.text, place: joined.phrase.place.union(clause.phrase.place))
    }
    return joined
  }

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

  /// Whether something is asked for on the screen, or by a name.
  var usesScreen: Bool {
    guard case .instructions(let ways) = kind else { return false }
    return ways.joined().contains { $0.operation != .perform || $0.path.contains(where: \.isLabel) }
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

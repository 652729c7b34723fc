/// Where instructions begin.
extension SentenceParse {
  /// The verb of a clause and what the words before it make of it.
  struct Head {
    enum Mode { case asked, allowed, forbidden }

    var mode = Mode.asked
    var form: VerbForm
    /// Several where verbs share an object: "create or select a group".
    var verbs: [Lexicon.Verb]
    var areAlternatives = false
    /// The verbs as written.
    var phrase: Phrase
    /// Where the verb stands.
    var start: Int
    /// Where the words after the verb begin.
    var objects: Int
    /// Places between the words that ask and the verb: "skal du under **X** vælge".
    var contexts: [Target] = []
    /// The words that leave it to the reader.
    var permission: Phrase?

    var verb: Lexicon.Verb { verbs[0] }
    var usesScreen: Bool { verbs.contains { $0.operation != .perform } }
  }

  /// The head that begins at `position`, if an instruction, a permission or a prohibition does.
  ///
  /// - Parameter form: Of the verb where nothing before it says which: that of the clause before.
  func head(at position: Int, form carried: VerbForm = .imperative) -> Head? {
    // "Note that …" asks for nothing.
    if has(.tellings, position) { return nil }
    var next = position
    var mode = Head.Mode.asked
    var form: VerbForm? = carried
    var permission: Phrase?
    if let length = positive(lexicon.length(of: .exemptions, in: words, at: next)) {
      (mode, form) = (.forbidden, .infinitive)
      next = skip([.adverbs, .either], from: next + length)
    } else if let length = positive(lexicon.length(of: .permissions, in: words, at: next)) {
      (mode, form) = (.allowed, .infinitive)
      permission = words[next..<next + length].phrase
      next = skip([.adverbs, .either, .further], from: next + length)
    } else if let length = positive(lexicon.length(of: .directives, in: words, at: next)) {
      form = .infinitive
      // "We recommend that you": left to the reader.
      if words[next..<next + length].contains(where: isRecommending) { permission = words[next..<next + length].phrase }
      next = skip([.adverbs, .either], from: next + length)
    }
    if next == position, let length = positive(lexicon.length(of: .recommendations, in: words, at: next)),
      lexicon.verb(in: words, at: next + length, form: .gerund) != nil
    {
      permission = words[next..<next + length].phrase
      (form, next) = (.gerund, next + length)
    }
    let isSaid = next > position
    if let length = positive(lexicon.length(of: .negations, in: words, at: next)) {
      mode = .forbidden
      form = isSaid ? .infinitive : nil
      next = skip([.adverbs, .either], from: next + length)
    } else if !isSaid {
      next = skip([.either], from: next)
      // "Du kan eventuelt": a word that leaves it open may stand right before the verb.
      if let length = positive(optional(at: next)) { next += length }
    }
    var contexts: [Target] = []
    if isSaid, mode != .forbidden, verb(at: next, form) == nil, let verb = infinitiveAfterPlace(at: next) {
      contexts = self.contexts(in: words[next..<verb])
      next = verb
    }
    guard let found = verb(at: next, form) ?? (isSaid ? toldVerb(at: next) : presentVerb(at: next)) else { return nil }
    let end = next + found.length
    if !isSaid, isName(next, found.verb, before: end) { return nil }
    if isSaid, mode == .asked, isState(next) { return nil }
    // "Save your changes" is an instruction, "Search results …" with a finite verb behind it is not.
    if !isSaid, mode == .asked, found.verb.operation == .perform, end < words.endIndex, words[end].isProse,
      lexicon.contains(.statements, words[end].key), !words[end].key.contains("'")
    {
      return nil
    }
    if !isSaid, mode == .asked, isNoun(found.verb, before: end) || isNounOf(found.verb, before: end) { return nil }
    guard var head = sharing(found.verb, from: next, to: end, found.form) else { return nil }
    head.mode = mode
    head.contexts = contexts
    head.permission = permission
    // "Vælg ikke", "vælger du ikke".
    let after = skip([.adverbs], from: end)
    if mode == .asked, let length = positive(lexicon.length(of: .negations, in: words, at: after)) {
      head.mode = .forbidden
      head.objects = skip([.adverbs], from: after + length)
    }
    return head
  }

  /// "Search, and Export settings": written as a name within a sentence.
  private func isName(_ position: Int, _ verb: Lexicon.Verb, before end: Int) -> Bool {
    position > words.startIndex && verb.operation == .perform && words[position].text.first?.isUppercase == true
      && !words[position - 1].isMended && (words[position - 1].isProse || words[position - 1].kind == .comma)
      && !isImperative(position, verb, before: end)
      && !(end < words.endIndex && (words[end].isLabel || has(.determiners, end) || has(.contents, end)))
  }

  /// "og Tildel licenser": a form that only an imperative has, before an object.
  private func isImperative(_ position: Int, _ verb: Lexicon.Verb, before end: Int) -> Bool {
    has(.connectors, position - 1) && words[position - 1].isProse && verb.imperative != verb.infinitive
      && words[position].key == verb.imperative[0] && end < words.endIndex && purpose(at: end) == nil
  }

  /// "Export jobs have …": half of what the sentence speaks of. "Check users have …" checks what they do.
  func isNoun(_ verb: Lexicon.Verb, before end: Int) -> Bool {
    guard verb.operation == .perform, verb.imperative.count == 1, end + 1 < words.endIndex, words[end].isProse,
      words[end + 1].isProse,
      lexicon.contains(.copulas, words[end + 1].key) || lexicon.contains(.owning, words[end + 1].key),
      ![Lexicon.List.determiners, .quantities, .readers, .prepositions, .contents, .questions].contains(where: {
        has($0, end)
      })
    else { return false }
    return !lexicon.verbs.contains { other in
      other.imperative.count == 2 && other.imperative[0] == verb.imperative[0]
        && lexicon.contains(.contents, other.imperative[1])
    }
  }

  private func isRecommending(_ word: Word) -> Bool {
    lexicon.lists[.recommendations].entries.contains { $0.last == word.key }
  }

  /// "brug af betingelser": the word of a verb that is a noun here.
  func isNounOf(_ verb: Lexicon.Verb, before end: Int) -> Bool {
    verb.operation == .perform && verb.imperative != verb.infinitive && verb.imperative.count == 1
      && end < words.endIndex && words[end].isProse && words[end].key == lexicon.plainest(.attributives)
  }

  private func verb(at position: Int, _ form: VerbForm?) -> (verb: Lexicon.Verb, length: Int, form: VerbForm)? {
    if let found = lexicon.verb(in: words, at: position, form: form) {
      // "Scroll down to select **A**": what is done stands behind the aim's word.
      let end = position + found.length
      if found.length > 1, has(.purposesBeforeVerb, end - 1),
        let (verb, length) = lexicon.verb(in: words, at: end, form: .infinitive), verb.operation != .perform,
        end + length < words.endIndex, words[end + length].isUsable,
        let short = lexicon.verbs.first(where: { $0.imperative == found.verb.imperative.dropLast() })
      {
        return (short, found.length - 1, form ?? .infinitive)
      }
      return (found.verb, found.length, form ?? .infinitive)
    }
    // "Vælge **Gem**": what machine translation makes of an imperative.
    guard form == .imperative, position == words.startIndex,
      let (verb, length) = lexicon.verb(in: words, at: position, form: .infinitive), position + length < words.endIndex,
      words[position + length].isUsable && verb.operation != .perform
        || has(.determiners, position + length) && !words.indices.contains(where: isFinite)
          && !words[position + length].isLabel
    else { return nil }
    return (verb, length, verb.operation == .perform ? .infinitive : .imperative)
  }

  /// "Det anbefales, at du vælger": behind "that you" the verb stands in the present tense.
  private func toldVerb(at position: Int) -> (verb: Lexicon.Verb, length: Int, form: VerbForm)? {
    guard has(.readers, position - 1), has(.contents, position - 2), !lexicon.contains(.readerForm, "infinitive"),
      let found = lexicon.verb(in: words, at: position, form: .present),
      // "…, at du vælger den og sletter den": a second one would be taken for a part of the object.
      !words[position...].indices.dropFirst().contains(where: {
        has(.connectors, $0 - 1) && lexicon.verb(in: words, at: $0, form: .present) != nil
      })
    else { return nil }
    return (found.verb, found.length, .present)
  }

  /// Verbs that share an object: "enter or paste the value".
  private func sharing(_ first: Lexicon.Verb, from start: Int, to end: Int, _ form: VerbForm) -> Head? {
    var verbs = [first]
    var areAlternatives = false
    var position = end
    while true {
      let next = skip([.connectors, .alternatives, .sequencers], from: position)
      guard next > position, words[position..<next].contains(where: \.isProse), next < words.endIndex,
        let other = lexicon.verb(in: words, at: next, form: form == .present ? .infinitive : form)
      else { break }
      // "Review and create, and then select **B**": told apart in time.
      let end = next + other.length
      let isLater = (position..<next).contains { has(.sequencers, $0) } || has(.sequencers, end)
      if isLater, words[position..<next].contains(where: { $0.kind == .comma }) { break }
      if (position..<next).contains(where: { has(.alternatives, $0) }) { areAlternatives = true }
      if !verbs.contains(other.verb) { verbs.append(other.verb) }
      position = end
    }
    guard let phrase = words[start..<position].phrase else { return nil }
    return Head(
      form: form == .present ? .infinitive : form, verbs: verbs, areAlternatives: areAlternatives, phrase: phrase,
      start: start, objects: skip([.adverbs, .either], from: position))
  }

  /// "vælger du", "du vælger", "you select": told in the present tense, and asked for.
  private func presentVerb(at position: Int) -> (verb: Lexicon.Verb, length: Int, form: VerbForm)? {
    guard position < words.endIndex else { return nil }
    let isInfinitive = lexicon.contains(.readerForm, "infinitive")
    if let length = positive(lexicon.length(of: .readers, in: words, at: position)) {
      let verb = skip([.adverbs], from: position + length)
      let form: VerbForm = isInfinitive ? .infinitive : .present
      guard !isState(verb), let found = lexicon.verb(in: words, at: verb, form: form), found.verb.operation != .perform
      else { return nil }
      return (found.verb, verb - position + found.length, form)
    }
    // "Vælger du …, vises …" is a condition: only behind other words does the order ask for something.
    guard !isInfinitive, position > words.startIndex, position + 1 < words.endIndex,
      lexicon.length(of: .readers, in: words, at: position + 1) > 0, !isState(position),
      let found = lexicon.verb(in: words, at: position, form: .present)
    else { return nil }
    return (found.verb, found.length, .present)
  }

  /// Whether the verb there asks for no action, whatever stands before it: "have", "be".
  func isState(_ position: Int) -> Bool {
    guard position < words.endIndex else { return false }
    if has(.states, position) { return true }
    return lexicon.infinitives(ofPresent: words[position].key).contains { lexicon.contains(.states, $0) }
  }

  /// The length of words that leave what follows to the reader: "optionally", "if you like,".
  func optional(at position: Int) -> Int {
    let length = lexicon.length(of: .optionals, in: words, at: position)
    guard length > 0, lexicon.length(of: .conditions, in: words, at: position) > 0 else { return length }
    let next = position + length
    return next >= words.endIndex || words[next].kind == .comma || asks(at: next) ? length : 0
  }

  /// Whether words that ask, leave or forbid stand there, and a verb behind them.
  func asks(at position: Int) -> Bool {
    guard has(.directives, position) || has(.permissions, position) || has(.exemptions, position) else { return false }
    return head(at: position) != nil
  }

  /// Whether a verb behind a place begins: "vælger du".
  func isInverted(at position: Int) -> Bool {
    guard position + 1 < words.endIndex, words[position].isProse,
      lexicon.length(of: .readers, in: words, at: position + 1) > 0
    else { return false }
    return presentVerb(at: position) != nil
  }

  /// Whether the words right before ask for what follows, or leave it to the reader.
  func isBehindDirective(_ position: Int) -> Bool {
    (max(words.startIndex, position - 6)..<position).contains { start in
      [Lexicon.List.directives, .permissions].contains { list in
        let length = lexicon.length(of: list, in: words, at: start)
        return length > 0 && skip([.adverbs], from: start + length) == position
      }
    }
  }

  /// The verb after a place that stands between the directive and the verb.
  func infinitiveAfterPlace(at position: Int) -> Int? {
    guard has(.prepositions, position) else { return nil }
    var next = position
    while next < min(words.endIndex, position + 12), words[next].kind != .comma {
      if next > position, let verb = lexicon.verb(in: words, at: next, form: .infinitive)?.verb,
        verb.operation != .perform,
        words[next - 1].isLabel || isPlace(words[next - 1]) || verb.imperative != verb.infinitive
      {
        let parts: [Lexicon.List] = [.restrictions, .connectors, .alternatives, .contents, .questions]
        return (position..<next).contains { at in parts.contains { has($0, at) } } ? nil : next
      }
      next += 1
    }
    return nil
  }
}

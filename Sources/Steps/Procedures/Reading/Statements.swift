/// What a sentence without an instruction is: something that will be seen, something told, or not understood.
///
/// A sentence counts as told only where a verb of the lexicon says so in the place of its main verb, and nothing in it
/// is left that a reader could use.
extension SentenceParse {
  struct MainVerb {
    var position: Int
    var length: Int
    var isOutcome: Bool
    /// The labels before it belong to the subject or to what was said before it.
    var end: Int { position + length }
  }

  func statement() -> [Clause] {
    // What it is an alternative to stands in another sentence, or in another step.
    if has(.alternatives, words.startIndex) { return undefined(.openingUnknown, at: words.startIndex) }
    if words.allSatisfy({ !$0.isProse }) { return entry() }
    let title = lexicon.length(of: .titles, in: words, at: words.startIndex)
    if title == words.count { return [Clause(.information, words)].compactMap(\.self) }
    if isActor, var clause = Clause(.information, words) {
      clause.isEntry = true
      return [clause]
    }
    let main = mainStart()
    guard let verb = mainVerb(from: main) else {
      if tellsOfThings(from: main) { return [Clause(.information, words)].compactMap(\.self) }
      return undefined(misreading(from: main), at: main)
    }
    let tail = verb.end
    // "Note that you must restart it": asked for as without the words before.
    let asked = tail < words.endIndex && words[tail].kind == .comma ? tail + 1 : tail
    if has(.tellings, verb.position), has(.contents, asked - 1), let said = instructions(from: asked) { return said }
    // "…, and then select": an instruction behind what is told.
    for position in tail..<words.endIndex where words[position].kind == .comma || has(.connectors, position) {
      let next = skip([.connectors, .sequencers, .adverbs], from: position)
      guard next > position, let head = head(at: next), head.mode != .allowed || head.usesScreen else { continue }
      // "can add and edit": the infinitive belongs to the verb before.
      let isInfinitive = head.form == .imperative && head.verb.imperative == head.verb.infinitive
      let isFurtherInfinitive =
        isInfinitive
        && ([.obligations, .permissions].contains { has($0, verb.position) } || isModal(verb.position)
          || (tail..<position).contains { has(.permissions, $0) })
      // "works with us to set up and keep it": a part of the aim.
      let isFurtherAim =
        (words[position].kind != .comma || !head.usesScreen) && head.mode == .asked && isInfinitive
        && !has(.directives, next)
        && (tail..<position).contains {
          purpose(at: $0) != nil || !words[next...].contains(where: \.isUsable) && beginsInfinitive(at: $0)
        }
      if isFurtherInfinitive || isFurtherAim { continue }
      let told = SentenceParse(lexicon: lexicon, words: words[words.startIndex..<position].trimmed).statement()
      return told + SentenceParse(lexicon: lexicon, words: words[next...]).clauses().map(underOpening)
    }
    if let asked = (tail..<words.endIndex).first(where: { has(.directives, $0) && !isRelative($0) && asks(at: $0) }) {
      return undefined(.openingUnknown, at: asked)
    }
    if let leftOver = leftOver(around: verb), !tells(of: verb, from: main) {
      return undefined(leftOver, at: verb.position)
    }
    guard var clause = Clause(verb.isOutcome ? .outcome : .information, words) else { return [] }
    clause.mentions = words.indices.filter { words[$0].isUsable }.compactMap { target(words[$0...$0]) }
    return [clause]
  }

  private func isModal(_ position: Int) -> Bool { lexicon.contains(.modals, words[position].key) }

  private func undefined(_ misreading: Misreading, at position: Int) -> [Clause] {
    guard var clause = Clause(.undefined(misreading), words) else { return [] }
    let word = position < words.endIndex ? position : words.startIndex
    clause.unread = words[word...word].phrase
    return [clause]
  }

  /// Labels and nothing else: an entry of a list, or a title. A label that begins with a verb is neither.
  private func entry() -> [Clause] {
    // A step that is nothing but a link to another article: what stands there is to be done.
    if words.count == 1, case .label(_?) = words[words.startIndex].kind,
      words[words.startIndex].text.contains(where: { " -/".contains($0) }),
      !words[words.startIndex].isUsable || lexicon.isAsked(words[words.startIndex]), let target = target(words),
      var clause = Clause(.information, words)
    {
      if asksForNothing(target.phrase) { return [clause] }
      clause.kind = .instructions([[Instruction(operation: .follow, verb: target.whole, path: [target], contexts: [])]])
      return [clause]
    }
    if let label = words.indices.first(where: { isCommand(words[$0]) }) { return undefined(.verbUnknown, at: label) }
    // "**A** > **B**": a way to go, and nothing says whether to go it.
    if words.indices.dropFirst().dropLast().contains(where: { position in
      words[position].kind == .arrow && words[position - 1].isUsable && words[position + 1].isUsable
    }) {
      return undefined(.verbUnknown, at: words.startIndex)
    }
    guard var clause = Clause(.information, words) else { return [] }
    clause.isEntry = true
    clause.mentions = words.indices.filter { words[$0].isUsable }.compactMap { target(words[$0...$0]) }
    return [clause]
  }

  /// "**Select Save**": what is asked for is all one label.
  func isCommand(_ word: Word) -> Bool {
    let parts = word.key.split(separator: " ").map(String.init)
    return word.isLabel && parts.count > 1 && lexicon.beginsUse(parts[0])
  }

  // MARK: The main verb

  /// Where the main clause begins: behind places, conditions and aims.
  private func mainStart() -> Int {
    var main = words.startIndex
    for _ in 0..<4 {
      main = skip([.connectors, .sequencers, .adverbs], from: main)
      guard main < words.endIndex, !has(.outcomes, main), opens(main),
        var comma = words[main...].firstIndex(where: { $0.kind == .comma }), comma + 1 < words.endIndex
      else { break }
      // "In the pane, which opens, …": what stands between the commas says more about the place.
      if has(.relatives, comma + 1), !has(.readers, comma + 1),
        let close = words[(comma + 1)...].firstIndex(where: { $0.kind == .comma }), close + 1 < words.endIndex
      {
        comma = close
      }
      // "I **A** eller **B** skal du skrive et navn, der …": what is asked for stands before the comma.
      let isPlace = conditionLength(at: main) == nil && purpose(at: main) == nil
      if isPlace, (main..<comma).contains(where: { asks(at: $0) && has(.directives, $0) }) { break }
      main = comma + 1
    }
    return min(main, words.endIndex - 1)
  }

  /// Whether a place, condition or aim begins there.
  private func opens(_ position: Int) -> Bool {
    conditionLength(at: position) != nil || has(.prepositions, position) || purpose(at: position) != nil
  }

  private func mainVerb(from main: Int) -> MainVerb? {
    if let verb = finite(at: main, isReader: false), verb.isOutcome || beginsStatement(main) { return verb }
    if let length = positive(lexicon.length(of: .tellings, in: words, at: main)) {
      return MainVerb(position: main, length: length, isOutcome: false)
    }
    // "I ruden vises …": the verb stands behind the place.
    guard opens(main) || isSubject(main) else { return nil }
    let isReader = has(.readers, main)
    let isNamed = words[main].isLabel || lexicon.contains(.subjects, words[main].key)
    var clausesInSubject = 0
    var position = main
    while position + 1 < min(words.endIndex, main + 30) {
      position += 1
      let word = words[position]
      if word.kind == .arrow { return nil }
      if word.kind == .comma {
        // "The value, which you entered before, is …": what stands between the commas says more about the subject.
        guard has(.relatives, position + 1),
          let close = words[(position + 1)...].firstIndex(where: { $0.kind == .comma })
        else { return nil }
        position = close
        continue
      }
      guard word.isProse else { continue }
      if let verb = finite(at: position, isReader: isReader) {
        if clausesInSubject == 0 { return verb }
        clausesInSubject -= 1
        continue
      }
      // "that you create" is one clause, though both words can begin one.
      if has(.relatives, position), position == main + 1 || !has(.relatives, position - 1) { clausesInSubject += 1 }
      // Somebody does something on the screen, or an unknown word before an object is an instruction.
      if clausesInSubject == 0, lexicon.isPresentOfUse(word.key) || isReader && lexicon.beginsUse(word.key) {
        return nil
      }
      if !isNamed, conditionLength(at: position) != nil || purpose(at: position) != nil { return nil }
    }
    return nil
  }

  /// Whether the finite verb there can begin a sentence: behind other words, or without a subject as in "Shows …". An
  /// imperative cannot be told from one, and neither can a question.
  private func beginsStatement(_ position: Int) -> Bool {
    let key = words[position].key
    if has(.permissions, position) || has(.exemptions, position) { return true }
    if lexicon.beginsImperative(key) || lexicon.contains(.modals, key) || lexicon.contains(.obligations, key) {
      return position > words.startIndex && !lexicon.beginsImperative(key) && !has(.readers, position + 1)
    }
    if position > words.startIndex { return true }
    return !has(.readers, position + 1)
      && lexicon.lists[.presentEndings].single.contains { key.count > $0.count + 3 && key.hasSuffix($0) }
  }

  /// - Parameter isReader: Whether the sentence speaks of what the reader does.
  private func finite(at position: Int, isReader: Bool) -> MainVerb? {
    if let length = positive(lexicon.length(of: .outcomes, in: words, at: position)) {
      return MainVerb(position: position, length: length, isOutcome: true)
    }
    let length =
      [Lexicon.List.statements, .tellings, .obligations, .permissions, .exemptions, .directives, .modals].map {
        lexicon.length(of: $0, in: words, at: position)
      }.max() ?? 0
    if length > 0 { return MainVerb(position: position, length: length, isOutcome: false) }
    // What the product does by itself: "the connector imports", "filen importeres".
    guard !isReader, position < words.endIndex, words[position].isProse, lexicon.isPresentOfDoing(words[position].key)
    else { return nil }
    return MainVerb(position: position, length: 1, isOutcome: false)
  }

  private func isSubject(_ position: Int) -> Bool {
    let word = words[position]
    if word.isLabel { return !isCommand(word) }
    guard word.isProse else { return false }
    if lexicon.contains(.subjects, word.key) || lexicon.contains(.determiners, word.key) { return true }
    if lexicon.beginsVerb(word.key) {
      return lexicon.verb(in: words, at: position, form: .imperative).map {
        isNoun($0.verb, before: position + $0.length)
      }
        ?? false
    }
    // An unknown imperative can look like a noun; but a noun is followed by no determiner and by no label, and the
    // sentence names nothing that could be its object.
    let next = position + 1
    guard next < words.endIndex else { return false }
    if words[next].isLabel { return lexicon.endsLike(.nounEndings, word.key) || isNoun(word) }
    return words[next].isProse && !lexicon.contains(.determiners, words[next].key)
      && !lexicon.contains(.quantities, words[next].key) && !has(.readers, next)
      && (lexicon.endsLike(.subjectEndings, word.key) || !words.contains(where: \.isUsable))
  }

  // MARK: What is left over

  /// What a reader could use in the sentence, if its verb does not account for it.
  private func leftOver(around verb: MainVerb) -> Misreading? {
    let isObligation = has(.obligations, verb.position)
    if verb.isOutcome { return words.indices.contains { words[$0].isUsable && isAskedFor($0) } ? .labelLeftOver : nil }
    let isDirective = has(.directives, verb.position)
    if isDirective || isObligation && speaksToReader(verb.position) {
      // "You must have a license" asks for no action; "you must wiggle" does.
      let next = skip([.adverbs, .readers], from: verb.end)
      if !isState(next) { return .verbUnknown }
    }
    // "skal [du fjerne licensen](…)": the verb slipped into the link.
    if isObligation, verb.end < words.endIndex, words[verb.end].isLabel { return .verbUnknown }
    let usable = words.indices.filter { words[$0].isUsable }
    guard !usable.isEmpty else { return nil }
    if isObligation || isDirective || has(.permissions, verb.position) { return .labelLeftOver }
    if tells(verb) { return usable.contains(where: isAskedFor) ? .labelLeftOver : nil }
    // "The query is applied, and what you saved is shown under **Saved**."
    let late = words.indices.last { has(.outcomes, $0) || has(.tellings, $0) }
    if let late, late > verb.position, usable.allSatisfy({ $0 > late }), !usable.contains(where: isAskedFor) {
      return nil
    }
    if usable.contains(where: { $0 > verb.position }) { return .labelLeftOver }
    if words.contains(where: { $0.isProse && isDone($0.key) }) { return .labelLeftOver }
    return usable.contains(where: isAskedFor) ? .labelLeftOver : nil
  }

  /// "is located under **X**", "the default value is **X**": nothing is asked for, whatever is named.
  private func tells(_ verb: MainVerb) -> Bool {
    let isNaming = words.indices.contains { position in
      lexicon.isGerundOfUse(words[position].key) || doing(at: position) != nil
    }
    if isNaming || has(.readers, verb.position - 1) { return false }
    if has(.tellings, verb.position) { return true }
    let subject = words[words.startIndex..<verb.position]
    return has(.copulas, verb.position)
      && subject.contains {
        $0.isProse && (lexicon.contains(.values, $0.key) || lexicon.endsLike(.values, $0.key, over: 4))
      }
      && !subject.contains { lexicon.contains(.ordinals, $0.key) || isInOrder($0) }
  }

  /// "The next value": what comes in an order may be asked for.
  func isInOrder(_ word: Word) -> Bool {
    lexicon.contains(.locators, word.key) && !lexicon.contains(.prepositions, word.key)
      && !lexicon.contains(.relatives, word.key)
  }

  /// "is selected", "vælges": something on the screen is done by somebody.
  func isDone(_ key: String) -> Bool {
    lexicon.contains(.doings, key) || lexicon.isPassiveOfUse(key)
  }

  private func speaksToReader(_ verb: Int) -> Bool {
    has(.readers, verb + 1) || verb > words.startIndex && has(.readers, verb - 1)
  }

  /// A verb that does something on a screen stands right before the label.
  private func isAskedFor(_ label: Int) -> Bool {
    words[words.startIndex..<label].indices.suffix(4).contains { position in
      words[position].isProse && lexicon.beginsUse(words[position].key)
        && !words[position..<label].contains { $0.kind == .comma }
    }
  }

  /// Something is asked for, and what stands before it is not understood; or no verb is known at all.
  private func misreading(from main: Int) -> Misreading {
    let asks = words.indices.dropFirst().contains { position in
      self.asks(at: position) || lexicon.verb(in: words, at: position, form: .imperative) != nil
    }
    return asks ? .openingUnknown : .verbUnknown
  }
}

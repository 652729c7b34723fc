/// What a verb is done to.
extension SentenceParse {
  /// Reads what follows a verb.
  func clause(_ head: Head, _ rest: ArraySlice<Word>, start: Int, _ openings: Openings) -> Clause? {
    let end = rest.endIndex
    guard let phrase = words[start..<end].trimmed.phrase ?? words[start...].first.flatMap({ [$0].phrase }) else {
      return nil
    }
    var clause = Clause(
      kind: .information, phrase: phrase, condition: openings.condition, purposes: openings.purposes)
    var objects = rest
    var purposes: [Phrase] = []
    var instructionInPurpose: Phrase?
    if let cut = rest.indices.first(where: { purpose(at: $0) != nil }), let length = purpose(at: cut) {
      let said = words[min(cut + length, end)..<end]
      // "to turn it on, unless …": the condition is the clause's.
      let condition = said.indices.first { words[$0].kind == .comma && conditionLength(at: $0 + 1) != nil }
      if let condition { clause.condition = self.condition(from: condition + 1, upTo: end) }
      purposes = aims(said[said.startIndex..<(condition ?? end)])
      instructionInPurpose = self.instruction(in: said)
      objects = rest[rest.startIndex..<cut]
    }
    if let cut = objects.indices.first(where: { $0 > objects.startIndex && conditionLength(at: $0) != nil }) {
      // A trailing condition stands after a comma or after the object; "hvis" is also a relative in Danish.
      // "Select **Save** when you're done": such a condition is always met.
      if formality(at: cut) == nil, let condition = condition(from: cut, upTo: objects.endIndex) {
        clause.condition = condition
      }
      objects = objects[objects.startIndex..<cut]
    }
    var contexts = openings.contexts
    if let signIn = signIn(&objects, head) {
      clause.claim = signIn.claim
      contexts += signIn.place
    }
    switch head.mode {
    case .forbidden: forbid(&clause, objects)
    case .allowed where !head.usesScreen:
      if objects.contains(where: \.isUsable) { clause.misread(.labelLeftOver, at: nil) }
    case .asked, .allowed:
      clause.purposes += purposes
      do throws(Unread) {
        // "bekræft, at **A** er valgt": what is confirmed is no name.
        if head.usesScreen, objects.first?.kind == .comma, let label = objects.first(where: \.isUsable) {
          throw Unread(.labelLeftOver, [label].phrase)
        }
        clause.kind = .instructions(try alternatives(head, objects.trimmed, contexts))
      } catch {
        clause.misread(error.misreading, at: error.words ?? head.phrase)
      }
      if let instructionInPurpose { clause.misread(.labelLeftOver, at: instructionInPurpose) }
    }
    return clause
  }

  /// "to open **B** and select **C**", "to change it or **C** > **D** to delete it": a part of the aim, or asked for;
  /// nothing says which.
  private func instruction(in said: ArraySlice<Word>) -> Phrase? {
    if let first = said.first, first.isUsable { return [first].phrase }
    if let arrow = said.first(where: { $0.kind == .arrow }), said.indices.contains(where: { has(.alternatives, $0) }) {
      return [arrow].phrase
    }
    for position in said.indices where has(.connectors, position) {
      let next = skip([.adverbs, .sequencers], from: position + 1)
      guard next < said.endIndex, let verb = lexicon.verb(in: said, at: next, form: nil)?.verb else { continue }
      if verb.operation != .perform, said[next...].contains(where: \.isUsable) { return [said[next]].phrase }
    }
    return nil
  }

  private func condition(from position: Int, upTo end: Int) -> Condition? {
    conditionLength(at: position).flatMap { condition(at: position, $0, upTo: end) }
  }

  /// What is forbidden is not done; what is set against it is asked for, and no rule reads that.
  private func forbid(_ clause: inout Clause, _ objects: ArraySlice<Word>) {
    let contrast = objects.indices.first { has(.contrasts, $0) }
    if let contrast, objects[contrast...].contains(where: \.isLabel) {
      clause.misread(.wordsLeftOver, at: [words[contrast]].phrase)
    }
  }

  /// Takes the role out that the words say to sign in with: "as at least a **Reader**".
  private func signIn(_ objects: inout ArraySlice<Word>, _ head: Head) -> (claim: RoleClaim, place: [Target])? {
    let verb = head.phrase.text.split(separator: " ").first.map { Lexicon.key(String($0)) } ?? ""
    guard lexicon.contains(.signIns, verb) else { return nil }
    for position in objects.indices {
      guard let length = positive(lexicon.length(of: .roleSignIns, in: words, at: position)) else { continue }
      guard let claim = roles(in: objects[(position + length)...], of: objects[position...], lexicon: lexicon) else {
        return nil
      }
      // "as a reader in the portal": where one signs in stands before the role or behind it.
      let behind = objects[(position + length)...].indices.first { has(.prepositions, $0) && has(.roleClosings, $0) }
      let place = behind.map { contexts(in: objects[$0...]) } ?? []
      objects = objects[objects.startIndex..<position]
      return (claim, place)
    }
    return nil
  }

  /// "auto-generate a password or create one" as two aims.
  private func aims(_ words: ArraySlice<Word>) -> [Phrase] {
    var aims: [Phrase] = []
    var start = words.startIndex
    for position in words.indices {
      if lexicon.length(of: .alternatives, in: self.words, at: position) > 0, position > start {
        if let phrase = words[start..<position].trimmed.phrase { aims.append(phrase) }
        start = position + 1
      }
    }
    if let phrase = words[start...].trimmed.phrase { aims.append(phrase) }
    return aims
  }

  private func alternatives(
    _ head: Head, _ rest: ArraySlice<Word>, _ contexts: [Target]
  ) throws(Unread) -> [[Instruction]] {
    var ways: [[[Instruction]]] = []
    for verb in head.verbs {
      // "Sign in" needs no object, though "sign in to" takes one.
      let isBare = verb.operation == .open && rest.isEmpty
      // "Check the mail" ticks nothing.
      let isElsewhere =
        (verb.operation == .on || verb.operation == .off) && !rest.contains { $0.isLabel || isNoun($0) }
      let verb = isBare || isElsewhere ? lexicon.performing(verb) ?? verb : verb
      ways.append(try alternatives(verb, head.phrase, rest, contexts))
    }
    if ways.count == 1 { return ways[0] }
    // Verbs that mean the same on a screen are one: "enter or paste".
    var distinct: [[[Instruction]]] = []
    for way in ways where !distinct.contains(way) { distinct.append(way) }
    if head.areAlternatives { return distinct.flatMap(\.self) }
    guard distinct.allSatisfy({ $0.count == 1 }) else { throw Unread(.jointsMixed) }
    return [distinct.flatMap { $0[0] }]
  }

  private func alternatives(
    _ verb: Lexicon.Verb, _ phrase: Phrase, _ rest: ArraySlice<Word>, _ contexts: [Target]
  ) throws(Unread) -> [[Instruction]] {
    var contexts = contexts
    func instruction(_ operation: Operation, _ path: [Target], _ places: [Target], value: Target? = nil) -> Instruction
    {
      Instruction(
        operation: operation, verb: phrase, path: path, contexts: (contexts + places).filter { $0 != path.first },
        value: value)
    }
    var rest = rest
    if let particle = verb.particle, let position = rest.lastIndex(where: { $0.isProse && $0.key == particle }) {
      // "turn **X** on for …": what stands behind the particle says more about it.
      let more = rest[(position + 1)...].trimmed
      if position > rest.startIndex, more.contains(where: \.isUsable) {
        guard has(.prepositions, more.startIndex) else { throw Unread(.labelsUnjoined, more.phrase) }
        contexts += self.contexts(in: more)
      }
      rest = position == rest.startIndex ? rest.dropFirst() : rest[rest.startIndex..<position]
    }
    if verb.operation == .follow || verb.operation == .repeat {
      return [[try following(verb, instruction(verb.operation, [], []), rest)]]
    }
    rest = try withoutExamples(try withoutExclusions(rest))
    if verb.operation == .perform {
      // "recreate and frob the file": a second verb, which is not known.
      if let first = rest.first, first.isProse, has(.connectors, rest.startIndex) || has(.alternatives, rest.startIndex)
      {
        throw Unread(.verbUnknown, rest.dropFirst().first.flatMap { [$0].phrase } ?? [first].phrase)
      }
      let (core, places) = split(rest)
      if let gerund = rest.indices.first(where: { words[$0].isProse && lexicon.isGerundOfUse(words[$0].key) }),
        rest[gerund...].contains(where: \.isUsable)
      {
        throw Unread(.labelLeftOver, [words[gerund]].phrase)
      }
      // "Check that **A** shows **B**": no name is dropped.
      let labels = core.filter(\.isLabel)
      guard labels.count > 1 else { return [[instruction(.perform, [target(core)].compactMap(\.self), places)]] }
      return [labels.compactMap { target([$0]) }.map { instruction(.perform, [$0], places) }]
    }
    if verb.operation == .open, !rest.contains(where: \.isLabel),
      let step = rest.indices.first(where: { has(.stepWords, $0) }),
      words[step...].dropFirst().first.flatMap({ Int($0.key) }) != nil
    {
      // "Go to step 3" leaves the steps between out.
      throw Unread(.wordsLeftOver, rest[step...].prefix(2).phrase)
    }
    try checkWords(rest)
    let (core, places) = split(rest)
    // "on the **A** or **B** tab".
    let placeWords = rest[core.endIndex...]
    if places.count > 1, let or = placeWords.indices.first(where: { has(.alternatives, $0) }) {
      throw Unread(.wordsLeftOver, [words[or]].phrase)
    }
    if verb.operation == .enter, let field = (contexts + places).last(where: \.isField) {
      guard let value = target(core) else { throw Unread(.objectMissing) }
      return [[instruction(.enter, [field], places, value: value)]]
    }
    if verb.operation == .enter, let value = places.last, value.isLabel, let field = target(core),
      isAssignment(value, in: rest)
    {
      return [[instruction(.enter, [field], places.dropLast(), value: value)]]
    }
    let first = core.firstIndex(where: \.isLabel)
    if let word = core.indices.first(where: { hasSwallowedWords(core[$0], isFirst: $0 == first) }).map({ core[$0] }) {
      throw Unread(.verbUnknown, [word].phrase)
    }
    guard !core.isEmpty else { throw Unread(.objectMissing) }
    if let place = placeBehindLabel(core) { contexts.append(place) }
    let paths = try paths(core)
    let instructions = paths.alternatives.map { alternative in
      alternative.flatMap { path -> [Instruction] in
        // "type your name > **Next**": only the first is typed.
        guard verb.operation == .enter, path.count > 1 else { return [instruction(verb.operation, path, places)] }
        return [instruction(.enter, [path[0]], places)] + path.dropFirst().map { instruction(.choose, [$0], []) }
      }
    }
    return instructions
  }

  /// "Follow steps 3 to 5 in [Choose a name](…)", "repeat step 2".
  private func following(
    _ verb: Lexicon.Verb, _ instruction: Instruction, _ rest: ArraySlice<Word>
  ) throws(Unread) -> Instruction {
    var instruction = instruction
    let linked = rest.first { if case .label(let link?) = $0.kind { !link.hasPrefix("http") } else { false } }
    instruction.path = linked.flatMap { target([$0]) }.map { [$0] } ?? []
    if linked == nil { instruction.contexts = contexts(in: rest).filter { _ in verb.operation == .follow } }
    let numbers = rest.indices.filter { words[$0].isProse && Int(words[$0].key) != nil }
    if let first = numbers.first, let last = numbers.last, let from = Int(words[first].key),
      let to = Int(words[last].key)
    {
      let between = words[(first + 1)..<max(last, first + 1)]
      guard from > 0, from <= to, numbers.count <= 2, between.allSatisfy({ lexicon.contains(.ranges, $0.key) }) else {
        throw Unread(.wordsLeftOver, [words[first]].phrase)
      }
      instruction.steps = from...to
    } else if let range = rest.indices.first(where: { words[$0].isProse && numberRange(words[$0].key) != nil }) {
      instruction.steps = numberRange(words[range].key)
    } else if verb.operation == .repeat {
      instruction.path = [target(rest)].compactMap(\.self)
    }
    if let word = rest.first(where: { $0.isProse && changesWhatIsDone($0.key) }), instruction.steps != nil {
      throw Unread(.wordsLeftOver, [word].phrase)
    }
    return instruction
  }

  /// "3-5", "3–5".
  private func numberRange(_ word: String) -> ClosedRange<Int>? {
    let parts = word.split(whereSeparator: { "-\u{2013}".contains($0) }).map { Int($0) }
    guard parts.count == 2, let from = parts[0], let to = parts[1], from > 0, from <= to else { return nil }
    return from...to
  }

  /// "**select Save**", "the **page Users**": words that slipped into the bold text are no part of the label.
  private func hasSwallowedWords(_ word: Word, isFirst: Bool) -> Bool {
    guard case .label(let link) = word.kind, word.text.first?.isLowercase == true,
      let first = word.key.split(separator: " ").first.map(String.init)
    else { return false }
    // "Enter **name**" names a label; in "select **Save** and **close**" one word can be the verb.
    let isName = isFirst && !word.key.contains(" ")
    return !isName && lexicon.beginsVerb(first)
      || link == nil && (lexicon.contains(.places, first) || lexicon.contains(.controls, first))
  }

  /// "set the status to **Off**": the label directly after the word is the value.
  private func isAssignment(_ value: Target, in rest: ArraySlice<Word>) -> Bool {
    guard let label = rest.lastIndex(where: { $0.place == value.phrase.place }), label > rest.startIndex else {
      return false
    }
    return rest[label - 1].isProse && lexicon.contains(.assignments, rest[label - 1].key)
  }
}

extension ArraySlice<Word> {
  /// Without commas and arrows at the ends.
  var trimmed: ArraySlice<Word> {
    var slice = self
    while let last = slice.last, last.kind == .comma || last.kind == .arrow { slice.removeLast() }
    while let first = slice.first, first.kind == .comma || first.kind == .arrow { slice.removeFirst() }
    return slice
  }
}

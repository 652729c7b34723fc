/// What a verb is done to.
extension SentenceParse {
  /// Reads what follows a verb.
  func clause(_ head: Head, _ all: ArraySlice<Word>, start: Int, _ openings: Openings) -> Clause? {
    guard let phrase = words[start..<all.endIndex].trimmed.phrase ?? words[start...].first.flatMap({ [$0].phrase })
    else {
      return nil
    }
    var clause = Clause(
      kind: .information, phrase: phrase, condition: openings.condition, purposes: openings.purposes)
    clause.namesSomething = all.contains(where: \.isUsable)
    var purposes: [Phrase] = []
    var instructionInPurpose: Phrase?
    let end = all.indices.first { isReason(at: $0) } ?? all.endIndex
    let rest = all[all.startIndex..<end]
    var objects = rest
    // "Select who you want the policy to apply to": all of it is asked.
    let isQuestion =
      has(.questions, rest.startIndex) && has(.readers, rest.startIndex + 1) && !rest.contains(where: \.isLabel)
    let isContent = isQuestion || tellsContent(head, rest)
    if !isContent, let cut = rest.indices.first(where: { purpose(at: $0) != nil }), let length = purpose(at: cut) {
      let said = words[min(cut + length, end)..<end]
      let condition = condition(inAim: said)
      if let condition { clause.condition = self.condition(from: condition + 1, upTo: end) }
      purposes = aims(said[said.startIndex..<(condition ?? end)])
      instructionInPurpose = self.instruction(in: said)
      objects = rest[rest.startIndex..<cut]
    }
    if !isContent, let cut = objects.indices.first(where: { beginsCondition(at: $0, in: objects) }) {
      // A trailing condition stands after a comma or after the object; "hvis" is also a relative in Danish.
      // "Select **Save** when you're done": such a condition is always met.
      if formality(at: cut) == nil, let condition = condition(from: cut, upTo: objects.endIndex) {
        clause.condition = condition
        // "…, if it is needed, by selecting **A**": what is done stands behind the condition.
        if let way = objects[cut...].indices.first(where: { words[$0].kind == .comma && doing(at: $0 + 1) != nil }) {
          clause.misread(.openingUnknown, at: [words[way + 1]].phrase)
          return clause
        }
        if let or = alternative(inCondition: objects[cut...]) {
          clause.misread(.alternativeConditioned, at: [words[or]].phrase)
          return clause
        }
        if let head = headBehindWord(at: cut) {
          clause.misread(.openingUnknown, at: [words[head]].phrase)
          return clause
        }
        // "**A**, if …, or **B**, if …".
        if let or = objects[cut...].indices.first(where: { at in
          has(.alternatives, at) && at + 1 < objects.endIndex && words[at + 1].isUsable
            && (words[at - 1].kind == .comma
              || objects[(at + 1)...].indices.contains { conditionLength(at: $0) != nil })
        }) {
          clause.misread(.alternativeConditioned, at: [words[or]].phrase)
          return clause
        }
      }
      objects = objects[objects.startIndex..<cut]
      // "…, and if it is empty, …": the condition is of something else, which was not understood.
      if let last = objects.trimmed.indices.last, last > rest.startIndex,
        has(.connectors, last) || has(.alternatives, last)
      {
        clause.misread(.openingUnknown, at: [words[cut]].phrase)
        return clause
      }
    }
    if let optional = optionalEnd(of: objects, head) {
      clause.optional = objects[optional...].phrase
      objects = objects[..<optional]
    }
    var contexts = openings.contexts
    if let means = meansOfSigningIn(&objects, head) { contexts.append(means) }
    if let signIn = signIn(&objects, head) {
      clause.claim = signIn.claim
      contexts += signIn.place
    }
    switch head.mode {
    case .forbidden: forbid(&clause, objects)
    // "For example, you could name it **X**": what one may do by hand needs a name to be more than told.
    case .allowed where !head.usesScreen && (isExample || isFree(clause, objects, of: head)): break
    case .asked, .allowed:
      clause.purposes += purposes
      do throws(Unread) {
        // "vælg, hvem **A** er": what is chosen is no name.
        if !isContent, head.usesScreen, objects.first?.kind == .comma, let label = objects.first(where: \.isUsable) {
          throw Unread(.labelLeftOver, [label].phrase)
        }
        clause.kind = .instructions(try alternatives(head, objects.trimmed, contexts))
      } catch {
        clause.misread(error.misreading, at: error.words ?? head.phrase)
      }
      if let condition = clause.condition, tellsMore(condition) {
        clause.misread(.openingUnknown, at: condition.phrase)
      }
      if let instructionInPurpose { clause.misread(.labelLeftOver, at: instructionInPurpose) }
    }
    return clause
  }

  /// "Repeat steps 2 to 4 as needed", "select **A** as needed".
  private func optionalEnd(of objects: ArraySlice<Word>, _ head: Head) -> Int? {
    guard objects.contains(where: \.isUsable) || head.verb.operation == .repeat else { return nil }
    // "as many times as needed" says how often.
    guard !objects.contains(where: { lexicon.contains(.restrictions, $0.key) }) else { return nil }
    return objects.indices.dropFirst().first {
      $0 + lexicon.length(of: .optionals, in: objects, at: $0) == objects.endIndex
    }
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

  private func alternatives(
    _ head: Head, _ rest: ArraySlice<Word>, _ contexts: [Target]
  ) throws(Unread) -> [[Instruction]] {
    var ways: [[[Instruction]]] = []
    for verb in head.verbs {
      // "Sign in" needs no object, though "sign in to" takes one.
      let isBare = verb.operation == .open && rest.isEmpty
      // "Check the mail" and "check [an article]" tick nothing, and "confirm it" presses nothing.
      let isElsewhere =
        [.on, .off, .choose].contains(verb.operation)
        && !rest.contains {
          ($0.isUsable || $0.isLabel && verb.operation != .on) || isNoun($0) && !lexicon.contains(.values, $0.key)
        }
      // "Start typing a name": nothing is opened.
      let isBegun = verb.operation == .open && lexicon.verb(in: rest, at: rest.startIndex, form: .gerund) != nil
      let verb = isBegun ? verb.begun : isBare || isElsewhere ? lexicon.performing(verb) ?? verb : verb
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
      if let other = counterpart(of: verb, in: more) {
        let object = rest[rest.startIndex..<position]
        return try alternatives(verb.whole, phrase, object, contexts)
          + alternatives(other.whole, phrase, object, contexts)
      }
      // "Slå **A** til **Til**".
      if position > rest.startIndex, more.count == 1, let label = more.first, label.isUsable,
        lexicon.contains(.switchPositions, label.key), lexicon.contains(.assignments, particle),
        let object = target(rest[..<position]), let value = target(more)
      {
        return [[instruction(.perform, [object], [], value: value)]]
      }
      if position > rest.startIndex, more.contains(where: \.isUsable) {
        let isPlace =
          has(.prepositions, more.startIndex) && !more.contains { $0.kind == .comma }
          && !more.indices.contains { has(.exclusions, $0) }
        guard isPlace else { throw Unread(.labelsUnjoined, more.phrase) }
        contexts += self.contexts(in: more)
      }
      rest = position == rest.startIndex ? rest.dropFirst() : rest[rest.startIndex..<position]
    }
    if let content = content(verb, phrase, rest) { return [[instruction(.perform, [content], [])]] }
    if verb.operation == .follow || verb.operation == .repeat {
      return [[try following(verb, instruction(verb.operation, [], []), rest)]]
    }
    if let decided = decided(verb, rest) { return [[instruction(verb.operation, [decided], [])]] }
    rest = try withoutExamples(try withoutExclusions(rest))
    // "Set **A** to **B** and **C** to **D**": no rule keeps the pairs apart.
    let assigned = rest.indices.dropFirst().filter {
      rest[$0].isLabel && lexicon.contains(.assignments, rest[$0 - 1].key)
    }
    let isPaired =
      assigned.count > 1
      && (assigned.count * 2 <= rest.count(where: \.isLabel)
        || rest[assigned[0]..<assigned[1]].indices.contains {
          has(.connectors, $0) && words[$0].isProse && $0 + 2 < assigned[1]
        })
    if isPaired {
      throw Unread(.labelsUnjoined, [rest[assigned[1]]].phrase)
    }
    if verb.operation == .open || verb.operation == .perform, !rest.contains(where: \.isLabel),
      verb.operation == .open || rest.first.map({ lexicon.contains(.assignments, $0.key) }) == true,
      let step = rest.indices.first(where: { has(.stepWords, $0) }),
      words[step...].dropFirst().first.flatMap({ Int($0.key) }) != nil
    {
      // "Go to step 3" leaves the steps between out.
      throw Unread(.wordsLeftOver, rest[step...].prefix(2).phrase)
    }
    // "search for, and then select **A**".
    if verb.operation == .perform, rest.isEmpty, contexts.isEmpty, reachesFor(verb) { throw Unread(.objectMissing) }
    if verb.operation == .perform {
      return try performed(verb, rest) { path, places, value in instruction(.perform, path, places, value: value) }
    }
    try checkWords(rest)
    if let gerund = gerund(behindJointIn: rest) { throw Unread(.verbUnknown, [words[gerund]].phrase) }
    var (core, places) = split(rest)
    // Without a name, only what is certain to be a place is parted from the words.
    if !rest.contains(where: \.isLabel), !places.isEmpty,
      tellsMore(core) || !areCertain(places, in: rest[core.endIndex...])
    {
      (core, places) = (rest, [])
    }
    // "browse for or use the tool": the object belongs to both; "go over to **A**": no such verb is known.
    if !core.isEmpty, core.allSatisfy({ isLowerPreposition($0) }) { throw Unread(.objectMissing, core.phrase) }
    // "**A** > Ask for **B**": a part of the way is not in bold.
    if let arrow = core.lastIndex(where: { $0.kind == .arrow }), places.first?.isLabel == true,
      core[(arrow + 1)...].allSatisfy(\.isProse), let name = core[(arrow + 1)...].first,
      name.text.first?.isUppercase == true, core.endIndex < rest.endIndex,
      lexicon.contains(.attributives, rest[core.endIndex].key)
    {
      throw Unread(.labelsUnjoined, [name].phrase)
    }
    // "on the **A** or **B** tab".
    let placeWords = rest[core.endIndex...]
    if !places.isEmpty, let word = leftOver(inPlace: placeWords) { throw Unread(.wordsLeftOver, [words[word]].phrase) }
    if places.count > 1, let or = placeWords.indices.first(where: { has(.alternatives, $0) }) {
      throw Unread(.wordsLeftOver, [words[or]].phrase)
    }
    try checkPlaces(contexts + places, of: verb)
    try checkPlaceless(verb.operation == .enter ? [] : places, in: rest)
    if verb.operation == .enter, let field = (contexts + places).last(where: \.isField) {
      guard let value = target(core) else { throw Unread(.objectMissing) }
      return [[instruction(.enter, [field], places, value: value)]]
    }
    if verb.operation == .enter, let value = places.last, value.isLabel, let field = target(core),
      isAssignment(value, in: rest)
    {
      return [[instruction(.enter, [field], places.dropLast(), value: value)]]
    }
    // "Enter the name as **A**", "angiv knappen til **A**".
    if verb.operation == .enter, let value = rest.last, value.isLabel, rest.count > 2,
      has(.roleSignIns, rest.endIndex - 2) || lexicon.contains(.assignments, rest[rest.endIndex - 2].key),
      !rest.dropLast().contains(where: \.isLabel), let field = target(rest.dropLast(2)), let value = target([value])
    {
      return [[instruction(.enter, [field], [], value: value)]]
    }
    let first = core.firstIndex(where: \.isLabel)
    if let word = core.indices.first(where: { hasSwallowedWords(core[$0], isFirst: $0 == first) }).map({ core[$0] }) {
      throw Unread(.verbUnknown, [word].phrase)
    }
    guard !core.isEmpty else { throw Unread(.objectMissing) }
    if let place = placeBehindLabel(core) { contexts.append(place) }
    let paths = try paths(core)
    // "Right-click **A** > **B**": which of them?
    if verb.operation.isGesture, let path = paths.alternatives.joined().first(where: { $0.count > 1 }) {
      throw Unread(.labelsUnjoined, path[1].phrase)
    }
    let instructions = paths.alternatives.map { alternative in
      alternative.flatMap { path -> [Instruction] in
        // "type your name > **Next**": only the first is typed.
        guard verb.operation == .enter, path.count > 1 else { return [instruction(verb.operation, path, places)] }
        return [instruction(.enter, [path[0]], places)] + path.dropFirst().map { instruction(.choose, [$0], []) }
      }
    }
    return instructions
  }

  /// "set the status to **Off**": the label directly after the word is the value.
  func isAssignment(_ value: Target, in rest: ArraySlice<Word>) -> Bool {
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

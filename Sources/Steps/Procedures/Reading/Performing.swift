/// What is done without the screen, or in a way that only the phrasebook knows.
extension SentenceParse {
  /// What is not certain to be a name, a place or a value is kept with all words as they stand: a run knows them by
  /// these words or not at all, so that nothing is won by parting them.
  ///
  /// - Parameter instruction: Makes one of a path, places and a value.
  func performed(
    _ verb: Lexicon.Verb, _ rest: ArraySlice<Word>,
    as instruction: ([Target], [Target], Target?) -> Instruction
  ) throws(Unread) -> [[Instruction]] {
    try checkVerbs(rest)
    if let gerund = rest.indices.first(where: { words[$0].isProse && lexicon.isGerundOfUse(words[$0].key) }),
      rest[gerund...].contains(where: \.isUsable)
    {
      throw Unread(.labelLeftOver, [words[gerund]].phrase)
    }
    guard let kept = kept(rest) else { return [[instruction([], [], nil)]] }
    let (core, places) = placed(rest, isSet: isSetting(verb, rest))
    let labels = core.filter(\.isLabel)
    if isSetting(verb, rest), labels.isEmpty || isOfNames(core), let label = rest.lastIndex(where: \.isLabel),
      let setting = try values(among: places, in: rest[...label]), setting.places.allSatisfy(isCertain),
      cover(places, rest[core.endIndex...])
    {
      let objects = labels.count > 1 ? labels.map { target([$0]) } : [target(core)]
      guard objects.contains(where: { $0 != nil }) || !setting.places.isEmpty else { throw Unread(.objectMissing) }
      return setting.values.map { value in
        objects.map { instruction([$0].compactMap(\.self), setting.places, value) }
      }
    }
    // "Set **A** to **B** > **Save**": what follows is a thing of its own.
    if isSetting(verb, rest), !isOfNames(core), let arrow = rest.lastIndex(where: { $0.kind == .arrow }),
      rest[..<arrow].contains(where: \.isLabel)
    {
      throw Unread(.labelsUnjoined, rest[arrow...].dropFirst().phrase)
    }
    // "Review your choices, and **Submit request**": the verb may be in bold.
    if labels.count == 1, let label = core.indices.last(where: { core[$0].isLabel }),
      isCommandBehindJoint(label, in: core)
    {
      throw Unread(.verbUnknown, [core[label]].phrase)
    }
    // "Name the policy > **Next**": only the first is named.
    if let arrow = core.firstIndex(where: { $0.kind == .arrow }), !core[..<arrow].contains(where: \.isLabel),
      isOfNames(core[arrow...]), let first = target(core[..<arrow])
    {
      return try paths(core[(arrow + 1)...]).alternatives.map { way in
        var next = way.map { instruction($0, [], nil) }
        for index in next.indices { next[index].operation = .choose }
        return [instruction([first], places, nil)] + next
      }
    }
    guard labels.isEmpty || isOfNames(core), !tellsMore(core) || places.isEmpty,
      areCertain(places, in: rest[core.endIndex...])
    else { return [[instruction([kept], [], nil)]] }
    if labels.isEmpty {
      return [[instruction([places.isEmpty ? kept : target(core)].compactMap(\.self), places, nil)]]
    }
    if core.contains(where: { $0.kind == .arrow }) {
      return try paths(core).alternatives.map { way in way.map { instruction($0, places, nil) } }
    }
    let each = labels.count > 1 ? labels.compactMap { target([$0]) } : [target(core)].compactMap(\.self)
    let instructions = each.map { instruction([$0], places, nil) }
    return core.indices.contains { has(.alternatives, $0) } ? instructions.map { [$0] } : [instructions]
  }

  /// All of the words as they stand, with the labels among them.
  func kept(_ rest: ArraySlice<Word>) -> Target? {
    guard let whole = rest.trimmed.phrase else { return nil }
    var target = Target(kind: .prose, phrase: whole, whole: whole)
    target.labels = rest.filter(\.isLabel).compactMap { self.target([$0]) }
    return target
  }

  /// Whether the words are labels and what joins them, and nothing else: "the **A** tab and **B**".
  private func isOfNames(_ core: ArraySlice<Word>) -> Bool {
    core.contains(where: \.isLabel)
      && core.indices.allSatisfy { position in
        let word = core[position]
        return word.isLabel || word.kind == .comma || word.kind == .arrow || isNoun(word)
          || [.determiners, .connectors, .alternatives].contains { has($0, position) }
      }
  }

  /// "the person you want to add to the list": what follows may belong to what is told.
  func tellsMore(_ core: ArraySlice<Word>) -> Bool {
    core.indices.dropFirst().contains { has(.relatives, $0) || has(.readers, $0) }
  }

  /// Whether the words are places on the screen, all of them.
  func areCertain(_ places: [Target], in words: ArraySlice<Word>) -> Bool {
    leftOver(inPlace: words) == nil && cover(places, words) && places.allSatisfy(isCertain)
  }

  /// Whether no word is left out.
  private func cover(_ places: [Target], _ words: ArraySlice<Word>) -> Bool {
    words.allSatisfy { word in
      word.kind == .comma || word.kind == .arrow || places.contains { $0.whole.place.overlaps(word.place) }
    }
  }

  /// "called **X**", "of **X**", "from **A**", "between **A** and **B**": no place.
  private func isCertain(_ place: Target) -> Bool {
    guard place.isLabel, !place.isScreen, !place.isField else { return true }
    let lists: [Lexicon.List] = [
      .placeless, .origins, .likenesses, .assignments, .means, .roleSignIns, .namings, .attributives, .restrictions,
      .concerns,
    ]
    return !place.whole.keys.contains { key in lists.contains { lexicon.contains($0, key) } }
  }

  private func isCommandBehindJoint(_ label: Int, in core: ArraySlice<Word>) -> Bool {
    let parts = core[label].key.split(separator: " ").map(String.init)
    return label > core.startIndex + 1 && has(.connectors, label - 1) && parts.count > 1
      && core[label].kind == .label(link: nil) && lexicon.beginsImperative(parts[0])
      && parts[1].first?.isLetter == true
  }

  /// "search for": a verb with a preposition that an object follows, unlike "sign in".
  func reachesFor(_ verb: Lexicon.Verb) -> Bool {
    guard verb.imperative.count == 2, let last = verb.imperative.last, lexicon.contains(.prepositions, last) else {
      return false
    }
    return !lexicon.verbs.contains {
      $0.imperative.count == 2 && $0.imperative[1] == last && lexicon.contains(.signIns, $0.imperative[0])
    }
  }

  /// "Set", "rename", and "move the slider to": something gets a value.
  private func isSetting(_ verb: Lexicon.Verb, _ rest: ArraySlice<Word>) -> Bool {
    let first = verb.imperative[0]
    if lexicon.contains(.settings, first) { return true }
    guard lexicon.contains(.moves, first) else { return false }
    return rest.contains { word in
      word.isProse && lexicon.contains(.switches, word.key)
        || word.isLabel && lexicon.contains(.switchPositions, word.key)
    }
  }

  /// The objects and the places; of "look for it under **A** > **B**" all of the path is where.
  private func placed(_ rest: ArraySlice<Word>, isSet: Bool) -> (core: ArraySlice<Word>, places: [Target]) {
    guard let label = rest.firstIndex(where: \.isLabel), label > rest.startIndex + 1, has(.prepositions, label - 1),
      !lexicon.contains(.assignments, rest[label - 1].key), label + 1 < rest.endIndex, rest[label + 1].kind == .arrow
    else { return split(rest, isSet: isSet) }
    return (rest[..<(label - 1)], contexts(in: rest[(label - 1)...]))
  }

  /// Looks for a second verb that is not known, and would be taken for a part of the object.
  private func checkVerbs(_ rest: ArraySlice<Word>) throws(Unread) {
    // "recreate and frob the file".
    if let first = rest.first, first.isProse, has(.connectors, rest.startIndex) || has(.alternatives, rest.startIndex) {
      throw Unread(.verbUnknown, rest.dropFirst().first.flatMap { [$0].phrase } ?? [first].phrase)
    }
    if let verb = swallowedVerb(in: rest) { throw Unread(.verbUnknown, [words[verb]].phrase) }
    if let label = rest.first(where: {
      isScrap($0) || isHalfClause($0) || isCommand($0) && hasSwallowedWords($0, isFirst: false)
    }) {
      throw Unread(.verbUnknown, [label].phrase)
    }
  }

  /// "Set it to **On**", "to **On** or **Off**": what something is set to, and the places among which that was found.
  /// Nil where no value is named.
  private func values(
    among places: [Target], in rest: ArraySlice<Word>
  ) throws(Unread) -> (values: [Target], places: [Target])? {
    // "between **On** and **Off**": nothing says which.
    if rest.contains(where: { $0.isProse && lexicon.contains(.restrictions, $0.key) }) { return nil }
    guard let first = places.firstIndex(where: { isAssignment($0, in: rest) }) else { return nil }
    var (values, others) = ([places[first]], Array(places[..<first]))
    for place in places[(first + 1)...] {
      guard let label = rest.lastIndex(where: { $0.place == place.phrase.place }), let before = rest[..<label].last
      else {
        others.append(place)
        continue
      }
      if has(.alternatives, label - 1), others.count == first {
        values.append(place)
      } else if before.isProse, !has(.connectors, label - 1) {
        others.append(place)
      } else {
        // "to **On** > **Save**".
        throw Unread(.labelsUnjoined, [rest[label]].phrase)
      }
    }
    return (values, others)
  }
}

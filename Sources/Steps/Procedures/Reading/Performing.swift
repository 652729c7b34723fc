/// What is done without the screen, or in a way that only the phrasebook knows.
extension SentenceParse {
  /// - Parameter instruction: Makes one of a path, places and a value.
  func performed(
    _ verb: Lexicon.Verb, _ rest: ArraySlice<Word>,
    as instruction: ([Target], [Target], Target?) -> Instruction
  ) throws(Unread) -> [[Instruction]] {
    try checkVerbs(rest)
    var (core, places) = try placed(rest, isSet: isSetting(verb, rest))
    if !places.isEmpty, let word = leftOver(inPlace: rest[core.endIndex...]) {
      throw Unread(.wordsLeftOver, [words[word]].phrase)
    }
    if let gerund = rest.indices.first(where: { words[$0].isProse && lexicon.isGerundOfUse(words[$0].key) }),
      rest[gerund...].contains(where: \.isUsable)
    {
      throw Unread(.labelLeftOver, [words[gerund]].phrase)
    }
    // "Delete **Old** kites": half of a name.
    if core.count(where: \.isLabel) == 1, let label = core.firstIndex(where: \.isLabel), label + 1 < core.endIndex,
      core[label + 1].isProse, isIndefinite(core[label + 1]), !isNoun(core[label + 1]),
      !isKnownBehindLabel(label + 1, in: core)
    {
      throw Unread(.wordsLeftOver, [core[label + 1]].phrase)
    }
    if let kept = kept(verb, rest) { return [[instruction([kept], [], nil)]] }
    // "Find **A**, which is a policy in **B**": B is no second one.
    let told = core.indices.filter { core[$0].isLabel && isInRelativeClause($0, of: core) }
    if !told.isEmpty, told.count < core.count(where: \.isLabel) {
      throw Unread(.labelsUnjoined, core.phrase)
    }
    let labels = core.filter(\.isLabel)
    // "Add **A** as the type **B**".
    if let role = core.indices.first(where: { has(.roleSignIns, $0) && core[..<$0].contains(where: \.isLabel) }),
      core[role...].contains(where: \.isLabel)
    {
      throw Unread(.labelsUnjoined, core[role...].phrase)
    }
    if isSetting(verb, rest), let label = rest.lastIndex(where: \.isLabel),
      let setting = try values(among: places, in: rest[...label])
    {
      let objects = labels.count > 1 ? labels.map { target([$0]) } : [target(core)]
      // "Change it from **A** to **B**": A is no place.
      let others = setting.places.filter { !isOrigin($0, in: rest) }
      guard others.count == setting.places.count || objects.contains(where: { $0 != nil }) else {
        throw Unread(.objectMissing)
      }
      try checkPlaceless(others, in: rest)
      return setting.values.map { value in
        objects.map { instruction([$0].compactMap(\.self), others, value) }
      }
    }
    try checkPlaceless(places, in: rest)
    if let like = rest.indices.first(where: { has(.likenesses, $0) && !isAfterRelative($0, in: rest) }),
      rest[..<like].contains(where: \.isLabel) || rest[like...].contains(where: \.isUsable)
    {
      throw Unread(.wordsLeftOver, [words[like]].phrase)
    }
    // "Find **A** > **B**".
    if core.contains(where: { $0.kind == .arrow }) {
      guard !isSetting(verb, rest) || core.first?.isLabel == false else { throw Unread(.labelsUnjoined, core.phrase) }
      return try paths(core).alternatives.map { way in
        way.flatMap { path -> [Instruction] in
          // "Name the policy > **Next**": only the first is named.
          guard let first = path.first, !first.isLabel, path.count > 1 else { return [instruction(path, places, nil)] }
          var next = instruction(Array(path.dropFirst()), [], nil)
          next.operation = .choose
          return [instruction([first], places, nil), next]
        }
      }
    }
    // "Tell them that **A** is the tool": more is said of the name.
    if let label = core.firstIndex(where: \.isLabel), isWithinClause(label, of: core), let whole = core.phrase {
      return [[instruction([Target(kind: .prose, phrase: whole, whole: whole)], places, nil)]]
    }
    places += [placeBehindLabel(core)].compactMap(\.self)
    // "Review your choices, and **Submit request**": the verb may be in bold.
    if labels.count == 1, let label = core.indices.last(where: { core[$0].isLabel }),
      isCommandBehindJoint(label, in: core)
    {
      throw Unread(.verbUnknown, [core[label]].phrase)
    }
    // "Review your settings and **Roles**".
    let joint = core.indices.first { joint in
      let length = joinLength(at: joint, in: core).length
      return length > 0 && names(core[..<joint], beside: core[(joint + length)...])
    }
    if let joint, let first = target(core[..<joint]) {
      guard joinLength(at: joint, in: core).link != .or else { throw Unread(.jointsMixed, first.whole) }
      return [
        [instruction([first], places, nil)] + labels.compactMap { target([$0]) }.map { instruction([$0], places, nil) }
      ]
    }
    // "Check that **A** shows **B**": no name is dropped.
    guard labels.count > 1 else {
      let one = instruction([target(core)].compactMap(\.self), places, nil)
      guard let (more, isAlternative) = try behindLabel(core) else { return [[one]] }
      let other = instruction([more], places, nil)
      return isAlternative ? [[one], [other]] : [[one, other]]
    }
    let each = labels.compactMap { target([$0]) }.map { instruction([$0], places, nil) }
    return core.indices.contains(where: { has(.alternatives, $0) }) ? each.map { [$0] } : [each]
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

  /// "Leave **X** selected": as what something is left stands behind it.
  private func kept(_ verb: Lexicon.Verb, _ rest: ArraySlice<Word>) -> Target? {
    guard lexicon.contains(.keepings, verb.imperative[0]), let label = rest.lastIndex(where: \.isLabel),
      let whole = rest.trimmed.phrase
    else { return nil }
    let isLeft = rest[(label + 1)...].contains { $0.isProse && !isNoun($0) }
    // "leave these set to **X**"
    let isSet = label > rest.startIndex && has(.assignments, label - 1)
    guard isLeft || isSet else { return nil }
    return Target(kind: .prose, phrase: whole, whole: whole)
  }

  private func isCommandBehindJoint(_ label: Int, in core: ArraySlice<Word>) -> Bool {
    let parts = core[label].key.split(separator: " ").map(String.init)
    return label > core.startIndex + 1 && has(.connectors, label - 1) && parts.count > 1
      && core[label].kind == .label(link: nil) && lexicon.beginsImperative(parts[0])
      && parts[1].first?.isLetter == true
  }

  private func isWithinClause(_ label: Int, of core: ArraySlice<Word>) -> Bool {
    let isFurther = label > core.startIndex && (core[label - 1].kind == .comma || has(.connectors, label - 1))
    return !isFurther
      && core[..<label].indices.dropFirst().contains { position in
        has(.contents, position) || has(.relatives, position) && !has(.prepositions, position)
          || has(.statements, position) && !isPerson(position) && !has(.determiners, position - 1)
      }
  }

  /// The objects and the places; of "look for it under **A** > **B**" all of the path is where.
  private func placed(
    _ rest: ArraySlice<Word>, isSet: Bool
  ) throws(Unread) -> (core: ArraySlice<Word>, places: [Target]) {
    guard let label = rest.firstIndex(where: \.isLabel), label > rest.startIndex + 1, has(.prepositions, label - 1),
      !lexicon.contains(.assignments, rest[label - 1].key), label + 1 < rest.endIndex, rest[label + 1].kind == .arrow
    else { return split(rest, isSet: isSet) }
    return (rest[..<(label - 1)], contexts(in: rest[(label - 1)...]))
  }

  /// "Copy **A** and the key": a further object without a label.
  private func behindLabel(_ core: ArraySlice<Word>) throws(Unread) -> (object: Target, isAlternative: Bool)? {
    guard let label = core.firstIndex(where: \.isLabel), !isInRelativeClause(label, of: core) else { return nil }
    let joint = label + 1 < core.endIndex && isNoun(core[label + 1]) ? label + 2 : label + 1
    let join = joinLength(at: joint, in: core)
    let next = joint + join.length
    guard join.length > 0, join.link != .comma, !has(.sequencers, joint) || has(.connectors, joint),
      next < core.endIndex, core[next].isProse
    else { return nil }
    if lexicon.contains(.determiners, core[next].key) || isNoun(core[next])
      || core[next].text.first?.isUppercase == true
    {
      return target(core[next...]).map { ($0, join.link == .or || join.link == .commaOr) }
    }
    // "see [A](…) and file a ticket".
    guard core[label].isUsable || next + 1 < core.endIndex && has(.determiners, next + 1) else { return nil }
    throw Unread(.verbUnknown, [core[next]].phrase)
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
    if !places.isEmpty, let word = rest.first(where: { $0.isProse && lexicon.contains(.restrictions, $0.key) }) {
      throw Unread(.wordsLeftOver, [word].phrase)
    }
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

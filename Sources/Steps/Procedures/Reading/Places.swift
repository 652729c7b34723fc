/// Where on the screen: "on the **X** page", "under **Y**".
extension SentenceParse {
  /// Parts the objects from the places that follow them.
  ///
  /// - Parameter isSet: Whether the control is set to what is named last: "flyt skyderen til **Til**".
  func split(_ rest: ArraySlice<Word>, isSet: Bool = false) -> (core: ArraySlice<Word>, places: [Target]) {
    var start = rest.startIndex
    // Within a path "your name in the upper right corner" is one of its parts.
    if let arrow = rest.lastIndex(where: { $0.kind == .arrow }) { start = arrow }
    // "the check box next to **X**": X is the control, not a place.
    if let label = controlLabel(rest, isSet: isSet) { start = max(start, label) }
    var position = start
    // ", which leads to the list": a place in a relative clause is where that leads.
    var isInRelative = false
    while position < rest.endIndex {
      if rest[position].kind == .comma {
        isInRelative = !isInRelative && lexicon.length(of: .relatives, in: rest, at: position + 1) > 0
      }
      if position > rest.startIndex, position != start || start == rest.startIndex, !isInRelative,
        beginsPlace(at: position, in: rest) || endsPath(at: position, in: rest)
      {
        // "the name on the card, the address, or the date": further objects.
        let place = rest[position...]
        if !place.contains(where: \.isLabel),
          place.indices.contains(where: { at in
            place[at].kind == .comma && !has(.relatives, at + 1)
          }),
          place.indices.contains(where: {
            has(.alternatives, $0) || $0 > position && has(.connectors, $0) && place[$0].isProse
          })
        {
          return (rest, [])
        }
        return (rest[rest.startIndex..<position].trimmed, contexts(in: place))
      }
      position += 1
    }
    return (rest, [])
  }

  /// "**A** > on your computer": no part of the path.
  private func endsPath(at position: Int, in rest: ArraySlice<Word>) -> Bool {
    rest[position - 1].kind == .arrow && has(.prepositions, position) && !rest[position...].contains { !$0.isProse }
      && position + 1 < rest.endIndex
  }

  /// The label of "[determiner] control noun [preposition] **label**".
  private func controlLabel(_ rest: ArraySlice<Word>, isSet: Bool) -> Int? {
    var position = rest.startIndex
    while position < rest.endIndex, rest[position].isProse, lexicon.contains(.determiners, rest[position].key) {
      position += 1
    }
    let noun = lexicon.length(of: .controls, in: rest, at: position)
    guard noun > 0 else { return nil }
    position += noun
    if isSet, position < rest.endIndex, lexicon.contains(.assignments, rest[position].key) { return nil }
    position += lexicon.length(of: .besides, in: rest, at: position)
    while position < rest.endIndex, rest[position].isProse, lexicon.contains(.determiners, rest[position].key) {
      position += 1
    }
    return position < rest.endIndex && rest[position].isLabel ? position : nil
  }

  /// "the policy with the name **X**": X is the policy. In "the file in a folder with the name **X**" X is the folder.
  private func isNaming(_ position: Int, in rest: ArraySlice<Word>) -> Bool {
    has(.namings, position) && !(rest.startIndex..<position).contains { has(.prepositions, $0) }
  }

  /// "all activities done by the app", "any of these **Links**": what stands behind says which ones.
  private func isAttributive(_ position: Int, in rest: ArraySlice<Word>) -> Bool {
    let before = rest[rest.startIndex..<position]
    guard lexicon.contains(.attributives, rest[position].key), !before.contains(where: \.isLabel) else { return false }
    return !rest[position...].contains(where: \.isLabel)
      || before.allSatisfy { lexicon.contains(.determiners, $0.key) || lexicon.contains(.quantities, $0.key) }
  }

  private func beginsPlace(at position: Int, in rest: ArraySlice<Word>) -> Bool {
    // "på **A** og derefter på **B**": the verb's own word, once more.
    if position > rest.startIndex, rest[..<position].contains(where: \.isLabel), has(.sequencers, position - 1) {
      return false
    }
    guard let length = positive(lexicon.length(of: .prepositions, in: rest, at: position)),
      !isNaming(position, in: rest), !isToldOf(position, in: rest),
      length > 1 || !isAttributive(position, in: rest)
    else { return false }
    // "people to open **X**": what others do is no place.
    let next = position + length
    if lexicon.length(of: .purposesBeforeVerb, in: rest, at: position) > 0, next < rest.endIndex,
      lexicon.verb(in: rest, at: next, form: nil) != nil
        || lexicon.contains(.states, rest[next].key) && !(next + 1 < rest.endIndex && rest[next + 1].isLabel)
    {
      return false
    }
    let after = rest[(position + length)...].prefix { word in
      word.kind != .comma && !(word.isProse && lexicon.contains(.relatives, word.key))
    }
    guard let first = after.first else { return false }
    if first.isLabel || isPlace(first) { return true }
    // "a number from 14 to 730 in the **Days** box": the last preposition before the name begins the place.
    let name = after.firstIndex { $0.isLabel || isPlace($0) } ?? after.endIndex
    if (after.startIndex..<name).contains(where: { lexicon.length(of: .prepositions, in: rest, at: $0) > 0 }) {
      return false
    }
    return after.prefix(5).contains { $0.isLabel || isPlace($0) }
  }

  /// The places, where the words are nothing else: "on the **X** tab".
  var wholePlace: [Target]? {
    guard let length = positive(lexicon.length(of: .prepositions, in: words, at: words.startIndex)),
      !tellsWhatIsDone(from: words.startIndex + length), !isNoPlace(words),
      !words.contains(where: { $0.kind == .comma })
    else { return nil }
    return contexts(in: words)
  }

  /// The name, where the words are "or" and nothing else but a name.
  var alternative: Target? {
    guard let or = positive(lexicon.length(of: .alternatives, in: words, at: words.startIndex)) else { return nil }
    let name = words.dropFirst(or)
    return name.count == 1 && name.allSatisfy(\.isUsable) ? target(name) : nil
  }

  /// The places that a run of words names, each a label with the words around it.
  func contexts(in words: ArraySlice<Word>) -> [Target] {
    var targets: [Target] = []
    var start = words.startIndex
    for position in words.indices where words[position].isLabel {
      // The English noun stands behind: "in the **Name** box".
      let noun = position + 1 < words.endIndex && isNoun(words[position + 1]) ? position + 1 : position
      if let next = furtherPlace(before: position, from: start) {
        targets += [target(words[start..<next])].compactMap(\.self)
        start = next
      }
      if var target = target(words[start...noun]) {
        target.isField = isField(label: position, from: start, noun: noun, in: words)
        target.isScreen = kind(of: position, from: start, noun: noun, in: words).map(isScreen) ?? false
        targets.append(target)
      }
      start = noun + 1
    }
    if targets.isEmpty, let target = target(words) { targets.append(target) }
    // "on the **X** tab at the top of the page": each place is looked for.
    let rest = words[min(start, words.endIndex)...].trimmed
    // "at https://example.com with your account": what it is done with is no more left out.
    if start > words.startIndex, has(.prepositions, rest.startIndex), !has(.attributives, rest.startIndex),
      rest.contains(where: isPlace) || has(.means, rest.startIndex) && rest.count > 1,
      !rest.contains(where: { $0.kind == .comma }), let target = target(rest)
    {
      targets.append(target)
    }
    return targets
  }

  /// Of "in the navigation pane under **X**", where the place of the label begins.
  private func furtherPlace(before label: Int, from start: Int) -> Int? {
    guard let next = (start..<label).last(where: { has(.prepositions, $0) }), next > start,
      !has(.attributives, next), has(.prepositions, start),
      let place = (start..<next).last(where: { isPlace(words[$0]) }), !lexicon.isField(words[place].key),
      !(place..<next).contains(where: { has(.connectors, $0) || has(.alternatives, $0) })
    else { return nil }
    // "on the page for **X**" is one place.
    return place + 1 == next
      && words[start..<place].allSatisfy({
        lexicon.contains(.prepositions, $0.key) || lexicon.contains(.determiners, $0.key)
      }) ? nil : next
  }

  /// Whether something is typed at a label: "the **Name** box", "next to **Name**"; not "the **Contacts** page".
  private func isField(label: Int, from start: Int, noun: Int, in words: ArraySlice<Word>) -> Bool {
    // "dialogboksen" is a place, though it ends like a box.
    func isField(_ word: Word) -> Bool {
      lexicon.contains(.fields, word.key) || lexicon.isField(word.key) && !lexicon.contains(.places, word.key)
    }
    if let near = kind(of: label, from: start, noun: noun, in: words) { return isField(near) }
    return (start..<label).contains { position in
      let length = lexicon.length(of: .besides, in: words, at: position)
      return length > 1 && position + length == label
    }
  }

  /// The noun that says what a label names: the English behind it, the Danish before it.
  private func kind(of label: Int, from start: Int, noun: Int, in words: ArraySlice<Word>) -> Word? {
    noun > label ? words[noun] : words[start..<label].last(where: isNoun)
  }

  private func isScreen(_ word: Word) -> Bool {
    lexicon.contains(.screens, word.key) || lexicon.endsLike(.screens, word.key, over: 3)
  }

  func isNoun(_ word: Word) -> Bool {
    word.isProse && (lexicon.isPlace(word.key) || lexicon.isField(word.key) || lexicon.contains(.controls, word.key))
  }
}

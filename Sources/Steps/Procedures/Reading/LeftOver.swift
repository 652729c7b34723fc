/// Words beside a label that change what is done. What no rule takes in makes a clause undefined: a reading that drops
/// "not" or "twice" is wrong.
extension SentenceParse {
  func changesWhatIsDone(_ key: String) -> Bool {
    lexicon.contains(.restrictions, key) || lexicon.contains(.quantities, key)
  }

  /// The objects without what is set apart as not to be done: "**A**, not **B**", "**A** instead of **B**".
  func withoutExclusions(_ rest: ArraySlice<Word>) throws(Unread) -> ArraySlice<Word> {
    for position in rest.indices {
      let length = max(
        lexicon.length(of: .exclusions, in: rest, at: position), lexicon.length(of: .negations, in: rest, at: position))
      guard length > 0, !isInRelativeClause(position, of: rest), !isAfterRelative(position, in: rest) else { continue }
      let excluded = rest[(position + length)...]
      var before = rest[rest.startIndex..<position]
      while let last = before.last,
        last.kind == .comma
          || last.isProse && (lexicon.contains(.connectors, last.key) || lexicon.contains(.contrasts, last.key))
      {
        before.removeLast()
      }
      // One name is set apart; more could go on with what is asked for.
      guard !before.isEmpty, excluded.count(where: \.isLabel) == 1 || !before.contains(where: \.isLabel),
        !excluded.contains(where: { $0.kind == .comma })
      else { throw Unread(.wordsLeftOver, [rest[position]].phrase) }
      // Prose before prose says more about the object: "the users that are not blocked".
      if !excluded.contains(where: \.isLabel) {
        if rest.contains(where: \.isLabel) { throw Unread(.wordsLeftOver, [rest[position]].phrase) }
        return rest
      }
      return before
    }
    return rest
  }

  /// The objects without what is named only as an example: "a name, such as **Contoso**".
  func withoutExamples(_ rest: ArraySlice<Word>) throws(Unread) -> ArraySlice<Word> {
    guard let example = rest.indices.first(where: { lexicon.length(of: .examples, in: rest, at: $0) > 0 }) else {
      return rest
    }
    let before = rest[rest.startIndex..<example].trimmed
    guard !before.isEmpty, rest[example...].contains(where: \.isLabel) else { return rest }
    if before.contains(where: \.isLabel) { throw Unread(.wordsLeftOver, [rest[example]].phrase) }
    return before
  }

  func isAfterRelative(_ position: Int, in words: ArraySlice<Word>) -> Bool {
    words[words.startIndex..<position].indices.contains { lexicon.length(of: .relatives, in: words, at: $0) > 0 }
  }

  /// What stands behind the last label of an object, and says more of what is done than the kind of control: "**X** as the
  /// operating system", "**X** to all users". It is a place that only the phrasebook can know.
  func placeBehindLabel(_ core: ArraySlice<Word>) -> Target? {
    guard let label = core.lastIndex(where: \.isLabel), !core.contains(where: { $0.kind == .arrow }) else { return nil }
    var rest = core[(label + 1)...].trimmed
    let passed: [Lexicon.List] = [.adverbs, .determiners, .locators]
    while let first = rest.first, !has(.prepositions, rest.startIndex),
      isNoun(first) || first.kind == .comma || passed.contains(where: { lexicon.contains($0, first.key) })
    { rest.removeFirst() }
    let isPlace =
      lexicon.length(of: .prepositions, in: rest, at: rest.startIndex) > 0
      && lexicon.length(of: .relatives, in: rest, at: rest.startIndex) == 0
    // "**iOS** som platform": the word for "as" begins relative clauses, too.
    let isCapacity =
      lexicon.length(of: .roleSignIns, in: rest, at: rest.startIndex) > 0 && (2...4).contains(rest.count)
      && !has(.adverbs, rest.startIndex + 1)
      && !rest.indices.contains { isFinite($0) || has(.readers, $0) }
    if isPlace || isCapacity { return target(rest) }
    // "the **A** file, which you downloaded, as the profile".
    guard let comma = rest.indices.last(where: { words[$0].kind == .comma }), rest.endIndex - comma <= 5,
      lexicon.length(of: .roleSignIns, in: rest, at: comma + 1) == 1, rest.endIndex > comma + 2,
      !(comma + 1..<rest.endIndex).contains(where: { isFinite($0) || has(.readers, $0) || words[$0].isLabel })
    else { return nil }
    return target(rest[(comma + 1)...])
  }

  /// "**your** products", "**and**".
  func isScrap(_ word: Word) -> Bool {
    let classes: [Lexicon.List] = [.determiners, .connectors, .alternatives]
    return word.kind == .label(link: nil) && word.text.first?.isLowercase == true
      && classes.contains { lexicon.contains($0, word.key) }
  }

  /// "**library-** or list tab", "**preferred one from the**", "**messages, which are sent**": half of what is named.
  func isHalf(_ label: String) -> Bool {
    if label.hasSuffix("-") { return true }
    guard label.first?.isLowercase == true, label.contains(" ") else { return false }
    let words = label.split(separator: " ").map { Lexicon.key(String($0)) }
    let last = words.last ?? ""
    if let first = words.first, lexicon.contains(.readers, first) { return true }
    if lexicon.contains(.determiners, last), !lexicon.contains(.quantities, last) { return true }
    let clauses: [Lexicon.List] = [.relatives, .subjects, .readers, .conditions, .contents, .questions]
    return zip(words, words.dropFirst()).contains { word, next in
      word.hasSuffix(",") && clauses.contains { lexicon.contains($0, next) }
    }
  }

  /// "**that your policy is** set to": words of the sentence.
  func isHalfClause(_ word: Word) -> Bool {
    let parts = word.key.split(separator: " ").map(String.init)
    return word.kind == .label(link: nil) && parts.count > 2 && word.text.first?.isLowercase == true
      && lexicon.contains(.contents, parts[0]) && parts.contains { lexicon.contains(.statements, $0) }
  }

  /// "**select Save**", "the **page Users**": words that slipped into the bold text are no part of the label.
  func hasSwallowedWords(_ word: Word, isFirst: Bool) -> Bool {
    guard case .label(let link) = word.kind else { return false }
    let parts = word.text.split(separator: " ").map(String.init)
    let joints: [Lexicon.List] = [.connectors, .alternatives, .sequencers]
    // "**Save and** close", "**and sign** out".
    if parts.count > 1,
      [parts[0], parts[parts.count - 1]].contains(where: { part in
        joints.contains { lexicon.contains($0, part) }
      })
    {
      return true
    }
    guard word.text.first?.isLowercase == true, let first = word.key.split(separator: " ").first.map(String.init) else {
      return false
    }
    if isScrap(word) || isHalf(word.text) { return true }
    // "**på Brugere fra listen**".
    if parts.count > 1, link == nil, lexicon.contains(.prepositions, first), parts[1].first?.isUppercase == true {
      return true
    }
    // "**på rullemenuen** Visning".
    if parts.count > 1, lexicon.contains(.prepositions, first), let last = parts.last, lexicon.isPlace(last) {
      return true
    }
    // "Enter **name**" names a label; in "select **Save** and **close**" one word can be the verb.
    let isName = isFirst && !word.key.contains(" ")
    return !isName && lexicon.beginsVerb(first)
      || link == nil && (lexicon.contains(.places, first) || lexicon.contains(.controls, first))
  }

  /// "**Roles and then**": more of the sentence slipped into the bold text.
  func endsUnfinished(_ word: Word) -> Bool {
    let last = word.text.split(separator: " ").dropFirst().last.map(String.init) ?? ""
    return word.isLabel && [.connectors, .alternatives, .sequencers].contains { lexicon.contains($0, last) }
  }

  /// "In the fields **A** and **B** enter …": nothing says what goes where. "Go to **A** and **B** to **On**": a verb is
  /// missing.
  func checkPlaces(_ places: [Target], of verb: Lexicon.Verb) throws(Unread) {
    func begins(_ place: Target, _ list: Lexicon.List) -> Bool {
      place.whole.keys.first.map { lexicon.contains(list, $0) } ?? false
    }
    // "On the **A** and **B** pages": on each of them.
    if let other = places.dropFirst().first(where: { place in
      let words = place.whole.keys.prefix(2)
      return place.isLabel && words.first.map { lexicon.contains(.connectors, $0) } == true
        && !(words.count > 1 && [.prepositions, .sequencers].contains { lexicon.contains($0, words[1]) })
    }) {
      throw Unread(.labelsUnjoined, other.whole)
    }
    // "in the list **under** **A**".
    if let half = places.first(where: { place in
      place.isLabel && (isHalf(place.phrase.text) || lexicon.contains(.prepositions, place.phrase.text))
    }) {
      throw Unread(.labelsUnjoined, half.whole)
    }
    // "the path, followed by **.**": more of what is typed.
    if verb.operation == .enter,
      let more = places.first(where: {
        $0.isLabel && begins($0, .attributives) && !begins($0, .roleSignIns)
      })
    {
      throw Unread(.wordsLeftOver, more.whole)
    }
    if verb.operation == .open || verb.operation.isClick,
      let value = places.first(where: { place in
        place.isLabel && begins(place, .assignments)
          && lexicon.contains(.switchPositions, Lexicon.key(place.phrase.text))
      })
    {
      throw Unread(.labelsUnjoined, value.whole)
    }
  }

  func isLowerPreposition(_ word: Word) -> Bool {
    word.isProse && lexicon.contains(.prepositions, word.key) && word.text.first?.isLowercase == true
  }

  /// Looks for words that no rule takes in around the labels of an object.
  func checkWords(_ rest: ArraySlice<Word>) throws(Unread) {
    guard rest.contains(where: \.isLabel) else { return }
    var isInRelative = false
    for position in rest.indices {
      let word = rest[position]
      if word.isLabel { isInRelative = false }
      // "under **Roles and then** type a name".
      if endsUnfinished(word) { throw Unread(.verbUnknown, [word].phrase) }
      guard word.isProse else { continue }
      if lexicon.length(of: .relatives, in: rest, at: position) > 0 { isInRelative = true }
      if isInRelative { continue }
      let isNumber = word.key.allSatisfy(\.isNumber)
      // Only beside the label: "a number from 14 to 730 in the **Days** box" says what to type.
      let next = position + 1
      let isBesideLabel =
        next < rest.endIndex && (rest[next].isLabel || next + 1 < rest.endIndex && rest[next + 1].isLabel)
      let isBehindLabel = position > rest.startIndex && rest[position - 1].isLabel
      if lexicon.length(of: .restrictions, in: rest, at: position) > 0
        || lexicon.contains(.ordinals, word.key) && isBesideLabel
        || (lexicon.contains(.quantities, word.key) || isNumber) && (isBesideLabel || isBehindLabel)
        || lexicon.length(of: .optionals, in: rest, at: position) > 0
          && rest[rest.startIndex..<position].contains(where: \.isLabel)
      {
        throw Unread(.wordsLeftOver, [word].phrase)
      }
    }
  }
}

extension SentenceParse {
  /// Reads what follows a verb.
  func clause(_ head: Head, _ rest: ArraySlice<Word>, start: Int, _ openings: Openings) -> Clause? {
    let end = rest.endIndex
    guard let phrase = words[start..<end].trimmed.phrase else { return nil }
    var clause = Clause(
      kind: .information, phrase: phrase, condition: openings.condition, purposes: openings.purposes)
    // "do not send it" begins no clause; "send it not" does.
    if rest.prefix(2).contains(where: { $0.isProse && lexicon.contains(.negations, $0.key) }) { return clause }
    var objects = rest
    var purposes: [Phrase] = []
    if let cut = rest.indices.first(where: { $0 < end && purpose(at: $0) != nil }), let length = purpose(at: cut) {
      let said = words[(cut + length)..<end]
      // "to turn it on, unless …": the condition is the clause's.
      let condition = said.indices.first { words[$0].kind == .comma && has(.conditions, $0 + 1) }
      if let condition {
        let length = lexicon.length(of: .conditions, in: words, at: condition + 1)
        if let phrase = words[(condition + 1 + length)..<end].trimmed.phrase {
          clause.condition = Condition(phrase: phrase, negation: lexicon.plainest(.negations) ?? "")
        }
      }
      purposes = aims(said[said.startIndex..<(condition ?? end)])
      objects = rest[rest.startIndex..<cut]
    }
    if let cut = objects.indices.first(where: { $0 > objects.startIndex && has(.conditions, $0) }) {
      // A trailing condition stands after a comma or after the object; "hvis" is also a relative in Danish.
      let length = lexicon.length(of: .conditions, in: words, at: cut)
      if let phrase = words[(cut + length)..<objects.endIndex].trimmed.phrase {
        clause.condition = Condition(phrase: phrase, negation: lexicon.plainest(.negations) ?? "")
      }
      objects = objects[objects.startIndex..<cut]
    }
    clause.purposes += purposes
    switch alternatives(head, objects.trimmed, openings.contexts) {
    case .success(let alternatives): clause.kind = .instructions(alternatives)
    case .failure(let misreading): clause.kind = .undefined(misreading)
    }
    return clause
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
  ) -> Result<[[Instruction]], Misreading> {
    func instruction(_ operation: Operation, _ path: [Target], _ places: [Target], value: Target? = nil) -> Instruction
    {
      Instruction(
        operation: operation, verb: head.phrase, path: path, contexts: (contexts + places).filter { $0 != path.first },
        value: value)
    }
    var rest = rest
    if let particle = head.verb.particle, let position = rest.lastIndex(where: { $0.isProse && $0.key == particle }) {
      // "turn **X** on for …": what stands behind the particle says more about it.
      rest = position == rest.startIndex ? rest.dropFirst() : rest[rest.startIndex..<position]
    }
    switch head.verb.operation {
    case .follow:
      let linked = rest.first { if case .label(let link?) = $0.kind { !link.hasPrefix("http") } else { false } }
      let path = linked.map { [target([$0])] } ?? []
      return .success([[instruction(.follow, path.compactMap(\.self), linked == nil ? self.contexts(in: rest) : [])]])
    case .perform:
      return .success([[instruction(.perform, rest.isEmpty ? [] : [target(rest)].compactMap(\.self), [])]])
    default: break
    }
    let (core, places) = split(rest)
    if head.verb.operation == .enter, let field = (contexts + places).last(where: \.isField) {
      guard let value = target(core) else { return .failure(.objectMissing) }
      return .success([[instruction(.enter, [field], places, value: value)]])
    }
    if head.verb.operation == .enter, let value = places.last, value.isLabel, let field = target(core),
      let first = value.whole.text.split(separator: " ").first, lexicon.contains(.assignments, first.lowercased())
    {
      return .success([[instruction(.enter, [field], places.dropLast(), value: value)]])
    }
    guard !core.isEmpty else { return .failure(.objectMissing) }
    guard let paths = paths(core) else { return .failure(.labelsUnjoined) }
    let instructions = paths.items.map { path -> [Instruction] in
      // "type your name > **Next**": only the first is typed.
      guard head.verb.operation == .enter, path.count > 1 else {
        return [instruction(head.verb.operation, path, places)]
      }
      return [instruction(.enter, [path[0]], places)] + path.dropFirst().map { instruction(.choose, [$0], []) }
    }
    return .success(paths.areAlternatives ? instructions : [instructions.flatMap(\.self)])
  }

  // MARK: Places

  /// Parts the objects from the places that follow them.
  private func split(_ rest: ArraySlice<Word>) -> (core: ArraySlice<Word>, places: [Target]) {
    var start = rest.startIndex
    // Within a path "your name in the upper right corner" is one of its parts.
    if let arrow = rest.lastIndex(where: { $0.kind == .arrow }) { start = arrow }
    // "the check box next to **X**": X is the control, not a place.
    if let label = controlLabel(rest) { start = max(start, label) }
    var position = start
    while position < rest.endIndex {
      if position > rest.startIndex, position != start || start == rest.startIndex, beginsPlace(at: position, in: rest)
      {
        return (rest[rest.startIndex..<position].trimmed, contexts(in: rest[position...]))
      }
      position += 1
    }
    return (rest, [])
  }

  /// The label of "[determiner] control noun [preposition] **label**".
  private func controlLabel(_ rest: ArraySlice<Word>) -> Int? {
    var position = rest.startIndex
    while position < rest.endIndex, rest[position].isProse, lexicon.contains(.determiners, rest[position].key) {
      position += 1
    }
    let noun = lexicon.length(of: .controls, in: rest, at: position)
    guard noun > 0 else { return nil }
    position += noun
    position += lexicon.length(of: .besides, in: rest, at: position)
    while position < rest.endIndex, rest[position].isProse, lexicon.contains(.determiners, rest[position].key) {
      position += 1
    }
    return position < rest.endIndex && rest[position].isLabel ? position : nil
  }

  private func beginsPlace(at position: Int, in rest: ArraySlice<Word>) -> Bool {
    guard let length = positive(lexicon.length(of: .prepositions, in: rest, at: position)) else { return false }
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

  /// The places that a run of words names, each a label with the words around it.
  func contexts(in words: ArraySlice<Word>) -> [Target] {
    var targets: [Target] = []
    var start = words.startIndex
    for position in words.indices where words[position].isLabel {
      // The English noun stands behind: "in the **Name** box".
      let noun = position + 1 < words.endIndex && isNoun(words[position + 1]) ? position + 1 : position
      if var target = target(words[start...noun]) {
        target.isField = isField(label: position, from: start, noun: noun, in: words)
        targets.append(target)
      }
      start = noun + 1
    }
    if targets.isEmpty, let target = target(words) { targets.append(target) }
    return targets
  }

  /// Whether something is typed at a label: "the **Name** box", "next to **Name**"; not "the **Contacts** page".
  private func isField(label: Int, from start: Int, noun: Int, in words: ArraySlice<Word>) -> Bool {
    if noun > label { return lexicon.isField(words[noun].key) }
    if let near = words[start..<label].last(where: isNoun) { return lexicon.isField(near.key) }
    return (start..<label).contains { position in
      let length = lexicon.length(of: .besides, in: words, at: position)
      return length > 1 && position + length == label
    }
  }

  private func isNoun(_ word: Word) -> Bool {
    word.isProse && (lexicon.isPlace(word.key) || lexicon.isField(word.key) || lexicon.contains(.controls, word.key))
  }

  // MARK: Paths

  private func paths(_ core: ArraySlice<Word>) -> (items: [[Target]], areAlternatives: Bool)? {
    let hasArrow = core.contains { $0.kind == .arrow }
    var items: [[Target]] = [[]]
    var element: [Word] = []
    var areAlternatives = false
    var isSound = true
    func endElement() {
      if element.filter(\.isLabel).count > 1 { isSound = false }
      if let target = target(element[...]) { items[items.endIndex - 1].append(target) }
      element = []
    }
    var position = core.startIndex
    while position < core.endIndex {
      let word = core[position]
      let joins =
        word.kind == .comma || has(.connectors, position) || has(.sequencers, position) || has(.alternatives, position)
      if word.kind == .arrow {
        endElement()
      } else if joins, element.contains(where: \.isLabel) || hasArrow, core[position...].contains(where: \.isLabel) {
        if has(.alternatives, position) { areAlternatives = true }
        endElement()
        // In a path a comma is only another arrow.
        if !hasArrow || has(.alternatives, position), !(items.last?.isEmpty ?? true) { items.append([]) }
      } else if !joins || !element.isEmpty && !element.contains(where: \.isLabel) {
        element.append(word)
      } else if joins, element.contains(where: \.isLabel) {
        // Prose after the last label says more about it, unless a comma sets something else apart from it.
        if word.kind == .comma, asksForMore(after: position, in: core) { isSound = false }
        break
      }
      position += 1
    }
    endElement()
    items.removeAll(where: \.isEmpty)
    return isSound && !items.isEmpty ? (items, areAlternatives) : nil
  }

  /// "select **A**, name it, …": the words after the comma begin neither a clause that is known nor a relative clause.
  private func asksForMore(after comma: Int, in core: ArraySlice<Word>) -> Bool {
    guard comma + 1 < core.endIndex, core[comma + 1].isProse else { return false }
    let known: [Lexicon.List] = [
      .relatives, .prepositions, .subjects, .conditions, .determiners, .connectors, .alternatives, .sequencers,
      .purposes, .purposesBeforeVerb, .adverbs, .permissions, .negations,
    ]
    return !known.contains { lexicon.length(of: $0, in: core, at: comma + 1) > 0 }
  }

  /// The label among the words, or all of them.
  func target(_ words: some Collection<Word>) -> Target? {
    let words = Array(words)[...]
    guard let whole = words.trimmed.phrase else { return nil }
    if let label = words.first(where: \.isLabel), case .label(let link) = label.kind {
      return Target(kind: .label(link: link), phrase: Phrase(text: label.text, place: label.place), whole: whole)
    }
    return Target(kind: .prose, phrase: whole, whole: whole)
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

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
      if let condition { clause.condition = self.condition(at: condition + 1, upTo: end) }
      purposes = aims(said[said.startIndex..<(condition ?? end)])
      objects = rest[rest.startIndex..<cut]
    }
    if let cut = objects.indices.first(where: { $0 > objects.startIndex && has(.conditions, $0) }) {
      // A trailing condition stands after a comma or after the object; "hvis" is also a relative in Danish.
      if let condition = condition(at: cut, upTo: objects.endIndex) { clause.condition = condition }
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
      let (core, places) = split(rest)
      return .success([[instruction(.perform, [target(core)].compactMap(\.self), places)]])
    default: break
    }
    let (core, places) = split(rest)
    if head.verb.operation == .enter, let field = (contexts + places).last(where: \.isField) {
      guard let value = target(core) else { return .failure(.objectMissing) }
      return .success([[instruction(.enter, [field], places, value: value)]])
    }
    if head.verb.operation == .enter, let value = places.last, value.isLabel, let field = target(core),
      isAssignment(value, in: rest)
    {
      return .success([[instruction(.enter, [field], places.dropLast(), value: value)]])
    }
    if core.contains(where: hasSwallowedWords) { return .failure(.verbUnknown) }
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

  /// "**select Save**", "the **page Users**": words that slipped into the bold text are no part of the label.
  private func hasSwallowedWords(_ word: Word) -> Bool {
    guard case .label(let link) = word.kind, word.text.first?.isLowercase == true,
      let first = word.key.split(separator: " ").first.map(String.init)
    else { return false }
    return lexicon.beginsVerb(first)
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

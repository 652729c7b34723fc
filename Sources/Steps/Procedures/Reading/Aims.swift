/// What an instruction is for.
extension SentenceParse {
  /// "to open **B** and select **C**", "to change it or **C** > **D** to delete it": a part of the aim, or asked for;
  /// nothing says which.
  func instruction(in said: ArraySlice<Word>) -> Phrase? {
    if let first = said.first, first.isUsable { return [first].phrase }
    if let arrow = said.first(where: { $0.kind == .arrow }), said.indices.contains(where: { has(.alternatives, $0) }) {
      return [arrow].phrase
    }
    // "**A** to keep it and **B** to lose it", "**A** to keep it and **B**".
    if let label = said.indices.dropFirst().first(where: { position in
      words[position].isUsable && has(.connectors, position - 1)
        && (purpose(at: position + 1) != nil || !said[..<position].contains(where: \.isUsable))
    }) {
      return [words[label]].phrase
    }
    // "to view it by selecting **B**".
    if let way = said.indices.first(where: { doing(at: $0).map { $0.verb.operation != .perform } ?? false }),
      said[way...].contains(where: \.isUsable)
    {
      return [words[way]].phrase
    }
    // "to view it, or you can select **B**".
    if let or = said.indices.first(where: { has(.alternatives, $0) && has(.permissions, $0 + 1) }) {
      return [words[or]].phrase
    }
    for position in said.indices where has(.connectors, position) {
      let next = skip([.adverbs, .sequencers], from: position + 1)
      guard next < said.endIndex, let verb = lexicon.verb(in: said, at: next, form: nil)?.verb else { continue }
      if verb.operation != .perform, said[next...].contains(where: \.isUsable) { return [said[next]].phrase }
    }
    return nil
  }

  /// "to turn it on, unless …": the condition is the clause's. In "to make sure that it is safe, if …" it is a part of the
  /// aim.
  func condition(inAim said: ArraySlice<Word>) -> Int? {
    said.indices.first { words[$0].kind == .comma && conditionLength(at: $0 + 1) != nil }.flatMap { comma in
      said[..<comma].indices.contains { has(.contents, $0) && words[$0 - 1].kind == .comma } ? nil : comma
    }
  }

  /// "auto-generate a password or create one" as two aims; "create a user or a group" is one.
  func aims(_ words: ArraySlice<Word>) -> [Phrase] {
    var aims: [Phrase] = []
    var start = words.startIndex
    for position in words.indices where position > start {
      let or = lexicon.length(of: .alternatives, in: self.words, at: position)
      if or > 0, beginsAim(at: position + or) {
        if let phrase = words[start..<position].trimmed.phrase { aims.append(phrase) }
        start = position + 1
      }
    }
    if let phrase = words[start...].trimmed.phrase { aims.append(phrase) }
    return aims
  }

  private func beginsAim(at position: Int) -> Bool {
    let next = skip([.adverbs], from: position)
    return lexicon.verb(in: words, at: next, form: .infinitive) != nil || purpose(at: next) != nil
  }
}

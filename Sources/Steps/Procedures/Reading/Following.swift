/// Steps that stand elsewhere.
extension SentenceParse {
  /// "Follow steps 3 to 5 in [Choose a name](…)", "repeat step 2".
  func following(
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
      try place(&instruction, rest[(last + 1)...])
    } else if let range = rest.indices.first(where: { words[$0].isProse && numberRange(words[$0].key) != nil }) {
      instruction.steps = numberRange(words[range].key)
      try place(&instruction, rest[(range + 1)...])
    } else if verb.operation == .repeat {
      instruction.path = [target(rest)].compactMap(\.self)
    }
    // "Repeat steps 2 to 4 for each form": for what is its place.
    let told = verb.operation == .repeat ? rest.prefix { !lexicon.contains(.prepositions, $0.key) } : rest
    if let word = told.first(where: { $0.isProse && changesWhatIsDone($0.key) }), instruction.steps != nil {
      throw Unread(.wordsLeftOver, [word].phrase)
    }
    return instruction
  }

  /// Takes in what the steps are done for once more: "for each form".
  private func place(_ instruction: inout Instruction, _ behind: ArraySlice<Word>) throws(Unread) {
    let behind = behind.trimmed
    guard instruction.operation == .repeat, !behind.isEmpty else { return }
    guard has(.prepositions, behind.startIndex) || has(.following, behind.startIndex) else {
      throw Unread(.wordsLeftOver, behind.phrase)
    }
    instruction.contexts = contexts(in: behind)
  }

  /// "3-5", "3–5".
  private func numberRange(_ word: String) -> ClosedRange<Int>? {
    let parts = word.split(whereSeparator: { "-\u{2013}".contains($0) }).map { Int($0) }
    guard parts.count == 2, let from = parts[0], let to = parts[1], from > 0, from <= to else { return nil }
    return from...to
  }
}

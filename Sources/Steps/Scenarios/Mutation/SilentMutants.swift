internal import Procedures

/// Mistakes that hide: after them nothing in a step says that it asks for something.
extension MutantMaker {
  /// No lexicon has it.
  private static let unknownVerb = "blorp"

  private func instructions(_ procedure: Procedure) -> [Instruction] {
    procedure.steps.flatMap(\.clauses).flatMap { clause -> [Instruction] in
      guard case .instructions(let alternatives) = clause.kind else { return [] }
      return alternatives.flatMap(\.self)
    }
  }

  func verbs(_ procedure: Procedure) -> [Mutant] {
    instructions(procedure).map(\.verb).unique.compactMap { verb in
      // What stands between the words of one verb is part of its place.
      guard verb.place.line == verb.place.endLine else { return nil }
      let isCapital = verb.text.first?.isUppercase == true
      let other = isCapital ? Self.unknownVerb.prefix(1).uppercased() + Self.unknownVerb.dropFirst() : Self.unknownVerb
      return mutant(.verb, procedure.id, verb.place, verb.text, other)
    }
  }

  /// "select **Reset**" becomes "**select Reset**".
  func boldVerbs(_ procedure: Procedure) -> [Mutant] {
    instructions(procedure).compactMap { instruction -> Mutant? in
      guard let label = instruction.path.first, label.isLabel,
        let start = offset(instruction.verb.place.line, instruction.verb.place.column),
        let end = offset(instruction.verb.place.endLine, instruction.verb.place.endColumn),
        let name = offset(label.phrase.place.line, label.phrase.place.column), end < name,
        article.source[end..<name].elementsEqual(" **".utf8)
      else { return nil }
      return mutant(
        .boldVerb, procedure.id, start..<name, instruction.verb.text + " **", "**" + instruction.verb.text + " ")
    }
  }

  func negations(_ procedure: Procedure) -> [Mutant] {
    procedure.steps.flatMap(\.negations).unique.compactMap { word in
      mutant(.negation, procedure.id, word.place, word.text, "")
    }
  }

  /// A place that is named in prose.
  func places(_ procedure: Procedure) -> [Mutant] {
    instructions(procedure).flatMap(\.contexts).filter { !$0.isLabel && !$0.isGeneric }.map(\.phrase).unique.compactMap
    {
      phrase in
      guard let start = offset(phrase.place.line, phrase.place.column),
        let end = offset(phrase.place.endLine, phrase.place.endColumn), start < end,
        let last = article.source[start..<end].lastIndex(of: UInt8(ascii: " "))
      else { return nil }
      let word = String(decoding: article.source[(last + 1)..<end], as: UTF8.self)
      return mutant(.place, procedure.id, (last + 1)..<end, word, Self.unknownVerb)
    }
  }
}

internal import LearnMarkdown

/// Reads the blocks of one list item, its sub-steps and bullets included.
struct StepReading {
  let lexicon: Lexicon
  /// Of the article.
  let damage: [MarkupDamage]
  private var grammar: Grammar { Grammar(lexicon: lexicon) }

  func clauses(of blocks: [OutlineBlock]) -> [Clause] {
    var clauses: [Clause] = []
    var introduction: [Word] = []
    for block in blocks {
      switch block {
      case .paragraph(let spans, _):
        introduction = words(of: spans, abbreviations: lexicon.abbreviations)
        clauses += grammar.clauses(of: introduction).map { marked($0, unexplained: marksLeftOver(in: spans)) }
      case .list(let list) where list.isOrdered:
        clauses += list.items.flatMap { self.clauses(of: $0.blocks) }
      case .list(let list):
        let items = list.items.map { self.clauses(of: $0.blocks) }
        if offersChoice(introduction), let last = clauses.indices.last, let choice = alternatives(items) {
          clauses[last].kind = .instructions(choice)
        } else {
          let isEnumeration = introduction.last?.kind == .colon
          clauses += items.flatMap(\.self).map { isEnumeration ? asEntry($0) : $0 }
        }
      // Notes, pictures and samples say more about the step; they are no part of it.
      case .alert, .quote, .heading, .image, .code, .table, .choice, .other: break
      }
    }
    return clauses
  }

  // MARK: Damage

  private func marked(_ clause: Clause, unexplained: [MarkupDamage]) -> Clause {
    let known = damage.filter { $0.place.overlaps(clause.phrase.place) }
    let other = unexplained.filter { mark in
      mark.place.overlaps(clause.phrase.place) && !known.contains { $0.place.overlaps(mark.place) }
    }
    var clause = clause
    clause.damage = known + other
    return clause
  }

  /// Marks of bold text or of a link that a reader sees as they stand.
  private func marksLeftOver(in spans: [OutlineSpan]) -> [MarkupDamage] {
    spans.filter { !$0.isCode }.flatMap { span in
      ["**", "](", "] (", "[["].compactMap { mark in
        guard let range = span.text.firstRange(of: mark) else { return nil }
        let column = span.column + span.text.unicodeScalars.distance(from: span.text.startIndex, to: range.lowerBound)
        return MarkupDamage(
          rule: nil,
          place: TextPlace(
            line: span.line, column: column, endLine: span.line, endColumn: column + mark.count, file: span.file),
          mended: nil)
      }
    }
  }

  // MARK: Bullets

  /// "Do one of the following:"
  private func offersChoice(_ words: [Word]) -> Bool {
    words.indices.contains { lexicon.length(of: .oneOf, in: words[...], at: $0) > 0 }
  }

  /// The bullets as alternatives, where each of them is nothing but instructions.
  private func alternatives(_ items: [[Clause]]) -> [[Instruction]]? {
    var alternatives: [[Instruction]] = []
    for item in items {
      var instructions: [Instruction] = []
      for clause in item {
        guard clause.condition == nil else { return nil }
        switch clause.kind {
        case .instructions(let choice) where choice.count == 1: instructions += choice[0]
        case .outcome, .information: break
        case .instructions, .undefined: return nil
        }
      }
      guard !instructions.isEmpty else { return nil }
      alternatives.append(instructions)
    }
    return alternatives
  }

  /// A bullet of an announced enumeration that names no control is an entry, not an instruction that was not understood.
  private func asEntry(_ clause: Clause) -> Clause {
    guard case .undefined = clause.kind else { return clause }
    var entry = clause
    entry.kind = .information
    return entry
  }
}

internal import LearnMarkdown

/// Reads the blocks of one list item, its sub-steps and bullets included.
struct StepReading {
  let lexicon: Lexicon
  /// Of the article.
  let damage: [MarkupDamage]
  private var grammar: Grammar { Grammar(lexicon: lexicon) }

  /// The clauses of a whole step, and the words that they were read from. A name alone asks for nothing that is known.
  func step(of blocks: [OutlineBlock]) -> (clauses: [Clause], paragraphs: [[Word]]) {
    var paragraphs: [[Word]] = []
    var clauses = self.clauses(of: blocks, &paragraphs, typesIntoName: true)
    if !clauses.isEmpty, clauses.allSatisfy(\.isEntry) { clauses.misreadFirst(.verbUnknown) }
    return (clauses, paragraphs)
  }

  /// - Parameters:
  ///   - isEntry: Whether the blocks are a bullet of a list that names things.
  ///   - typesIntoName: Whether the name that they begin with may be the field for what is typed.
  private func clauses(
    of blocks: [OutlineBlock], _ paragraphs: inout [[Word]], isEntry: Bool = false, typesIntoName: Bool = false
  ) -> [Clause] {
    var clauses: [Clause] = []
    var introduction: [Word] = []
    var announcement: SentenceParse.Openings?
    var optional: Phrase?
    for (index, block) in blocks.enumerated() {
      switch block {
      case .paragraph(let spans, _):
        introduction = words(of: spans, lexicon)
        paragraphs.append(introduction)
        let isFollowed = blocks[(index + 1)...].contains { block in
          switch block {
          case .list, .paragraph: true
          default: false
          }
        }
        let paragraph = grammar.paragraph(introduction, isFollowed: isFollowed, isEntry: isEntry && index == 0)
        if index == 0 { optional = paragraph.optional }
        var read =
          index == 0 && typesIntoName ? typedInto(paragraph.clauses, isEntry: isEntry) : paragraph.clauses
        if let openings = announcement { read.place(openings) }
        announcement = paragraph.announcement
        let unexplained = marksLeftOver(in: spans) + slips(in: introduction)
        clauses += read.map { marked($0, unexplained: unexplained) }
      case .list(let list):
        let namesEntries = !list.isOrdered && namesEntries(introduction)
        let items = list.items.map { item in
          // Of a choice the name is chosen, and nothing typed into it.
          self.clauses(
            of: item.blocks, &paragraphs, isEntry: namesEntries, typesIntoName: !offersChoice(introduction))
        }
        if var announced = Optional(items.flatMap(\.self)), let openings = announcement {
          announced.place(openings)
          clauses += announced
        } else if list.isOrdered, !offersChoice(introduction) {
          clauses += items.flatMap(\.self).map { under(clauses.last, $0, after: introduction) }
        } else {
          add(items, to: &clauses, after: introduction)
        }
        announcement = nil
      case .alert(_, let blocks, _): clauses += asked(in: blocks)
      // Pictures and samples say more about the step; they are no part of it.
      case .quote, .heading, .image, .code, .table, .choice, .other: break
      }
    }
    for index in clauses.indices where clauses[index].isHeading && clauses[(index + 1)...].contains(where: \.asks) {
      clauses[index].kind = .information
      clauses[index].purposes = []
    }
    if let optional { for index in clauses.indices where clauses[index].asks { clauses[index].optional = optional } }
    return clauses
  }

  /// What a note within the step asks for on the screen, or says must be done by hand. What else it says is no part of
  /// the step. Behind a sentence with a condition, nothing says whether the condition holds for what is asked.
  private func asked(in blocks: [OutlineBlock]) -> [Clause] {
    var unused: [[Word]] = []
    var asked: [Clause] = []
    var isConditioned = false
    for var clause in clauses(of: blocks, &unused) {
      if case .instructions(let ways) = clause.kind,
        isDirected(clause)
          || ways.allSatisfy({ $0.first.map { $0.operation != .perform && $0.operation != .follow } ?? false })
      {
        if isConditioned, clause.condition == nil, clause.optional == nil {
          clause.misread(.wordsLeftOver, at: clause.phrase)
        }
        asked.append(clause)
      }
      isConditioned = isConditioned || clause.condition != nil || tellsWhen(clause)
    }
    return asked
  }

  /// "You must restart the computer."
  private func isDirected(_ clause: Clause) -> Bool {
    let words = lexicon.words(of: clause.phrase.text, at: clause.phrase.place)
    return clause.optional == nil
      && words.indices.prefix(8).contains { lexicon.length(of: .directives, in: words[...], at: $0) > 0 }
  }

  /// "It fails if the list is empty."
  private func tellsWhen(_ clause: Clause) -> Bool {
    clause.phrase.keys.contains { lexicon.contains(.conditions, $0) }
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

  /// Bold text out of which words of the sentence were taken to read it.
  private func slips(in words: [Word]) -> [MarkupDamage] {
    words.filter(\.isMended).map { MarkupDamage(rule: nil, place: $0.place, mended: nil) }
  }

  /// Marks of bold text or of a link that a reader sees as they stand.
  private func marksLeftOver(in spans: [OutlineSpan]) -> [MarkupDamage] {
    spans.filter { !$0.isCode && $0.text.utf8.contains(where: Set("*[]".utf8).contains) }.flatMap { span in
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
}

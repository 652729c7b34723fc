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
    var clauses = self.clauses(of: blocks, &paragraphs)
    if !clauses.isEmpty, clauses.allSatisfy(\.isEntry) { clauses.misreadFirst(.verbUnknown) }
    return (clauses, paragraphs)
  }

  /// - Parameter isEntry: Whether the blocks are a bullet of a list that names things.
  private func clauses(
    of blocks: [OutlineBlock], _ paragraphs: inout [[Word]], isEntry: Bool = false
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
        var read = paragraph.clauses
        if let openings = announcement { read.place(openings) }
        announcement = paragraph.announcement
        let unexplained = marksLeftOver(in: spans) + slips(in: introduction)
        clauses += read.map { marked($0, unexplained: unexplained) }
      case .list(let list):
        let namesEntries = !list.isOrdered && namesEntries(introduction)
        let items = list.items.map { self.clauses(of: $0.blocks, &paragraphs, isEntry: namesEntries) }
        if var announced = Optional(items.flatMap(\.self)), let openings = announcement {
          announced.place(openings)
          clauses += announced
        } else if list.isOrdered, !offersChoice(introduction) {
          clauses += items.flatMap(\.self)
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

  /// What a note within the step asks for on the screen. What else it says is no part of the step. Behind a sentence with
  /// a condition, nothing says whether the condition holds for what is asked.
  private func asked(in blocks: [OutlineBlock]) -> [Clause] {
    var unused: [[Word]] = []
    var asked: [Clause] = []
    var isConditioned = false
    for var clause in clauses(of: blocks, &unused) {
      if case .instructions(let ways) = clause.kind,
        ways.allSatisfy({ $0.first.map { $0.operation != .perform && $0.operation != .follow } ?? false })
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

  /// "It fails if the list is empty."
  private func tellsWhen(_ clause: Clause) -> Bool {
    clause.phrase.text.split(separator: " ").contains { lexicon.contains(.conditions, Lexicon.key(String($0))) }
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

  // MARK: Bullets

  private func add(_ items: [[Clause]], to clauses: inout [Clause], after introduction: [Word]) {
    if offersChoice(introduction), let last = clauses.indices.last, let choice = names(items, of: clauses[last]) {
      clauses[last].kind = .instructions(choice)
    } else if offersChoice(introduction), let last = clauses.indices.last, var choice = alternatives(items) {
      if case .instructions(let announced) = clauses[last].kind, let contexts = announced.first?.first?.contexts {
        for way in choice.indices { choice[way][0].contexts = contexts + choice[way][0].contexts }
      }
      clauses[last].kind = .instructions(choice)
    } else if offersChoice(introduction), let last = clauses.indices.last, asksWithoutCondition(items) {
      // One of them is to be done, and nothing says which.
      clauses[last].misread(.alternativeConditioned, at: introduction.phrase)
      clauses += items.flatMap(\.self)
    } else if let last = clauses.indices.last, let named = objects(items, of: clauses[last]) {
      clauses[last].kind = .instructions([named])
    } else {
      let isEnumeration = introduction.last?.kind == .colon
      clauses += items.flatMap(\.self).map { isEnumeration ? asEntry($0) : $0 }
    }
  }

  /// "Configure the following settings:"
  private func namesEntries(_ words: [Word]) -> Bool {
    words.last?.kind == .colon
      && words.indices.contains { lexicon.length(of: .following, in: words[...], at: $0) > 0 }
      && !words.indices.contains { lexicon.length(of: .announcements, in: words[...], at: $0) > 0 }
  }

  /// "Do one of the following:"
  private func offersChoice(_ words: [Word]) -> Bool {
    words.indices.contains { lexicon.length(of: .oneOf, in: words[...], at: $0) > 0 }
  }

  /// Whether one of several items is asked for as it stands, without an aim or a condition that says when.
  private func asksWithoutCondition(_ items: [[Clause]]) -> Bool {
    items.count > 1
      && items.contains { item in
        item.contains { $0.asks && $0.condition == nil && $0.optional == nil && $0.purposes.isEmpty }
      }
  }

  /// The bullets as alternatives, where each of them is nothing but instructions.
  private func alternatives(_ items: [[Clause]]) -> [[Instruction]]? {
    var alternatives: [[Instruction]] = []
    for item in items {
      var instructions: [Instruction] = []
      for clause in item {
        guard clause.condition == nil, clause.optional == nil else { return nil }
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

  /// "Select one of the following options:" before bullets that begin with names: one of them is to be selected, and
  /// what stands behind its name is done then.
  private func names(_ items: [[Clause]], of clause: Clause) -> [[Instruction]]? {
    guard case .instructions(let ways) = clause.kind, ways.count == 1, let instruction = ways[0].last,
      instruction.path.count == 1, instruction.path.first?.isLabel == false, items.count > 1
    else { return nil }
    let before = ways[0].dropLast()
    var named: [[Instruction]] = []
    for item in items {
      guard let name = item.first, name.isEntry, name.mentions.count == 1 else { return nil }
      var one = instruction
      one.path = name.mentions
      var way = before + [one]
      for clause in item.dropFirst() {
        guard clause.condition == nil, clause.optional == nil else { return nil }
        switch clause.kind {
        case .instructions(let further) where further.count == 1: way += further[0]
        case .outcome, .information: break
        case .instructions, .undefined: return nil
        }
      }
      // "**Edit a form**: Select …" below "do one of the following" is a title.
      let isTitled = instruction.operation == .perform && way.count > before.count + 1
      named.append(Array(isTitled ? before + way.dropFirst(before.count + 1) : way))
    }
    return named
  }

  /// "Select the following:" before bullets that are names: each is to be selected. "Enter the following:" may have what
  /// is to be entered behind each name: "**Type**: TXT".
  private func objects(_ items: [[Clause]], of clause: Clause) -> [Instruction]? {
    guard case .instructions(let alternatives) = clause.kind, alternatives.count == 1, alternatives[0].count == 1,
      let instruction = alternatives[0].first, [.choose, .on, .off, .enter].contains(instruction.operation),
      let object = instruction.path.first, instruction.path.count == 1, !object.isLabel,
      object.whole.text.split(separator: " ").contains(where: { lexicon.contains(.following, Lexicon.key(String($0))) })
    else { return nil }
    var named: [Instruction] = []
    for item in items {
      guard let name = item.first, name.isEntry, name.mentions.count == 1 else { return nil }
      var one = instruction
      one.path = name.mentions
      if item.count > 1 {
        if instruction.operation == .enter, item.count == 2, let value = value(item[1]) {
          one.value = value
        } else if !item.dropFirst().allSatisfy(\.tells) {
          return nil
        }
      }
      if !named.isEmpty { one.contexts = [] }
      named.append(one)
    }
    return named.isEmpty ? nil : named
  }

  /// What stands behind the name of a field, where it asks for nothing itself.
  private func value(_ clause: Clause) -> Target? {
    guard clause.condition == nil, !clause.namesSomething else { return nil }
    switch clause.kind {
    case .information, .undefined(.verbUnknown):
      return Target(kind: .prose, phrase: clause.phrase, whole: clause.phrase)
    default: return nil
    }
  }

  /// A bullet of an announced enumeration that names nothing to use is an entry, not an instruction that was not
  /// understood. A word before an article or a number can be an unknown verb.
  private func asEntry(_ clause: Clause) -> Clause {
    guard case .undefined = clause.kind, !clause.namesSomething else { return clause }
    let second = clause.phrase.text.split(separator: " ").dropFirst().first.map { Lexicon.key(String($0)) } ?? ""
    guard !lexicon.contains(.determiners, second), !lexicon.contains(.quantities, second) else { return clause }
    var entry = clause
    entry.kind = .information
    return entry
  }
}

extension Clause {
  /// Whether the clause only says something.
  fileprivate var tells: Bool {
    switch kind {
    case .information, .outcome: true
    case .instructions, .undefined: false
    }
  }

  /// Whether the clause asks the reader for something.
  fileprivate var asks: Bool { if case .instructions = kind { true } else { false } }
}

/// What stands in a list below a step.
extension StepReading {
  func add(_ items: [[Clause]], to clauses: inout [Clause], after introduction: [Word]) {
    if offersChoice(introduction), let last = clauses.indices.last, last > 0, !offersChoice(clauses[last]) {
      // "Select one of the following, and then select **Next**": what comes behind the choice stands before it.
      clauses[last].misread(.wordsLeftOver, at: introduction.phrase)
      clauses += items.flatMap(\.self)
    } else if offersChoice(introduction), let last = clauses.indices.last, let choice = names(items, of: clauses[last])
    {
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
    } else if let last = clauses.indices.last, choosesByDescription(clauses[last], after: introduction),
      let choice = names(items, of: clauses[last]), !choice.isEmpty
    {
      // "Select the tab that holds it:" above names: one of them, and nothing says which.
      clauses[last].misread(.alternativeConditioned, at: introduction.phrase)
      clauses += items.flatMap(\.self)
    } else if let last = clauses.indices.last, !namesExamples(introduction),
      let named = objects(items, of: clauses[last])
    {
      clauses[last].kind = .instructions([named])
    } else if !namesExamples(introduction), let asked = clauses.lastIndex(where: asksForEntries),
      items.contains(where: { $0.first?.isEntry == true && !$0.contains(where: \.asks) })
    {
      if let named = objects(items, of: clauses[asked]) {
        clauses[asked].kind = .instructions([named])
      } else {
        // "Fill in the following boxes and select **Next**": what goes into them stands below.
        clauses[asked].misread(.wordsLeftOver, at: clauses[asked].phrase)
        clauses += items.flatMap(\.self)
      }
    } else if !namesExamples(introduction), let asked = clauses.lastIndex(where: asksForEntries),
      asked + 1 < clauses.count, items.allSatisfy({ $0.first?.isEntry == true })
    {
      // "Enter the following settings, and then select **Next**": what is typed is typed before.
      clauses.insert(contentsOf: items.flatMap(\.self), at: asked + 1)
    } else {
      let isEnumeration = introduction.last?.kind == .colon
      let leading = clauses.last
      clauses += items.flatMap(\.self).map { under(leading, isEnumeration ? asEntry($0) : $0, after: introduction) }
    }
  }

  /// "Configure the following settings:"
  func namesEntries(_ words: [Word]) -> Bool {
    words.last?.kind == .colon
      && words.indices.contains { lexicon.length(of: .following, in: words[...], at: $0) > 0 }
      && !words.indices.contains { lexicon.length(of: .announcements, in: words[...], at: $0) > 0 }
  }

  /// "Do one of the following:"
  func offersChoice(_ words: [Word]) -> Bool {
    words.indices.contains { lexicon.length(of: .oneOf, in: words[...], at: $0) > 0 }
  }

  /// "such as in the following examples:"
  private func namesExamples(_ words: [Word]) -> Bool {
    words.last?.kind == .colon
      && words.indices.suffix(8).contains { lexicon.length(of: .examples, in: words[...], at: $0) > 0 }
  }

  private func choosesByDescription(_ clause: Clause, after introduction: [Word]) -> Bool {
    guard introduction.last?.kind == .colon, case .instructions(let ways) = clause.kind, ways.count == 1,
      let last = ways[0].last, last.operation == .choose, let object = last.path.first, !isFollowing(object)
    else { return false }
    return true
  }

  private func offersChoice(_ clause: Clause) -> Bool {
    offersChoice(lexicon.words(of: clause.phrase.text, at: clause.phrase.place))
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
      let instruction = alternatives[0].first,
      instruction.operation.isClick || [.on, .off, .enter].contains(instruction.operation),
      let object = instruction.path.first, instruction.path.count == 1, !object.isLabel,
      isFollowing(object) || instruction.operation == .enter && instruction.contexts.contains(where: isFollowing)
    else { return nil }
    var named: [Instruction] = []
    for item in items {
      guard let name = item.first, name.isEntry, name.mentions.count == 1 else { return nil }
      var one = instruction
      one.path = name.mentions
      one.contexts.removeAll(where: isFollowing)
      if item.count > 1 {
        if instruction.operation == .enter, let value = value(item[1]), item.dropFirst(2).allSatisfy(\.tells) {
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

  /// "in the following boxes"
  private func isFollowing(_ target: Target) -> Bool {
    !target.isLabel
      && target.whole.keys.contains { lexicon.contains(.following, $0) }
  }

  /// Whether what is to be entered are the entries of the list below, though more follows in the same sentence.
  private func asksForEntries(_ clause: Clause) -> Bool {
    guard case .instructions(let ways) = clause.kind, ways.count == 1, ways[0].count == 1,
      let instruction = ways[0].first, instruction.operation == .enter
    else { return false }
    return (instruction.path + instruction.contexts).contains(where: isFollowing)
  }

  /// "**Name**: Type a name.": what is typed goes into the field that the entry is called by. Of an entry of a list of
  /// settings, what is chosen is found there.
  func typedInto(_ item: [Clause], isEntry: Bool) -> [Clause] {
    guard item.count > 1, item[0].isEntry, item[0].mentions.count == 1, let name = item[0].mentions.first,
      case .instructions(var ways) = item[1].kind, ways.count == 1, var first = ways[0].first,
      mayBeField(name, isEntry: isEntry)
    else { return item }
    if first.operation == .enter, first.path.count == 1, !first.path[0].isLabel, first.value == nil,
      !first.contexts.contains(where: \.isLabel)
    {
      first.value = first.path[0]
      first.path = [name]
    } else if isEntry, first.operation.isClick || [.on, .off].contains(first.operation), first.contexts.isEmpty,
      first.path != [name]
    {
      first.contexts = [name]
    } else {
      return item
    }
    ways[0][0] = first
    var typed = item
    typed[1].kind = .instructions(ways)
    return typed
  }

  /// Not a title, such as "**Step 1**", "**Note**" or "**Create a user**".
  private func mayBeField(_ name: Target, isEntry: Bool) -> Bool {
    let words = name.phrase.keys
    guard let first = words.first,
      ![Lexicon.List.titles, .stepWords].contains(where: { lexicon.contains($0, first) })
    else { return false }
    // "**On iOS**", "**Option 1**": elsewhere than in a list of settings no fields, but "**To**" is one.
    let isPlace =
      [Lexicon.List.prepositions, .concerns].contains { lexicon.contains($0, first) }
      || words.last?.last?.isNumber == true
    if isPlace, !isEntry, words.count > 1 { return false }
    // Elsewhere than in a list of settings a longer name, a question or two things are a title.
    let isTitle =
      words.count > 6 || lexicon.contains(.questions, first)
      || words.contains { word in
        word.hasSuffix(",") || lexicon.contains(.connectors, word) || lexicon.contains(.readers, word)
      }
    if isTitle, !isEntry { return false }
    return words.count == 1 || !lexicon.beginsImperative(first)
      || words.contains { lexicon.contains(.values, $0) || lexicon.isField($0) }
  }

  /// "You can also set the following: …", "If it is empty, copy these files: …": the list is left to the reader, and
  /// depends on what its introduction does.
  func under(_ leading: Clause?, _ clause: Clause, after introduction: [Word]) -> Clause {
    guard introduction.last?.kind == .colon, let leading, case .instructions = clause.kind else { return clause }
    var clause = clause
    if clause.optional == nil { clause.optional = leading.optional }
    if let condition = leading.condition {
      if clause.condition == nil {
        clause.condition = condition
      } else if clause.condition != condition, introduction.contains(where: beginsOpenCondition) {
        clause.misread(.alternativeConditioned, at: condition.phrase)
      }
    }
    return clause
  }

  /// "if", other than "when", which tells in what order things happen.
  private func beginsOpenCondition(_ word: Word) -> Bool {
    word.isProse && lexicon.contains(.conditions, word.key) && !lexicon.contains(.formalOpenings, word.key)
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
    // Of an instruction that was half understood the rest is not passed over.
    switch clause.kind {
    case .undefined(.verbUnknown) where !clause.namesSomething: break
    case .undefined(.openingUnknown) where !clause.namesSomething: break
    default: return clause
    }
    let second = clause.phrase.keys.dropFirst().first ?? ""
    guard !lexicon.contains(.determiners, second), !lexicon.contains(.quantities, second) else { return clause }
    var entry = clause
    entry.kind = .information
    return entry
  }
}

extension Clause {
  /// Whether the clause only says something.
  var tells: Bool {
    switch kind {
    case .information, .outcome: true
    case .instructions, .undefined: false
    }
  }

  /// Whether something is typed.
  var types: Bool {
    guard case .instructions(let ways) = kind else { return false }
    return ways.joined().contains { $0.operation == .enter }
  }

  /// Whether the clause asks the reader for something.
  var asks: Bool { if case .instructions = kind { true } else { false } }
}

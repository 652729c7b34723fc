/// The clauses of a sentence, one after the other.
extension SentenceParse {
  /// Reads the clauses from the head of the first one to the end of the sentence.
  ///
  /// - Parameter isOptional: The words at the beginning that leave the whole sentence to the reader.
  func chain(from start: Int, _ firstOpenings: Openings, isOptional: Phrase? = nil) -> [Clause] {
    var clauses = ClauseList()
    var openings = firstOpenings
    var position = start
    var optional = isOptional
    var joint: Joint?
    var carried: Head?
    var form = VerbForm.imperative
    var isSharedWay = false
    while position < words.endIndex {
      guard var head = carriedHead(carried, at: position) ?? head(at: position, form: form) else {
        clauses.append(unread(from: position), joint)
        break
      }
      form = head.form
      // "Don't copy the file or forward it."
      if clauses.endsForbidden, joint?.isAlternative == true, joint?.hasComma == false, head.mode == .asked,
        !has(.directives, position)
      {
        head.mode = .forbidden
      }
      // What is asked for anew is no part of what was left to the reader.
      if let permission = head.permission {
        optional = permission
      } else if has(.directives, position), joint != nil {
        optional = isOptional
      }
      openings.contexts += head.contexts
      let next = self.joint(after: head, form: form)
      // "Download it or copy it by selecting **A**": nobody knows whether that is the way to both.
      if let way = next, way.isWay, joint?.isAlternative == true, joint?.hasComma == false { isSharedWay = true }
      if let way = next, way.isWay, let aim = words[head.start..<way.position].trimmed.phrase {
        openings.purposes.append(aim)
        (form, position, carried) = (way.form, way.next, nil)
        continue
      }
      let end = next?.position ?? words.endIndex
      var clause = clause(head, words[head.objects..<end], start: position, openings)
      if let told = clause, told.tells, let asked = firstOfSeveral(head, before: next), optional != nil {
        clause = self.clause(asked, words[head.objects..<end], start: position, openings)
        let object = words[head.objects..<end].trimmed
        if clause?.asks == true, object.isEmpty {
          clause?.misread(.objectMissing, at: head.phrase)
        } else if object.contains(where: { lexicon.contains(.relatives, $0.key) }),
          lexicon.verb(in: words, at: object.endIndex - 1, form: .infinitive) != nil
        {
          // "a page on which users can make and fly kites": the second verb may be theirs.
          clause?.misread(.jointsMixed, at: words[(object.endIndex - 1)..<object.endIndex].phrase)
        }
      }
      if joint != nil, comesFirst(from: joint?.position ?? position, to: head.objects) {
        clause?.misread(.orderUnclear, at: [words[position]].phrase)
      }
      if case .instructions? = clause?.kind {
        let before = optional ?? optionalWords(from: joint?.position ?? start, to: head.objects + 1)
        if let before { clause?.optional = before }
      }
      // "Type your name, and then **Next**": not typed, and nothing says what else.
      if carried?.verbs.contains(where: { $0.operation == .enter }) == true {
        clause?.misread(.verbUnknown, at: [words[position]].phrase)
      }
      if isSharedWay { clause?.misread(.jointsMixed, at: [words[position]].phrase) }
      isSharedWay = false
      if joint?.isTight == true, head.mode == .asked, carried?.mode == .forbidden || clauses.endsForbidden {
        clause?.misread(.wordsLeftOver, at: [words[position]].phrase)
      }
      clauses.append(clause, joint, isForbidden: head.mode == .forbidden)
      let places = openings.contexts
      openings = Openings()
      // "If you have a role, select **A** and then select **B**": the condition is of the whole sentence.
      openings.condition = firstOpenings.condition
      guard let next else { break }
      if next.isRest {
        let rest = SentenceParse(lexicon: lexicon, words: words[next.next...]).clauses()
        for clause in rest { clauses.append(clause, nil) }
        break
      }
      joint = next
      form = next.form
      carried = next.carriesVerb ? head : nil
      position = next.next
      let before = position
      while carried == nil, self.head(at: position, form: form) == nil,
        let after = readOpening(at: position, into: &openings), after > position
      {
        position = skip([.adverbs], from: after)
        if self.head(at: position) != nil { form = .imperative }
      }
      if carried == nil, form == .infinitive, self.head(at: position, form: form) == nil,
        let verb = infinitiveAfterPlace(at: position)
      {
        openings.contexts += contexts(in: words[position..<verb])
        position = verb
      }
      // "On the **A** page, keep it, or select **B**": both ways are there.
      if next.isAlternative, position == before, openings.contexts.isEmpty { openings.contexts = places }
    }
    return clauses.all
  }

  /// "you can edit it and run it": what one may do by hand is no more than told, but not where a second thing, which is
  /// read, goes on with it.
  private func firstOfSeveral(_ head: Head, before joint: Joint?) -> Head? {
    guard head.mode == .allowed, !isExample, let joint, !joint.isRest, !joint.isWay, joint.form == .infinitive,
      let next = self.head(at: joint.next, form: joint.form), next.mode == .asked, !has(.directives, joint.next)
    else { return nil }
    var asked = head
    asked.mode = .asked
    return asked
  }

  private func carriedHead(_ head: Head?, at position: Int) -> Head? {
    guard var head else { return nil }
    head.objects = position
    return head
  }

  private func unread(from position: Int) -> Clause? {
    guard var clause = Clause(.undefined(.verbUnknown), words[position...]) else { return nil }
    clause.unread = [words[position]].phrase
    return clause
  }

  /// "but first select": what is named later comes first.
  private func comesFirst(from start: Int, to end: Int) -> Bool { (start..<end).contains { has(.firsts, $0) } }

  private func optionalWords(from start: Int, to end: Int) -> Phrase? {
    for position in start..<min(end, words.endIndex) {
      if let length = positive(optional(at: position)) { return words[position..<position + length].phrase }
    }
    return nil
  }
}

/// The clauses read so far, and how they belong together.
private struct ClauseList {
  private(set) var all: [Clause] = []
  private var isAlternative = false
  private var isTight = false
  private var extendsAlternative = false
  private(set) var endsForbidden = false

  /// Adds a clause, as a further alternative of the one before it ("A or B") or as a part of its last alternative
  /// ("A or B and C").
  mutating func append(_ clause: Clause?, _ joint: Joint?, isForbidden: Bool = false) {
    let wasTight = isTight
    extendsAlternative = joint?.isTight == true && (isAlternative || extendsAlternative)
    isAlternative = joint?.isAlternative == true
    isTight = joint?.isTight == true
    defer { endsForbidden = isForbidden }
    guard let clause else { return }
    guard isAlternative || extendsAlternative, let last = all.indices.last,
      case .instructions(var alternatives) = all[last].kind, case .instructions(let more) = clause.kind
    else {
      all.append(clause)
      return
    }
    var joined = all[last]
    if isAlternative {
      alternatives += more
    } else if more.count == 1, let final = alternatives.indices.last {
      alternatives[final] += more[0]
    }
    joined.kind = .instructions(alternatives)
    joined.purposes += clause.purposes
    joined.phrase = Phrase(
      text: all[last].phrase.text + " … " + clause.phrase.text, place: all[last].phrase.place.union(clause.phrase.place)
    )
    if isAlternative, joint?.hasComma == true, last > 0, all[last - 1].asks, all[last - 1].usesScreen {
      // "select A, and then select B, or select C": nobody knows whether C stands for both.
      joined.misread(.jointsMixed, at: clause.phrase)
    } else if isAlternative, wasTight, joint?.hasComma == false {
      // "select A and select B or select C": two ways to group them.
      joined.misread(.jointsMixed, at: clause.phrase)
    } else if clause.condition != nil, clause.condition != joined.condition {
      joined.misread(.alternativeConditioned, at: clause.condition?.phrase)
    } else if clause.optional != joined.optional {
      joined.misread(.alternativeConditioned, at: clause.optional ?? joined.optional)
    }
    all[last] = joined
  }
}

extension Clause {
  /// Takes the reading back.
  mutating func misread(_ misreading: Misreading, at words: Phrase?) {
    kind = .undefined(misreading)
    unread = words ?? unread
  }
}

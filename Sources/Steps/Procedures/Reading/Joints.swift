/// What joins two clauses.
struct Joint {
  /// Where its first word stands.
  var position: Int
  /// Where the openings, directive or verb of the next clause begin.
  var next: Int
  var isAlternative = false
  /// A bare "and", which binds closer than the "or" before it.
  var isTight = false
  var hasComma = false
  var form: VerbForm
  /// The next clause names only an object: "and then **Save**".
  var carriesVerb = false
  /// What follows is to be read as a sentence of its own: "and you can …".
  var isRest = false
  /// What follows is how the clause before is done: "by selecting **X**".
  var isWay = false
}

extension SentenceParse {
  /// Finds where the clause of the head ends.
  func joint(after head: Head, form: VerbForm) -> Joint? {
    let start = head.objects
    var isInPurpose = false
    var position = start
    while position < words.endIndex {
      if !isInPurpose || isUndone(head, before: position), let joint = way(at: position, of: head) { return joint }
      if !isInPurpose, let joint = act(inAimAt: position, of: head) { return joint }
      if position > start || words[position].kind == .comma,
        let joint = joint(at: position, form, isInPurpose: isInPurpose), !isWithinAim(joint, of: head),
        !isWithinQuestion(joint, from: start)
      {
        return joint
      }
      if purpose(at: position) != nil || position > start && conditionLength(at: position) != nil { isInPurpose = true }
      position += 1
    }
    return nil
  }

  /// "the plan that you want to buy or renew", "the file that you want to stop and block": a second verb of what says which
  /// one is meant.
  private func isWithinAim(_ joint: Joint, of head: Head) -> Bool {
    let verb = joint.position - 1
    if joint.isAlternative, !joint.hasComma, isWithinWish(joint, of: head) { return true }
    guard !joint.hasComma, verb - 1 > head.objects, words[joint.next].isProse,
      lexicon.verb(in: words, at: verb, form: .infinitive) != nil,
      lexicon.contains(.modals, words[verb - 1].key)
        || has(.purposesBeforeVerb, verb - 1) && lexicon.contains(.notPurposeAfter, words[verb - 2].key),
      let (_, length) = lexicon.verb(in: words, at: joint.next, form: .infinitive)
    else { return false }
    let object = words[(joint.next + length)...].prefix { $0.kind != .comma }
    // "who can access and use it".
    if has(.questions, head.objects), lexicon.contains(.modals, words[verb - 1].key) { return true }
    return object.isEmpty || joint.isAlternative && !object.contains(where: \.isUsable)
  }

  /// "whether to keep the form or let it go", "om du vil gemme den, vise den eller slette den".
  private func isWithinQuestion(_ joint: Joint, from start: Int) -> Bool {
    let first = words[start].kind == .comma ? start + 1 : start
    guard has(.questions, first) else { return false }
    let rest = words[joint.next...].prefix { $0.kind != .comma }
    if joint.isAlternative { return !joint.hasComma || !rest.contains(where: \.isUsable) }
    guard joint.next == joint.position + 1, words[joint.position].kind == .comma,
      has(.readers, first + 1) && joint.form == .infinitive || lexicon.contains(.readerForm, "infinitive")
    else { return false }
    // The alternative may stand in the same part, or begin the next one.
    let parts = rest.indices.prefix { !has(.sequencers, $0) } + [rest.endIndex + 1]
    return parts.contains { at in
      has(.alternatives, at) && lexicon.verb(in: words, at: at + 1, form: .infinitive) != nil
    }
  }

  /// "the apps that you want to give access to or remove access from".
  private func isWithinWish(_ joint: Joint, of head: Head) -> Bool {
    let object = head.objects..<joint.position
    guard words[joint.next...].allSatisfy({ !$0.isUsable && $0.kind != .comma }),
      let (verb, _) = lexicon.verb(in: words, at: joint.next, form: .infinitive), verb.imperative == verb.infinitive,
      let relative = object.first(where: { has(.relatives, $0) })
    else { return false }
    return (relative..<joint.position).contains { at in
      at > relative && has(.purposesBeforeVerb, at) && lexicon.contains(.notPurposeAfter, words[at - 1].key)
    }
  }

  /// "Set up the rule to send mail by selecting **A**": without the screen, what is set up is not yet done.
  private func isUndone(_ head: Head, before position: Int) -> Bool {
    !head.usesScreen && !words[head.objects..<position].contains(where: \.isUsable)
      && words[position...].contains(where: \.isUsable)
  }

  private func joint(at start: Int, _ form: VerbForm, isInPurpose: Bool) -> Joint? {
    guard words[start].kind == .comma || words[start].isProse else { return nil }
    if start > words.startIndex, words[start - 1].isProse, words[start - 1].key.hasSuffix("-") { return nil }
    var joint = Joint(position: start, next: start, hasComma: words[start].kind == .comma, form: form)
    var isSequence = false
    var isConnected = false
    scan: while joint.next < words.endIndex {
      let next = joint.next
      if words[next].kind == .comma {
        joint.next += 1
      } else if let length = positive(lexicon.length(of: .sequencers, in: words, at: next)),
        isConnected || length > 1 || next > start
      {
        isSequence = true
        joint.next += length
      } else if let length = positive(lexicon.length(of: .alternatives, in: words, at: next)) {
        joint.isAlternative = true
        joint.next += length
      } else if let length = positive(lexicon.length(of: .connectors, in: words, at: next)) {
        isConnected = true
        joint.next += length
      } else if isCommand(behindSo: next) {
        isConnected = true
        joint.next += 1
      } else if has(.examples, next) {
        return nil
      } else if next > start,
        let length = positive(max(lexicon.length(of: .adverbs, in: words, at: next), optional(at: next)))
      {
        joint.next += length
      } else {
        break scan
      }
    }
    let next = joint.next
    guard next > start, next < words.endIndex else { return nil }
    // "by selecting **A** or by typing …".
    if joint.isAlternative, let way = doing(at: next) {
      (joint.next, joint.form) = (way.next, way.form)
      return joint
    }
    if isInPurpose, joint.isAlternative { return alternativeAfterPurpose(joint, form) }
    // ", du bekræfter": says which one is meant.
    if !isConnected, !isSequence, !joint.isAlternative, has(.readers, next), has(.relatives, next) { return nil }
    let isClear = !isInPurpose || joint.hasComma || isSequence
    let said = has(.directives, next) || has(.permissions, next) || has(.exemptions, next) || has(.negations, next)
    // "the location and name of the file": no verb.
    if !said, lexicon.contains(.values, words[next].key), has(.prepositions, next + 1) || next + 1 >= words.endIndex,
      lexicon.verb(in: words, at: next, form: form)?.length == 1
    {
      return nil
    }
    // ", så får du vist …": seen, and not done.
    if !said, isConnected, has(.outcomes, next), lexicon.contains(.readerForm, "present") {
      joint.isRest = true
      return joint
    }
    if !said, let verb = lexicon.verb(in: words, at: next, form: form == .present ? .infinitive : form),
      !isNounOf(verb.verb, before: next + verb.length)
    {
      // In a purpose only a form that no purpose has, or a mark, ends it.
      let isDistinct = form == .imperative && verb.verb.imperative != verb.verb.infinitive
      guard isClear || isDistinct else { return nil }
      // "to view it, rename it, or archive it": all of it is the aim.
      if isInPurpose, !isDistinct, !isSequence, !isConnected,
        verb.verb.operation == .perform
          || !words[next...].prefix(while: { $0.kind != .comma }).contains(where: \.isUsable)
      {
        return nil
      }
      joint.isTight = isConnected && !joint.hasComma && !isSequence
      return joint
    }
    guard isClear else { return nil }
    // "Opret en mappe, og navngive den": what machine translation makes of an imperative.
    if form == .imperative, isConnected, joint.hasComma, !said,
      let verb = lexicon.verb(in: words, at: next, form: .infinitive)?.verb, verb.imperative != verb.infinitive,
      !(words.startIndex..<start).contains(where: { has(.modals, $0) || has(.contents, $0) })
    {
      joint.form = .infinitive
      return joint
    }
    if has(.exemptions, next) || has(.permissions, next) || has(.negations, next), head(at: next) != nil {
      joint.isRest = true
      return joint
    }
    if let head = head(at: next) {
      joint.form = head.form
      joint.isTight = isConnected && !joint.hasComma && !isSequence && !said
      return joint
    }
    if has(.permissions, next) || has(.exemptions, next) {
      joint.isRest = true
      return joint
    }
    // "and under the **X** tab select": the place stands before its verb.
    if form == .infinitive, infinitiveAfterPlace(at: next) != nil { return joint }
    guard isConnected || isSequence || joint.isAlternative else { return nil }
    if has(.prepositions, next) || conditionLength(at: next) != nil || purpose(at: next) != nil {
      var unused = Openings()
      guard let after = readOpening(at: next, into: &unused), after > next else { return nil }
      let head = skip([.adverbs], from: after)
      guard self.head(at: head) != nil || self.head(at: head, form: form) != nil else { return nil }
      return joint
    }
    if isSequence, words[next].isLabel, !isCommand(words[next]) {
      joint.carriesVerb = true
      return joint
    }
    return joint.isAlternative ? nil : outcome(joint)
  }

  /// "You edit one rule, so select **A**": no aim.
  func isCommand(behindSo position: Int) -> Bool {
    let next = position + 1
    guard position > words.startIndex, words[position - 1].kind == .comma,
      lexicon.length(of: .purposes, in: words, at: position) == 1,
      let (verb, length) = lexicon.verb(in: words, at: next, form: .imperative), verb.operation != .perform
    else { return false }
    return next + length < words.endIndex && words[next + length].isUsable
  }

  /// "and the page opens".
  private func outcome(_ joint: Joint) -> Joint? {
    var joint = joint
    let word = words[joint.next]
    guard
      lexicon.contains(.subjects, word.key) || lexicon.endsLike(.subjectEndings, word.key) || word.isLabel
        || has(.outcomes, joint.next)
    else { return nil }
    guard words[joint.next...].indices.prefix(8).contains(where: { has(.outcomes, $0) }) else { return nil }
    joint.isRest = true
    return joint
  }

  /// "select **Yes** to do this or **No** to do that", and a verb whose form no purpose has.
  private func alternativeAfterPurpose(_ joint: Joint, _ form: VerbForm) -> Joint? {
    var joint = joint
    let next = joint.next
    if words[next].isLabel, next + 1 < words.endIndex, purpose(at: next + 1) != nil {
      joint.carriesVerb = true
      return joint
    }
    guard let (verb, length) = lexicon.verb(in: words, at: next, form: form == .present ? .infinitive : form) else {
      return nil
    }
    // "to remove it or select **Cancel** to go on": where the verb's form does not tell, a label behind it does.
    let object = next + length
    let isOfScreen =
      verb.operation != .perform && object < words.endIndex
      && (words[object].isUsable || verb.operation.isClick && words[object].text.first?.isUppercase == true)
    return form == .imperative && verb.imperative != verb.infinitive || isOfScreen ? joint : nil
  }
}

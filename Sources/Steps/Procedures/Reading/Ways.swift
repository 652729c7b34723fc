/// What is done stands behind what it is done for.
extension SentenceParse {
  /// "by selecting **X**", "ved at vælge **X**": how the clause before is done.
  func way(at position: Int, of head: Head) -> Joint? {
    guard head.mode != .forbidden, position >= head.objects, let (verb, next, form) = doing(at: position),
      verb.operation != .perform || form == .gerund && gerund(behindJointIn: words[next...]) != nil
        || !has(.means, position) && words[next...].prefix(while: { $0.kind != .comma }).contains(where: \.isLabel),
      // "du er ved at vælge": what is about to happen.
      ![Lexicon.List.alternatives, .connectors, .copulas].contains(where: { has($0, position - 1) })
    else { return nil }
    return Joint(position: position, next: next, form: form, isWay: true)
  }

  /// The verb behind "by", and where it stands.
  func doing(at position: Int) -> (verb: Lexicon.Verb, next: Int, form: VerbForm)? {
    guard let length = positive(lexicon.length(of: .ways, in: words, at: position)) else { return nil }
    let next = skip([.adverbs, .either], from: position + length)
    let form = lexicon.lists[.gerundEndings].single.isEmpty ? VerbForm.infinitive : .gerund
    return lexicon.verb(in: words, at: next, form: form).map { ($0.verb, next, form) }
  }

  /// "Select **Browse** to choose a file": the aim is the next thing to be done, where no other way is named.
  func act(inAimAt position: Int, of head: Head) -> Joint? {
    guard let length = purpose(at: position), head.mode != .forbidden else { return nil }
    let next = position + length
    guard next < words.endIndex, !lexicon.contains(.effects, words[next].key),
      let (verb, verbLength) = lexicon.verb(in: words, at: next, form: .infinitive),
      verb.operation == .choose || verb.operation == .enter,
      !words[next...].indices.contains(where: { has(.alternatives, $0) })
    else { return nil }
    let object = next + verbLength
    // "to select all of them", "to choose again": what comes of it.
    guard object < words.endIndex, !lexicon.contains(.quantities, words[object].key), !has(.adverbs, object) else {
      return nil
    }
    // "to specify whom it is for": what the clause before has decided.
    if has(.questions, object) || has(.contents, object) { return nil }
    let isOfScreen = head.verbs.allSatisfy { $0.operation.isClick || $0.operation == .open }
    let isOfName =
      lexicon.contains(.instruments, words[head.start].key)
      && words[object...].prefix(6).prefix { $0.kind != .comma }.contains(where: \.isUsable)
    // "Scroll down to select **A**": the verb has all that it needs.
    guard position > head.objects || isOfName && position > head.start + 1, isOfScreen || isOfName else { return nil }
    return Joint(position: position, next: next, form: .infinitive)
  }
}

/// The words of the lexicon in the sentence.
extension SentenceParse {
  func has(_ list: Lexicon.List, _ position: Int) -> Bool { lexicon.length(of: list, in: words, at: position) > 0 }

  func positive(_ length: Int) -> Int? { length > 0 ? length : nil }

  func isPlace(_ word: Word) -> Bool { word.isProse && lexicon.isPlace(word.key) }

  /// The length of the words that begin a purpose at `position`: "so", "for at", "for … at", "to" before a verb.
  func purpose(at position: Int) -> Int? {
    if isInExclusion(position) { return nil }
    if has(.lookups, position), has(.prepositions, position) { return 1 }
    if let length = positive(lexicon.length(of: .purposes, in: words, at: position)) {
      // "and so on".
      if lexicon.length(of: .adverbs, in: words, at: position) > length { return nil }
      let next = position + length
      // The Danish "så" also joins: "så skal du vælge".
      if next >= words.endIndex || asks(at: next) || isInverted(at: next) || isCommand(behindSo: position) {
        return nil
      }
      return length
    }
    if let length = positive(lexicon.length(of: .purposesBeforeVerb, in: words, at: position)) {
      // "allow users to …", but not "**Users** to …".
      let before = position > words.startIndex ? words[position - 1] : nil
      let isTaken = before.map { $0.isProse && lexicon.contains(.notPurposeAfter, $0.key) } ?? false
      let next = position + length
      if isWanted(position) { return nil }
      // "to automatically add", but not "to back up".
      let isSpecified =
        next < words.endIndex && lexicon.verb(in: words, at: next, form: nil) == nil
        && [.restrictions, .adverbs].contains { lexicon.contains($0, words[next].key) }
      let verb = isSpecified ? next + 1 : next
      guard !isTaken, let found = lexicon.verb(in: words, at: verb, form: nil) else { return nil }
      // "select the page to archive": which one. Behind a name it is what for.
      let end = verb + found.length
      let isWhole =
        found.length == 1
        && (end >= words.endIndex || words[end].kind == .comma && !has(.contents, end + 1) && !has(.questions, end + 1)
          || lexicon.length(of: .sequencers, in: words, at: end) > 1)
      let isAttributive =
        isWhole && position > words.startIndex + 1
        && before.map { $0.isProse && !lexicon.beginsUse($0.key) && !lexicon.contains(.stepWords, $0.key) } ?? false
      return isAttributive && !lexicon.contains(.formalWords, words[verb].key) ? nil : length
    }
    return splitPurpose(at: position)
  }

  /// "the days after which you want the scanner to check": what somebody else does.
  private func isWanted(_ position: Int) -> Bool {
    let before = (max(words.startIndex, position - 7)..<max(position - 1, words.startIndex)).reversed()
    let wish = before.prefix { words[$0].kind != .comma }.first { lexicon.contains(.notPurposeAfter, words[$0].key) }
    guard let wish, wish > words.startIndex, wish + 1 < position, words[wish].isProse,
      !has(.purposesBeforeVerb, wish + 1), lexicon.length(of: .purposesBeforeVerb, in: words, at: position) == 1
    else { return false }
    return has(.readers, wish - 1) && lexicon.contains(.statements, words[wish].key)
  }

  /// "i stedet for at": the words of the purpose are a part of another phrase.
  private func isInExclusion(_ position: Int) -> Bool {
    (max(words.startIndex, position - 3)..<max(position, words.startIndex)).contains { start in
      start + lexicon.length(of: .exclusions, in: words, at: start) > position
    }
  }

  /// "for automatisk at generere": the words between the halves belong to the purpose.
  private func splitPurpose(at position: Int) -> Int? {
    for entry in lexicon.splitPurposes
    where position < words.endIndex && words[position].isProse && words[position].key == entry.0 {
      let between = words[(position + 1)...].prefix { $0.isProse && $0.key != entry.1 && $0.key != entry.0 }
      let next = between.endIndex
      if (1...2).contains(between.count), next < words.endIndex, words[next].isProse, words[next].key == entry.1,
        !between.contains(where: { lexicon.contains(.determiners, $0.key) || lexicon.contains(.prepositions, $0.key) })
      {
        return 1
      }
    }
    return nil
  }

  func skip(_ lists: [Lexicon.List], from start: Int) -> Int {
    var position = start
    while position < words.endIndex {
      if words[position].kind == .comma, position == words.startIndex || lists.contains(.connectors) || position > start
      {
        position += 1
        continue
      }
      // A verb, a directive or a formality is never passed over as an adverb.
      if has(.formalities, position) || has(.outcomes, position) { return position }
      guard let length = lists.lazy.compactMap({ positive(lexicon.length(of: $0, in: words, at: position)) }).max()
      else {
        return position
      }
      position += length
    }
    return position
  }
}

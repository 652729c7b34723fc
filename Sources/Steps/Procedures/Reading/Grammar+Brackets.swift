/// What stands in brackets within the name of what is used: "the eDiscovery (Premium) case".
extension Grammar {
  /// "(and its key)", "(or phone number)": without the screen, a part of what it stands behind. "(before the @ sign)"
  /// tells where or when.
  func belongsToObject(_ aside: [Word]) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    guard aside.allSatisfy({ $0.isProse || $0.kind == .comma }), aside.count > 1,
      !aside.indices.contains(where: { position in
        parse.isFinite(position) || parse.has(.readers, position)
      }),
      lexicon.verb(in: aside[...], at: parse.skip([.connectors, .alternatives, .adverbs], from: 0), form: nil) == nil
    else { return false }
    if parse.has(.before, 0) { return aside.dropFirst().allSatisfy { !lexicon.contains(.doings, $0.key) } }
    return parse.has(.connectors, 0) || parse.has(.alternatives, 0)
  }

  /// "(Premium)", but no abbreviation and no example.
  func namesWhich(_ aside: [Word]) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: aside[...])
    return aside.count < 3 && !parse.has(.examples, 0)
      && aside.allSatisfy { word in
        word.isProse && word.text.first?.isUppercase == true && word.text.dropFirst().contains(where: \.isLowercase)
      }
  }

  /// "the center (https://example.com)"
  func address(_ aside: [Word]) -> Target? {
    guard aside.count == 1, let word = aside.first, word.text.count > 8,
      word.text.hasPrefix("https://") || word.text.hasPrefix("http://")
    else { return nil }
    return SentenceParse(lexicon: lexicon, words: aside[...]).target(aside)
  }

  /// Puts the words in brackets back into the prose that they were taken out of.
  /// - Returns: Whether there is such prose.
  func keep(_ aside: [Word], of sentence: Sentence, in clause: inout Clause) -> Bool {
    guard case .instructions(var ways) = clause.kind, let first = aside.first, let said = aside.phrase else {
      return false
    }
    let opened = (first.place.line, first.place.column)
    func kept(_ target: Target) -> Target? {
      guard !target.isLabel, target.whole.text == target.phrase.text else { return nil }
      let place = target.phrase.place
      let words = sentence.words.filter { word in
        (word.place.line, word.place.column) >= (place.line, place.column)
          && (word.place.endLine, word.place.endColumn) <= (place.endLine, place.endColumn)
      }
      let before = words.prefix { ($0.place.line, $0.place.column) < opened }
      let after = words.dropFirst(before.count)
      guard words.phrase?.text == target.phrase.text, let head = before.phrase else { return nil }
      // Behind the object the bracket must be the next thing.
      let nearest = sentence.words.last { ($0.place.line, $0.place.column) < opened }
      if after.isEmpty, nearest?.place != before.last?.place { return nil }
      var text = head.text + " (\(said.text))"
      if let tail = after.phrase?.text { text += tail.hasPrefix("-") || tail.hasPrefix(",") ? tail : " " + tail }
      var kept = target
      kept.phrase.text = text
      kept.whole.text = text
      return kept
    }
    for way in ways.indices {
      for step in ways[way].indices {
        for part in ways[way][step].path.indices {
          guard let target = kept(ways[way][step].path[part]) else { continue }
          ways[way][step].path[part] = target
          clause.kind = .instructions(ways)
          return true
        }
        if let value = ways[way][step].value.flatMap(kept) {
          ways[way][step].value = value
          clause.kind = .instructions(ways)
          return true
        }
      }
    }
    return false
  }
}

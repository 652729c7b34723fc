/// Words of the sentence that slipped into the bold text beside them, as machine translation draws them: "skal du
/// **vælge Gem**", "På **siden Brugere**", "Under **Roller skal** du".
///
/// Only what no label can be is taken out: a name begins with a capital or a number, and none ends with half of "skal
/// du". Where it is not clear where the name ends, the words stay as they stand.
struct Slips {
  let lexicon: Lexicon

  func mended(_ words: [Word]) -> [Word] {
    guard words.contains(where: \.isLabel) else { return words }
    var mended: [Word] = []
    for index in words.indices {
      guard words[index].isUsable, words[index].kind != .quoted,
        words[index].text.first?.isLowercase == true || words[index].text.contains(" ")
      else {
        mended.append(words[index])
        continue
      }
      mended += parts(words[index], before: mended[...], after: words[(index + 1)...]) ?? [words[index]]
    }
    return mended
  }

  /// The words that slipped, and the name that is left; nil where none did, or no name is left.
  private func parts(_ label: Word, before: ArraySlice<Word>, after: ArraySlice<Word>) -> [Word]? {
    let all = prose(label)
    if all.count == 1 { return isNoun(all[0], between: before, and: after) ? asProse(all) : nil }
    if isSentence(all, behind: before) || isScrap(all, between: before, and: after) { return asProse(all) }
    var name = all[...]
    if let length = directive(atEndOf: name, before: after) { name.removeLast(length) }
    if let length = slipped(name, behind: before) {
      // "skal du **klikke på** Del": no name at all.
      if length == name.count, name.allSatisfy(isLower), !after.isEmpty { return asProse(all) }
      name.removeFirst(length)
    }
    guard name.count < all.count, let first = name.first?.text.first,
      first.isUppercase || first.isNumber || first == "+",
      let last = name.last, name.count == 1 || !joins(last), let phrase = name.phrase
    else { return nil }
    var own = Word(label.kind, phrase.text, phrase.place)
    own.isMended = true
    return all[..<name.startIndex] + [own] + all[name.endIndex...]
  }

  /// "**, og** klik", "**og log på** med": nothing but words of the sentence. In "vælg Åbn **og reparer**" they may be half
  /// of a name, and so may many of them.
  private func isSentence(_ all: [Word], behind before: ArraySlice<Word>) -> Bool {
    guard let last = before.last, last.kind != .arrow, all.count <= 4, joints(all[...], from: 0) > 0 else {
      return false
    }
    let isSetApart = all[0].kind == .comma || !last.isProse || isLower(last)
    return isSetApart && all.allSatisfy { $0.kind == .comma || isLower($0) }
  }

  /// "værdierne **for beskyttelse**", "**de ønskede** indstillinger": no name begins so, and small.
  private func isScrap(_ all: [Word], between before: ArraySlice<Word>, and after: ArraySlice<Word>) -> Bool {
    guard all.count <= 3, all.allSatisfy(isLower), let last = before.last, last.isProse else { return false }
    if lexicon.contains(.determiners, all[0].key) {
      return !lexicon.contains(.quantities, all[0].key) && after.first?.isProse == true
    }
    let ends =
      after.first.map { next in
        [.stop, .comma, .colon].contains(next.kind)
          || next.isProse && !joins(next)
      } ?? true
    return ends && lexicon.contains(.prepositions, all[0].key) && !lexicon.beginsVerb(last.key)
      && lexicon.endsLike(.subjectEndings, last.key)
  }

  /// "på **listen** Visning": only what kind of place it is.
  private func isNoun(_ word: Word, between before: ArraySlice<Word>, and after: ArraySlice<Word>) -> Bool {
    guard isLower(word), before.last?.isProse == true, let next = after.first, next.isProse else { return false }
    return next.text.first?.isUppercase == true
      && [Lexicon.List.places, .fields, .controls].contains { lexicon.contains($0, word.key) }
  }

  /// How many words from `start` on join clauses: ", og derefter".
  private func joints(_ words: ArraySlice<Word>, from start: Int) -> Int {
    var position = start
    while position < words.endIndex {
      let length =
        words[position].kind == .comma
        ? 1
        : [Lexicon.List.connectors, .sequencers].map { lexicon.length(of: $0, in: words, at: position) }.max() ?? 0
      guard length > 0, words[position].kind == .comma || isLower(words[position]) else { break }
      position += length
    }
    return position - start
  }

  /// How many words at the beginning are no part of the name.
  private func slipped(_ name: ArraySlice<Word>, behind before: ArraySlice<Word>) -> Int? {
    let head = before.reversed().prefix { $0.kind != .stop }.reversed()
    let sentence = (Array(head) + name)[...]
    let start = sentence.count - name.count
    let parse = SentenceParse(lexicon: lexicon, words: sentence)
    var position = start
    // "skal **du vælge …": half of it stands before the bold text.
    if start > 0, parse.has(.readers, start), parse.has(.directives, start - 1) { position = start + 1 }
    var verbEnd = start
    let isAsked = sentence.indices.prefix(position).contains { parse.has(.directives, $0) }
    if isAsked, position < sentence.endIndex,
      isLower(sentence[position]) || position > 0 && parse.has(.readers, position - 1),
      let verb = lexicon.verb(in: sentence, at: position, form: .infinitive), verb.verb.operation != .perform
    {
      position += verb.length
      verbEnd = position
    } else if position > start {
      return nil
    }
    // "vælg **derefter Rediger**", "…, **og vælg Rediger**".
    if position == start, start > 0 {
      position += joints(sentence, from: start)
      if position > start, let verb = lexicon.verb(in: sentence, at: position, form: nil),
        verb.verb.operation != .perform
      {
        position += verb.length
      } else if position > start {
        let verb = sentence[..<start].last { $0.isProse && !parse.has(.prepositions, start - 1) }
        guard verb.map({ lexicon.beginsUse($0.key) }) ?? false else { return nil }
      }
    }
    if isPreposition(position, parse) { position += 1 }
    let next = position + 1
    if start > 0, sentence[start - 1].isProse, next < sentence.endIndex, parse.has(.prepositions, position),
      isLower(sentence[position]), sentence[next].text.first?.isUppercase == true
    {
      return next - start
    }
    if position < sentence.endIndex, isLower(sentence[position]), parse.isNoun(sentence[position]),
      position > start || start > 0 && introduces(start - 1, parse)
    {
      position += 1
    } else if position > max(start, verbEnd), parse.has(.prepositions, position - 1),
      !parse.has(.directives, position - 1)
    {
      return nil
    }
    return position > start ? position - start : nil
  }

  /// "på siden": before the kind of place.
  private func isPreposition(_ position: Int, _ parse: SentenceParse) -> Bool {
    let next = position + 1
    return parse.has(.prepositions, position) && isLower(parse.words[position]) && next < parse.words.endIndex
      && isLower(parse.words[next]) && parse.isNoun(parse.words[next])
  }

  private func introduces(_ position: Int, _ parse: SentenceParse) -> Bool {
    let word = parse.words[position]
    return word.isProse
      && (parse.has(.prepositions, position) || lexicon.contains(.determiners, word.key)
        || lexicon.beginsUse(word.key) || parse.has(.readers, position))
  }

  /// How many words at the end begin "skal du" or "for at", which goes on behind the bold text.
  private func directive(atEndOf name: ArraySlice<Word>, before after: ArraySlice<Word>) -> Int? {
    for entry in lexicon.lists[.directives].entries + lexicon.splitPurposes.map({ [$0.0, $0.1] }) {
      for length in (1...entry.count).reversed() where name.count > length {
        let rest = entry[length...]
        guard name.suffix(length).map(\.key) == Array(entry[..<length]), after.count >= rest.count,
          after.prefix(rest.count).map(\.key) == Array(rest)
        else { continue }
        let next = after.startIndex + rest.count
        let isWhole = !rest.isEmpty || lexicon.verb(in: after, at: next, form: .infinitive) != nil
        if isWhole { return length }
      }
    }
    return nil
  }

  /// All of a label as words of the sentence; that they stood in bold is known by the first.
  private func asProse(_ words: [Word]) -> [Word] {
    var words = words
    if !words.isEmpty { words[0].isMended = true }
    return words
  }

  private func isLower(_ word: Word) -> Bool { word.text.first?.isLowercase == true }

  /// Whether a word at the end of a name shows that more of the sentence slipped: "Roller for".
  private func joins(_ word: Word) -> Bool {
    let classes: [Lexicon.List] = [
      .prepositions, .connectors, .alternatives, .determiners, .relatives, .readers, .modals, .obligations, .purposes,
    ]
    return isLower(word) && classes.contains { lexicon.contains($0, word.key) }
  }

  private func prose(_ label: Word) -> [Word] {
    var column = label.place.column
    var words: [Word] = []
    func append(_ text: Substring) {
      var place = label.place
      if place.line == place.endLine {
        place.column = column
        place.endColumn = column + text.unicodeScalars.count
      }
      column += text.unicodeScalars.count
      if text == "," {
        appendMark(",", place, to: &words)
      } else {
        words.append(lexicon.prose(String(text), at: place))
      }
    }
    for text in label.text.split(separator: " ") {
      let name = text.hasSuffix(",") ? text.dropLast() : text
      if !name.isEmpty { append(name) }
      if text.hasSuffix(",") { append(",") }
      column += 1
    }
    return words
  }
}

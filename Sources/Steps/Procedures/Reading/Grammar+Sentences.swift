/// Sentences that are told apart by their form, before their words are read.
extension Grammar {
  /// "Need more licenses?", "For example, contoso.com": neither asks for anything, unless it names what to use.
  func questionOrExample(_ sentence: Sentence) -> Clause? {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    let example = lexicon.length(of: .examples, in: sentence.words[...], at: 0)
    // "For example, **Contoso**."
    if example > 0, sentence.words[example...].trimmed.count == 1 { return Clause(.information, sentence.words) }
    guard sentence.isQuestion || example > 0, !sentence.words.contains(where: \.isUsable),
      !sentence.words.indices.contains(where: { position in
        (position == 0 || sentence.words[position].kind == .comma || parse.has(.examples, position)
          || parse.has(.directives, position) || parse.has(.permissions, position))
          && parse.head(at: parse.skip([.connectors, .adverbs], from: position))?.usesScreen == true
      })
    else { return nil }
    return Clause(.information, sentence.words)
  }

  /// "[Sign in to the portal](…) with …": the text of a link that begins a sentence with a verb is read as prose.
  func withLinkedCommand(_ sentence: Sentence) -> Sentence {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    guard sentence.words.count > 1, let position = sentence.words.firstIndex(where: \.isLabel) else { return sentence }
    let command = sentence.words[position]
    let parts = command.key.split(separator: " ").map(String.init)
    // Of two links only the first would be read.
    let isDirected =
      parse.isBehindDirective(position) && !sentence.words[(position + 1)...].contains { $0.isLabel && !$0.isUsable }
    let isFirst =
      position == parse.skip([.connectors, .sequencers, .adverbs], from: 0)
      || position > 0 && sentence.words[position - 1].isProse && parse.has(.connectors, position - 1)
    guard
      !command.isUsable
        || lexicon.isAsked(command) && isFirst && !sentence.words[(position + 1)...].contains(where: \.isLabel),
      parts.count > 1,
      lexicon.beginsImperative(parts[0]) || isDirected && lexicon.beginsVerb(parts[0]),
      ![Lexicon.List.statements, .outcomes, .modals].contains(where: { parse.has($0, position + 1) })
    else { return sentence }
    let start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    let isAsked =
      isDirected || start == position || parse.skip([.directives, .adverbs], from: start) == position
      || position > 0 && (sentence.words[position - 1].kind == .comma || parse.has(.connectors, position - 1))
        && !(position == 2 && sentence.words[1].kind == .comma && lexicon.beginsVerb(sentence.words[0].key))
    guard isAsked else { return sentence }
    var read = sentence
    read.words.replaceSubrange(position...position, with: prose(command))
    return read
  }

  /// "**Start the import job**. …": a whole sentence in bold is no name where it goes on in small letters.
  func withBoldCommand(_ sentence: Sentence) -> Sentence {
    guard let command = sentence.words.first, case .label(nil) = command.kind else { return sentence }
    let words = prose(command)
    // "**If it is deleted**, …".
    let parse = SentenceParse(lexicon: lexicon, words: words[...])
    if words.count > 3, parse.conditionLength(at: 0) != nil {
      var read = sentence
      read.words = words + sentence.words.dropFirst()
      return read
    }
    // "**Find the rule** that you made": no name on a screen has an article behind its verb.
    let next = sentence.words.dropFirst().first
    let goesOn =
      words.count > 2 && lexicon.contains(.determiners, words[1].key) && next?.isProse == true
      && next?.text.first?.isLowercase == true && !parse.isFinite(1) && !(next.map(parse.isNoun) ?? false)
    if goesOn, lexicon.beginsImperative(words[0].key) {
      var read = sentence
      read.words = words + sentence.words.dropFirst()
      return read
    }
    guard sentence.words.count == 1, words.count > 2, lexicon.beginsImperative(words[0].key),
      words[1].text.first?.isLowercase == true
    else {
      return sentence
    }
    var read = sentence
    read.words = words
    read.isBold = true
    return read
  }

  /// "Think of your aims – [make a plan](…)": what stands before the dash is asked for, too.
  func losesVerb(_ sentence: Sentence) -> Bool {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    guard let label = sentence.words.firstIndex(where: { $0.isLabel && !$0.isUsable }), label > 2,
      isDash(sentence.words[label - 1]), parse.head(at: 0) != nil
    else { return false }
    return lexicon.beginsImperative(sentence.words[label].key.split(separator: " ").first.map(String.init) ?? "")
  }

  private func isDash(_ word: Word) -> Bool { ["–", "—", "-"].contains(word.text) }

  private func prose(_ label: Word) -> [Word] { lexicon.words(of: label.text, at: label.place) }

  /// "**Turn on alerts**: …" in a list of settings: what the entry is called, even where it begins with a verb.
  func takeName(from sentences: inout [Sentence]) -> Clause? {
    guard let first = sentences.first, let name = first.words.first, name.isUsable,
      let target = SentenceParse(lexicon: lexicon, words: first.words[...]).target([name])
    else { return nil }
    let rest = first.words.dropFirst()
    // "**Alerts** – which ones are sent": a dash or a comma stands for the colon.
    let isTitle =
      rest.isEmpty || rest.first?.kind == .comma && rest.count > 2 && rest.dropFirst().first?.isProse == true
    guard isTitle, var clause = Clause(.information, [name]) else { return nil }
    sentences[0].words = Array(rest.dropFirst())
    if rest.isEmpty { sentences.removeFirst() }
    clause.isEntry = true
    clause.mentions = [target]
    return clause
  }
}

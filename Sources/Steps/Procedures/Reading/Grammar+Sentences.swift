/// Sentences that are told apart by their form, before their words are read.
extension Grammar {
  /// "Need more licenses?", "For example, contoso.com": neither asks for anything, unless it names what to use.
  func questionOrExample(_ sentence: Sentence) -> Clause? {
    let parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    guard sentence.isQuestion || parse.has(.examples, 0), !sentence.words.contains(where: \.isUsable),
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
    guard !command.isUsable, parts.count > 1, lexicon.beginsImperative(parts[0]),
      ![Lexicon.List.statements, .outcomes, .modals].contains(where: { parse.has($0, position + 1) })
    else { return sentence }
    let start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    let isAsked =
      start == position || parse.skip([.directives, .adverbs], from: start) == position
      || position > 0 && sentence.words[position - 1].kind == .comma
    guard isAsked else { return sentence }
    var read = sentence
    read.words.replaceSubrange(
      position...position,
      with: command.text.split(separator: " ").map { text in
        var word = Word(.prose, String(text), command.place)
        word.classes = lexicon.lists.classes(of: word.key)
        return word
      })
    return read
  }
}

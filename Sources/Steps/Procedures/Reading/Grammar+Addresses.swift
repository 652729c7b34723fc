/// Addresses that stand behind a colon: "Download it from here: https://example.com".
extension Grammar {
  /// Whether the sentence is nothing but the full address of something, which the one before it announces and asks to be
  /// used.
  func isAddress(ofSentenceAt index: Int, in sentences: [Sentence]) -> Bool {
    guard index > 0, sentences[index - 1].isAnnouncement, sentences[index].words.count == 1,
      let word = sentences[index].words.first, word.isLabel,
      word.text.hasPrefix("https://") || word.text.hasPrefix("http://")
    else { return false }
    let before = sentences[index - 1].words
    let parse = SentenceParse(lexicon: lexicon, words: before[...])
    let start = parse.skip([.connectors, .sequencers, .adverbs], from: 0)
    return parse.head(at: start) != nil
  }

  /// The address is where the one thing is done that is asked for; beside other names nobody knows what it is for.
  func take(addressAt index: Int, in sentences: [Sentence], into clauses: inout [Clause]) {
    guard isAddress(ofSentenceAt: index, in: sentences) else { return }
    let (sentence, address) = (sentences[index - 1], sentences[index])
    let parse = SentenceParse(lexicon: lexicon, words: address.words[...])
    guard let last = clauses.indices.last, clauses[last].asks else { return }
    if clauses.count == 1, !sentence.words.contains(where: \.isLabel), let place = parse.target(address.words),
      clauses[last].place(last: [place])
    {
      return
    }
    clauses[last].misread(.labelsUnjoined, at: address.words.phrase)
  }
}

/// Reads a step's words by one language's lexicon:
///
///     step      = sentence+
///     sentence  = opening* clause (joint clause)*  |  statement
///     opening   = condition ","  |  purpose ","  |  place [","]  |  formality
///     joint     = ","  |  connector  |  sequencer  |  alternative
///     clause    = [directive] verb [objects] place* [purpose] [condition]
///     objects   = path ((","  |  connector  |  alternative) path)*
///     path      = target (">" target)*
///
/// Where an instruction begins the verbs decide, not where labels stand. What no rule covers is undefined: a wrong
/// reading is worse than none.
struct Grammar {
  let lexicon: Lexicon

  /// The clauses of one paragraph.
  func clauses(of words: [Word]) -> [Clause] {
    let sentences = sentences(of: words)
    var clauses: [Clause] = []
    var last: [Clause] = []
    for (index, sentence) in sentences.enumerated() {
      let read = self.clauses(of: sentence, isFollowed: index + 1 < sentences.endIndex)
      if let or = alternative(sentence), last.count == 1, let joined = last[0].or(or) {
        clauses[clauses.endIndex - 1] = joined
        last = [joined]
      } else {
        clauses += read
        last = read
      }
    }
    return clauses
  }

  /// The one clause of a sentence that begins with "or".
  private func alternative(_ sentence: Sentence) -> Clause? {
    guard sentence.words.count > 1, lexicon.length(of: .alternatives, in: sentence.words[...], at: 0) > 0 else {
      return nil
    }
    var rest = sentence
    rest.words.removeFirst()
    let clauses = clauses(of: rest, isFollowed: false)
    return clauses.count == 1 ? clauses[0] : nil
  }

  private func clauses(of sentence: Sentence, isFollowed: Bool) -> [Clause] {
    // "Sign out: select your name" and "**Header:** shows …": a title of what follows.
    if sentence.isAnnouncement, isFollowed, sentence.words.count <= 4 || sentence.words.allSatisfy({ !$0.isProse }) {
      return [Clause(.information, sentence.words)].compactMap(\.self)
    }
    var parse = SentenceParse(lexicon: lexicon, words: sentence.words[...])
    return parse.clauses()
  }
}

extension Clause {
  /// The clause with another as a further alternative; nil where one of them is no instruction or has a condition.
  func or(_ other: Clause) -> Clause? {
    guard case .instructions(let own) = kind, case .instructions(let more) = other.kind, other.condition == nil else {
      return nil
    }
    var joined = self
    joined.kind = .instructions(own + more)
    joined.purposes += other.purposes
    joined.phrase = Phrase(
      text: phrase.text + " … " + other.phrase.text, place: phrase.place.union(other.phrase.place))
    return joined
  }

  init?(_ kind: Kind, _ words: some Collection<Word>) {
    guard let phrase = words.phrase else { return nil }
    self.init(kind: kind, phrase: phrase, condition: nil, purposes: [])
  }
}

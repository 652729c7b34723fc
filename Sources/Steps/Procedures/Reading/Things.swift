/// Sentences about things, whose verb no lexicon needs to know: things do something, they are not asked to.
extension SentenceParse {
  /// Whether the sentence speaks of a thing, from its first word on, and neither names what a reader could use nor
  /// speaks to one.
  ///
  /// A person may be meant by what is asked for: "The user wiggles the box."
  func tellsOfThings(from main: Int) -> Bool {
    guard main < words.endIndex, beginsWithThing(main),
      !words.contains(where: { $0.isUsable || $0.kind == .arrow }),
      !words[main...].indices.prefix(5).contains(where: isPerson)
    else { return false }
    return !(main + 1..<max(words.endIndex, main + 1)).contains(where: mayAsk)
  }

  private func beginsWithThing(_ position: Int) -> Bool {
    if has(.things, position) { return true }
    let key = words[position].key
    // "Navnet på …", "Selecting an item lets …". An unknown imperative can look like such a noun before its object.
    let next = position + 1
    guard words[position].isProse, lexicon.endsLike(.nounEndings, key), !lexicon.beginsVerb(key), next < words.endIndex,
      words[next].isProse
    else { return false }
    return lexicon.isGerundOfUse(key)
      || ![Lexicon.List.determiners, .quantities, .readers].contains { has($0, next) }
  }

  func isPerson(_ position: Int) -> Bool {
    words[position].isProse
      && (lexicon.contains(.persons, words[position].key) || lexicon.endsLike(.persons, words[position].key, over: 4))
  }

  /// "the records that you need to add": which ones is said, and nothing asked for.
  func isRelative(_ position: Int) -> Bool {
    position > words.startIndex && words[position - 1].isProse && has(.relatives, position - 1)
      && !has(.readers, position - 1) && !words[position...].contains(where: \.isUsable)
  }

  /// "[Tenant administrator] Open …": who does it.
  var isActor: Bool {
    guard words.count <= 3, words.allSatisfy(\.isProse), let last = words.indices.last else { return false }
    return isPerson(last) && !words.indices.contains { isFinite($0) || lexicon.beginsVerb(words[$0].key) }
  }

  /// Words that ask, leave or forbid, somebody who does something on a screen, or an imperative behind a mark.
  private func mayAsk(_ position: Int) -> Bool {
    if has(.directives, position) { return true }
    if has(.permissions, position) || has(.exemptions, position) { return head(at: position)?.usesScreen ?? false }
    if words[position].kind == .comma || has(.connectors, position) {
      let next = skip([.connectors, .sequencers, .adverbs], from: position)
      return next < words.endIndex && !words[next].isLabel && head(at: next) != nil
    }
    // "These types": a noun, which a verb of the same letters cannot be.
    let isNoun = position > words.startIndex && has(.determiners, position - 1)
    return words[position].isProse && !isNoun && lexicon.isPresentOfUse(words[position].key)
  }
}

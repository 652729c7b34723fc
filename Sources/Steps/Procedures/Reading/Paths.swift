/// What is acted on: a control, a way to it, or several.
extension SentenceParse {
  func paths(_ core: ArraySlice<Word>) -> (items: [[Target]], areAlternatives: Bool)? {
    let hasArrow = core.contains { $0.kind == .arrow }
    var items: [[Target]] = [[]]
    var element: [Word] = []
    var areAlternatives = false
    var isSound = true
    func endElement() {
      if element.filter(\.isLabel).count > 1 { isSound = false }
      if let target = target(element[...]) { items[items.endIndex - 1].append(target) }
      element = []
    }
    var position = core.startIndex
    while position < core.endIndex {
      let word = core[position]
      let joins =
        word.kind == .comma || has(.connectors, position) || has(.sequencers, position) || has(.alternatives, position)
      if word.kind == .arrow {
        endElement()
      } else if joins, element.contains(where: \.isLabel) || hasArrow, core[position...].contains(where: \.isLabel) {
        if has(.alternatives, position) { areAlternatives = true }
        endElement()
        // In a path a comma is only another arrow.
        if !hasArrow || has(.alternatives, position), !(items.last?.isEmpty ?? true) { items.append([]) }
      } else if !joins || !element.isEmpty && !element.contains(where: \.isLabel) {
        element.append(word)
      } else if joins, element.contains(where: \.isLabel) {
        // Prose after the last label says more about it, unless a comma sets something else apart from it.
        if word.kind == .comma, asksForMore(after: position, in: core) { isSound = false }
        break
      }
      position += 1
    }
    endElement()
    items.removeAll(where: \.isEmpty)
    return isSound && !items.isEmpty ? (items, areAlternatives) : nil
  }

  /// "select **A**, name it, …": the words after the comma begin neither a clause that is known nor a relative clause.
  private func asksForMore(after comma: Int, in core: ArraySlice<Word>) -> Bool {
    guard comma + 1 < core.endIndex, core[comma + 1].isProse else { return false }
    let known: [Lexicon.List] = [
      .relatives, .prepositions, .subjects, .conditions, .determiners, .connectors, .alternatives, .sequencers,
      .purposes, .purposesBeforeVerb, .adverbs, .permissions, .negations,
    ]
    return !known.contains { lexicon.length(of: $0, in: core, at: comma + 1) > 0 }
  }

  /// "the name of the person, whom you add to **X**": X says more about the person.
  private func isInRelativeClause(_ position: Int, of words: ArraySlice<Word>) -> Bool {
    guard let comma = words[..<position].lastIndex(where: { $0.kind == .comma }), comma > words.startIndex else {
      return false
    }
    return lexicon.length(of: .relatives, in: words, at: comma + 1) > 0
  }

  /// The label among the words, or all of them.
  func target(_ words: some Collection<Word>) -> Target? {
    let words = Array(words)[...]
    guard let whole = words.trimmed.phrase else { return nil }
    if let position = words.firstIndex(where: \.isLabel), case .label(let link) = words[position].kind,
      !isInRelativeClause(position, of: words)
    {
      let label = words[position]
      return Target(kind: .label(link: link), phrase: Phrase(text: label.text, place: label.place), whole: whole)
    }
    return Target(kind: .prose, phrase: whole, whole: whole)
  }
}

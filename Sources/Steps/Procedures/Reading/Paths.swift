/// One control, a way to it, or several.
extension SentenceParse {
  /// The controls that are named, grouped: exactly one of the alternatives is meant, each a list of paths.
  struct Paths {
    var alternatives: [[[Target]]]
  }

  enum Link { case comma, and, or, commaAnd, commaOr }

  func paths(_ core: ArraySlice<Word>) throws(Unread) -> Paths {
    let hasArrow = core.contains { $0.kind == .arrow }
    var items: [[Target]] = [[]]
    var links: [Link] = []
    var element: [Word] = []
    var position = core.startIndex
    // "**Save** and …" must name something: "select and then **Save**" lost its object.
    if has(.connectors, position) || has(.sequencers, position) { throw Unread(.objectMissing) }
    func endElement() throws(Unread) {
      if element.filter(\.isLabel).count > 1 { throw Unread(.labelsUnjoined) }
      try checkElement(element[...], isFirst: items.count == 1 && items[0].isEmpty)
      // "**A** > Settings under **B**": a part of the way is not in bold.
      if hasArrow, items.last?.isEmpty == false, let label = element.firstIndex(where: \.isLabel),
        let name = element[..<label].first(where: { $0.text.first?.isUppercase == true && !isNoun($0) })
      {
        throw Unread(.labelsUnjoined, [name].phrase)
      }
      // "**A** > go to B".
      if let first = element.first, first.isProse, first.text.first?.isLowercase == true, items.last?.isEmpty == false,
        lexicon.beginsUse(first.key)
      {
        throw Unread(.verbUnknown, [first].phrase)
      }
      if let target = target(element[...]) { items[items.endIndex - 1].append(target) }
      element = []
    }
    while position < core.endIndex {
      let word = core[position]
      let join = joinLength(at: position, in: core)
      if word.kind == .arrow {
        try endElement()
      } else if join.length > 0, element.contains(where: \.isLabel) || hasArrow,
        core[(position + join.length)...].contains(where: \.isLabel), !startsRelative(position, join.length, in: core)
      {
        try endElement()
        // In a path a comma is only another arrow.
        if !hasArrow || join.link != .comma, !(items.last?.isEmpty ?? true) {
          items.append([])
          links.append(join.link)
        }
        position += join.length
        continue
      } else if join.length > 0, element.contains(where: \.isLabel) {
        // Prose after the last label says more about it, unless it sets something else apart from it.
        let next = position + join.length
        if let more = try furtherObject(from: position, to: next, in: core) {
          try endElement()
          items.append([more])
          links.append(join.link)
        }
        position = core.endIndex
        continue
      } else if join.length > 0, !element.isEmpty,
        join.link == .or
          ? !hasArrow && names(element[...], inPlaceOf: core[position...])
          : names(element[...], beside: core[(position + join.length)...])
      {
        // "Select the product or **All**", "your product and **Buy**"; but "Date and **time**" is one name, half in bold.
        if join.link != .comma, element.allSatisfy({ $0.isProse }), element.count == 1,
          element[0].text.first?.isUppercase == true, core[position + join.length].text.first?.isLowercase == true
        {
          throw Unread(.labelsUnjoined, element[...].phrase)
        }
        try endElement()
        items.append([])
        links.append(join.link)
        position += join.length
        continue
      } else if word.kind == .comma, leadsAstray(element[...], before: core[(position + join.length)...]) {
        throw Unread(.verbUnknown, core[(position + join.length)...].first.flatMap { [$0].phrase })
      } else if join.length == 0 || !element.isEmpty {
        element.append(word)
      }
      position += 1
    }
    try endElement()
    links = Array(links.prefix(max(0, items.count - 1)))
    items.removeAll(where: \.isEmpty)
    guard !items.isEmpty else { throw Unread(.labelsUnjoined) }
    return Paths(alternatives: try grouped(items, links))
  }

  /// "your adapter, ands select **A**": something of its own, and not understood.
  private func leadsAstray(_ prose: ArraySlice<Word>, before rest: ArraySlice<Word>) -> Bool {
    guard let first = rest.first, first.isProse, first.text.first?.isLowercase == true, !prose.isEmpty,
      !prose.contains(where: \.isLabel), rest.contains(where: \.isUsable)
    else { return false }
    let saysMore: [Lexicon.List] = [.relatives, .prepositions, .determiners, .adverbs, .questions, .contents, .readers]
    return !saysMore.contains { has($0, rest.startIndex) }
      && !prose.contains { lexicon.contains(.relatives, $0.key) || lexicon.contains(.questions, $0.key) }
  }

  /// Whether prose before "or" is an object of its own, and not half of what the label behind it is called.
  private func names(_ prose: ArraySlice<Word>, inPlaceOf rest: ArraySlice<Word>) -> Bool {
    guard rest.contains(where: \.isLabel), !prose.contains(where: \.isLabel), let last = prose.last else {
      return false
    }
    let halves: [Lexicon.List] = [.determiners, .ordinals, .locators, .prepositions, .quantities, .adverbs, .places]
    return !halves.contains { lexicon.contains($0, last.key) } && !isNoun(last)
  }

  /// Whether prose before "and" or a comma is an object of its own, beside the label that follows.
  func names(_ prose: ArraySlice<Word>, beside rest: ArraySlice<Word>) -> Bool {
    guard rest.first?.isLabel == true, !prose.contains(where: \.isLabel), let last = prose.last,
      !lexicon.contains(.prepositions, last.key)
    else { return false }
    let halves: [Lexicon.List] = [.determiners, .ordinals, .prepositions, .quantities, .adverbs, .either]
    return prose.contains { word in !halves.contains { lexicon.contains($0, word.key) } }
      && !prose.indices.contains { has(.questions, $0) }
  }

  /// The length of the words that join two objects, and what they say.
  func joinLength(at start: Int, in core: ArraySlice<Word>) -> (length: Int, link: Link) {
    // "a global administrator- or user administrator account" is one thing.
    if start > core.startIndex, core[start - 1].isProse, core[start - 1].key.hasSuffix("-") { return (0, .comma) }
    var position = start
    var hasComma = false
    var hasAnd = false
    var hasOr = false
    while position < core.endIndex {
      if core[position].kind == .comma {
        hasComma = true
        position += 1
      } else if let length = positive(lexicon.length(of: .alternatives, in: core, at: position)) {
        hasOr = true
        position += length
      } else if let length = positive(lexicon.length(of: .sequencers, in: core, at: position)) {
        hasAnd = true
        position += length
      } else if let length = positive(lexicon.length(of: .connectors, in: core, at: position)) {
        hasAnd = true
        position += length
      } else {
        break
      }
    }
    let link: Link = hasOr ? (hasComma ? .commaOr : .or) : hasAnd ? (hasComma ? .commaAnd : .and) : .comma
    return (position - start, link)
  }

  private func startsRelative(_ position: Int, _ length: Int, in core: ArraySlice<Word>) -> Bool {
    core[position].kind == .comma && lexicon.length(of: .relatives, in: core, at: position + length) > 0
  }

  /// "A and B or C" can be grouped in two ways; "A and B, or C" in one.
  private func grouped(_ items: [[Target]], _ links: [Link]) throws(Unread) -> [[[Target]]] {
    let ands = links.contains { $0 == .and || $0 == .commaAnd }
    let ors = links.contains { $0 == .or || $0 == .commaOr }
    if !ors { return [items] }
    if !ands { return items.map { [$0] } }
    guard !links.contains(.or), !links.contains(.commaAnd), links.count == items.count - 1 else {
      throw Unread(.jointsMixed, items.last?.last?.whole)
    }
    var groups: [[[Target]]] = [[items[0]]]
    for (link, item) in zip(links, items.dropFirst()) {
      if link == .commaOr { groups.append([item]) } else { groups[groups.endIndex - 1].append(item) }
    }
    return groups
  }

  /// What stands behind the last label and a joint: nothing more to do, or a further object without a label.
  private func furtherObject(from joint: Int, to next: Int, in core: ArraySlice<Word>) throws(Unread) -> Target? {
    guard next < core.endIndex, core[next].isProse else { return nil }
    let saysMore: [Lexicon.List] = [
      .relatives, .prepositions, .subjects, .conditions, .purposes, .purposesBeforeVerb, .adverbs, .permissions,
      .exemptions, .before, .after,
    ]
    let isBareComma = core[joint].kind == .comma && next == joint + 1
    if isBareComma || has(.relatives, next) || has(.prepositions, next),
      saysMore.contains(where: { lexicon.length(of: $0, in: core, at: next) > 0 })
    {
      // ", you select **B**": no part of what is said of the first.
      if has(.readers, next), core[next...].contains(where: \.isUsable) {
        throw Unread(.labelsUnjoined, [core[next]].phrase)
      }
      return nil
    }
    if lexicon.contains(.determiners, core[next].key) || isNoun(core[next]) { return target(core[next...]) }
    // "…, and double-click": a verb that is not known.
    throw Unread(isBareComma ? .labelsUnjoined : .verbUnknown, [core[next]].phrase)
  }

  /// "the name of the person, whom you add to **X**": X says more about the person.
  func isInRelativeClause(_ position: Int, of words: ArraySlice<Word>) -> Bool {
    guard let comma = words[..<position].lastIndex(where: { $0.kind == .comma }), comma > words.startIndex else {
      return false
    }
    return lexicon.length(of: .relatives, in: words, at: comma + 1) > 0
  }

  /// "a site that has **A**": A is not the site.
  private func isOwned(_ label: Int, in words: ArraySlice<Word>) -> Bool {
    words[..<label].indices.dropFirst().contains { position in
      lexicon.contains(.relatives, words[position - 1].key)
        && (lexicon.contains(.owning, words[position].key) || isToldOf(position + 1, in: words))
    }
  }

  /// "the file that ends with **A**": the preposition that belongs to what is told of the file.
  func isToldOf(_ preposition: Int, in words: ArraySlice<Word>) -> Bool {
    preposition - 2 >= words.startIndex && preposition < words.endIndex
      && lexicon.contains(.means, words[preposition].key)
      && lexicon.contains(.relatives, words[preposition - 2].key)
      && words[preposition - 1].isProse && lexicon.contains(.statements, words[preposition - 1].key)
  }

  /// The label among the words, or all of them without the adverbs at their ends.
  func target(_ words: some Collection<Word>) -> Target? {
    var words = Array(words)[...]
    guard let whole = words.trimmed.phrase else { return nil }
    if let position = words.firstIndex(where: \.isLabel), !isInRelativeClause(position, of: words),
      !isOwned(position, in: words)
    {
      let label = words[position]
      var link: String?
      if case .label(let destination) = label.kind { link = destination }
      return Target(
        kind: .label(link: link), phrase: Phrase(text: label.text, place: label.place), whole: whole,
        isQuoted: label.kind == .quoted)
    }
    // "the case that you want to open again": the adverb belongs to what is told of the case.
    let isTold = words.contains { $0.isProse && lexicon.contains(.relatives, $0.key) }
    while words.count > 1, let last = words.last, last.isProse, lexicon.contains(.adverbs, last.key),
      !isTold || lexicon.contains(.examples, last.key)
    {
      words.removeLast()
    }
    while words.count > 1, let first = words.first, first.isProse, lexicon.contains(.adverbs, first.key),
      lexicon.length(of: .prepositions, in: words, at: words.startIndex) == 0
    {
      words.removeFirst()
    }
    guard let said = words.trimmed.phrase else { return nil }
    return Target(
      kind: .prose, phrase: said, whole: said, isGeneric: words.allSatisfy(isGeneric), names: names(in: words))
  }

  /// "on the Active users page" as "Active users page" and "Active users".
  private func names(in words: ArraySlice<Word>) -> [String] {
    var words = words
    while let first = words.first, first.isProse,
      lexicon.contains(.determiners, first.key)
        || lexicon.contains(.prepositions, first.key)
    {
      words.removeFirst()
    }
    let behindArticle = words.phrase?.text
    while let first = words.first, isGeneric(first) { words.removeFirst() }
    while let last = words.last, isGeneric(last) { words.removeLast() }
    return [behindArticle, words.phrase?.text].compactMap(\.self)
  }

  /// A word that says what kind of place or control is meant, and not which.
  private func isGeneric(_ word: Word) -> Bool {
    guard word.isProse else { return true }
    let classes: [Lexicon.List] = [.determiners, .prepositions, .besides, .locators, .connectors, .adverbs, .following]
    return isNoun(word) || classes.contains { lexicon.contains($0, word.key) }
  }
}

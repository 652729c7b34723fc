internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Finds labels in bold that translation changed, and bold that took words with it that belong to no label.
///
/// All of it is for people to decide: nothing here is ever written by `--fix`.
struct LabelChecks: Sendable {
  private let catalogue: LabelCatalogue
  private let words: LabelWords
  private let prefix: String

  /// Nil in the source language, which no translation has changed.
  init?(of docset: SiteDocset, words: LabelWords) {
    guard docset.catalog.source.isTranslation else { return nil }
    self.words = words
    catalogue = LabelCatalogue(of: docset, product: words.labels)
    prefix = docset.catalog.source.shownPrefix
  }

  /// The same, learnt from a docset whose bold words changed.
  func learning(from docset: SiteDocset) -> LabelChecks? { LabelChecks(of: docset, words: words) }

  /// - Parameter source: The labels of its texts beside those of the source page; none where that is not at hand.
  func findings(in file: ArticleFile, beside source: [TextLabels]) -> [Diagnostic] {
    let shown = prefix + file.path
    let texts = file.article.boldTexts
    let source = SourceLabels(texts: source, kinds: words.sourceKinds)
    return texts.texts.indices.compactMap { number in
      guard let range = texts.texts[number].place else { return nil }
      let words = BoldWords(number, of: texts)
      return finding(words, range.place(in: shown)).flatMap { source.judged($0, bold: words.text) }
    }
  }

  private func finding(_ words: BoldWords, _ place: SourcePlace) -> Diagnostic? {
    if let finding = shifted(words, place) { return finding }
    guard words.beginsSmall else { return fused(words, place) }
    return parted(words, place) ?? small(words, place) ?? fused(words, place)
  }

  // MARK: Shifted bold

  private func shifted(_ bold: BoldWords, _ place: SourcePlace) -> Diagnostic? {
    if let (swallowed, label) = begun(bold) {
      return shifted(swallowed, label, endsWithLabel(bold, label) ? "\(swallowed) **\(label)**" : nil, place)
    }
    // Of "**Domæner skal** du vælge", the second word tells that the first is none of the label.
    guard let word = bold.lastWord, words.pairOutlines.mayHold(word) else { return nil }
    let last = word.utf8String
    guard let second = words.pairs[last], let next = bold.wordsAfter.first, second.contains(next) else { return nil }
    let label = bold.bytes[..<(word.startIndex - 1)].utf8String
    // Part of a sentence in bold, whose label is anywhere in it.
    if bold.beginsSmall || bold.text.contains(",") { return shifted(last, label, nil, place) }
    return shifted(last, label, "**\(label)** \(last)", place)
  }

  /// Words written small that stand before a capital: "siden", "Aktive brugere".
  private func begun(_ bold: BoldWords) -> (swallowed: String, label: String)? {
    // What may be beside a label is written small: of most texts the first letter tells that it is none of that.
    guard let first = bold.bytes.first, !(0x41...0x5A).contains(first), let word = bold.firstWord,
      words.besideOutlines.mayHold(word)
    else { return nil }
    let text = bold.text
    var label = text[...]
    while let space = label.utf8.firstIndex(of: UInt8(ascii: " ")), isBeside(String(label[..<space])) {
      label = label[label.index(after: space)...]
    }
    guard label.startIndex > text.startIndex, label.first?.isUppercase == true else { return nil }
    return (String(text[..<label.startIndex].dropLast()), String(label))
  }

  /// Whether the label is over where the bold is: it does not end with a word that belongs to no label, nor go on
  /// behind the bold (`**siden Slettede** brugere`).
  private func endsWithLabel(_ bold: BoldWords, _ label: String) -> Bool {
    if label.contains(",") || label.split(separator: " ").last.map({ isBeside(String($0)) }) == true { return false }
    guard bold.goesOn, let next = bold.wordsAfter.first else { return true }
    if isBeside(next) || words.pairs[next] != nil || next.first?.isLetter != true { return true }
    return catalogue.contains(label) && !catalogue.contains(label + " " + next)
  }

  private func isBeside(_ word: String) -> Bool { words.beside.contains(word) || words.verbs.contains(word) }

  private func shifted(_ swallowed: String, _ label: String, _ mended: String?, _ place: SourcePlace) -> Diagnostic {
    let evidence = catalogue.contains(label) ? ", as \(witness(label))" : ""
    return Diagnostic(
      rule: .mtBoldShifted, "Bold is for the label alone\(evidence); here it takes in `\(swallowed)`.", at: place,
      suggestion: mended)
  }

  // MARK: Changed labels

  /// `**Aktive** > **brugere**`, where articles have "Aktive brugere".
  private func parted(_ bold: BoldWords, _ place: SourcePlace) -> Diagnostic? {
    guard let first = bold.partBefore else { return nil }
    let label = first + " " + bold.text
    guard first.first?.isUppercase == true, catalogue.contains(label) else { return nil }
    return Diagnostic(
      rule: .mtLabelChanged, "`\(label)` is one label, as \(witness(label)); here a `>` parts it.", at: place,
      suggestion: "**\(label)**")
  }

  private func small(_ bold: BoldWords, _ place: SourcePlace) -> Diagnostic? {
    guard let label = catalogue.label(writtenSmallAs: bold.text),
      !words.beside.contains((bold.lastWord ?? bold.bytes).utf8String), isLabel(bold)
    else { return nil }
    return Diagnostic(
      rule: .mtLabelChanged,
      "A label is spelled as on the screen, `\(label)`, as \(witness(label)); here its capital is lost.", at: place,
      suggestion: "**\(label)**")
  }

  /// Whether the text is a label, not a word that is only stressed: it stands in a path, or what is done with labels is
  /// done with it.
  private func isLabel(_ bold: BoldWords) -> Bool {
    if bold.isBeforeSeparator || bold.isAfterSeparator { return true }
    let before = bold.wordsBefore
    guard let last = before.last, let phrases = words.before[last] else { return false }
    return phrases.contains { before.suffix($0.count) == $0[...] }
  }

  /// `**BrugereAktive** > brugere`: the separator has moved behind both labels.
  private func fused(_ bold: BoldWords, _ place: SourcePlace) -> Diagnostic? {
    let bytes = bold.bytes
    // Characters would be looked up in tables, and this is asked of very many texts.
    var index = bytes.startIndex
    while let next = Self.capitalWithin(bytes, after: index) {
      index = next
      let (first, second) = (bytes[..<index].utf8String, bytes[index...].utf8String)
      guard catalogue.contains(first),
        catalogue.hasLabel(beginningWith: bytes[index...].prefix { $0 != UInt8(ascii: " ") }.utf8String),
        bold.isBeforeSeparator
      else { continue }
      // The separator may have moved into the second: `**BrugereAktive** > brugere`.
      let whole = bold.wordsBehindSeparator.first.map { "\(second) \($0)" }
      let label = whole.flatMap { catalogue.contains($0) && !catalogue.contains(second) ? $0 : nil } ?? second
      return Diagnostic(
        rule: .mtLabelChanged, "The labels of a path stand apart; here `\(first)` and `\(label)` have run into one.",
        at: place, suggestion: "**\(first)** > **\(label)**")
    }
    return nil
  }

  /// The next capital of ASCII that stands directly behind a small letter, or behind one beyond ASCII.
  private static func capitalWithin(_ bytes: ArraySlice<UInt8>, after start: Int) -> Int? {
    var index = start + 1
    while index < bytes.endIndex {
      let (before, byte) = (bytes[index - 1], bytes[index])
      if byte >= 0x41, byte <= 0x5A, before >= 0x80 || (before >= 0x61 && before <= 0x7A) { return index }
      index += 1
    }
    return nil
  }

  private func witness(_ label: String) -> String {
    catalogue.isProducts(label) ? "the product has it" : "in \(catalogue.articles(with: label)) articles"
  }
}

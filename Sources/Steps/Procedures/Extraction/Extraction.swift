internal import Diagnostics
package import LearnMarkdown

/// Finds the procedures of an article, those of its includes among them, and reads their steps.
///
/// - Parameters:
///   - article: With its certain repairs done, as its page shows it.
///   - moniker: Whose zones are part of it.
///   - path: Without its ending; the procedures' ids begin with it.
///   - file: As findings show it.
package func procedures(
  of article: ComposedArticle, moniker: String? = nil, path: String, file: String, lexicon: Lexicon
) -> [Procedure] {
  let damage = article.parts.flatMap(\.article.findings).filter { $0.code.hasPrefix("mt-") }
  return procedures(
    of: OutlineReader.outline(of: article, moniker: moniker), article: path, file: file, lexicon: lexicon,
    damage: damage)
}

/// Finds the procedures of an outline and reads their steps.
///
/// - Parameters:
///   - article: The path of the article without `.md`; the procedures' ids begin with it.
///   - file: As findings show it.
///   - damage: Findings about the article's markup. The outline was read with those mended that have a fix.
func procedures(
  of outline: Outline, article: String, file: String, lexicon: Lexicon, damage: [Diagnostic] = []
) -> [Procedure] {
  let damage = damage.map { MarkupDamage($0, in: file) }
  return Choices(of: outline.blocks).procedures { blocks in
    var extraction = Extraction(article: article, file: file, lexicon: lexicon, damage: damage)
    extraction.read(blocks)
    return extraction.procedures
  }
}

private struct Extraction {
  let article: String
  let file: String
  let lexicon: Lexicon
  let damage: [MarkupDamage]
  private(set) var procedures: [Procedure] = []

  private var anchor = ""
  private var headingLine = 1
  private var listsInSection = 0
  /// Of the section being read, and of those above that hold no procedure: what holds for the whole article.
  private var sectionClaim: RoleClaim?
  private var generalClaim: RoleClaim?
  private var firstOfSection = 0

  init(article: String, file: String, lexicon: Lexicon, damage: [MarkupDamage]) {
    self.article = article
    self.file = file
    self.lexicon = lexicon
    self.damage = damage
  }

  mutating func read(_ blocks: [OutlineBlock]) {
    for block in blocks { read(block) }
    endSection()
  }

  private mutating func read(_ block: OutlineBlock) {
    switch block {
    case .heading(_, let anchor, _, let line):
      endSection()
      self.anchor = anchor
      headingLine = line
    case .paragraph(let spans, _): readClaim(spans)
    case .alert(_, let blocks, _), .quote(let blocks, _):
      for case .paragraph(let spans, _) in blocks { readClaim(spans) }
    case .list(let list) where list.isOrdered: read(list)
    case .list(let list):
      for item in list.items {
        for case .paragraph(let spans, _) in item.blocks { readClaim(spans) }
        for case .list(let inner) in item.blocks { read(.list(inner)) }
      }
    case .choice(_, _, let blocks, _): for block in blocks { read(block) }
    case .image, .code, .table, .other: break
    }
  }

  private mutating func read(_ list: OutlineList) {
    let steps = list.items.map { item in
      let (clauses, paragraphs) = StepReading(lexicon: lexicon, damage: damage).step(of: item.blocks)
      return Step(
        number: item.number, line: item.line, text: text(of: item),
        clauses: clauses,
        joiningWords: paragraphs.flatMap(joiningWords), negations: paragraphs.flatMap(negations), file: item.file)
    }
    // A list that an image, an alert or code split goes on with the next number.
    if list.start > 1, listsInSection > 0, let last = procedures.indices.last,
      procedures[last].steps.last?.number == list.start - 1
    {
      procedures[last].steps += steps
      return
    }
    listsInSection += 1
    sectionClaim = steps.flatMap(\.clauses).compactMap(\.claim).first ?? sectionClaim
    let id = "\(article)#\(anchor)" + (listsInSection > 1 ? "/\(listsInSection)" : "")
    procedures.append(
      Procedure(id: id, locale: lexicon.locale, file: file, line: headingLine, steps: steps, claim: nil))
  }

  private mutating func endSection() {
    if firstOfSection < procedures.endIndex {
      for index in firstOfSection..<procedures.endIndex { procedures[index].claim = sectionClaim ?? generalClaim }
    } else if let sectionClaim {
      generalClaim = sectionClaim
    }
    sectionClaim = nil
    listsInSection = 0
    firstOfSection = procedures.endIndex
  }

  private mutating func readClaim(_ spans: [OutlineSpan]) {
    guard lexicon.mayNameRole(spans) else { return }
    let words = words(of: spans, lexicon)
    // A label may name what the sentence begins with, and its words are in no class.
    guard words.contains(where: { $0.isLabel || $0.classes.contains(.roleOpenings) }) else { return }
    for sentence in sentences(of: words) {
      if let claim = roleClaim(in: sentence.words[...], lexicon: lexicon) { sectionClaim = claim }
    }
  }

  private func joiningWords(of words: [Word]) -> [JoiningWord] {
    words.compactMap { word in
      guard word.isProse else { return nil }
      let isAlternative = word.classes.contains(.alternatives) && lexicon.contains(.alternatives, word.key)
      guard isAlternative || word.key == lexicon.plainest(.connectors),
        let opposite = lexicon.plainest(isAlternative ? .connectors : .alternatives)
      else { return nil }
      return JoiningWord(
        phrase: Phrase(text: word.text, place: word.place), isAlternative: isAlternative, opposite: opposite)
    }
  }

  private func negations(of words: [Word]) -> [Phrase] {
    words.indices.compactMap { position in
      let length = lexicon.length(of: .negations, in: words[...], at: position)
      return length > 0 ? words[position..<position + length].phrase : nil
    }
  }

  private func text(of item: OutlineItem) -> String {
    var paragraphs: [String] = []
    for case .paragraph(let spans, _) in item.blocks {
      paragraphs.append(spans.map(\.text).joined().onOneLine)
    }
    return paragraphs.joined(separator: " ")
  }
}

extension MarkupDamage {
  /// - Parameter file: Of the article, whose own places name no file.
  fileprivate init(_ finding: Diagnostic, in file: String) {
    let place = finding.place
    rule = finding.code
    self.place = TextPlace(
      line: place.line, column: place.column, endLine: place.endLine, endColumn: place.endColumn,
      file: place.file == file ? nil : place.file)
    mended = finding.fix.map { finding.suggestion ?? $0.edits.map(\.replacement).joined() }
  }
}

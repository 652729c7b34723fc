package import LearnMarkdown

/// Finds the procedures of an article and reads their steps.
///
/// - Parameters:
///   - article: The path of the article without `.md`; the procedures' ids begin with it.
///   - file: As findings show it.
package func procedures(
  of outline: Outline, article: String, file: String, lexicon: Lexicon
) -> [Procedure] {
  var extraction = Extraction(article: article, file: file, lexicon: lexicon)
  extraction.read(outline.blocks)
  return extraction.procedures
}

private struct Extraction {
  let article: String
  let file: String
  let lexicon: Lexicon
  private(set) var procedures: [Procedure] = []

  private var anchor = ""
  private var headingLine = 1
  private var listsInSection = 0
  /// Of the section being read, and of those above that hold no procedure: what holds for the whole article.
  private var sectionClaim: RoleClaim?
  private var generalClaim: RoleClaim?
  private var firstOfSection = 0

  init(article: String, file: String, lexicon: Lexicon) {
    self.article = article
    self.file = file
    self.lexicon = lexicon
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
        for case .list(let inner) in item.blocks where inner.isOrdered { read(inner) }
      }
    case .image, .code, .table, .other: break
    }
  }

  private mutating func read(_ list: OutlineList) {
    let steps = list.items.map { item in
      Step(
        number: item.number, line: item.line, text: text(of: item),
        clauses: StepReading(lexicon: lexicon).clauses(of: item.blocks))
    }
    // A list that an image, an alert or code split goes on with the next number.
    if list.start > 1, listsInSection > 0, let last = procedures.indices.last,
      procedures[last].steps.last?.number == list.start - 1
    {
      procedures[last].steps += steps
      return
    }
    listsInSection += 1
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
    let words = words(of: spans, abbreviations: lexicon.abbreviations)
    for sentence in sentences(of: words) {
      if let claim = roleClaim(in: sentence.words[...], lexicon: lexicon) { sectionClaim = claim }
    }
  }

  private func text(of item: OutlineItem) -> String {
    var paragraphs: [String] = []
    for case .paragraph(let spans, _) in item.blocks {
      paragraphs.append(spans.map(\.text).joined().split(whereSeparator: \.isWhitespace).joined(separator: " "))
    }
    return paragraphs.joined(separator: " ")
  }
}

/// Reads the blocks of one list item, its sub-steps and bullets included.
private struct StepReading {
  let lexicon: Lexicon
  private var grammar: Grammar { Grammar(lexicon: lexicon) }

  init(lexicon: Lexicon) { self.lexicon = lexicon }

  func clauses(of blocks: [OutlineBlock]) -> [Clause] {
    var clauses: [Clause] = []
    var introduction: [Word] = []
    for block in blocks {
      switch block {
      case .paragraph(let spans, _):
        introduction = words(of: spans, abbreviations: lexicon.abbreviations)
        clauses += grammar.clauses(of: introduction)
      case .list(let list) where list.isOrdered:
        clauses += list.items.flatMap { self.clauses(of: $0.blocks) }
      case .list(let list):
        let items = list.items.map { self.clauses(of: $0.blocks) }
        if offersChoice(introduction), let last = clauses.indices.last, let choice = alternatives(items) {
          clauses[last].kind = .instructions(choice)
        } else {
          let isEnumeration = introduction.last?.kind == .colon
          clauses += items.flatMap(\.self).map { isEnumeration ? asEntry($0) : $0 }
        }
      // Notes, pictures and samples say more about the step; they are no part of it.
      case .alert, .quote, .heading, .image, .code, .table, .other: break
      }
    }
    return clauses
  }

  /// "Do one of the following:"
  private func offersChoice(_ words: [Word]) -> Bool {
    words.indices.contains { lexicon.length(of: .oneOf, in: words[...], at: $0) > 0 }
  }

  /// The bullets as alternatives, where each of them is nothing but instructions.
  private func alternatives(_ items: [[Clause]]) -> [[Instruction]]? {
    var alternatives: [[Instruction]] = []
    for item in items {
      var instructions: [Instruction] = []
      for clause in item {
        guard clause.condition == nil else { return nil }
        switch clause.kind {
        case .instructions(let choice) where choice.count == 1: instructions += choice[0]
        case .outcome, .information: break
        case .instructions, .undefined: return nil
        }
      }
      guard !instructions.isEmpty else { return nil }
      alternatives.append(instructions)
    }
    return alternatives
  }

  /// A bullet of an announced enumeration that names no control is an entry, not an instruction that was not understood.
  private func asEntry(_ clause: Clause) -> Clause {
    guard case .undefined = clause.kind else { return clause }
    var entry = clause
    entry.kind = .information
    return entry
  }
}

internal import Diagnostics
internal import LearnMarkdown

/// Holds the words of a translation against the glossary of its language.
struct GlossaryChecks: Sendable {
  private let terms: [Glossary.Term]
  private let sources: TermIndex
  /// All words of the language that the glossary has, and which of them each term asks for and forbids.
  private let words: TermIndex
  private let allowed: [[Int]]
  private let forbidden: [Int: [Int]]
  /// Which terms a word is right for.
  private let rightFor: [Int: [Int]]

  /// Nil where the glossary is empty.
  init?(_ glossary: Glossary?, locale: String, sourceLocale: String) {
    guard let glossary, !glossary.terms.isEmpty else { return nil }
    terms = glossary.terms
    var numbers: [String: Int] = [:]
    var words: [String] = []
    func number(of word: String) -> Int {
      if let known = numbers[word] { return known }
      numbers[word] = words.count
      words.append(word)
      return words.count - 1
    }
    var allowed: [[Int]] = []
    var (forbidden, rightFor): ([Int: [Int]], [Int: [Int]]) = ([:], [:])
    for (index, term) in terms.enumerated() {
      allowed.append((term.must + term.may).map(number))
      for word in allowed[index] { rightFor[word, default: []].append(index) }
      for word in term.never { forbidden[number(of: word), default: []].append(index) }
    }
    self.allowed = allowed
    self.forbidden = forbidden
    self.rightFor = rightFor
    sources = TermIndex(terms.map(\.source), locale: sourceLocale)
    self.words = TermIndex(words, locale: locale)
  }

  /// - Parameter sections: Those here and there that belong together.
  func findings(
    _ here: PageOutline, _ there: PageOutline, sections: [(Int, Int)], _ report: ParityReport
  ) -> [Diagnostic] {
    sections.flatMap { mine, theirs -> [Diagnostic] in
      let pairs = TextPairs(here.texts(of: here.sections[mine]), there.texts(of: there.sections[theirs]))
      return pairs.pairs.flatMap { findings(here.texts[$0], here, there.texts[$1], there, report) }
        + pairs.extra.flatMap { findings(here.texts[$0], here, nil, there, report) }
    }
  }

  /// Of a page without a source page: only what is never used.
  func findings(_ here: PageOutline, _ report: ParityReport) -> [Diagnostic] {
    here.texts.flatMap { findings($0, here, nil, here, report) }
  }

  private func findings(
    _ mine: PageOutline.Text, _ here: PageOutline, _ theirs: PageOutline.Text?, _ there: PageOutline,
    _ report: ParityReport
  ) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    // What a label is called the product says.
    let used = theirs.map { Set(sources.matches(in: there.bytes, $0.bytes.places, where: { !$0 }).map(\.term)) } ?? []
    let matches = words.matches(in: here.bytes, mine.bytes.places, where: { !$0 })
    for term in used.sorted() where !terms[term].must.isEmpty {
      guard let theirs, !words.isOne(of: allowed[term], in: here.bytes, mine.bytes.places),
        // Otherwise that word is the finding.
        !matches.contains(where: { forbidden[$0.term]?.contains(term) ?? false }),
        // As it stands in the source, it is a name, or the text is not translated.
        !sources.matches(in: here.bytes, mine.bytes.places, where: { _ in true }).contains(where: { $0.term == term })
      else { continue }
      findings.append(
        report.finding(
          .termMissing,
          "The glossary calls `\(terms[term].source)` \(Self.listed(terms[term].must)); this text has none of its words",
          line: mine.line, sourceLine: theirs.line))
    }
    for match in matches {
      guard let wrongFor = forbidden[match.term] else { continue }
      let isRight = rightFor[match.term] ?? []
      // Where a word is right for another term, only a source text tells which of the two is meant.
      guard
        let term = isRight.isEmpty
          ? wrongFor.first(where: used.contains) ?? wrongFor.first
          : isRight.contains(where: used.contains) ? nil : wrongFor.first(where: used.contains)
      else { continue }
      let must = terms[term].must
      findings.append(
        report.finding(
          .termForbidden,
          "The glossary does not call `\(terms[term].source)` `\(words.text(of: match.term))`"
            + (must.isEmpty ? "" : " but \(Self.listed(must))"),
          line: mine.line, sourceLine: theirs?.line))
    }
    return findings
  }

  private static func listed(_ words: [String]) -> String { words.map { "`\($0)`" }.joined(separator: " or ") }
}

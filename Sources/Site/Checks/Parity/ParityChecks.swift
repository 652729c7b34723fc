internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Holds a translated page against its source page.
///
/// A class, though nothing of it changes: each page asks it, and a copy of its many parts each time would cost more than
/// some of what it compares.
final class ParityChecks: Sendable {
  let docset: SiteDocset
  private let source: Catalog
  private let resolver: LinkResolver
  private let staleness: Staleness
  private let moved: MovedPages
  private let numbers: NumberParity
  /// Nil where too little is known of the source language.
  private let words: FunctionWords?
  private let glossary: GlossaryChecks?

  /// Nil where the docset is no translation, or its source is not at hand.
  init?(site: Site, docset: SiteDocset, glossary: Glossary?) {
    guard let source = docset.fallback else { return nil }
    self.docset = docset
    self.source = source
    resolver = LinkResolver(site, docset)
    moved = MovedPages(of: docset)
    staleness = Staleness(of: docset, against: source)
    let locale = source.source.locale
    numbers = NumberParity(own: docset.locale, source: locale)
    words = FunctionWords(source: locale, own: docset.locale)
    self.glossary = GlossaryChecks(glossary, locale: docset.locale, sourceLocale: locale)
  }

  /// What a page shows beside its source page.
  struct Result {
    var findings: [Diagnostic] = []
    /// Of its texts that surely have their source beside them.
    var labels: [TextLabels] = []
    var sentences = PageSentences()
  }

  /// - Parameter answers: Where the links of the page lead, by their numbers.
  func check(_ file: ArticleFile, _ answers: [ResolvedLink]) -> Result {
    guard let page = docset.page(Array(file.path.utf8)) else { return Result() }
    let report = ParityReport(file: shown(file))
    guard let original = source.listedPage(Array(file.path.utf8))?.wholeOnce else {
      let terms = glossary?.findings(file.outline, report) ?? []
      return Result(findings: (docset.isOrphan(page) ? [orphan(page, report)] : []) + terms)
    }
    let anchors = Set(file.article.anchors.lazy.map { ByteString($0.id) })
    let (here, there) = (file.outline, original.outline)
    let comparesNames = file.path.hasSuffix(".md")
    let pairs = HeadingParity(here, there, anchors: anchors, comparesNames: comparesNames, report)
    var findings = pairs.findings
    var labels: [TextLabels] = []
    var sentences: [SentencePair] = []
    let pages = ComparedPages(here, there, numbers, report)
    let areAllPaired = pairs.sections.count == here.sections.count && pairs.sections.count == there.sections.count
    for sections in pairs.sections {
      let section = SectionParity(pages, sections: sections, areAllPaired: areAllPaired)
      findings += section.findings()
      labels += section.labels()
      section.addSentences(to: &sentences)
    }
    if let words { findings += Untranslated(here, there, words, report).findings }
    if let glossary { findings += glossary.findings(here, there, sections: pairs.sections, report) }
    let references = ReferenceParity(resolver: resolver, page: page, answers: answers, report: report)
    findings += references.links(of: file, against: original, lines: Self.lines(here, there, pairs.sections))
    findings += references.images(of: file, against: original)
    if file.path.hasSuffix(".md") {
      findings += references.anchors(of: original, missingIn: anchors, headings: there)
    }
    let metadata = MetadataParity(staleness: staleness, report: report)
    findings += metadata.findings(file, original)
    let summed = OtherText(here, there, report)
      .summed(findings, sections: pairs.sections, isDated: metadata.areOfDifferentTexts(file, original))
    return Result(findings: summed, labels: labels, sentences: PageSentences(sentences, here, there))
  }

  /// The sentences of a page that others have other words for.
  func sentenceFindings(_ memory: SentenceMemory, _ sentences: PageSentences, of file: ArticleFile) -> [Diagnostic] {
    SentenceFindings(memory: memory, report: ParityReport(file: shown(file)), functionWords: words).findings(sentences)
  }

  /// What is suggested for links whose definitions stand in the source page only.
  func improving(_ findings: [Diagnostic], of file: ArticleFile) -> [Diagnostic] {
    guard findings.contains(where: { $0.code == DiagnosticRule.mtLinkDefinitionMissing.code }),
      let original = source.listedPage(Array(file.path.utf8))?.wholeOnce
    else { return findings }
    return SourceDefinitions(of: original).improving(findings)
  }

  private func orphan(_ page: SitePage, _ report: ParityReport) -> Diagnostic {
    let place = moved.newPlace(of: page).map { "; it has likely moved to `\($0)`" } ?? ""
    return report.finding(
      .parityOrphan, "A translation has a source page; there is no `\(page.path.utf8String)`\(place)", line: 1)
  }

  private func shown(_ file: ArticleFile) -> String { docset.catalog.source.shownPrefix + file.path }

  /// The labels of a page that others agree on.
  func labelFindings(
    _ memory: LabelMemory, _ labels: [TextLabels], of file: ArticleFile, isJudged: (ByteString) -> Bool
  ) -> [Diagnostic] {
    labels.isEmpty ? [] : memory.findings(labels, file: shown(file), isJudged: isJudged)
  }

  /// Where texts begin that belong together, each line once; none where a section has texts without a partner.
  private static func lines(_ here: PageOutline, _ there: PageOutline, _ sections: [(Int, Int)]) -> [(Int, Int)] {
    var lines: [(Int, Int)] = []
    for (mine, theirs) in sections {
      let (own, source) = (here.texts(of: here.sections[mine]), there.texts(of: there.sections[theirs]))
      if own.count != source.count { return [] }
      for (a, b) in zip(own, source) where lines.last.map({ $0.0 < a.line && $0.1 < b.line }) ?? true {
        lines.append((a.line, b.line))
      }
    }
    return lines
  }

  /// What is not known of the translation as a whole.
  ///
  /// - Parameter configuration: The file that the findings stand at.
  func gaps(configuration: String) -> [Diagnostic] { staleness.gaps(in: source, configuration: configuration) }
}

/// The words that all findings of parity share: what is here, and where the source page has what else.
struct ParityReport: Sendable {
  let file: String

  func finding(
    _ rule: DiagnosticRule, _ message: String, line: Int, sourceLine: Int? = nil, suggestion: String? = nil
  ) -> Diagnostic {
    let place = SourcePlace(file: file, line: max(line, 1))
    let other = sourceLine.map { " (line \($0) of the source page)" } ?? ""
    return Diagnostic(rule: rule, message + other + ".", at: place, suggestion: suggestion)
  }
}

extension ArraySlice<UInt8> {
  /// The first words of a text, without marks, as findings show it.
  var beginning: String {
    let words = filter { $0 >= 0x20 && $0 != UInt8(ascii: "`") }.utf8String.split(separator: " ")
    return words.prefix(8).joined(separator: " ") + (words.count > 8 ? " …" : "")
  }
}

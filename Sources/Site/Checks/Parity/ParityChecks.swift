internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// Holds a translated page against its source page.
struct ParityChecks: Sendable {
  let docset: SiteDocset
  private let source: Catalog
  private let resolver: LinkResolver
  private let staleness: Staleness

  /// Nil where the docset is no translation, or its source is not at hand.
  init?(site: Site, docset: SiteDocset) {
    guard let source = docset.fallback else { return nil }
    self.docset = docset
    self.source = source
    resolver = LinkResolver(site, docset)
    staleness = Staleness(of: docset, against: source)
  }

  func findings(in file: ArticleFile) -> [Diagnostic] {
    guard let original = source.page(Array(file.path.utf8)), let page = docset.page(Array(file.path.utf8)) else {
      return []
    }
    let report = ParityReport(file: docset.catalog.source.shownPrefix + file.path)
    let here = OutlineReader.outline(of: file)
    let there = OutlineReader.outline(of: original)
    let pairs = HeadingParity(here, there, report)
    var findings = pairs.findings
    for (mine, theirs) in pairs.sections {
      findings += SectionParity(here: here.sections[mine], there: there.sections[theirs], report: report).findings()
    }
    findings += Untranslated(here, there, report).findings
    let references = ReferenceParity(resolver: resolver, page: page, report: report)
    findings += references.links(of: file, against: original)
    findings += references.images(of: file, against: original)
    findings += references.anchors(of: file, against: original, named: Set(there.sections.map { ByteString($0.id) }))
    findings += MetadataParity(staleness: staleness, report: report).findings(file, original)
    return findings
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

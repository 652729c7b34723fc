package import Diagnostics
internal import Docset
internal import LearnMarkdown
package import ProductLabels
package import SiteModel

/// The checks of a site with what they were made with, so that after an edit only what it touches is checked again.
package struct KeptChecks: Sendable {
  private let site: Site
  private let isOfAllLocales: Bool
  private let followsExternal: Bool
  private let around: [Diagnostic]
  private var docsets: [DocsetChecks] = []

  package init(
    of site: Site, locales: Set<String> = [], external: [Diagnostic]? = nil, around: [Diagnostic] = [],
    labels: @escaping @Sendable () -> [String: LabelWords] = { [:] }, screen: ScreenLabels? = nil,
    glossaries: [String: Glossary] = [:], jobs: Int
  ) async {
    self.site = site
    self.around = around
    isOfAllLocales = locales.isEmpty
    followsExternal = external != nil
    let labels = Task { labels() }
    let external = external.map { Dictionary(grouping: $0, by: \.place.file) }
    for docset in site.docsets where locales.isEmpty || locales.contains(docset.locale) {
      docsets.append(
        await DocsetChecks(of: docset, in: site, external, labels, screen, glossaries[docset.locale], jobs: jobs))
    }
  }

  private init(site: Site, of other: KeptChecks) {
    self.site = site
    around = other.around
    isOfAllLocales = other.isOfAllLocales
    followsExternal = other.followsExternal
    docsets = other.docsets
  }

  /// The checks after edits.
  ///
  /// - Parameters:
  ///   - site: As ``Site/after(_:)`` gives it.
  ///   - touched: By number of docset.
  package func after(_ site: Site, touched: [TouchedFiles], jobs: Int) async -> KeptChecks {
    var checks = KeptChecks(site: site, of: self)
    for index in docsets.indices {
      let number = docsets[index].docset.number
      checks.docsets[index] = await docsets[index].after(site, touched[number], jobs: jobs)
    }
    return checks
  }

  package func result() -> SiteChecks.Result {
    var links = LinkCount()
    var findings = FindingList(around)
    for docset in docsets {
      let checked = docset.result(configuration: site.configuration.file)
      findings.append(checked.findings)
      links += checked.links
    }
    var rules = ConfiguredRules(site)
    findings.change { rules.apply(to: $0) }
    let judgements = site.docsets.map { SiteChecks.judgement($0, followsExternal: followsExternal) }
    findings.append(rules.apply(to: rules.findings(isComplete: isOfAllLocales, judgements)))
    return SiteChecks.Result(parts: findings.inReadingOrder(), links: links)
  }
}

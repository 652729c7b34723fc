package import Diagnostics
package import Docset
internal import LearnMarkdown
package import ProductLabels
package import SiteModel

/// Everything that is wrong with a site, in reading order.
package enum SiteChecks {
  package struct Result: Sendable {
    /// Parts that make the list of all findings one behind the other.
    package var parts: [[Diagnostic]]
    /// Of all locales that were checked.
    package var links = LinkCount()

    /// In reading order.
    package var findings: [Diagnostic] { Array(parts.joined()) }
  }

  /// The same of one file.
  private struct FileResult: Sendable {
    var findings: [Diagnostic]
    var links: LinkCount
    var labels: [LabelPair] = []
  }

  /// - Parameters:
  ///   - locales: Only findings about these; empty: all.
  ///   - external: The findings about external links; nil where they were not followed.
  ///   - around: The findings about files that are no articles.
  ///   - labels: Reads what the labels of translations are judged by, by locale.
  ///   - screen: What the translation files of the product say.
  package static func run(
    on site: Site, locales: Set<String> = [], external: [Diagnostic]? = nil, around: [Diagnostic] = [],
    labels: @escaping @Sendable () -> [String: LabelWords] = { [:] }, screen: ScreenLabels? = nil, jobs: Int
  ) async -> Result {
    let labels = Task { labels() }
    var links = LinkCount()
    var findings = FindingList(around)
    let external = external.map { Dictionary(grouping: $0, by: \.place.file) }
    for docset in site.docsets where locales.isEmpty || locales.contains(docset.locale) {
      let checked = await check(docset, of: site, external, labels, screen, jobs: jobs)
      findings.append(checked.findings)
      links += checked.links
    }
    var rules = ConfiguredRules(site)
    findings.change { rules.apply(to: $0) }
    let judgements = site.docsets.map { judgement($0, followsExternal: external != nil) }
    findings.append(rules.apply(to: rules.findings(isComplete: locales.isEmpty, judgements)))
    return Result(parts: findings.inReadingOrder(), links: links)
  }

  private static func check(
    _ docset: SiteDocset, of site: Site, _ external: [String: [Diagnostic]]?,
    _ words: Task<[String: LabelWords], Never>, _ screen: ScreenLabels?, jobs: Int
  ) async -> (findings: FindingList, links: LinkCount) {
    let catalog = docset.catalog
    // What takes longest by itself begins first.
    async let catalogued = LabelChecks(of: docset, words: words.value[docset.locale] ?? LabelWords())
    async let linkChecks = LinkChecks(site: site, docset: docset)
    let included = IncludedFiles(docset)
    let fragments = catalog.fragments.indices.filter { included.contains(catalog.fragments[$0].path) }
    let pages = catalog.pages.count
    let resolved = site.links[docset.number]
    let links = await linkChecks
    let includes = IncludeChecks(docset: docset)
    let code = CodeChecks(docset: docset)
    let judgement = judgement(docset, followsExternal: external != nil)
    let parity = ParityChecks(site: site, docset: docset)
    let shownLabels = ScreenLabelChecks(
      catalog.source, sourceLocale: site.configuration.sourceLocale, labels: screen, original: docset.fallback)
    @Sendable func file(_ index: Int) -> ArticleFile {
      index < pages ? catalog.pages[index] : catalog.fragments[fragments[index - pages]]
    }
    // What looks at the docset as a whole is done beside the articles.
    async let table = TableChecks(links: links).check()
    async let redirections = RedirectionChecks(links: links).findings()
    let checked = await mapConcurrently(count: pages + fragments.count, jobs: jobs) { index in
      let isPage = index < pages
      let file = file(index)
      let checked = links.check(
        file, isPage: isPage, isPage ? resolved.pages[index] : resolved.fragments[fragments[index - pages]])
      var findings = checked.findings + includes.findings(in: file, isPage: isPage) + code.findings(in: file)
      findings += external?[Paths.shown(file.path, behind: catalog.source.shownPrefix)] ?? []
      let compared = isPage ? parity?.check(file) : nil
      if let parity, isPage { findings = parity.improving(findings, of: file) }
      if let compared { findings += compared.findings }
      FindingList.order(&findings)
      return FileResult(findings: findings, links: checked.count, labels: compared?.labels ?? [])
    }
    let memory = LabelMemory(parity == nil ? [] : checked.map(\.labels))
    let labels = await catalogued
    let parts = await mapConcurrently(count: checked.count, jobs: jobs, tellsProgress: false) { index in
      let file = file(index)
      var found = labels?.findings(in: file) ?? []
      if let parity {
        // What the product itself calls something is not left to what articles agree on.
        let pairs = checked[index].labels.filter { shownLabels?.isJudged($0.own.string) != true }
        found += parity.labelFindings(memory, pairs, of: file)
      }
      if let shownLabels { found += shownLabels.findings(in: file) }
      // Of most files nothing is added or taken away, and no finding is copied.
      if found.isEmpty, file.article.suppressions.isEmpty { return checked[index] }
      var part = checked[index]
      part.findings += found
      part.findings = ArticleSuppressions.apply(file.article.suppressions, to: part.findings, judgement)
      FindingList.order(&part.findings)
      return part
    }
    var findings = await FindingList(catalog.source.findings + catalog.findings + table.findings + redirections)
    var count = LinkCount()
    count.entries = await table.count
    if docset.pages.isEmpty, docset.conflicts.isEmpty { findings.append([withoutPages(docset)]) }
    findings.append(docset.conflicts.map { conflict($0, in: docset) })
    findings.append(parity?.gaps(configuration: site.configuration.file) ?? [])
    for toc in catalog.tablesOfContents { findings.append(external?[catalog.source.shownPrefix + toc.path] ?? []) }
    for part in parts {
      findings.append(ordered: part.findings)
      count += part.links
    }
    if docset.fallback == nil, !docset.isSource, count.images.missing > 0 {
      findings.append([unknownImages(count.images.missing, site)])
    }
    return (findings, count)
  }

  private static func withoutPages(_ docset: SiteDocset) -> Diagnostic {
    let files = docset.catalog.fragments.count
    return Diagnostic(
      rule: .docsetWithoutPages,
      "A docset has pages; none of its files is one"
        + (files == 0 ? "." : ", though \(files) of them \(files == 1 ? "is" : "are") Markdown."),
      at: docset.catalog.source.place)
  }

  private static func conflict(_ conflict: SiteDocset.Conflict, in docset: SiteDocset) -> Diagnostic {
    let prefix = docset.catalog(of: conflict.page).source.shownPrefix
    let rest =
      if let other = conflict.otherDocset {
        "in the docset `\(other)`, that of this file belongs to `\(conflict.published)` already, so it is no page of this docset."
      } else {
        "that of this file belongs to `\(conflict.published)` already, so this one is not on the site."
      }
    return Diagnostic(
      rule: .publishURLConflict, "A page has an address of its own; \(rest)",
      at: SourcePlace(file: prefix + conflict.page.path.utf8String))
  }

  private static func judgement(_ docset: SiteDocset, followsExternal: Bool) -> Judgement {
    Judgement(hasSource: docset.fallback != nil, isSource: docset.isSource, followsExternal: followsExternal)
  }

  private static func unknownImages(_ count: Int, _ site: Site) -> Diagnostic {
    Diagnostic(
      rule: .fallbackUnknown,
      "\(count) references lead to images that this locale lacks, as is usual where images are not translated; whether the source language has them is known with `--source`.",
      at: SourcePlace(file: site.configuration.file))
  }
}

/// The checks of single files of a docset, for the files that are to be mended.
package struct ArticleChecks: Sendable {
  private let links: LinkChecks

  package init(_ site: Site, _ docset: SiteDocset) { links = LinkChecks(site: site, docset: docset) }

  /// The findings that may have a fix, before any configuration.
  package func findings(of file: ArticleFile, isPage: Bool) -> [Diagnostic] {
    var answers = FolderAnswers()
    return links.check(file, isPage: isPage, links.resolver.resolveAll(file, with: &answers)).findings
  }
}

/// The fragments that a page includes, directly or through others: what nobody includes is not on the site.
struct IncludedFiles {
  private let paths: Set<String>

  init(_ docset: SiteDocset) {
    var found: Set<String> = []
    var queue = docset.catalog.pages
    while let file = queue.popLast() {
      for link in file.includes {
        guard let included = docset.catalog.included(by: link, in: file.path),
          found.insert(included.path).inserted
        else { continue }
        queue.append(included)
      }
    }
    paths = found
  }

  func contains(_ path: String) -> Bool { paths.contains(path) }
}

package import Diagnostics
package import Docset
internal import LearnMarkdown
package import SiteModel

/// Everything that is wrong with a site, in reading order.
package enum SiteChecks {
  /// - Parameter locales: Only findings about these; empty: all.
  package static func findings(of site: Site, locales: Set<String> = [], jobs: Int) async -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for docset in site.docsets where locales.isEmpty || locales.contains(docset.locale) {
      findings += docset.catalog.findings + Navigation(site, docset).findings
      let files = docset.catalog.pages + docset.catalog.fragments.filter { IncludedFiles(docset).contains($0.path) }
      let pages = docset.catalog.pages.count
      let links = LinkChecks(site: site, docset: docset)
      let includes = IncludeChecks(docset: docset)
      let parts = await mapConcurrently(count: files.count, jobs: jobs) { index in
        links.findings(in: files[index], isPage: index < pages) + includes.findings(in: files[index])
      }
      findings += parts.flatMap { $0 }
    }
    let configured = findings.compactMap { site.configuration.apply(to: $0) }
    return configured.sorted(by: Diagnostic.inReadingOrder)
  }

  /// The findings about one Markdown file that may have a fix, before any configuration.
  package static func findings(
    of file: ArticleFile, isPage: Bool, in docset: SiteDocset, of site: Site
  ) -> [Diagnostic] {
    LinkChecks(site: site, docset: docset).findings(in: file, isPage: isPage)
  }
}

/// The fragments that a page includes, directly or through others: what nobody includes is not on the site.
struct IncludedFiles {
  private let paths: Set<String>

  init(_ docset: SiteDocset) {
    var found: Set<String> = []
    var queue = docset.catalog.pages
    while let file = queue.popLast() {
      for link in file.article.links where link.form == .include {
        guard let path = Paths.resolve(Paths.decodePercent(link.destination), from: Array(file.path.utf8)),
          let included = docset.catalog.article(path), found.insert(included.path).inserted
        else { continue }
        queue.append(included)
      }
    }
    paths = found
  }

  func contains(_ path: String) -> Bool { paths.contains(path) }
}

extension SiteConfiguration {
  /// The finding with the severity that the site gives it; nil where the site puts up with it.
  func apply(to finding: Diagnostic) -> Diagnostic? {
    for suppression in suppressions where suppression.code == finding.code {
      guard let file = suppression.file else { return nil }
      if file.matches(finding.place.file) { return nil }
    }
    guard let severity = severities[finding.code] else { return finding }
    guard let severity else { return nil }
    var finding = finding
    finding.severity = severity
    return finding
  }
}

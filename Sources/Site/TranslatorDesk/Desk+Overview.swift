internal import Diagnostics
internal import Docset
internal import LearnMarkdown
package import Preview
internal import SiteBuilding
internal import SiteModel

extension Desk {
  /// The pages of a locale; of the first translation, or else of the first locale, where none is named.
  ///
  /// - Parameter locale: In any letter case; nil in the result where the site has no such locale.
  package func overview(_ locale: String?) -> DeskOverview? {
    let docsets = site.docsets
    let chosen =
      locale.map { name in docsets.first { $0.locale.lowercased() == name.lowercased() } }
      ?? docsets.first { !$0.isSource } ?? docsets.first
    guard let locale = chosen?.locale else { return nil }
    var pages: [DeskOverview.Page] = []
    var orphans: [DeskOverview.Orphan] = []
    var locales: [String] = []
    for docset in docsets {
      if !locales.contains(docset.locale) { locales.append(docset.locale) }
      guard docset.locale == locale else { continue }
      pages += docset.pages.map { page($0, of: docset) }
      orphans += self.orphans(of: docset)
    }
    return DeskOverview(locale: locale, locales: locales, pages: pages, orphans: orphans)
  }

  private func page(_ page: SitePage, of docset: SiteDocset) -> DeskOverview.Page {
    let file = docset.file(of: page)
    let findings =
      page.isFallback ? [] : self.findings[Paths.shown(file.path, behind: docset.catalog.source.shownPrefix)]
    let errors = findings.count { $0.severity == .error }
    let state: DeskOverview.State =
      if page.isFallback {
        .missing
      } else if findings.contains(where: { $0.code.hasPrefix("step-") && $0.severity >= .warning }) {
        .unproven
      } else if errors > 0 || findings.contains(where: { $0.code.hasPrefix("mt-") && $0.severity >= .warning }) {
        .damaged
      } else if findings.contains(where: { $0.code == DiagnosticRule.parityStale.code }) {
        .behind
      } else {
        .fine
      }
    return DeskOverview.Page(
      title: file.title, path: file.path, address: "/" + page.route.utf8String, state: state, errors: errors,
      findings: findings.count, repairs: findings.count { $0.fix != nil },
      views: views?.count(of: page))
  }

  /// The translations without a source page; none where the source is not at hand.
  private func orphans(of docset: SiteDocset) -> [DeskOverview.Orphan] {
    let moved = MovedPages(of: docset)
    return docset.pages.filter(docset.isOrphan).map { page in
      DeskOverview.Orphan(
        path: page.path.utf8String, address: "/" + page.route.utf8String, movedTo: moved.newPlace(of: page))
    }
  }
}

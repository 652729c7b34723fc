package import Docset

/// All docsets of a site with their pages, fallback included: what every link can be answered from.
package struct Site: Sendable {
  package let configuration: SiteConfiguration
  package let shape: Workspace.Shape
  package private(set) var docsets: [SiteDocset]
  /// By number of docset; empty before ``resolve(jobs:)``.
  package private(set) var navigations: [Navigation] = []
  /// By number of docset; empty before ``resolve(jobs:)``.
  package private(set) var monikers: [MonikerChoice] = []
  /// By number of docset; empty before ``resolve(jobs:)``.
  package private(set) var links: [ResolvedLinks] = []

  /// - Parameters:
  ///   - catalogs: One for each locale and base path, in the order of the configuration.
  ///   - reference: The source language's catalog where it is read but not built.
  package init(configuration: SiteConfiguration, shape: Workspace.Shape, catalogs: [Catalog], reference: Catalog?) {
    self.configuration = configuration
    self.shape = shape
    let sourceLocale = configuration.sourceLocale
    var docsets: [SiteDocset] = []
    for (number, catalog) in catalogs.enumerated() {
      var fallback: Catalog?
      if catalog.source.locale != sourceLocale {
        fallback =
          catalogs.first { $0.source.locale == sourceLocale && $0.source.basePath == catalog.source.basePath }
          ?? reference.flatMap { $0.source.basePath == catalog.source.basePath || catalogs.count == 1 ? $0 : nil }
      }
      docsets.append(
        SiteDocset(
          number: number, catalog: catalog, fallback: fallback, isSource: catalog.source.locale == sourceLocale,
          beside: docsets))
    }
    self.docsets = docsets
  }

  /// Answers all links of the tables of contents and of the articles, `jobs` articles at a time, and beside that what
  /// else is asked of all articles together.
  package mutating func resolve(jobs: Int) async {
    let site = self
    async let navigations = site.docsets.map { Navigation(site, $0) }
    async let monikers = site.docsets.map(MonikerChoice.init)
    var links: [ResolvedLinks] = []
    for docset in docsets { links.append(await ResolvedLinks(of: docset, in: site, jobs: jobs)) }
    self.links = links
    self.navigations = await navigations
    self.monikers = await monikers
  }

  /// The site after edits of articles: their links, and those of the files that show or link to what changed, are
  /// answered anew; everything else is kept.
  ///
  /// - Parameter edits: Those that ``ArticleEdit/isWithin`` allows.
  /// - Returns: The site, and what of each docset has to be checked again, by its number.
  package func after(_ edits: [ArticleEdit]) -> (site: Site, touched: [TouchedFiles]) {
    var site = self
    site.docsets = docsets.map { $0.after(edits) }
    let touched = site.docsets.map { TouchedFiles(of: $0, by: edits, links: links[$0.number]) }
    for docset in site.docsets where !touched[docset.number].isEmpty {
      let resolver = LinkResolver(site, docset)
      site.links[docset.number].answerAgain(touched[docset.number], of: docset, with: resolver)
    }
    for docset in site.docsets where touched[docset.number].changesNavigation {
      site.navigations[docset.number] = Navigation(site, docset)
    }
    return (site, touched)
  }

  /// The pages of other locales with the same path: for the language switcher and `hreflang`.
  package func counterparts(of page: SitePage, in docset: SiteDocset) -> [(docset: SiteDocset, page: SitePage)] {
    docsets.compactMap { other in
      guard other.basePath == docset.basePath, let page = other.page(page.path) else { return nil }
      return (other, page)
    }
  }
}

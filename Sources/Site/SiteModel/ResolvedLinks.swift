package import Docset
internal import LearnMarkdown

/// Where the links of a docset's own files lead: answered once, for the checks, the pages and their Markdown.
package struct ResolvedLinks: Sendable {
  /// By number of page and by number of link; nil for an include.
  package private(set) var pages: [[LinkResolution?]] = []
  package private(set) var fragments: [[LinkResolution?]] = []

  init(of docset: SiteDocset, in site: Site, jobs: Int) async {
    let resolver = LinkResolver(site, docset)
    let catalog = docset.catalog
    pages = await mapConcurrently(count: catalog.pages.count, jobs: jobs, tellsProgress: false) {
      resolver.resolveAll(catalog.pages[$0])
    }
    fragments = await mapConcurrently(count: catalog.fragments.count, jobs: jobs, tellsProgress: false) {
      resolver.resolveAll(catalog.fragments[$0])
    }
  }
}

extension LinkResolver {
  /// Where each link of a file leads, by its number among them.
  ///
  /// The bookmarks of a fragment are looked for on the page that shows it, which this does not know: for them any page
  /// stands in.
  package func resolveAll(_ file: ArticleFile) -> [LinkResolution?] {
    let path = Array(file.path.utf8)
    guard let page = docset.page(path) ?? docset.pages.first else { return file.article.links.map { _ in nil } }
    let links = file.article.links
    return links.indices.map { number in
      let form = links[number].form
      return form == .include ? nil : resolve(links[number].destination, form: form, from: path, on: page)
    }
  }
}

/// Where the links of one file lead on the page that shows it: the file's own, or one that includes it.
package struct ShownLinks {
  private let resolver: LinkResolver
  private let file: ArticleFile
  private let page: SitePage
  private let known: [LinkResolution?]
  private let isFragment: Bool

  package init(of file: ArticleFile, on page: SitePage, _ resolver: LinkResolver) {
    self.resolver = resolver
    self.file = file
    self.page = page
    let links = resolver.site.links
    let number = resolver.docset.number
    // Of a page in the source language's words, the links are answered in this locale: that is not kept.
    let isKept = !page.isFallback && number < links.count
    switch isKept ? resolver.docset.catalog.index[Array(file.path.utf8)] : nil {
    case .page(let page)?:
      known = links[number].pages[page]
      isFragment = false
    case .fragment(let fragment)?:
      known = links[number].fragments[fragment]
      isFragment = true
    default:
      known = []
      isFragment = false
    }
  }

  package subscript(number: Int) -> LinkResolution {
    if number < known.count, let resolution = known[number], !isFragment || resolution.target != .samePage {
      return resolution
    }
    let link = file.article.links[number]
    return resolver.resolve(
      link.destination, form: link.form, from: Array(file.path.utf8), on: page, verifiesBookmark: false)
  }
}

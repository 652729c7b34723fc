internal import Diagnostics
package import Docset
package import LearnMarkdown

/// One locale of one docset in the site.
///
/// A class, though nothing of it changes: it is handed to whatever looks at one link or page, and a copy of its many
/// parts for each would cost more than the look.
package final class SiteDocset: Sendable {
  package let number: Int
  package let catalog: Catalog
  /// The source language's catalog, where this is a translation and the source is at hand.
  package let fallback: Catalog?
  /// Whether this is the source language: what is missing here is missing everywhere.
  package let isSource: Bool
  /// Two files that would be the same page: `x.md` and `x.yml`, or one of a docset that lies in another's folder.
  package struct Conflict: Sendable {
    package let page: SitePage
    /// The path of the one that the site has: the first, or that of the docset that was named first; nil where it is the
    /// page for addresses that lead nowhere.
    package let published: String?
    /// The folder of the docset that it is of, where that is another.
    package var otherDocset: String?
  }

  /// By route, each route once: the pages of the locale's own, and those that it borrows.
  package let pages: [SitePage]
  package let conflicts: [Conflict]
  package let prefix: [UInt8]
  package let redirections: Redirections
  /// By number of page in the catalog.
  private let own: [SitePage]
  /// By number of page in the fallback's catalog, those that the locale has itself among them.
  private let borrowed: [SitePage]
  private let numbersByRoute: [ByteString: Int]
  /// Where addresses are others than the paths of the files; empty else.
  private let pathsByAddress: [ByteString: [UInt8]]
  /// By what the metadata of a page call it.
  private let numbersByUID: [ByteString: Int]

  package var locale: String { catalog.source.locale }
  package var basePath: String { catalog.source.basePath }
  /// The bytes of ``basePath``.
  let baseParts: [UInt8]

  /// - Parameter others: The docsets before this one, whose addresses stay theirs.
  init(number: Int, catalog: Catalog, fallback: Catalog?, isSource: Bool, beside others: [SiteDocset]) {
    self.number = number
    self.catalog = catalog
    self.fallback = fallback
    self.isSource = isSource
    let prefix = Route.prefix(locale: catalog.source.locale, basePath: catalog.source.basePath)
    self.prefix = prefix
    baseParts = Array(catalog.source.basePath.utf8)
    redirections = Redirections(
      catalog.source.redirections + catalog.redirections + (fallback?.redirections ?? []),
      basePath: catalog.source.basePath, files: catalog.index)
    func pages(of catalog: Catalog, isFallback: Bool) -> [SitePage] {
      catalog.pages.enumerated().map { number, file in
        let path = Array(file.path.utf8)
        let route = Route.page(catalog.source.address(of: path), prefix: prefix)
        return SitePage(path: path, route: route, number: number, isFallback: isFallback)
      }
    }
    own = pages(of: catalog, isFallback: false)
    borrowed = fallback.map { pages(of: $0, isFallback: true) } ?? []
    pathsByAddress = Self.pathsByAddress(catalog, fallback)
    var pages = own
    if !borrowed.isEmpty {
      let routes = Set(own.map { ByteString($0.route) })
      pages += borrowed.filter { catalog.index[$0.path] == nil && !routes.contains(ByteString($0.route)) }
    }
    pages.sort { $0.route == $1.route ? $0.path.precedesInBytes($1.path) : $0.route.precedesInBytes($1.route) }
    let nested = others.filter { $0.prefix.starts(with: prefix) || prefix.starts(with: $0.prefix) }
    var published: [SitePage] = []
    var conflicts: [Conflict] = []
    let notFound = Self.notFoundRoute(below: prefix)
    for page in pages {
      if page.route == notFound {
        conflicts.append(Conflict(page: page, published: nil))
      } else if let other = published.last, other.route == page.route {
        conflicts.append(Conflict(page: page, published: other.path.utf8String))
      } else if let (other, taken) = nested.lazy.compactMap({ other in other.page(at: page.route).map { (other, $0) } })
        .first
      {
        let path = other.catalog(of: taken).source.shownPrefix + taken.path.utf8String
        conflicts.append(
          Conflict(page: page, published: path, otherDocset: other.basePath.isEmpty ? "." : other.basePath))
      } else {
        published.append(page)
      }
    }
    self.pages = published
    self.conflicts = conflicts
    numbersByUID = Dictionary(
      published.enumerated().compactMap { number, page in
        let file = page.isFallback ? fallback?.pages[page.number] : catalog.pages[page.number]
        return (file?.uid).map { (ByteString($0), number) }
      }, uniquingKeysWith: { first, _ in first })
    numbersByRoute = Dictionary(
      published.enumerated().map { (ByteString($0.element.route), $0.offset) }, uniquingKeysWith: { first, _ in first })
  }

  /// The docset after edits that leave its pages, their addresses and their names as they are.
  func after(_ edits: [ArticleEdit]) -> SiteDocset {
    let (own, borrowed) = (catalog.after(edits), fallback?.after(edits))
    return own == nil && borrowed == nil ? self : SiteDocset(self, own ?? catalog, borrowed ?? fallback)
  }

  private init(_ other: SiteDocset, _ catalog: Catalog, _ fallback: Catalog?) {
    number = other.number
    self.catalog = catalog
    self.fallback = fallback
    isSource = other.isSource
    pages = other.pages
    conflicts = other.conflicts
    prefix = other.prefix
    redirections = other.redirections
    own = other.own
    borrowed = other.borrowed
    numbersByRoute = other.numbersByRoute
    pathsByAddress = other.pathsByAddress
    numbersByUID = other.numbersByUID
    baseParts = other.baseParts
  }

  private static func pathsByAddress(_ catalog: Catalog, _ fallback: Catalog?) -> [ByteString: [UInt8]] {
    var paths: [ByteString: [UInt8]] = [:]
    for catalog in [fallback, catalog].compactMap({ $0 }) where catalog.source.mapsAddresses {
      for path in catalog.index.paths.sorted().reversed() {
        paths[ByteString(catalog.source.address(of: path.bytes))] = path.bytes
      }
    }
    return paths
  }

  /// The path of the file that has an address within the docset, such as `admin/x.md`.
  func path(ofAddress address: [UInt8]) -> [UInt8] { pathsByAddress[ByteString(address)] ?? address }

  /// The route of a file that is no page.
  package func route(ofFile path: [UInt8]) -> [UInt8] { prefix + catalog.source.address(of: path) }

  /// The route of the page that a source file is, or was.
  package func route(ofPage path: [UInt8]) -> [UInt8] { Route.page(catalog.source.address(of: path), prefix: prefix) }

  /// The route of the page that shows the table of contents at `path` whole.
  package func route(ofTable path: [UInt8]) -> [UInt8] {
    Route.contents(of: catalog.source.address(of: path), prefix: prefix)
  }

  package func page(called uid: [UInt8]) -> SitePage? { numbersByUID[ByteString(uid)].map { pages[$0] } }

  /// Sorted by bytes.
  package var uids: [String] { numbersByUID.keys.map(\.string).sorted { $0.precedesInBytes($1) } }

  /// The page that a source file is, be it published or in the way of another.
  package func page(_ path: [UInt8]) -> SitePage? {
    if let kind = catalog.index[path] {
      if case .page(let number) = kind { return own[number] }
      return nil
    }
    guard case .page(let number)? = fallback?.index[path] else { return nil }
    // What has the address of one of the locale's own pages is not borrowed.
    return self.page(at: borrowed[number].route)?.isFallback == true ? borrowed[number] : nil
  }

  /// The page in the source language that a translation stands for, to be shown at the translation's address; nil where
  /// it is not at hand, and for what is in the source language itself.
  package func original(of page: SitePage) -> SitePage? {
    guard !page.isFallback, case .page(let number)? = fallback?.index[page.path] else { return nil }
    return SitePage(path: page.path, route: page.route, number: number, isFallback: true)
  }

  package func page(at route: [UInt8]) -> SitePage? { numbersByRoute[ByteString(route)].map { pages[$0] } }

  /// The route of a page of the catalog, or of the fallback's.
  func route(ofPage number: Int, isFallback: Bool) -> [UInt8] { (isFallback ? borrowed : own)[number].route }

  /// The catalog that a page's text comes from.
  package func catalog(of page: SitePage) -> Catalog {
    guard page.isFallback, let fallback else { return catalog }
    return fallback
  }

  /// The file that an include names, in the locale or else in the source language.
  package func included(by link: Link, in path: String, from catalog: Catalog) -> ArticleFile? {
    catalog.included(by: link, in: path) ?? fallback?.included(by: link, in: path)
  }

  /// The paths, and those of all files that show one of them, however deep.
  package func showing(_ paths: Set<String>) -> Set<String> {
    let including = [catalog, fallback].compactMap { $0 }.flatMap { catalog in
      (catalog.pages + catalog.fragments).lazy.filter { !$0.includes.isEmpty }.map { (catalog, $0) }
    }
    var showing = paths
    var grows = true
    while grows {
      grows = false
      for (catalog, file) in including where !showing.contains(file.path) {
        let shows = file.includes.contains { link in
          included(by: link, in: file.path, from: catalog).map { showing.contains($0.path) } ?? false
        }
        if shows {
          showing.insert(file.path)
          grows = true
        }
      }
    }
    return showing
  }

  /// The file that a page shows code of, in the locale or else in the source language; nil where neither has it.
  package func code(
    _ reference: CodeReference, in path: String, from catalog: Catalog
  ) -> Result<[UInt8], Files.Failure>? {
    guard let path = catalog.path(of: reference, in: path).map(ByteString.init) else { return nil }
    return catalog.code[path] ?? fallback?.code[path]
  }

  // Without a copy of the catalog, which has many parts.
  package func file(of page: SitePage) -> ArticleFile {
    if page.isFallback, let file = fallback?.pages[page.number] { return file.whole }
    return catalog.pages[page.number]
  }

  /// What a page's metadata say, or else docfx's `fileMetadata` and `globalMetadata` of the docset that its text comes
  /// from.
  package func metadata(_ key: String, of page: SitePage) -> String? {
    if let own = file(of: page).metadata.text(key) { return own }
    if page.isFallback, let fallback { return fallback.source.metadata.value(key, for: page.path.utf8String) }
    return catalog.source.metadata.value(key, for: page.path.utf8String)
  }

  /// The day of a page's last commit, or else the one in its metadata (`ms.date`).
  package func lastUpdated(_ page: SitePage) -> CalendarDate? {
    let catalog = catalog(of: page)
    return catalog.dates?.day(of: catalog.source.pathInRepository(page.path))
      ?? metadata("ms.date", of: page).flatMap { CalendarDate($0) }
  }

  /// Whether search engines are asked to leave a page out (`ROBOTS: NOINDEX`).
  package func isHiddenFromSearch(_ page: SitePage) -> Bool {
    (metadata("ROBOTS", of: page) ?? metadata("robots", of: page))?.lowercased().contains("noindex") == true
  }
}

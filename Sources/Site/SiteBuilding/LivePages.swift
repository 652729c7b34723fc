package import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel
internal import SiteRendering

/// The pages of a loaded site, each rendered when it is asked for.
package struct LivePages: Sendable {
  private let loaded: LoadedSite
  private let renderers: [PageRenderer]
  private let special: Late<[ByteString: (renderer: Int, page: SpecialPage)]>
  private let around: Late<[ByteString: [UInt8]]>
  private let search: Late<[ByteString: [UInt8]]>
  private let files: Late<[ByteString: (folder: SourceFolder, path: String)]>
  private let findings: FindingsByFile

  package init(_ loaded: LoadedSite, findings: FindingsByFile = FindingsByFile()) {
    // Whoever writes is no visitor.
    var loaded = loaded
    loaded.theme.leaveOutAnalytics()
    self.loaded = loaded
    self.findings = findings
    let (site, theme) = (loaded.site, loaded.theme)
    let renderers = site.docsets.map { PageRenderer(site, $0, theme: theme) }
    self.renderers = renderers
    special = Late { Self.specialPages(renderers) }
    around = Late {
      var files = Self.byRoute(SurroundingFiles(site, theme: theme).others.flatMap { $0() })
      for asset in theme.assets { files[ByteString(asset.path)] = asset.bytes }
      if let start = SitePipeline.startPage(site) { files[ByteString("index.html")] = start }
      if let missing = SitePipeline.notFoundPage(renderers) { files[ByteString("404.html")] = missing }
      return files
    }
    search = Late { Self.byRoute(SurroundingFiles(site, theme: theme).search.flatMap { $0() }) }
    files = Late { Self.resources(of: site) }
  }

  private static func byRoute(_ files: [SurroundingFiles.File]) -> [ByteString: [UInt8]] {
    Dictionary(files.map { (ByteString($0.route), $0.bytes) }, uniquingKeysWith: { $1 })
  }

  private static func specialPages(_ renderers: [PageRenderer]) -> [ByteString: (renderer: Int, page: SpecialPage)] {
    var pages: [ByteString: (renderer: Int, page: SpecialPage)] = [:]
    for (number, renderer) in renderers.enumerated() {
      for page in renderer.specialPages() { pages[ByteString(renderer.route(of: page))] = (number, page) }
    }
    return pages
  }

  private static func resources(of site: Site) -> [ByteString: (folder: SourceFolder, path: String)] {
    var files: [ByteString: (folder: SourceFolder, path: String)] = [:]
    for docset in site.docsets {
      for catalog in [docset.fallback, docset.catalog].compactMap({ $0 }) {
        for path in catalog.index.paths where catalog.index[path.bytes] == .resource {
          files[ByteString(docset.route(ofFile: path.bytes))] = (catalog.source.files, path.string)
        }
      }
    }
    return files
  }

  /// The address of the home page of a locale.
  package func home(_ locale: String?) -> String {
    let docset = loaded.site.docsets.first { $0.locale == locale } ?? loaded.site.docsets.first
    return "/" + String(decoding: docset?.prefix ?? [], as: UTF8.self) + "index.html"
  }

  /// The bytes of a page or file at a path that begins with `/`, and whether the site makes them; nil where there is
  /// none.
  package func content(at path: String) -> (bytes: [UInt8], isOfSite: Bool)? {
    if let made = made(at: path) { return (made, true) }
    return files.value[ByteString(Array(path.utf8.dropFirst()))].flatMap { try? $0.folder.read($0.path) }
      .map { ($0, false) }
  }

  private func made(at path: String) -> [UInt8]? {
    let route = Array(path.utf8.dropFirst())
    var html = HTMLBytes()
    if let (renderer, page) = page(at: route) {
      _ = renderer.render(page, into: &html)
      return html.bytes
    }
    if path.hasSuffix(".html.md"), let (renderer, page) = page(at: Array(route.dropLast(3))) {
      renderer.renderMarkdown(of: page, into: &html)
      return html.bytes
    }
    let ending = ".source.js"
    if path.hasSuffix(ending), let (renderer, page) = page(at: Array(route.dropLast(ending.utf8.count))),
      renderer.renderOriginal(of: page, into: &html)
    {
      return html.bytes
    }
    if let (number, page) = special.value[ByteString(route)] {
      return renderers[number].render(page, into: &html) == nil ? nil : html.bytes
    }
    // To make the search of a large docset takes seconds, which no other address has to wait for.
    return (path.hasPrefix("/assets/search/") ? search : around).value[ByteString(route)]
      ?? around.value[ByteString(route)]
  }

  /// The findings in the article of a page and in what it includes.
  package func findings(at path: String) -> [Diagnostic] {
    guard let (renderer, page) = page(at: Array(path.utf8.dropFirst())) else { return [] }
    let catalog = renderer.docset.catalog(of: page)
    let file = renderer.docset.file(of: page)
    let included = file.includes.compactMap { catalog.included(by: $0, in: file.path)?.path }
    return ([file.path] + included).flatMap {
      findings[Paths.shown($0, behind: catalog.source.shownPrefix)]
    }
  }

  private func page(at route: [UInt8]) -> (PageRenderer, SitePage)? {
    for renderer in renderers {
      if let page = renderer.docset.page(at: route) { return (renderer, page) }
    }
    return nil
  }
}

package import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel
internal import SiteRendering

/// The pages of a loaded site, each rendered when it is asked for.
package struct LivePages: Sendable {
  private let loaded: LoadedSite
  private let renderers: [PageRenderer]
  private let special: [[UInt8]: [UInt8]]
  private let assets: [String: [UInt8]]
  private let files: [[UInt8]: (folder: SourceFolder, path: String)]
  private let findingsByFile: [String: [Diagnostic]]

  package init(_ loaded: LoadedSite, findings: [Diagnostic]) {
    // Whoever writes is no visitor.
    var loaded = loaded
    loaded.theme.leaveOutAnalytics()
    self.loaded = loaded
    renderers = loaded.site.docsets.map { PageRenderer(loaded.site, $0, theme: loaded.theme) }
    var special: [[UInt8]: [UInt8]] = [:]
    for renderer in renderers {
      for page in renderer.specialPages() {
        var html = HTMLBytes()
        if let route = renderer.render(page, into: &html) { special[route] = html.bytes }
      }
    }
    if let start = SitePipeline.startPage(loaded.site) { special[Array("index.html".utf8)] = start }
    if let missing = SitePipeline.notFoundPage(renderers) { special[Array("404.html".utf8)] = missing }
    for file in SurroundingFiles(loaded.site, theme: loaded.theme).makers.flatMap({ $0() }) {
      special[Array(file.route.utf8)] = file.bytes
    }
    self.special = special
    assets = Dictionary(loaded.theme.assets.map { ($0.path, $0.bytes) }, uniquingKeysWith: { $1 })
    var files: [[UInt8]: (folder: SourceFolder, path: String)] = [:]
    for docset in loaded.site.docsets {
      for catalog in [docset.fallback, docset.catalog].compactMap({ $0 }) {
        for path in catalog.index.paths where catalog.index[path.bytes] == .resource {
          files[docset.route(ofFile: path.bytes)] = (catalog.source.files, path.string)
        }
      }
    }
    self.files = files
    findingsByFile = Dictionary(grouping: findings, by: \.place.file)
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
    return files[Array(path.utf8.dropFirst())].flatMap { try? $0.folder.read($0.path) }.map { ($0, false) }
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
    return special[route] ?? assets[String(path.dropFirst())]
  }

  /// The findings in the article of a page and in what it includes.
  package func findings(at path: String) -> [Diagnostic] {
    guard let (renderer, page) = page(at: Array(path.utf8.dropFirst())) else { return [] }
    let catalog = renderer.docset.catalog(of: page)
    let file = renderer.docset.file(of: page)
    let included = file.includes.compactMap { catalog.included(by: $0, in: file.path)?.path }
    return ([file.path] + included).flatMap {
      findingsByFile[Paths.shown($0, behind: catalog.source.shownPrefix)] ?? []
    }
  }

  private func page(at route: [UInt8]) -> (PageRenderer, SitePage)? {
    for renderer in renderers {
      if let page = renderer.docset.page(at: route) { return (renderer, page) }
    }
    return nil
  }
}

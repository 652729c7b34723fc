internal import Docset
internal import LearnMarkdown
internal import SiteModel
package import SiteRendering

extension SitePipeline {
  /// Site → pages → the output folder, which is replaced as a whole or left as it was.
  ///
  /// - Parameter verifications: What running the steps showed, by number of docset.
  /// - Returns: The number of pages written.
  /// - Throws: ``OutputError``.
  @discardableResult
  package static func write(
    _ loaded: LoadedSite, to path: String, verifications: [Int: SiteVerification] = [:], jobs: Int
  ) async throws(OutputError) -> Int {
    let output = try OutputFolder(path)
    do throws(OutputError) {
      let count = try await writeAll(loaded, to: output, verifications: verifications, jobs: jobs)
      try output.commit()
      return count
    } catch {
      output.discard()
      throw error
    }
  }

  private static func writeAll(
    _ loaded: LoadedSite, to output: OutputFolder, verifications: [Int: SiteVerification], jobs: Int
  ) async throws(OutputError) -> Int {
    let renderers = loaded.site.docsets.map { docset in
      PageRenderer(loaded.site, docset, theme: loaded.theme, verification: verifications[docset.number])
    }
    // What takes longest comes first.
    var parts = SurroundingFiles(loaded.site, theme: loaded.theme).makers.map(SitePart.around)
    for (renderer, docset) in zip(renderers, loaded.site.docsets) {
      parts += docset.pages.map { .page($0, renderer) }
      parts += renderer.specialPages().map { .special($0, renderer) }
    }
    let results = await mapConcurrently(count: parts.count, jobs: jobs) { [parts] in Written(parts[$0], to: output) }
    var files: Set<SiteFile> = []
    var count = 0
    for result in results {
      files.formUnion(try result.files.get())
      count += result.pages
    }
    for file in files.sorted(by: { $0.route.precedesInBytes($1.route) }) {
      try copy(file, of: loaded.site, to: output)
    }
    for asset in loaded.theme.assets { try output.write(asset.bytes, to: asset.path) }
    if let start = startPage(loaded.site) { try output.write(start, to: "index.html") }
    return count
  }

  /// What is rendered and written in one go.
  private enum SitePart: Sendable {
    case page(SitePage, PageRenderer)
    case special(SpecialPage, PageRenderer)
    case around(@Sendable () -> [SurroundingFiles.File])
  }

  private struct Written: Sendable {
    var pages = 0
    var files: Result<Set<SiteFile>, OutputError> = .success([])

    init(_ part: SitePart, to output: OutputFolder) {
      do throws(OutputError) {
        switch part {
        case .page(let page, let renderer):
          try write(renderer.render(page), to: output)
          let markdown = renderer.markdown(of: page, source: SitePipeline.source)
          try output.write(markdown.bytes, to: String(decoding: markdown.route, as: UTF8.self))
        case .special(let page, let renderer):
          if let page = renderer.render(page) { try write(page, to: output) }
        case .around(let make):
          for file in make() { try output.write(file.bytes, to: file.route) }
        }
      } catch {
        files = .failure(error)
      }
    }

    private mutating func write(_ page: PageRenderer.Rendered, to output: OutputFolder) throws(OutputError) {
      try output.write(page.bytes, to: String(decoding: page.route, as: UTF8.self))
      files = .success(page.files)
      pages += 1
    }
  }

  /// The bytes of an article as its author wrote it.
  static func source(_ catalog: Catalog, _ file: ArticleFile) -> [UInt8]? {
    try? Files.read("\(catalog.source.folder)/\(file.path)", limit: Files.articleLimit)
  }

  private static func copy(_ file: SiteFile, of site: Site, to output: OutputFolder) throws(OutputError) {
    let docset = site.docsets[file.docset]
    let catalog = file.isFallback ? docset.fallback ?? docset.catalog : docset.catalog
    let path = "\(catalog.source.folder)/\(String(decoding: file.path, as: UTF8.self))"
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try Files.read(path)
    } catch {
      throw OutputError("`\(path)` cannot be copied: \(error.reason).")
    }
    try output.write(bytes, to: String(decoding: file.route, as: UTF8.self))
  }

  /// The page at the root of the site: leads on to the source language's home.
  static func startPage(_ site: Site) -> [UInt8]? {
    guard let docset = site.docsets.first(where: { $0.isSource }) ?? site.docsets.first else { return nil }
    let target = String(decoding: docset.prefix, as: UTF8.self) + "index.html"
    var html = HTMLBytes()
    html.append("<!doctype html>\n<html lang=\"")
    html.append(escaping: docset.locale)
    html.append("\">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"refresh\" content=\"0; url=")
    html.append(escaping: target)
    html.append("\">\n<title>")
    html.append(escaping: site.configuration.title(docset.locale))
    html.append("</title>\n</head>\n<body>\n<p><a href=\"")
    html.append(escaping: target)
    html.append("\">")
    html.append(escaping: site.configuration.title(docset.locale))
    html.append("</a></p>\n</body>\n</html>\n")
    return html.bytes
  }
}

internal import Checks
internal import Docset
internal import LearnMarkdown
internal import SiteModel
package import SiteRendering

extension SitePipeline {
  /// Site → pages → the output folder, which is replaced as a whole or left as it was.
  ///
  /// - Parameters:
  ///   - verifications: What running the steps showed, by number of docset.
  ///   - compresses: Whether text files have their compressed forms beside them.
  ///   - making: Makes the folder that is written by what it is given: whoever ends the process has to discard it.
  ///   - keep: Is given what the writing needed. It would be freed here, on one core, and a command that ends has no need
  ///     of that.
  /// - Returns: The number of pages written.
  /// - Throws: ``OutputError``.
  @discardableResult
  package static func write(
    _ loaded: LoadedSite, to path: String, verifications: [Int: SiteVerification] = [:], jobs: Int,
    compresses: Bool = false,
    making: (() throws(OutputError) -> OutputFolder) throws(OutputError) -> OutputFolder = { make throws(OutputError) in
      try make()
    }, keep: (any Sendable) -> Void = { _ in }
  ) async throws(OutputError) -> Int {
    let output = try making { () throws(OutputError) in try OutputFolder(path, compresses: compresses) }
    let work = SiteWork(loaded, verifications)
    keep(work)
    do throws(OutputError) {
      let count = try await write(work, of: loaded, to: output, jobs: jobs)
      try output.commit()
      return count
    } catch {
      output.discard()
      throw error
    }
  }

  private static func write(
    _ work: SiteWork, of loaded: LoadedSite, to output: OutputFolder, jobs: Int
  ) async throws(OutputError) -> Int {
    let parts = work.parts
    let results = await mapConcurrently(count: parts.count, jobs: jobs, with: WritingTools.init) { tools, index in
      Written(parts[index], of: work, to: output, with: &tools)
    }
    var files: Set<SiteFile> = []
    var count = 0
    for result in results {
      files.formUnion(try result.files.get())
      count += result.pages
    }
    let sorted = files.sorted { $0.route.precedesInBytes($1.route) }
    let copies = await mapConcurrently(
      count: sorted.count, jobs: jobs, tellsProgress: false, with: OpenFolder.init
    ) { folder, index in
      Result { () throws(OutputError) in try copy(sorted[index], of: loaded.site, to: output, by: &folder) }
    }
    for copy in copies { try copy.get() }
    for asset in loaded.theme.assets { try output.write(asset.bytes.span, to: OutputPath(asset.path)) }
    for renderer in work.renderers { try copyPictures(of: renderer, to: output) }
    if let start = startPage(loaded.site) { try output.write(start.span, to: OutputPath("index.html")) }
    if let missing = notFoundPage(work.renderers) { try output.write(missing.span, to: OutputPath("404.html")) }
    return count
  }

  /// All that is rendered and written, and in what order.
  private struct SiteWork: Sendable {
    /// What is rendered and written in one go, by its numbers: thousands of these are listed, none of which holds
    /// anything.
    enum Part {
      case page(Int, of: Int)
      case special(Int, of: Int)
      case around(Int)
    }

    let around: [@Sendable () -> [SurroundingFiles.File]]
    let renderers: [PageRenderer]
    /// By renderer.
    let special: [[SpecialPage]]

    init(_ loaded: LoadedSite, _ verifications: [Int: SiteVerification]) {
      around = SurroundingFiles(loaded.site, theme: loaded.theme).makers
      renderers = loaded.site.docsets.map { docset in
        PageRenderer(
          loaded.site, docset, theme: loaded.theme, verification: verifications[docset.number],
          sourceChanges: SourceChanges.read(of: docset))
      }
      special = renderers.map { $0.specialPages() }
    }

    var parts: [Part] {
      // What takes longest comes first.
      var parts = around.indices.map(Part.around)
      for (number, renderer) in renderers.enumerated() {
        parts += renderer.docset.pages.indices.map { .page($0, of: number) }
        parts += special[number].indices.map { .special($0, of: number) }
      }
      return parts
    }
  }

  private struct Written: Sendable {
    var pages = 0
    var files: Result<Set<SiteFile>, OutputError> = .success([])

    init(_ part: SiteWork.Part, of work: SiteWork, to output: OutputFolder, with tools: inout WritingTools) {
      do throws(OutputError) {
        tools.html.removeAll()
        switch part {
        case .page(let number, let renderer):
          let renderer = work.renderers[renderer]
          let page = renderer.docset.pages[number]
          files = .success(renderer.render(page, into: &tools.html))
          try tools.write(to: page.route, of: output)
          tools.html.removeAll()
          renderer.renderMarkdown(of: page, into: &tools.html)
          try tools.write(to: PageRenderer.markdownRoute(of: page), of: output)
          tools.html.removeAll()
          if renderer.renderOriginal(of: page, into: &tools.html) {
            try tools.write(to: PageRenderer.originalRoute(of: page), of: output)
          }
          pages = 1
        case .special(let number, let renderer):
          let page = work.special[renderer][number]
          guard let route = work.renderers[renderer].render(page, into: &tools.html) else { break }
          try tools.write(to: route, of: output)
          pages = 1
        case .around(let number):
          for file in work.around[number]() { try output.write(file.bytes.span, to: OutputPath(file.route)) }
        }
      } catch {
        files = .failure(error)
      }
    }
  }

  private static func copy(
    _ file: SiteFile, of site: Site, to output: OutputFolder, by folder: inout OpenFolder
  ) throws(OutputError) {
    let docset = site.docsets[file.docset]
    let catalog = file.isFallback ? docset.fallback ?? docset.catalog : docset.catalog
    let path = file.path.utf8String
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try catalog.source.files.read(path)
    } catch {
      throw OutputError("`\(catalog.source.shownPrefix)\(path)` cannot be copied: \(error.reason).")
    }
    try output.write(bytes.span, to: OutputPath(file.route), by: &folder)
  }

  private static func copyPictures(of renderer: PageRenderer, to output: OutputFolder) throws(OutputError) {
    let folder = renderer.docset.prefix + Array(SiteVerification.pictureFolder.utf8)
    for picture in renderer.verification?.pictures ?? [] {
      let bytes: [UInt8]
      do throws(Files.Failure) {
        bytes = try Files.read(picture.path)
      } catch {
        throw OutputError("`\(picture.path)` cannot be copied: \(error.reason).")
      }
      try output.write(bytes.span, to: OutputPath(folder + Array(picture.file.utf8)))
    }
  }

  /// The page that servers show at the root for addresses that no language has: the source language's. Its addresses
  /// begin at the root of the site, so that it is the same everywhere.
  static func notFoundPage(_ renderers: [PageRenderer]) -> [UInt8]? {
    guard let renderer = renderers.first(where: { $0.docset.isSource }) ?? renderers.first else { return nil }
    var html = HTMLBytes()
    return renderer.render(.notFound, into: &html) == nil ? nil : html.bytes
  }

  /// The page at the root of the site: leads on to the home of a language. A script chooses among several, by what was
  /// chosen last and by what the browser asks for; without one it is the source language's.
  static func startPage(_ site: Site) -> [UInt8]? {
    guard let docset = site.docsets.first(where: { $0.isSource }) ?? site.docsets.first else { return nil }
    var seen: Set<String> = []
    let homes = ([docset] + site.docsets).filter { seen.insert($0.locale).inserted }
    let target = String(decoding: docset.prefix, as: UTF8.self) + "index.html"
    var html = HTMLBytes()
    html.append("<!doctype html>\n<html lang=\"")
    html.append(escaping: docset.locale)
    html.append("\">\n<head>\n<meta charset=\"utf-8\">\n")
    html.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'\">\n")
    // The script has its time where there is something to choose.
    html.append("<meta http-equiv=\"refresh\" content=\"")
    html.append(number: homes.count > 1 ? 2 : 0)
    html.append("; url=")
    html.append(escaping: target)
    html.append("\">\n<title>")
    html.append(escaping: site.configuration.title(docset.locale))
    html.append("</title>\n")
    if homes.count > 1 { html.append("<script src=\"assets/trin.js\" defer></script>\n") }
    html.append("</head>\n<body class=\"start\">\n<ul>\n")
    for home in homes {
      html.append("<li><a href=\"")
      html.append(escaping: String(decoding: home.prefix, as: UTF8.self) + "index.html")
      html.append("\" lang=\"")
      html.append(escaping: home.locale)
      html.append("\" hreflang=\"")
      html.append(escaping: home.locale)
      html.append("\">")
      html.append(escaping: site.configuration.title(home.locale))
      html.append("</a></li>\n")
    }
    html.append("</ul>\n</body>\n</html>\n")
    return html.bytes
  }
}

/// What a task writes one page after another with.
private struct WritingTools: ~Copyable {
  /// The page at hand.
  var html = HTMLBytes(reserving: 1 << 18)
  private var folder = OpenFolder()

  mutating func write(to route: [UInt8], of output: OutputFolder) throws(OutputError) {
    let path = try OutputPath(route)
    try html.withSpan { bytes throws(OutputError) in try output.write(bytes, to: path, by: &folder) }
  }
}

internal import ArgumentParser
internal import Docset
internal import Logging
internal import Preview
internal import ProcedureTesting
internal import SiteBuilding
internal import SiteModel

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Serves the site on this machine and reloads it while you edit.",
    discussion: "The page shows what is wrong with it at its foot. Ctrl-C ends the preview.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var reference: ReferenceOptions

  @Option(help: "The port on this machine; 0 takes a free one.")
  var port = 4000

  @Option(help: "The locale whose home page is shown first.", transform: LocaleOption.canonical)
  var locale: String?

  func run() async throws {
    let options = PipelineOptions(docset: shared.docset, reference: reference.source, jobs: shared.jobCount)
    let loaded = try await SitePipeline.load(shared, reference: reference.source, readsHistory: false)
    try LocaleOption.validate([locale].compactMap { $0 }, in: loaded.site)
    var logger = Logger(label: "trin") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = shared.quiet ? .error : .notice
    let quiet = shared.quiet
    let server = PreviewServer(
      watching: [shared.docset] + [reference.source].compactMap { $0 }, port: port, logger: logger,
      onReady: { address in
        if !quiet { Console.print("The preview is at \(address). Ctrl-C ends it.") }
      },
      build: { [locale] in try await Self.content(options, locale: locale) })
    do {
      try await server.run()
    } catch let error as PreviewError {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }

  private static func content(_ options: PipelineOptions, locale: String?) async throws -> PreviewContent {
    let loaded = try await SitePipeline.load(options)
    let findings = await SitePipeline.check(loaded, jobs: options.jobs)
    let pages = LivePages(loaded, findings: findings)
    return PreviewContent(
      home: pages.home(locale), findings: findings, findingsOfPage: { pages.findings(at: $0) },
      page: { path in
        pages.content(at: path).map {
          PreviewContent.Page(bytes: $0.bytes, contentType: MediaType.of(path), isOfSite: $0.isOfSite)
        }
      })
  }
}

/// What a file is, told by its ending, for the `Content-Type` header.
enum MediaType {
  private static let byEnding = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "json": "application/json", "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg",
    "gif": "image/gif", "webp": "image/webp", "ico": "image/x-icon", "pdf": "application/pdf",
    "xml": "application/xml", "txt": "text/plain; charset=utf-8", "md": "text/markdown; charset=utf-8",
  ]

  static func of(_ path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return byEnding[ending] ?? "application/octet-stream"
  }
}

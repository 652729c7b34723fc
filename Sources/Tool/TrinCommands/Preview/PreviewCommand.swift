internal import ArgumentParser
internal import Docset
internal import Logging
internal import Preview
internal import ProcedureTesting
internal import SiteBuilding
internal import SiteModel
internal import TranslatorDesk

struct PreviewCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "preview",
    abstract: "Serves the site on this machine and reloads it while you edit.",
    discussion: "The page shows what is wrong with it at its foot. Ctrl-C ends the preview.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var reference: ReferenceOptions
  @OptionGroup var product: ProductOptions

  @Option(help: "The port on this machine; 0 takes a free one.")
  var port = 4000

  @Option(help: "The locale whose home page is shown first.", transform: LocaleOption.canonical)
  var locale: String?

  @Option(
    help: ArgumentHelp("The language of the preview's own words; without it, the browser's.", valueName: "da|en"),
    transform: UILanguage.words)
  var ui: DeskWords?

  @Option(
    help: ArgumentHelp(
      "How often each page is read, as a web statistic exports it: the overview shows first what most readers need.",
      valueName: "file.csv"))
  var views: String?

  @OptionGroup var pictures: PictureOptions

  @Flag(help: "Print what each edit made necessary, and why.")
  var explain = false

  func run() async throws {
    var options = PipelineOptions(
      docset: shared.docset, reference: reference.source, jobs: shared.jobCount, readsHistory: true)
    options.labels = product.labels(of: shared.docset)
    var logger = Logger(label: "trin") { StreamLogHandler.standardError(label: $0) }
    logger.logLevel = shared.quiet ? .error : .notice
    let quiet = shared.quiet
    let docset = LiveDocset(
      options, product: product, locale: locale, views: try pageViews(), pictures: try pictures.source(for: "preview"),
      explain: explain ? { @Sendable in Console.error("trin preview: \($0)") } : nil)
    let server = PreviewServer(
      watching: [shared.docset] + [reference.source].compactMap { $0 }, port: port, language: ui,
      logger: logger,
      onReady: { address in
        if !quiet { Console.print("The preview is at \(address). Ctrl-C ends it.") }
      },
      build: { try await docset.content(after: $0) })
    do {
      try await server.run { try await prepare(docset) }
    } catch let error as PreviewError {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }

  private func pageViews() throws -> PageViews? {
    do throws(DocsetError) {
      guard let views else { return nil }
      return try PageViews(file: views)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }

  private func prepare(_ docset: LiveDocset) async throws {
    do {
      let loaded = try await docset.load()
      try LocaleOption.validate([locale].compactMap { $0 }, in: loaded.site)
    } catch let error as DocsetError {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
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

internal import ArgumentParser
internal import BrowserProduct
internal import Docset
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding
internal import SiteModel

struct Test: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Reads the numbered steps of the articles and runs them against the product.",
    discussion: """
      Exit codes: 0 every step is understood and every run ends as its scenario expects, 1 a step or a run fails, \
      2 wrong usage or no docset, 70 a fault of trin.
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, messages
  }

  @OptionGroup var shared: SharedOptions
  @OptionGroup var reference: ReferenceOptions
  @OptionGroup var product: ProductOptions

  @Option(help: "How the report is printed.")
  var format = Format.text

  @Option(
    name: .customLong("locale"),
    help: ArgumentHelp("Only this locale; may be given more than once.", valueName: "locale"),
    transform: LocaleOption.canonical)
  var locales: [String] = []

  @Option(help: ArgumentHelp("Only procedures whose id contains this; * stands for anything.", valueName: "pattern"))
  var filter: String?

  @Flag(help: "Read and list the steps; run nothing.")
  var list = false

  @Flag(help: "With --list: what is not read, by the first word that is not understood, the most frequent first.")
  var unread = false

  @Flag(help: "Damage the articles in memory, one word at a time, and tell how many of the mistakes are noticed.")
  var mutate = false

  @Flag(help: "Print how many actions the runs did, and how fast; with --jobs 1, on one core.")
  var timings = false

  @Option(help: ArgumentHelp("Only the I-th of N parts of the procedures, for a CI matrix.", valueName: "i/n"))
  var shard: String?

  @Option(help: ArgumentHelp("The scenario files, where the docset has none of its own.", valueName: "folder"))
  var scenarios: String?

  @Option(help: ArgumentHelp("The phrasebooks, where the docset has none of its own.", valueName: "folder"))
  var phrasebook: String?

  func validate() throws {
    if mutate, list { throw ValidationError("--mutate runs the steps; --list does not. Give one of them.") }
    if unread, !list { throw ValidationError("--unread tells what --list does not read. Give both.") }
    if unread, format != .text { throw ValidationError("--unread is printed as text only.") }
    if list, format == .junit || format == .messages {
      throw ValidationError(
        "--list runs nothing, so there is nothing for --format \(format) to report; use text or json.")
    }
    if mutate, browser { throw ValidationError("--mutate runs thousands of times; it takes no --browser.") }
    if pictures != nil, !browser, product.product == nil {
      throw ValidationError("--pictures takes pictures of a browser; add --browser.")
    }
    if let shard, Self.parts(shard) == nil {
      throw ValidationError("--shard is I/N with I from 1 to N, such as 1/4; `\(shard)` is not.")
    }
    for (option, folder) in [("scenarios", scenarios), ("phrasebook", phrasebook)] {
      if let folder, !Files.isDirectory(folder) {
        throw ValidationError("There is no folder `\(folder)` (--\(option)).")
      }
    }
  }

  @Flag(help: "Run the steps on the admin center's web pages in Chromium, by what a person sees there.")
  var browser = false

  @Option(
    help: ArgumentHelp("With --browser: put a picture of each step there, the control outlined.", valueName: "folder"))
  var pictures: String?

  @Option(
    help: ArgumentHelp(
      "Write a page there that shows what failed: its steps, and what was on the screen.",
      valueName: "folder"))
  var report: String?

  private static func parts(_ shard: String) -> (index: Int, count: Int)? {
    let numbers = shard.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard numbers.count == 2, let index = numbers[0], let count = numbers[1], count >= 1, (1...count).contains(index)
    else { return nil }
    return (index, count)
  }

  func run() async throws {
    let loaded = try await SitePipeline.load(
      shared, reference: reference.source, readsHistory: false, resolvesLinks: false,
      labels: product.labels(of: shared.docset))
    ProcessMemory.keep(loaded)
    try LocaleOption.validate(locales, in: loaded.site)
    let folders = StepFolders(docset: shared.docset, scenarios: scenarios, phrasebook: phrasebook)
    var request = try StepRun.request(loaded, folders, locales: Set(locales))
    request.filter = filter
    request.isListing = list
    request.shard = shard.flatMap(Self.parts)
    request.jobs = shared.jobCount
    // A list does the steps of each procedure once: its words are bound to what is shown.
    let chosen = try await product.chosen(loaded, willRun: true)
    if mutate {
      guard case .adminCenter = chosen, let model = chosen.model else {
        Console.error("trin test: --mutate runs the steps thousands of times, which only the admin center can.")
        throw Outcome.usage
      }
      try await printMutation(of: request, on: model)
      return
    }
    let folder = pictures.map { folder in
      PictureFolder { name, bytes in try AtomicFile.write(bytes, named: name, into: folder) }
    }
    let report = try await chosen.run(request, inBrowser: browser, pictures: folder)
    if let folder, let pictures { try write(StepPictures(folder.taken, of: report), into: pictures) }
    if let filter, report.procedures.isEmpty {
      Console.error("trin test: No procedure's id contains `\(filter)`; --list prints them all.")
      throw Outcome.usage
    }
    if unread {
      Console.print(report.unread)
      if report.hasFailed { throw Outcome.findings }
      return
    }
    switch format {
    case .json: Console.print(report.json)
    case .junit: Console.print(report.junit)
    case .messages: Console.print(report.messages(sources: request.sources, version: Trin.version))
    case .text: Console.print(StepRun.text(report, of: request))
    }
    if let folder = self.report {
      do throws(OutputError) {
        try AtomicFile.write(Array(report.page.utf8), named: "index.html", into: folder)
      } catch {
        Console.error("trin test: \(error)")
        throw Outcome.usage
      }
    }
    if timings { Console.error(report.timings) }
    if report.hasFailed { throw Outcome.findings }
  }

  private func write(_ pictures: StepPictures, into folder: String) throws {
    do throws(OutputError) {
      try AtomicFile.write(pictures.json, named: StepPictures.fileName, into: folder)
    } catch {
      Console.error("trin test: \(error)")
      throw Outcome.usage
    }
  }

  private func printMutation(of request: TestRequest, on model: any ProductModel) async throws {
    let report = await Scenarios.mutate(request, on: model)
    Console.print(report.text)
    if !report.isSound { throw Outcome.findings }
  }
}

/// What `trin test`, `trin build` and `trin check` share.
enum StepRun {
  /// The product whose labels a docset's articles are held against; nil where it has no scenarios.
  static func product(of docset: String, _ chosen: ChosenProduct) -> (any ProductModel)? {
    StepFolders(docset: docset).hasScenarios ? chosen.model : nil
  }

  static func request(
    _ loaded: LoadedSite, _ folders: StepFolders, locales: Set<String> = []
  ) throws -> TestRequest {
    do throws(DocsetError) {
      return try SitePipeline.steps(of: loaded, folders: folders, locales: locales)
    } catch {
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
  }

  static func text(_ report: TestReport, of request: TestRequest) -> String {
    report.text(sources: request.sources, isColoured: Console.usesColor, width: Console.width)
  }
}

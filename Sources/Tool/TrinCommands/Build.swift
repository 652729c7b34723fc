internal import ArgumentParser
internal import Checks
internal import Diagnostics
internal import Docset
internal import ProcedureTesting
internal import Scenarios
internal import SiteBuilding

struct Build: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "build", abstract: "Checks the docset, runs its steps and writes the site.",
    discussion: """
      Nothing is written when there is an error-level finding or a failing scenario; --keep-going writes anyway and \
      still exits 1. The output folder is replaced as a whole or not at all.
      """)

  @OptionGroup var shared: SharedOptions
  @OptionGroup var reference: ReferenceOptions
  @OptionGroup var product: ProductOptions

  @Option(help: ArgumentHelp("The folder that becomes the site.", valueName: "folder"))
  var output = "_site"

  @Option(
    name: .customLong("base-url"),
    help: ArgumentHelp("The site's address, for canonical links and the site map.", valueName: "url"))
  var baseURL: String?

  @OptionGroup var pictures: PictureOptions

  @Flag(help: "Write the site in spite of errors; still exits 1.")
  var keepGoing = false

  @Flag(help: "Write text files as .br and .gz, too, for web servers that send those.")
  var compress = false

  @Flag(help: "Print how long each stage took.")
  var timings = false

  func run() async throws {
    let pictures = try pictures.source(for: "build")
    var clock = StageClock()
    let bar = ProgressBar.onTerminal(quiet: shared.quiet)
    let loaded = try await bar.during("Reading") {
      try await SitePipeline.load(
        shared, reference: reference.source, baseURL: baseURL, labels: product.labels(of: shared.docset))
    }
    ProcessMemory.keep(loaded)
    clock.mark("read and parse")
    let chosen = try await product.chosen(loaded, willRun: StepFolders(docset: shared.docset).hasScenarios)
    // Where nothing can keep the site from being written, it is written while it is checked. Stages that are timed come
    // one after the other.
    let writesAnyway = keepGoing && !timings && !StepFolders(docset: shared.docset).hasScenarios
    async let early = writesAnyway ? write(loaded, nil, chosen, pictures, bar) : nil
    let checked = await (writesAnyway ? nil : bar).during("Checking") {
      await SitePipeline.fullCheck(loaded, product: StepRun.product(of: shared.docset, chosen), jobs: shared.jobCount)
    }
    ProcessMemory.keep(checked)
    let count = FindingCount(parts: checked.parts)
    // Before anything is printed: a bar and findings on one line cannot be read.
    let writtenEarly = await early
    clock.mark("check")
    let steps = try await runSteps(of: loaded, on: chosen)
    clock.mark("run the steps")
    let failed = count.errors > 0 || steps?.hasFailed == true
    if !shared.quiet { report(checked.findings) }
    if failed, !keepGoing {
      let what = count.errors > 0 ? "\(count)" : "a procedure failed"
      Console.error("trin build: \(what); nothing was written. --keep-going writes the site in spite of errors.")
      throw Outcome.findings
    }
    let written: Result<Int, OutputError>
    if let writtenEarly { written = writtenEarly } else { written = await write(loaded, steps, chosen, pictures, bar) }
    switch written {
    case .success(let pages):
      clock.mark("render and write")
      if !shared.quiet { Console.print("Built \(Counted.of(pages, "page")) in \(output).") }
    case .failure(let error):
      Console.error("trin: \(error)")
      throw Outcome.usage
    }
    if timings { Console.error(clock.table) }
    if failed { throw Outcome.findings }
  }

  /// - Returns: The number of pages.
  private func write(
    _ loaded: LoadedSite, _ steps: TestReport?, _ chosen: ChosenProduct, _ pictures: PictureSource?,
    _ bar: ProgressBar?
  ) async -> Result<Int, OutputError> {
    let signals = TerminationSignals<OutputFolder>()
    defer { signals.end() }
    let verifications =
      steps.flatMap { steps in
        chosen.model.map { SitePipeline.verifications(of: steps, by: $0, pictures: pictures, in: loaded) }
      } ?? [:]
    do throws(OutputError) {
      let pages = try await bar.during("Writing") { () async throws(OutputError) in
        try await SitePipeline.write(
          loaded, to: output, verifications: verifications, jobs: shared.jobCount,
          compresses: compress, making: { make throws(OutputError) in try signals.making(make) { $0.discard() } },
          keep: { ProcessMemory.keep($0) })
      }
      return .success(pages)
    } catch {
      return .failure(error)
    }
  }

  /// Runs the procedures of a docset that has scenarios, and shows those that fail; nil where it has none.
  private func runSteps(of loaded: LoadedSite, on chosen: ChosenProduct) async throws -> TestReport? {
    let folders = StepFolders(docset: shared.docset)
    guard folders.hasScenarios else {
      if loaded.workspace.shape == .own, !shared.quiet {
        Console.print("No steps were run: the docset has no scenarios (`Content/scenarios`).")
      }
      return nil
    }
    var request = try StepRun.request(loaded, folders)
    request.jobs = shared.jobCount
    let report = try await chosen.run(request, inBrowser: false)
    let summary = report.summary
    if report.hasFailed {
      Console.print(StepRun.text(report, of: request))
    } else if !shared.quiet {
      Console.print(Self.sentence(on: summary))
    }
    return report
  }

  private static func sentence(on summary: TestSummary) -> String {
    let steps = "\(Counted.of(summary.steps, "step")) of \(Counted.of(summary.procedures, "procedure"))"
    if summary.procedures == 0 { return "No steps were run: no article has a numbered list that is read as steps." }
    guard summary.runs > 0 else {
      return "Read \(steps); none was run: no scenario says what they start from and must achieve."
    }
    let left = summary.uncovered
    let rest =
      left == 0 ? "" : " \(Counted.of(left, "procedure")) \(left == 1 ? "has" : "have") no scenario and did not run."
    return
      "Ran the steps of \(Counted.of(summary.procedures - left, "procedure")): \(Counted.of(summary.passed, "run")) passed.\(rest)"
  }

  /// How many findings are shown with their lines: more are read in a summary first.
  private static let most = 50

  /// What breaks a reader's page is shown whole; the rest is counted, since `trin check` shows it.
  private func report(_ findings: [Diagnostic]) {
    let shown = findings.filter { $0.severity >= .warning }
    let left = findings.count - shown.count
    var output = StandardOutput()
    if shown.count > Self.most {
      let errors = shown.filter { $0.severity == .error }
      TextReport(width: Console.width, usesColor: Console.usesColor).writeList(
        Array(errors.prefix(Self.most)), source: FindingFormat.source, to: &output)
      if errors.count > Self.most {
        output.write("\(errors.count - Self.most) more errors; `trin check` shows them.\n\n")
      }
      SummaryReport().writeCodes(of: findings, to: &output)
      output.write("\n\(FindingCount(findings)); `trin check` shows them with their lines.\n")
    } else if !shown.isEmpty {
      TextReport(width: Console.width, usesColor: Console.usesColor).write(
        shown, source: FindingFormat.source, to: &output)
    }
    output.flush()
    if shown.count > Self.most { return }
    if left == 1 { Console.error("1 suggestion more; `trin check` shows it.") }
    if left > 1 { Console.error("\(left) suggestions more; `trin check` shows them.") }
  }
}

/// How long the stages of a command took, for `--timings`.
struct StageClock {
  private let clock = ContinuousClock()
  private var last: ContinuousClock.Instant
  private var stages: [(name: String, duration: Duration)] = []

  init() { last = clock.now }

  mutating func mark(_ stage: String) {
    let now = clock.now
    stages.append((stage, now - last))
    last = now
  }

  var table: String {
    stages.map { stage in
      let seconds = Double(stage.duration.components.attoseconds) / 1e18 + Double(stage.duration.components.seconds)
      let milliseconds = Int((seconds * 1000).rounded())
      return "\(String(repeating: " ", count: max(0, 20 - stage.name.count)))\(stage.name)  \(milliseconds) ms"
    }.joined(separator: "\n")
  }
}

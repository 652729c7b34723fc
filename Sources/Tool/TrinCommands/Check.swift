internal import ArgumentParser
internal import Checks
internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import Preview
internal import ProcedureTesting
internal import SiteBuilding
internal import SiteModel

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks links, anchors, markup and translation damage.",
    discussion: """
      Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or no docset, 70 a fault of trin.

      Where files or folders of a docset are named, the whole docset is read, and the findings in them are reported; the \
      docset is the one that they lie in.
      """)

  @Argument(
    help: ArgumentHelp(
      "The folder of the docset, by default the one around the current folder; files and folders in it whose findings are wanted.",
      valueName: "path"))
  var paths: [String] = []

  @OptionGroup var work: WorkOptions
  @OptionGroup var reference: ReferenceOptions
  @OptionGroup var product: ProductOptions

  @OptionGroup var known: BaselineOptions

  @OptionGroup var change: SinceOptions

  @OptionGroup var external: ExternalOptions

  @Option(help: "How findings are printed.")
  var format = FindingFormat.text

  @Option(
    name: .customLong("output"),
    help: ArgumentHelp(
      "Write a report to a file, such as sarif=trin.sarif; may be given more than once.", valueName: "format=file"))
  var outputs: [ReportFile] = []

  @Option(help: "The severity from which findings fail the command.")
  var failOn = FailureLevel.error

  @Option(help: "The severity from which findings are printed.")
  var severity = ShownLevel.suggestion

  @Option(
    help: ArgumentHelp("The language of what findings say to translators.", valueName: "da|en"),
    transform: UILanguage.words)
  var ui: DeskWords?

  @Flag(help: "Print how many findings there are of each code and in each folder, instead of the findings.")
  var summary = false

  @Option(
    name: .customLong("locale"),
    help: ArgumentHelp("Only this locale; may be given more than once.", valueName: "locale"),
    transform: LocaleOption.canonical)
  var locales: [String] = []

  @Flag(help: "Print how the links resolve, as a table on standard error.")
  var statistics = false

  @Flag(help: "Write the repairs that are certain into the files, then report what is left.")
  var fix = false

  @Option(
    help: ArgumentHelp(
      "Name the labels in bold that the product's texts made wrong since then; --fix writes the new ones.",
      valueName: "revision or folder"))
  var labelsFrom: String?

  @Flag(help: "With --fix: print the repairs as a diff instead, and write nothing.")
  var dryRun = false

  func validate() throws {
    if dryRun, !fix { throw ValidationError("--dry-run belongs to --fix: it shows what --fix would write.") }
    if summary, format != .text {
      throw ValidationError("--summary is text; write the \(format) report to a file with --output \(format)=FILE.")
    }
    let files = outputs.map(\.path)
    for file in files where files.count(where: { $0 == file }) > 1 {
      throw ValidationError("Each --output has a file of its own; `\(file)` is named twice.")
    }
  }

  /// A docset that was read and checked.
  private struct Checked {
    var loaded: LoadedSite
    var result: SiteChecks.Result
    var former: FormerFindings?

    var root: String { loaded.site.configuration.shownRoot }
  }

  func run() async throws {
    let target = try CheckTarget(paths)
    let changes = try change.changes(in: target.docset)
    var checked = try await check(target.docset, changes)
    if try known.write(checked.result.findings, root: checked.root, quiet: work.quiet) { return }
    if !work.quiet { nameStrangers(to: target, checked.loaded) }
    if fix {
      let findings = try report(on: checked, target, changes, quiet: true).findings
      try repair(findings, in: checked.loaded)
      if dryRun { return try finish(findings) }
      // The files have changed: what is left is what they now give.
      checked = try await check(target.docset, changes)
    }
    let all = try report(on: checked, target, changes, quiet: work.quiet)
    let shown = all.atLeast(severity.severity)
    for file in outputs { try await shown.write(to: file, jobs: work.jobCount) }
    if summary {
      printSummary(shown.findings)
    } else {
      try await shown.saying(in: ui).print(as: format, jobs: work.jobCount)
    }
    if !work.quiet { count(all.findings, shown: shown.findings) }
    if statistics { Console.error(LinkStatistics.table(checked.result.links)) }
    try finish(all.findings)
  }

  private func check(_ docset: String, _ changes: GitChanges?) async throws -> Checked {
    let bar = ProgressBar.onTerminal(quiet: work.quiet)
    var options = PipelineOptions(
      docset: docset, reference: reference.source, jobs: work.jobCount, followsExternal: external.external,
      readsHistory: true, keepsPage: false, readsSteps: StepFolders(docset: docset).hasScenarios)
    options.labels = product.labels(of: docset, from: labelsFrom)
    let loaded = try await bar.during("Reading") { [options] in try await SitePipeline.loadOrEnd(options) }
    ProcessMemory.keep(loaded)
    try LocaleOption.validate(locales, in: loaded.site)
    let followed = try external.findings(of: loaded, locales: Set(locales))
    let model = StepRun.product(of: docset, try await product.chosen(loaded, willRun: false))
    var removed: [Diagnostic] = []
    var former: FormerFindings?
    if let changes {
      options.snapshot = changes.before
      options.labels.from = nil
      (former, removed) = try await before(changes, options, loaded, followed, bar)
    }
    let result = await bar.during("Checking") { [removed] in
      await SitePipeline.fullCheck(
        loaded, locales: Set(locales), external: followed, change: removed, product: model,
        jobs: work.jobCount, keep: { ProcessMemory.keep($0) })
    }
    return Checked(loaded: loaded, result: result, former: former)
  }

  /// What the docset was before a change, and the findings about what the change took away.
  private func before(
    _ changes: GitChanges, _ options: PipelineOptions, _ now: LoadedSite, _ followed: [Diagnostic]?,
    _ bar: ProgressBar?
  ) async throws -> (FormerFindings, removed: [Diagnostic]) {
    let loaded: LoadedSite
    do throws(DocsetError) {
      loaded = try await bar.during("Reading what was") { () async throws(DocsetError) in
        try await SitePipeline.load(options)
      }
    } catch {
      // There was none, or it could not be built: whatever is wrong now came with the change.
      Console.error("trin check: The docset could not be read as it was (\(error)), so all findings are shown as new.")
      return (.none, [])
    }
    ProcessMemory.keep(loaded)
    let model = StepRun.product(of: options.docset, try await product.chosen(loaded, willRun: false))
    let locales = Set(locales).intersection(loaded.site.configuration.locales)
    let removed = RemovedPages.findings(
      of: now.site, before: loaded.site, formerNames: changes.formerNames, locales: Set(self.locales))
    let result = await bar.during("Checking what was") {
      await SitePipeline.fullCheck(
        loaded, locales: locales, external: followed.map { _ in [] }, product: model,
        jobs: work.jobCount)
    }
    let root = loaded.site.configuration.shownRoot
    let fingerprints = Fingerprint.of(result.findings, root: root) { file in
      switch changes.before[String(file.dropFirst(file.hasPrefix(root) ? root.count : 0))] {
      case .bytes(let bytes): bytes
      case .absent: nil
      case nil: FindingFormat.source(file)
      }
    }
    let externalPlaces = followed == nil ? [] : ExternalOptions.knownPlaces(in: now.site, before: loaded.site)
    let known = Baseline(fingerprints).renaming(changes.formerNames)
    return (FormerFindings(known: known, externalPlaces: externalPlaces), removed)
  }

  /// The findings that were asked for: of the files that were named, and new where that is wanted.
  private func report(
    on checked: Checked, _ target: CheckTarget, _ changes: GitChanges?, quiet: Bool
  ) throws -> FindingReport {
    let findings = checked.result.findings
    let needsFingerprints =
      known.baseline != nil || changes != nil
      || (outputs.map(\.format) + [format]).contains { $0 == .sarif || $0 == .codequality }
    let fingerprints =
      needsFingerprints
      ? Fingerprint.of(findings, root: checked.root, source: FindingFormat.source)
      : findings.map { Fingerprint(code: $0.code, file: $0.place.file, hash: 0) }
    var kept = Array(findings.indices)
    var trends: [String: HTMLReport.Trend] = [:]
    if let (new, known) = try known.newFindings(of: fingerprints, docset: target.docset, quiet: quiet) {
      kept.removeAll { !new.contains($0) }
      let now = Dictionary(findings.map { ($0.code, 1) }, uniquingKeysWith: +)
      for code in Set(known.keys).union(now.keys) {
        trends[code] = HTMLReport.Trend(known: known[code] ?? 0, now: now[code] ?? 0)
      }
    }
    var nearness: [Nearness] = []
    if let changes, let former = checked.former {
      var reading = NearnessReading(changes, root: checked.root)
      nearness = findings.map { reading.nearness(of: $0.place) }
      let isExternal = Set(DiagnosticRule.external.map(\.code))
      let new = Set(
        former.known.compare(fingerprints) { nearness[$0] == .changedLine }.new.filter { number in
          !(isExternal.contains(findings[number].code) && former.externalPlaces.contains(findings[number].place))
        })
      kept.removeAll { !new.contains($0) }
    }
    kept.removeAll { !target.holds(findings[$0].place.file) }
    if changes == nil { nearness = nearnessToPullRequest(of: checked, in: target.docset) }
    let isChange = changes != nil
    if isChange { kept.sort { (nearness[$0], $0) < (nearness[$1], $1) } }
    return FindingReport(
      findings: kept.map { findings[$0] }, nearness: nearness.isEmpty ? [] : kept.map { nearness[$0] },
      fingerprints: kept.map { fingerprints[$0] }, isChange: isChange, failOn: failOn.severity, docset: target.docset,
      trends: trends)
  }

  /// How near findings are to the pull request that GitHub runs the command for, where it shows only some of them;
  /// empty where that is not known.
  private func nearnessToPullRequest(of checked: Checked, in docset: String) -> [Nearness] {
    guard format == .github || outputs.contains(where: { $0.format == .github }),
      let base = Console.environment("GITHUB_BASE_REF"),
      let changes = try? GitChanges.since("origin/\(base)", in: docset)
    else { return [] }
    var reading = NearnessReading(changes, root: checked.root)
    return checked.result.findings.map { reading.nearness(of: $0.place) }
  }

  /// A file that nothing was looked for in is not called clean.
  private func nameStrangers(to target: CheckTarget, _ loaded: LoadedSite) {
    let files = loaded.site.docsets.flatMap { docset in
      docset.catalog.index.paths.map { docset.catalog.source.shownPrefix + $0.string }
    }
    for path in target.strangers(among: files) {
      Console.error("trin check: `\(path)` is no part of the docset's content, so nothing in it was checked.")
    }
  }

  private func printSummary(_ findings: [Diagnostic]) {
    var output = StandardOutput()
    SummaryReport().write(findings, to: &output)
    output.flush()
  }

  private func count(_ all: [Diagnostic], shown: [Diagnostic]) {
    let left = all.count - shown.count
    if left > 0 {
      Console.error(
        "trin check: \(FindingCount(all)); \(left) below --severity \(severity) \(left == 1 ? "is" : "are") not printed"
      )
    } else if format != .text {
      Console.error("trin check: \(FindingCount(all))")
    }
  }

  private func finish(_ findings: [Diagnostic]) throws {
    if FindingCount(findings).atLeast(failOn.severity) > 0 { throw Outcome.findings }
  }

  /// Writes the certain repairs, or shows them.
  private func repair(_ findings: [Diagnostic], in loaded: LoadedSite) throws {
    let repairs = SitePipeline.repairs(of: findings, in: loaded)
    var (count, files) = (0, 0)
    for repair in repairs {
      do {
        if dryRun { Console.print(try repair.diff()) } else { try repair.write() }
        count += repair.count
        files += 1
      } catch {
        Console.error("trin: \(error)")
      }
    }
    if !work.quiet {
      let what = "\(count) \(count == 1 ? "repair" : "repairs") in \(files) \(files == 1 ? "file" : "files")"
      Console.error("trin check: \(what) \(dryRun ? "would be " : "")written.")
    }
    if files < repairs.count { throw Outcome.usage }
  }
}

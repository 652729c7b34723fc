internal import ArgumentParser
internal import Checks
internal import Diagnostics
internal import Docset
internal import SiteBuilding
internal import SiteModel

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks links, anchors, markup and translation damage.",
    discussion:
      "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or no docset, 70 a fault of trin.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var reference: ReferenceOptions

  @OptionGroup var known: BaselineOptions

  @OptionGroup var external: ExternalOptions

  @Option(help: "How findings are printed.")
  var format = FindingFormat.text

  @Option(help: "The severity from which findings fail the command.")
  var failOn = FailureLevel.error

  @Option(
    name: .customLong("locale"),
    help: ArgumentHelp("Only this locale; may be given more than once.", valueName: "locale"))
  var locales: [String] = []

  @Flag(help: "Print how the links resolve, as a table on standard error.")
  var statistics = false

  @Flag(help: "Write the repairs that are certain into the files, then report what is left.")
  var fix = false

  @Flag(help: "With --fix: print the repairs as a diff instead, and write nothing.")
  var dryRun = false

  func validate() throws {
    if dryRun, !fix { throw ValidationError("--dry-run belongs to --fix: it shows what --fix would write.") }
  }

  func run() async throws {
    var (loaded, checked) = try await check()
    let root = loaded.site.configuration.shownRoot
    if try known.write(checked.findings, root: root, quiet: shared.quiet) { return }
    if fix {
      let findings = try known.newFindings(of: checked.findings, root: root, quiet: true)
      try repair(findings, in: loaded)
      if dryRun { return try finish(findings) }
      // The files have changed: what is left is what they now give.
      (loaded, checked) = try await check()
    }
    let findings = try known.newFindings(of: checked.findings, root: root, quiet: shared.quiet)
    format.write(findings, failOn: failOn.severity, root: root)
    let count = FindingCount(findings)
    if format != .text, !shared.quiet { Console.error("trin check: \(count)") }
    if statistics { Console.error(LinkStatistics.table(checked.links)) }
    try finish(findings)
  }

  private func check() async throws -> (LoadedSite, SiteChecks.Result) {
    let bar = ProgressBar.onTerminal(quiet: shared.quiet)
    let loaded = try await bar.during("Reading") {
      try await SitePipeline.load(shared, reference: reference.source, followsExternal: external.external)
    }
    ProcessMemory.keep(loaded)
    try LocaleOption.validate(locales, in: loaded.site)
    let followed = try external.findings(of: loaded, locales: Set(locales))
    let checked = await bar.during("Checking") {
      await SitePipeline.fullCheck(
        loaded, locales: Set(locales), external: followed, product: StepRun.product(of: shared.docset),
        jobs: shared.jobCount)
    }
    return (loaded, checked)
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
    if !shared.quiet {
      let what = "\(count) \(count == 1 ? "repair" : "repairs") in \(files) \(files == 1 ? "file" : "files")"
      Console.error("trin check: \(what) \(dryRun ? "would be " : "")written.")
    }
    if files < repairs.count { throw Outcome.usage }
  }
}

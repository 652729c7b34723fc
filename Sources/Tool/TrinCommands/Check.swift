internal import ArgumentParser
internal import Diagnostics
internal import SiteBuilding

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks links, anchors, markup and translation damage.",
    discussion:
      "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 wrong usage or no docset, 70 a fault of trin.")

  @OptionGroup var shared: SharedOptions
  @OptionGroup var reference: ReferenceOptions

  @Option(help: "How findings are printed.")
  var format = FindingFormat.text

  @Option(help: "The severity from which findings fail the command.")
  var failOn = FailureLevel.error

  @Option(
    name: .customLong("locale"),
    help: ArgumentHelp("Only this locale; may be given more than once.", valueName: "locale"))
  var locales: [String] = []

  func run() async throws {
    let bar = ProgressBar.onTerminal(quiet: shared.quiet)
    let loaded = try await bar.during("Reading") { try await SitePipeline.load(shared, reference: reference.source) }
    try LocaleOption.validate(locales, in: loaded.site)
    let findings = await bar.during("Checking") {
      await SitePipeline.check(loaded, locales: Set(locales), jobs: shared.jobCount)
    }
    format.write(findings, failOn: failOn.severity)
    let count = FindingCount(findings)
    if format != .text, !shared.quiet { Console.error("trin check: \(count)") }
    if count.atLeast(failOn.severity) > 0 { throw Outcome.findings }
  }
}

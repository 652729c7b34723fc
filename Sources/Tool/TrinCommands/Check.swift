internal import ArgumentParser
internal import Checks
internal import Diagnostics
internal import Docset
internal import SiteBuilding
internal import SiteModel

struct Check: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Checks links, anchors, markup and translation damage.",
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

  func run() async throws {
    let loaded = try await SitePipeline.load(shared, reference: reference.source, followsExternal: external.external)
    try LocaleOption.validate(locales, in: loaded.site)
    let followed = try external.findings(of: loaded, locales: Set(locales))
    let checked = await SitePipeline.fullCheck(
      loaded, locales: Set(locales), external: followed, jobs: shared.jobCount)
    let root = loaded.site.configuration.shownRoot
    if try known.write(checked.findings, root: root, quiet: shared.quiet) { return }
    let findings = try known.newFindings(of: checked.findings, root: root, quiet: shared.quiet)
    format.write(findings, failOn: failOn.severity, root: root)
    let count = FindingCount(findings)
    if format != .text, !shared.quiet { Console.error("trin check: \(count)") }
    if statistics { Console.error(LinkStatistics.table(checked.links)) }
    if count.atLeast(failOn.severity) > 0 { throw Outcome.findings }
  }
}

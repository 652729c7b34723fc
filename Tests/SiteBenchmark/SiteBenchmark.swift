import ArgumentParser

/// What a build costs, on docsets that are made here: `swift run -c release site-benchmark --help`.
@main
struct SiteBenchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "site-benchmark",
    abstract: "Measures `trin build` on generated docsets.",
    subcommands: [Scale.self, Instructions.self, Generate.self, Once.self], defaultSubcommand: Scale.self)
}

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Writes a docset of so many pages; always the same one.")

  @Argument var pages: Int
  @Argument var folder: String

  func run() throws { try GeneratedDocset(pages: pages).write(to: folder) }
}

internal import ArgumentParser
internal import Docset
internal import SiteBuilding
internal import SiteRendering

struct ThemeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "theme", abstract: "Writes the default theme, to begin one of your own with.",
    subcommands: [Export.self]
  )

  struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "export", abstract: "Writes the templates, assets and words of the default theme.",
      discussion: """
        templates/README.md lists what each template may show. Nothing that is there is overwritten: where a file of the \
        same name exists, none is written.
        """)

    @Argument(help: "The folder of the theme; made where it is not there.")
    var folder = "Site"

    @OptionGroup var work: WorkOptions

    func run() async throws {
      do throws(OutputError) {
        try NewFiles.write(ThemeExport.files, to: folder)
      } catch {
        Console.error("trin theme export: \(error)")
        throw Outcome.usage
      }
      guard !work.quiet else { return }
      let shown = Workspace.shown(folder)
      Console.print(
        "Wrote \(ThemeExport.files.count) files to \(shown.isEmpty ? "./" : shown). Delete those that you leave as they are; \(shown)templates/README.md lists what each template may show."
      )
    }
  }
}

internal import ArgumentParser
internal import Docset
internal import SiteBuilding

struct Init: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Writes a small docset to begin with.",
    discussion: """
      Two languages, one article with steps that are proven, a scenario, and a workflow for GitHub. The article is about \
      the admin center that Trin brings. Nothing that is there is overwritten: \
      where a file of the same name exists, none is written.
      """)

  @Argument(help: "The folder that becomes the docset; made where it is not there.")
  var folder = "."

  @OptionGroup var work: WorkOptions

  func run() async throws {
    // A repository has files of its own around the docset, which stay as they are.
    let files = StarterDocset.files.filter { file in
      !file.path.hasPrefix(".") || !Files.exists("\(folder)/\(file.path)")
    }
    do throws(OutputError) {
      try NewFiles.write(files, to: folder)
    } catch {
      Console.error("trin init: \(error)")
      throw Outcome.usage
    }
    guard !work.quiet else { return }
    let shown = Workspace.shown(folder)
    for file in files { Console.print("  \(shown)\(file.path)") }
    let docset = folder == "." ? "" : " \(folder)"
    Console.print(
      "Wrote a docset. `trin build\(docset)` makes its site, `trin preview\(docset)` shows it while you write.")
  }
}

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

      With --product the docset is about a web application that is running: its page is opened in Chromium, a product \
      file is written with what it tells, and an article with a step that was tried.
      """)

  @Argument(help: "The folder that becomes the docset; made where it is not there.")
  var folder = "."

  @Option(help: ArgumentHelp("Begin with the web application that runs there.", valueName: "address"))
  var product: String?

  @Option(
    help: ArgumentHelp(
      "With --product: what a field of the form where people sign in is filled with. For a user of a test only: the product file keeps it.",
      valueName: "name=text"))
  var signIn: [String] = []

  @OptionGroup var work: WorkOptions

  func validate() throws {
    if !signIn.isEmpty, product == nil { throw ValidationError("--sign-in says who signs in to a --product.") }
  }

  func run() async throws {
    // A repository has files of its own around the docset, which stay as they are.
    let all = if let product { try await ProductInit.files(for: product, signIn: signIn) } else { StarterDocset.files }
    let files = all.filter { file in
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
    if product != nil {
      Console.print("Wrote a docset, and its first step was run. `trin test\(docset)` runs it again.")
      return
    }
    Console.print(
      "Wrote a docset. `trin build\(docset)` makes its site, `trin preview\(docset)` shows it while you write.")
  }
}

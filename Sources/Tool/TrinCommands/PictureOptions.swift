internal import ArgumentParser
internal import ProcedureTesting
internal import SiteBuilding

/// The pictures of steps that a command shows.
struct PictureOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Show the pictures of steps that `trin test --browser --pictures` took.", valueName: "folder"))
  var pictures: String?

  /// - Parameter command: Who says it where the folder holds none.
  func source(for command: String) throws -> PictureSource? {
    do throws(OutputError) {
      guard let pictures else { return nil }
      return try PictureSource(pictures)
    } catch {
      Console.error("trin \(command): \(error)")
      throw Outcome.usage
    }
  }
}

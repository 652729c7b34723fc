internal import ArgumentParser
internal import SiteBuilding

/// What is done with the translation files of the product.
struct LabelArguments: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Name the labels in bold that the product's texts made wrong since then; --fix writes the new ones.",
      valueName: "revision or folder"))
  var labelsFrom: String?

  @Flag(help: "Run the commands that the product file names. Who wrote the file chooses what they do.")
  var allowCommands = false

  var options: LabelOptions {
    var options = LabelOptions()
    options.from = labelsFrom
    options.allowsCommands = allowCommands
    return options
  }
}

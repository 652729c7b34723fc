internal import ArgumentParser

@main
struct Trin: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Builds help sites and proves that their steps work.")
}

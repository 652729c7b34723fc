internal import Docset
internal import FoundationEssentials

/// The files that configure a docset, as foreign bytes.
struct DocsetInput {
  private static let names = [
    [".openpublishing.publish.config.json", "docs/docfx.json", ".openpublishing.redirection.json", ".trin.yml"],
    ["Site/site.yml"],
  ]

  private let files: [(name: String, bytes: ArraySlice<UInt8>)]

  /// The first byte chooses the shape of the docset; a zero byte ends each file.
  init(_ bytes: [UInt8]) {
    let parts = bytes.dropFirst().split(separator: 0, omittingEmptySubsequences: false)
    files = Array(zip(Self.names[Int(bytes.first ?? 0) % 2], parts))
  }

  func check() {
    let folder = FileManager.default.temporaryDirectory.appending(path: "trin-fuzz-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["Site", "docs", "Content/en-US", "Content/da-DK"] {
      try? FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
    }
    for file in files { try? Data(file.bytes).write(to: URL(filePath: "\(folder)/\(file.name)")) }
    // A configuration that is refused is read well.
    guard let workspace = try? Workspace.open(folder), let redirections = try? workspace.redirections() else { return }
    for source in workspace.sources {
      precondition(LocaleName.isOne(source.locale), "a locale is a part of a path")
      precondition(Paths.inside(source.basePath) == source.basePath, "a docset lies in its repository")
      for entry in source.adding(redirections.redirections).redirections {
        precondition(Paths.inside(entry.from) == entry.from, "a redirection begins in its docset")
      }
      let address = source.address(of: Array("a/b.md".utf8))
      precondition(
        Paths.inside(String(decoding: address, as: UTF8.self)).map { Array($0.utf8) } == address,
        "an address lies below its docset")
    }
  }
}

internal import Foundation
internal import Testing
internal import WebDriver

@Suite(
  "A product file that a pull request brings",
  .enabled(if: TrinProgram.isBuilt && DriverProcess.isInstalled, "trin is not built, or Chromium is not here"))
struct CommandPermissionTests {
  /// Every command leaves a mark where it was started.
  static let product = """
    address: http://127.0.0.1:{port}/
    world: {command: [touch, started-world]}
    start: {command: [touch, started-server]}
    roles: {reader: {names: {en-US: [reader]}}}
    controls: {save: {kind: button, labels: {en-US: [Save]}}}
    checks: {mark: {command: [touch, started-check]}}
    """

  private static func files(product: String) -> [String: String] {
    [
      "docs/Site/site.yml": "title: {en-US: Docs}\nsource-locale: en-US\nlocales: [en-US]\nproduct: product.yml\n",
      "docs/Content/en-US/save.md": """
      ---
      title: Save
      description: Save what you wrote.
      ---
      # Save

      What is saved stays.

      ## Save it

      You must be a reader to follow these steps.

      1. Select **Save**.
      """,
      "docs/Content/scenarios/save.yml": """
      procedures:
        save-it:
          roles: {allowed: [reader]}
          expect: [{check: mark}]
      """,
      product: Self.product,
    ]
  }

  private func started(_ folder: ScratchFolder) -> [String] {
    ["docs/", ""].flatMap { place in ["world", "server", "check"].map { "\(place)started-\($0)" } }
      .filter(folder.has)
  }

  @Test(
    "starts no program, whichever command reads it, and says which one it would start",
    arguments: [["test"], ["test", "--list"], ["build"], ["test", "--product", "docs/product.yml"]])
  func planted(words: [String]) async throws {
    let folder = try ScratchFolder(Self.files(product: "docs/product.yml"))
    let run = try await TrinProgram.run(words + ["docs"], in: folder.url)
    #expect(run.code == 2, "\(run.said)")
    #expect(run.said.contains("docs/product.yml:2:18:"), "\(run.said)")
    #expect(run.said.contains("touch started-world") && run.said.contains("--allow-commands"), "\(run.said)")
    #expect(started(folder) == [])
  }

  @Test(
    "starts no program where only labels are looked at",
    arguments: [product, "adapter: {command: [touch, started-world]}"])
  func looking(product: String) async throws {
    var files = Self.files(product: "docs/product.yml")
    files["docs/product.yml"] = product
    let folder = try ScratchFolder(files)
    let run = try await TrinProgram.run(["check", "docs"], in: folder.url)
    #expect(run.code == 0, "\(run.said)")
    #expect(started(folder) == [])
  }

  @Test("starts them once somebody here has said so")
  func allowed() async throws {
    let folder = try ScratchFolder(Self.files(product: "docs/product.yml"))
    let run = try await TrinProgram.run(["test", "--allow-commands", "docs"], in: folder.url)
    #expect(run.code == 1, "\(run.said)")
    #expect(run.said.contains("product-broken"), "\(run.said)")
    #expect(started(folder) == ["docs/started-world", "docs/started-server"])
  }

  @Test("is no other file of the repository around the docset either")
  func around() async throws {
    let folder = try ScratchFolder(Self.files(product: "product.yml"))
    try FileManager.default.createDirectory(at: folder.url.appending(path: ".git"), withIntermediateDirectories: true)
    let run = try await TrinProgram.run(["test", "--product", "product.yml", "docs"], in: folder.url)
    #expect(run.code == 2, "\(run.said)")
    #expect(started(folder) == [])
  }

  @Test("needs no word where it lies outside of both")
  func outside() async throws {
    let folder = try ScratchFolder(Self.files(product: "product.yml"))
    let run = try await TrinProgram.run(["test", "--product", "product.yml", "docs"], in: folder.url)
    #expect(run.code == 1, "\(run.said)")
    #expect(started(folder) == ["started-world", "started-server"])
  }

  @Test("is not led out of the docset by a link")
  func linked() async throws {
    let folder = try ScratchFolder(Self.files(product: "product.yml"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: "docs/product.yml").path, withDestinationPath: "../product.yml")
    let run = try await TrinProgram.run(["test", "docs"], in: folder.url)
    #expect(run.code == 2, "\(run.said)")
    #expect(started(folder) == [])
  }
}

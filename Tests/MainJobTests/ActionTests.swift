import Foundation
import Testing

@Suite("The action for GitHub", .enabled(if: Program.isBuilt, "trin is not built"))
struct ActionTests {
  private static let action = Repository.root + "/.github/actions/trin/action.yml"

  /// A folder for `PATH` that holds the program, as the first step leaves it.
  private func environment(_ scratch: Scratch, _ repository: String) throws -> [String: String] {
    try FileManager.default.createDirectory(atPath: scratch.path + "/bin", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/bin/trin", withDestinationPath: Program.path)
    return [
      "PATH": scratch.path + "/bin:/usr/bin:/bin", "HOME": scratch.path, "GITHUB_ACTIONS": "true",
      "GITHUB_WORKSPACE": repository, "GITHUB_BASE_REF": "main",
      "GITHUB_STEP_SUMMARY": scratch.path + "/summary.md",
    ]
  }

  /// A clone as GitHub's checkout leaves it for a pull request: the branches of the server, and the change on top.
  private func checkout(of repository: ChangedRepository, to path: String) throws {
    try repository.git("clone", "--quiet", "--branch", "change", "file://\(repository.path)", path)
  }

  @Test("shows exactly what a pull request brings, in annotations, in SARIF and in the summary")
  func pullRequest() throws {
    let repository = try ChangedRepository()
    try repository.change()
    let scratch = try Scratch()
    let clone = scratch.path + "/clone"
    try checkout(of: repository, to: clone)
    let steps = try WorkflowSteps(
      Self.action, given: ["docset": "docs", "upload": "true"], github: ["base_ref": "main", "repository": "a/b"])
    let results = try steps.run(in: clone, environment: try environment(scratch, clone))
    #expect(
      results.map(\.name) == ["Install Trin", "Check", "Upload to code scanning", "Run the steps", "Build the site"])
    #expect(results.map(\.code) == [0, 1, nil, nil, nil])

    func place(_ line: Substring) -> String {
      let file = line.firstMatch(of: /file=([^,]*)/)?.1 ?? "", code = line.firstMatch(of: /title=([^:]*)/)?.1 ?? ""
      return "\(code) \(file):\(line.firstMatch(of: /,line=(\d+)/)?.1 ?? "")"
    }
    let brought = SinceTests.brought(in: "docs/")
    let annotations = results[1].output.split(separator: "\n").map(place)
    #expect(annotations.sorted() == brought.sorted())
    // Errors first, and of these what was changed.
    #expect(annotations[0] == brought[0])

    let bytes = try #require(FileManager.default.contents(atPath: clone + "/trin.sarif"))
    let log = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let found = ((log?["runs"] as? [[String: Any]])?.first?["results"] as? [[String: Any]] ?? []).map { result in
      let location = (result["locations"] as? [[String: Any]])?.first?["physicalLocation"] as? [String: Any]
      let file = (location?["artifactLocation"] as? [String: Any])?["uri"] ?? ""
      return "\(result["ruleId"] ?? "") \(file):\((location?["region"] as? [String: Any])?["startLine"] ?? "")"
    }
    #expect(found.sorted() == brought.sorted())

    let summary = try #require(scratch.text("summary.md"))
    #expect(summary.split(separator: "\n").count { $0.hasPrefix("| error") || $0.hasPrefix("| warn") } == 7)
    #expect(summary.split(separator: "\n").count { $0.hasPrefix("| sugg") } == 1)
    #expect(!summary.contains("none-"))
  }

  @Test("passes a pull request without findings, runs its steps and builds the site")
  func clean() throws {
    let scratch = try Scratch()
    #expect(try Program.run("init", "docs", in: scratch.path).code == 0)
    let steps = try WorkflowSteps(
      Self.action, given: ["docset": "docs", "build": "site", "since": "none"], github: [:])
    let results = try steps.run(in: scratch.path, environment: try environment(scratch, scratch.path))
    #expect(results.map(\.code) == [0, 0, nil, 0, 0], "\(results.map(\.output))")
    #expect(scratch.text("site/en-us/index.html") != nil)
  }
}

import ChildProcesses
import Foundation
import Testing

/// Workflows to copy stand in the handbook as code; each is read by a program that knows its platform's form.
@Suite("The workflows")
struct WorkflowFileTests {
  private static let checker = Repository.root + "/.venv/bin/check-jsonschema"
  private static let isInstalled = FileManager.default.isExecutableFile(atPath: checker)

  private func check(_ schema: String, _ file: String) throws -> (code: Int32, output: String) {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: Self.checker)
    // The schemas are written for several dialects of regular expressions.
    process.arguments = ["--regex-variant", "python", "--builtin-schema", "vendor.\(schema)", file]
    let pipe = Pipe()
    process.standardOutput = .pipe(pipe)
    process.standardError = .pipe(pipe)
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }

  @Test("of this repository have the form that GitHub reads", .enabled(if: isInstalled, "run .ci/setup"))
  func own() throws {
    for (schema, file) in [
      ("github-workflows", "workflows/ci.yml"), ("github-workflows", "workflows/release.yml"),
      ("github-actions", "actions/trin/action.yml"),
    ] {
      let checked = try check(schema, "\(Repository.root)/.github/\(file)")
      #expect(checked.code == 0, "\(file): \(checked.output)")
    }
  }

  @Test(
    "that init writes has the form that GitHub reads", .enabled(if: isInstalled && Program.isBuilt, "run .ci/setup"))
  func starter() throws {
    let scratch = try Scratch()
    #expect(try Program.run("init", "x", in: scratch.path).code == 0)
    let checked = try check("github-workflows", scratch.path + "/x/.github/workflows/trin.yml")
    #expect(checked.code == 0, "\(checked.output)")
  }

  @Test("of the handbook have the forms that GitHub, GitLab and Azure read", .enabled(if: isInstalled, "run .ci/setup"))
  func handbook() throws {
    let page = Repository.root + "/Content/en-US/handbook/for-ci.md"
    let text = String(decoding: try #require(FileManager.default.contents(atPath: page)), as: UTF8.self)
    let scratch = try Scratch()
    for (title, schema) in [
      ("GitHub", "github-workflows"), ("GitLab", "gitlab-ci"), ("Azure", "azure-pipelines"),
    ] {
      let heading = try #require(text.firstRange(of: "\n### \(title)"), "the handbook has no section for \(title)")
      let section = text[heading.upperBound...]
      let block = try #require(section.firstMatch(of: /\n```yaml\n([\s\S]*?)\n```\n/)?.1, "\(title) has no workflow")
      try scratch.write(String(block) + "\n", to: "\(schema).yml")
      let checked = try check(schema, "\(scratch.path)/\(schema).yml")
      #expect(checked.code == 0, "\(title): \(checked.output)")
      // A workflow that the schema knows nothing of would pass it, too.
      try scratch.write(String(block).replacing("\n", with: "\n  : [", maxReplacements: 1), to: "\(schema)-broken.yml")
      #expect(try check(schema, "\(scratch.path)/\(schema)-broken.yml").code != 0)
    }
  }
}

import ChildProcesses
import Foundation
import Testing

@Suite("trin check --source", .enabled(if: Program.isBuilt, "trin is not built"))
struct HistoryCommandTests {
  @Test("says in one sentence that there is no git where the source lies in a repository, and checks the rest")
  func missingGit() throws {
    let scratch = try Scratch()
    let configuration = { (locale: String) in
      "{\"docsets_to_publish\":[{\"build_source_folder\":\"docs\",\"locale\":\"\(locale)\"}]}"
    }
    for (folder, locale) in [("en", "en-US"), ("da", "da-DK")] {
      try scratch.write(configuration(locale), to: "\(folder)/.openpublishing.publish.config.json")
      try scratch.write("{\"build\":{\"content\":[{\"files\":[\"**/*.md\"]}]}}", to: "\(folder)/docs/docfx.json")
      try scratch.write(
        "---\ntitle: A\ndescription: A\n---\n# <a name=\"a\"></a>A\n\n[x](no.md)\n", to: "\(folder)/docs/a.md")
    }
    try scratch.write("ref: refs/heads/main\n", to: "en/.git/HEAD")
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["check", "da", "--source", "en", "--format", "json"]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
    process.environment = ["PATH": scratch.path]
    let output = Pipe()
    process.standardOutput = .pipe(output)
    process.standardError = .nothing
    try process.run()
    let printed = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 1)
    #expect(printed.contains("is not known from git: `git` cannot be run (No such file or directory)."))
    #expect(printed.contains("\"file-not-found\""))
  }
}

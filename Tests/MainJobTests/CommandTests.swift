import ChildProcesses
import Foundation
import Testing

#if canImport(FoundationNetworking)
  import FoundationNetworking
#endif

@Suite("The program", .enabled(if: Program.isBuilt, "trin is not built"))
struct CommandTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    for name in ["Content", "Site"] {
      try FileManager.default.copyItem(atPath: "\(Repository.root)/\(name)", toPath: "\(scratch.path)/\(name)")
    }
  }

  private let article = "Content/da-DK/\(Repository.resend).md"

  private func edit(_ old: String, _ new: String) throws {
    let text = try #require(scratch.text(article))
    #expect(text.contains(old))
    try scratch.write(text.replacing(old, with: new), to: article)
  }

  @Test("builds the shipped site and runs its steps, and ends with 0")
  func build() throws {
    let run = try Program.run("build", in: scratch.path)
    #expect(run.code == 0)
    #expect(run.output.contains("runs passed"))
    #expect(scratch.text("_site/da-dk/\(Repository.resend).html") != nil)
  }

  @Test("writes nothing when a step fails, and ends with 1; --keep-going writes and still ends with 1")
  func failingStep() throws {
    try edit("**Nulstil adgangskode**.", "**Nulstil kodeord**.")
    let run = try Program.run("build", in: scratch.path)
    #expect(run.code == 1)
    #expect(scratch.text("_site/index.html") == nil)
    #expect(try Program.run("build", "--keep-going", "--quiet", in: scratch.path).code == 1)
    #expect(scratch.text("_site/index.html") != nil)
  }

  @Test("prints findings as one JSON object a line, and nothing else, on standard output")
  func json() throws {
    let run = try Program.run("check", "--format", "json", in: scratch.path)
    #expect(run.code == 0)
    let lines = run.output.split(separator: "\n")
    #expect(lines.count == 1)
    let object = try JSONSerialization.jsonObject(with: Data(lines[0].utf8)) as? [String: Any]
    #expect(object?["code"] as? String == "mt-link-split")
    #expect(object?["file"] as? String == article)
    #expect(object?["fixable"] as? Bool == true)
    #expect(try Program.run("check", "--fail-on", "warning", in: scratch.path).code == 1)
  }

  @Test("fails for what a baseline does not know only")
  func baseline() throws {
    let base = scratch.path + "/known.txt"
    try edit("Før du begynder", "[Før](nowhere.md) du begynder")
    #expect(try Program.run("check", in: scratch.path).code == 1)
    #expect(try Program.run("check", "--write-baseline", base, in: scratch.path).code == 0)
    #expect(try #require(scratch.text("known.txt")).contains("file-not-found"))
    let known = try Program.run(
      "check", "--baseline", base, "--fail-on", "warning", "--format", "json", in: scratch.path)
    #expect(known.code == 0)
    #expect(known.output == "")
    #expect(known.errors.contains("findings are in the baseline"))
    // From elsewhere, and with other lines above, they are the same findings.
    try edit("## <a name=", "New\n\n## <a name=")
    #expect(try Program.run("check", scratch.path, "--baseline", base, "--fail-on", "warning", in: "/").code == 0)
    try edit("[Før](nowhere.md)", "[Før](nowhere.md) [efter](nothing.md)")
    let new = try Program.run("check", "--baseline", base, "--format", "json", in: scratch.path)
    #expect(new.code == 1)
    // The other language has no such link either: that is new as well.
    #expect(new.output.split(separator: "\n").count { $0.contains("\"file-not-found\"") } == 1)
    #expect(new.output.split(separator: "\n").allSatisfy { $0.contains("nothing.md") })
    try edit("[Før](nowhere.md) [efter](nothing.md)", "Før")
    #expect(try Program.run("check", "--baseline", base, in: scratch.path).errors.contains("that it lists are gone"))
  }

  @Test("ends with 2 for a baseline that is not there, is none, or cannot be written")
  func wrongBaseline() throws {
    #expect(try Program.run("check", "--baseline", "none.txt", in: scratch.path).code == 2)
    let none = try Program.run("check", "--baseline", "Site/site.yml", in: scratch.path)
    #expect(none.code == 2)
    #expect(none.errors.contains("Site/site.yml:1:"))
    #expect(try Program.run("check", "--write-baseline", "no/known.txt", in: scratch.path).code == 2)
  }

  @Test("ends with 2 for wrong usage and for a folder that holds no docset")
  func usage() throws {
    #expect(try Program.run("check", "--frmat", "json", in: scratch.path).code == 2)
    #expect(try Program.run("check", "nothing", in: scratch.path).code == 2)
    #expect(try Program.run("check", "--locale", "da-DX", in: scratch.path).errors.contains("`da-DK`"))
    #expect(try Program.run("--version", in: scratch.path).code == 0)
  }

  @Test("init writes a docset that builds, checks and tests clean; where one is, it writes nothing")
  func initialize() throws {
    let made = try Program.run("init", "my/help", in: scratch.path)
    #expect(made.code == 0)
    #expect(try Program.run("check", "my/help", "--fail-on", "warning", in: scratch.path).output == "no findings\n")
    let tested = try Program.run("test", "my/help", in: scratch.path)
    #expect(tested.code == 0, "\(tested.output)")
    // Nothing at all is left to wish for.
    #expect(!tested.output.contains("suggestion") && !tested.output.contains("warning"), "\(tested.output)")
    #expect(scratch.text("my/help/.gitignore") == "# What `trin build` writes.\n/_site/\n")
    #expect(try Program.run("build", "my/help", "--output", "my/site", in: scratch.path).code == 0)
    #expect(scratch.text("my/site/da-dk/resend-password.html") != nil)

    try scratch.write("mine", to: "other/Content/en-US/index.md")
    let refused = try Program.run("init", "other", in: scratch.path)
    #expect(refused.code == 2)
    #expect(refused.errors.contains("`other/Content/en-US/index.md` exists already"))
    #expect(scratch.text("other/Content/en-US/index.md") == "mine")
    #expect(scratch.text("other/Site/site.yml") == nil)
  }

  @Test("runs a part of the procedures in one language, and refuses a part or a format that makes no sense")
  func selection() throws {
    let run = try Program.run(
      "test", "--locale", "da-DK", "--filter", "*#reset-my", "--format", "json", in: scratch.path)
    #expect(run.code == 0)
    let report = try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any]
    #expect(report?["locales"] as? [String] == ["da-DK"])
    let procedures = report?["procedures"] as? [[String: Any]]
    #expect(
      procedures?.compactMap { $0["id"] as? String } == ["admin/add-users/reset-passwords#reset-my-admin-password"])
    let wrong = [
      ["--shard", "0/2"], ["--shard", "3/2"], ["--shard", "1"], ["--list", "--format", "junit"],
      ["--filter", "nothing"],
      ["--format", "html"],
    ]
    for arguments in wrong {
      let (process, _, errors) = try Program.start(["test"] + arguments, in: scratch.path)
      let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 2, "\(arguments)")
      #expect(!said.isEmpty)
    }
  }

  @Test("previews an edit, keeps the last good page over a mistake, and mends it")
  func preview() async throws {
    let (process, output, _) = try Program.start(["preview", "--port", "0"], in: scratch.path)
    defer { process.terminate() }
    let line = String(decoding: output.fileHandleForReading.availableData, as: UTF8.self)
    let start = try #require(line.firstRange(of: "http://"))
    let address = line[start.lowerBound...].prefix { !$0.isWhitespace }.trimmingSuffix(while: { $0 == "." })
    let url = try #require(URL(string: "\(address)da-dk/\(Repository.resend).html"))
    #expect(try page(url).contains("Før du begynder"))

    try edit("Før du begynder", "Før du går i gang")
    #expect(try await becomes(url) { $0.contains("Før du går i gang") })
    try edit("title: ", "title: [")
    #expect(try await becomes(url) { $0.contains("yaml-syntax-error") && $0.contains("Før du går i gang") })
    try edit("title: [", "title: ")
    #expect(try await becomes(url) { !$0.contains("yaml-syntax-error") })
  }

  private func page(_ url: URL) throws -> String { String(decoding: try Data(contentsOf: url), as: UTF8.self) }

  /// Whether the page is as wanted soon; a busy machine is given ten seconds.
  private func becomes(_ url: URL, _ isWanted: (String) -> Bool) async throws -> Bool {
    for _ in 0..<100 {
      if isWanted(try page(url)) { return true }
      try await Task.sleep(for: .milliseconds(100))
    }
    return false
  }
}

extension Substring {
  fileprivate func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> Substring {
    var text = self
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return text
  }
}

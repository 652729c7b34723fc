import ChildProcesses
import Diagnostics
import Docset
import Foundation
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("A translation whose source lies in a git repository", .enabled(if: Git.isInstalled, "git is not installed"))
struct StalenessTests {
  private static let front = "---\ntitle: T\ndescription: D\n"

  private let english: TemporaryDocset
  private let git: Git

  /// An article of three commits, with one between them that leaves it alone.
  init() throws {
    english = try TemporaryDocset.learn(["a.md": Self.article("One")])
    git = Git(english.path)
    try git.run("init", "-q", "-b", "main")
    try git.commit("2022-01-10")
    try english.write(Self.article("Two"), to: "docs/a.md")
    try git.commit("2022-02-01")
    try english.write("other", to: "README.md")
    try git.commit("2022-02-20")
    try english.write(Self.article("Three"), to: "docs/a.md")
    try git.commit("2022-03-01")
  }

  private static func article(_ text: String, _ keys: String = "ms.date: 06/01/2022\n") -> String {
    "\(front)\(keys)---\n# T\n\n\(text)\n"
  }

  private func stale(
    _ keys: String, source: String? = nil, prepare: (TemporaryDocset) throws -> Void = { _ in }
  ) async throws -> [Diagnostic] {
    let danish = try TemporaryDocset.learn(["a.md": Self.article("En", "ms.date: ''\n" + keys)], locale: "da-DK")
    try prepare(danish)
    let loaded = try await SitePipeline.load(
      PipelineOptions(docset: danish.path, reference: source ?? english.path, jobs: 1, readsHistory: true))
    return await SitePipeline.check(loaded, jobs: 1).filter { $0.code == "parity-stale" }
  }

  @Test("is behind by the commits that changed the article after the one that it was made of")
  func commits() async throws {
    let first = try git.hash("HEAD~3")
    let found = try await stale("ms.sourcegitcommit: \(first)\n")
    #expect(
      found.map(\.message) == [
        "A translation follows its source page; this one, made of commit `\(first.prefix(10))` of 2022-01-10, is 2 commits and 50 days behind, the newest of 2022-03-01."
      ])
    #expect(found.map(\.place.line) == [5])
  }

  @Test("is level with the commit that changed the article last, whatever its date says")
  func level() async throws {
    #expect(try await stale("ms.sourcegitcommit: \(try git.hash("HEAD"))\nms.lasthandoff: 01/01/2022\n") == [])
    try english.write("more", to: "README.md")
    try git.commit("2022-04-01")
    #expect(try await stale("ms.sourcegitcommit: \(try git.hash("HEAD"))\n") == [])
    #expect(try await stale("ms.sourcegitcommit: \(try git.hash("HEAD~1"))\n") == [])
  }

  @Test("is behind by an older commit that was merged later")
  func merged() async throws {
    try git.run("checkout", "-q", "-b", "side", "HEAD~3")
    try english.write(Self.article("Side"), to: "docs/a.md")
    try git.commit("2022-01-20")
    try git.run("checkout", "-q", "main")
    let before = try git.hash("HEAD")
    try git.run("merge", "-q", "-s", "ours", "side", "-m", "merge", date: "2022-03-05")
    let found = try await stale("ms.sourcegitcommit: \(before)\n")
    #expect(found.map { $0.message.contains("is 1 commit and 0 days behind, the newest of 2022-01-20.") } == [true])
  }

  @Test("is told by the day of its handoff, or by its own last commit, where it names no commit")
  func dates() async throws {
    let handoff = try await stale("ms.lasthandoff: 02/01/2022\n")
    #expect(handoff.map(\.message).first?.contains("made of the text of 2022-02-01, is 1 commit and 28 days") == true)
    #expect(try await stale("ms.lasthandoff: 03/01/2022\n") == [])
    let own = try await stale("") { danish in
      let git = Git(danish.path)
      try git.run("init", "-q")
      try git.commit("2022-01-30")
    }
    #expect(own.map(\.message).first?.contains("last changed on 2022-01-30, is 2 commits and 30 days") == true)
    #expect(own.map(\.place.line) == [1])
  }

  @Test("is told by date where the source has no such commit, and once for all pages which one that is")
  func unknownCommit() async throws {
    let found = try await stale(
      "ms.sourcegitcommit: \(String(repeating: "ab", count: 20))\nms.lasthandoff: 02/01/2022\n")
    #expect(found.count == 2)
    #expect(
      found.first?.message
        == "1 page names a commit in `ms.sourcegitcommit` that the source's history lacks, first `ababababab` in `a.md`; their age was told by date."
    )
    #expect(found.last?.message.contains("is 1 commit and 28 days behind") == true)
  }

  @Test("is compared with what a shallow clone holds, which is said")
  func shallow() async throws {
    let clone = english.path + "/clone"
    try git.run("clone", "-q", "--depth", "1", "file://" + english.path, clone)
    let found = try await stale("ms.lasthandoff: 02/01/2022\n", source: clone)
    #expect(
      found.map(\.message).contains {
        $0.contains("is known from the newest 1 commit of the source only: the clone is shallow.")
      })
    #expect(!found.contains { $0.message.contains("behind, the newest") })
  }

  @Test("is told by its metadata, with one sentence, where git cannot read the repository")
  func brokenRepository() async throws {
    let broken = try TemporaryDocset.learn(["a.md": Self.article("One")])
    try broken.write("no repository", to: ".git")
    let found = try await stale("ms.lasthandoff: 02/01/2022\n", source: broken.path)
    #expect(found.first?.message.hasPrefix("How far translations are behind is not known from git: it says") == true)
    #expect(found.last?.message.hasPrefix("The source page is of 06/01/2022") == true)
    #expect(found.count == 2)
  }

  @Test("is found by names that git would quote, and in the folder that a docset is of its repository")
  func names() async throws {
    let name = "ø \"q\"/b.md"
    try english.write(Self.article("One"), to: "docs/" + name)
    try git.commit("2022-05-01")
    let found = try await stale("ms.lasthandoff: 04/01/2022\n") { danish in
      try danish.write(Self.article("En", "ms.lasthandoff: 04/01/2022\n"), to: "docs/" + name)
    }
    #expect(
      found.filter { $0.place.file.hasSuffix(name) }.map { $0.message.contains("1 commit and 30 days") } == [true])
  }

  @Test("is not asked about where nobody wants to know")
  func unasked() async throws {
    let danish = try TemporaryDocset.learn(
      ["a.md": Self.article("En", "ms.sourcegitcommit: \(try git.hash("HEAD~3"))\n")], locale: "da-DK")
    #expect(try await danish.check(source: english).filter { $0.code == "parity-stale" } == [])
  }
}

/// A repository of a test.
struct Git {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

  let folder: String

  init(_ folder: String) { self.folder = folder }

  struct Failure: Error { var arguments: [String] }

  @discardableResult
  func run(_ arguments: String..., date: String = "2022-01-01") throws -> String { try run(arguments, date: date) }

  private func run(_ arguments: [String], date: String) throws -> String {
    let process = ChildProcess()
    process.executableURL = URL(filePath: "/usr/bin/git")
    process.arguments = ["-C", folder, "-c", "user.name=T", "-c", "user.email=t@example.org"] + arguments
    let dates = ["GIT_AUTHOR_DATE": date + "T12:00:00Z", "GIT_COMMITTER_DATE": date + "T12:00:00Z"]
    process.environment = ["HOME": folder, "GIT_CONFIG_NOSYSTEM": "1"].merging(dates) { $1 }
    let output = Pipe()
    process.standardOutput = .pipe(output)
    process.standardError = .nothing
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failure(arguments: arguments) }
    return String(decoding: printed, as: UTF8.self)
  }

  /// Everything that has changed, at noon of a day.
  func commit(_ day: String) throws {
    try run("add", "-A")
    try run("commit", "-q", "-m", day, date: day)
  }

  func hash(_ name: String) throws -> String { String(try run("rev-parse", name).prefix { $0 != "\n" }) }
}

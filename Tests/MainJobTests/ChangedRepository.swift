import ChildProcesses
import Foundation
import Testing

/// A repository with a docset of known findings, and a branch that changes three of its articles: one gets a broken
/// link, one is renamed, and one is deleted.
struct ChangedRepository {
  let scratch: Scratch
  /// Within the repository.
  let docset: String

  var path: String { scratch.path }

  /// Ten damaged lines: what the docset is known to have.
  private static let known = (1...10).map { "Line \($0) leads to [nowhere](none-\($0).md).\n\n" }.joined()

  static func article(_ title: String, _ text: String) -> String {
    "---\ntitle: \(title)\ndescription: \(title)\n---\n# \(title)\n\n\(text)"
  }

  /// - Parameter docset: A folder of the repository; empty: the repository itself.
  init(docset: String = "docs") throws {
    scratch = try Scratch()
    self.docset = docset
    try write("locales: [en-US]\n", to: "Site/site.yml")
    let entries = ["index", "long", "stays", "gone"].map { "- name: \($0)\n  href: \($0).md\n" }.joined()
    try write("items:\n\(entries)", to: "Content/en-US/TOC.yml")
    try write(Self.article("Start", "[Long](long.md), [gone](gone.md)\n"), to: "Content/en-US/index.md")
    try write(Self.article("Long", Self.known), to: "Content/en-US/long.md")
    try write(Self.article("Stays", "First line.\n\n[Old](old.md) link.\n"), to: "Content/en-US/stays.md")
    try write(Self.article("Gone", "Text.\n"), to: "Content/en-US/gone.md")
    try git("init", "--quiet", "--initial-branch=main")
    try commit("begin")
  }

  /// Commits the change to a branch of its own.
  func change() throws {
    try git("checkout", "--quiet", "-b", "change")
    try git("mv", inDocset("Content/en-US/long.md"), inDocset("Content/en-US/longer.md"))
    try git("rm", "--quiet", inDocset("Content/en-US/gone.md"))
    try write(
      Self.article("Stays", "First line, æ 🙂 [new](new.md).\n\n[Old](old.md) link.\n"), to: "Content/en-US/stays.md")
    try commit("change")
  }

  func write(_ text: String, to file: String) throws { try scratch.write(text, to: inDocset(file)) }

  func inDocset(_ file: String) -> String { docset.isEmpty ? file : "\(docset)/\(file)" }

  func commit(_ message: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--message", message)
  }

  func git(_ arguments: String...) throws {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments =
      ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: path)
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }
}

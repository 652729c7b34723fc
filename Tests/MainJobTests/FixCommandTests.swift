import ChildProcesses
import Foundation
import Testing

@Suite("trin check --fix", .enabled(if: Program.isBuilt, "trin is not built"))
struct FixCommandTests {
  private static let article = "Content/en-US/a.md"
  private static let start = "---\ntitle: A\ndescription: A\n---\n# A\n\n"
  private static let damaged = start + "Select **Save** , see [home] (index.md) and [x] (no.md).\n"
  private static let mended = start + "Select **Save**, see [home](index.md) and [x] (no.md).\n"

  private let scratch: Scratch

  init() throws {
    scratch = try Scratch.docset(["en-US/index.md": Self.start, "en-US/a.md": Self.damaged])
  }

  private func check(_ arguments: String...) throws -> (code: Int32, output: String, errors: String) {
    try Program.run(["check", "--format", "json"] + arguments, in: scratch.path)
  }

  @Test("writes the repairs, and reports and counts only what is left")
  func fix() throws {
    let run = try check("--fix", "--fail-on", "warning")
    #expect(scratch.text(Self.article) == Self.mended)
    #expect(run.code == 1)
    #expect(run.errors.contains("2 repairs in 1 file written."))
    #expect(run.output.split(separator: "\n").count == 1)
    #expect(run.output.contains("\"mt-link-space\""))
    try scratch.write(Self.mended.replacing(" and [x] (no.md)", with: ""), to: Self.article)
    #expect(try check("--fix", "--fail-on", "warning").code == 0)
  }

  @Test("mends nothing more when it is run again")
  func twice() throws {
    _ = try check("--fix")
    #expect(try check("--fix").errors.contains("0 repairs in 0 files written."))
    #expect(scratch.text(Self.article) == Self.mended)
  }

  @Test("shows with --dry-run what it would write, as a diff that git applies, and writes nothing")
  func dryRun() throws {
    let run = try check("--fix", "--dry-run", "--fail-on", "warning")
    #expect(run.code == 1)
    #expect(run.errors.contains("2 repairs in 1 file would be written."))
    #expect(scratch.text(Self.article) == Self.damaged)
    try scratch.write(run.output, to: "fix.diff")
    let git = ChildProcess()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "apply", "fix.diff"]
    git.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
    try git.run()
    git.waitUntilExit()
    #expect(git.terminationStatus == 0)
    #expect(scratch.text(Self.article) == Self.mended)
  }

  @Test("leaves alone what a baseline knows")
  func knownFindings() throws {
    #expect(try check("--write-baseline", "known.txt").code == 0)
    #expect(try check("--fix", "--baseline", "known.txt").errors.contains("0 repairs"))
    #expect(scratch.text(Self.article) == Self.damaged)
  }

  @Test("is needed for --dry-run")
  func usage() throws {
    #expect(try check("--dry-run").code == 2)
  }
}

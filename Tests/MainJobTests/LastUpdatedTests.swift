import ChildProcesses
import Diagnostics
import Foundation
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("The day on which a page was changed last")
struct LastUpdatedTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch.docset(
      [
        "en-US/index.md": "# Home\n", "en-US/a.md": "---\ntitle: A\nms.date: 03/04/2019\n---\n# A\n",
        "da-DK/index.md": "# Hjem\n", "nb-NO/index.md": "# Hjem\n",
      ], site: "locales: [en-US, da-DK, nb-NO]\nlast-updated: true\n")
    try git("init", "--quiet", "--initial-branch=main")
    try commit("2024-02-29T23:30:00Z")
    try scratch.write("# Hjem igen\n", to: "Content/da-DK/index.md")
    try commit("2025-12-01T00:10:00Z")
  }

  private func git(_ arguments: String..., date: String = "2024-01-01T00:00:00Z") throws {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/git")
    process.arguments =
      ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
    process.environment = ProcessInfo.processInfo.environment.merging(["GIT_COMMITTER_DATE": date]) { $1 }
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "git \(arguments)")
  }

  private func commit(_ date: String) throws {
    try git("add", "--all")
    try git("commit", "--quiet", "--message", "m", date: date)
  }

  /// The notes of pages, and the findings about days.
  private func built(_ folder: String, _ pages: String...) async throws -> (notes: [String?], findings: [String]) {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: folder, jobs: 1, readsHistory: true))
    let findings = await SitePipeline.check(loaded, jobs: 1).filter { $0.code == "last-updated-unknown" }
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    let notes = pages.map { page in
      scratch.text("out/\(page).html")?.firstMatch(of: /<span>([^<]+<time[^<]+)<\/time>/).map { String($0.1) }
    }
    return (notes, findings.map(\.message))
  }

  @Test(
    "is that of the file's last commit, in the form of the page's language, and in one that all read where the theme has none"
  )
  func commits() async throws {
    let (notes, findings) = try await built(
      scratch.path, "en-us/index", "en-us/a", "da-dk/index", "nb-no/index", "da-dk/a")
    #expect(
      notes == [
        "Last updated: <time datetime=\"2024-02-29\">February 29, 2024",
        "Last updated: <time datetime=\"2024-02-29\">February 29, 2024",
        "Sidst opdateret: <time datetime=\"2025-12-01\">1. december 2025",
        "Last updated: <time datetime=\"2024-02-29\">2024-02-29",
        "Sidst opdateret: <time datetime=\"2024-02-29\">29. februar 2024",
      ])
    #expect(findings == [])
    // A file that was never committed has no day.
    try scratch.write("# New\n", to: "Content/en-US/new.md")
    let new = try await built(scratch.path, "en-us/new")
    #expect(new.notes == [nil] && new.findings == [])
  }

  @Test("is that of the metadata in a shallow clone, which knows no other, and a finding says so")
  func shallow() async throws {
    let clone = scratch.path + "/clone"
    try git("clone", "--quiet", "--depth", "1", "file://\(scratch.path)/.git", clone)
    let (notes, findings) = try await built(clone, "en-us/index", "en-us/a", "da-dk/index")
    #expect(notes == [nil, "Last updated: <time datetime=\"2019-03-04\">March 4, 2019", nil])
    #expect(
      findings == [
        "Pages show the day of their last commit; the clone is shallow, which leaves 3 pages with the date in `ms.date` and 3 pages without one. `git fetch --unshallow` brings the history, and in GitHub's checkout `fetch-depth: 0`."
      ])
    // The part of the history that is there is used.
    let deeper = scratch.path + "/deeper"
    try git("clone", "--quiet", "--depth", "2", "file://\(scratch.path)/.git", deeper)
    #expect(
      try await built(deeper, "da-dk/index").notes == [
        "Sidst opdateret: <time datetime=\"2025-12-01\">1. december 2025"
      ])
  }

  @Test("is not asked for where the configuration does not say so, nor known without a repository")
  func without() async throws {
    try scratch.write("locales: [en-US, da-DK, nb-NO]\n", to: "Site/site.yml")
    #expect(try await built(scratch.path, "en-us/a").notes == [nil])
    let other = try Scratch.docset(["en-US/index.md": "# Home\n"], site: "locales: [en-US]\nlast-updated: true\n")
    let (notes, findings) = try await built(other.path, "en-us/index")
    #expect(notes == [nil])
    #expect(findings.first?.contains("lies in no git repository, which leaves 1 page without one") == true)
    let loaded = try await SitePipeline.load(PipelineOptions(docset: other.path, jobs: 1))
    #expect(await !SitePipeline.check(loaded, jobs: 1).contains { $0.code == "last-updated-unknown" })
  }
}

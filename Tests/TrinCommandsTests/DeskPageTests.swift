import ChildProcesses
import Foundation
import Testing
import WebDriver

@Suite(
  "A source that changed since it was translated",
  .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"))
struct ChangedSourceTests {
  @Test("is shown on the desk block by block: what is new, what stood there before, and what is gone")
  func changedSource() async throws {
    let docset = try DeskDocset { folder in
      func git(on day: String = "2026-01-01", _ arguments: String...) throws {
        let process = ChildProcess()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
          [
            "GIT_COMMITTER_DATE=\(day)T12:00:00Z", "git", "-C", folder, "-c", "user.name=t", "-c",
            "user.email=t@example.org",
          ] + arguments
        process.standardOutput = .nothing
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(arguments)")
      }
      let source = URL(filePath: folder + "/Content/en-US/start.md")
      let next = URL(filePath: folder + "/Content/en-US/next.md")
      let more = "\nMore, with [a link](third.md).\n"
      try Data((String(decoding: try Data(contentsOf: next), as: UTF8.self) + more).utf8).write(to: next)
      try git("init", "--quiet")
      try git("add", ".")
      try git("commit", "--quiet", "--message", "Both")
      var text = String(decoding: try Data(contentsOf: source), as: UTF8.self)
      text = text.replacingOccurrences(
        of: "Second paragraph.",
        with: "Second paragraph, **longer** now.\n\nA third one.")
      text = text.replacingOccurrences(of: "- An item\n", with: "")
      try Data(text.utf8).write(to: source)
      try git(on: "2026-02-03", "commit", "--quiet", "--all", "--message", "Source")
    }
    defer { docset.stop() }
    let page = try docset.page("_trin/desk/da-dk/start.html")
    #expect(page.contains("Kilden er ændret siden denne oversættelse, senest 2026-02-03."))
    #expect(page.contains("Før ændringen:</strong> <del>Second paragraph.</del>"))
    #expect(page.contains("<strong>longer</strong> now."))
    #expect(
      page.contains("Før ændringen:</strong> <del>An item</del>")
        || page.contains("Fjernet siden da:</strong> <del>An item</del>"))
    // What is missing has a place in the source alone, and that is where the finding leads.
    let next = try docset.page("_trin/desk/da-dk/next.html")
    #expect(!next.contains("Kilden er ændret"))
    let row = try #require(next.firstMatch(of: /id="row-(\d+)"(?:(?!id="row-).)*More, with/.dotMatchesNewlines()))
    let finding = try #require(
      next.firstMatch(
        of: /Kildesiden har et link, som mangler her(?:(?!<\/li>).)*data-row="(\d+)"/.dotMatchesNewlines()))
    #expect(row.1 == finding.1)
  }
}

@Suite(
  "Page views", .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"))
struct PageViewTests {
  @Test("put what most readers need first among the pages that need somebody, in whatever way they name a page")
  func order() throws {
    let visits = FileManager.default.temporaryDirectory.path + "/trin-visits-" + UUID().uuidString + ".csv"
    defer { try? FileManager.default.removeItem(atPath: visits) }
    let lines = [
      "Page;Views", "https://help.example.org/da-dk/start.html?x=1;900", "\"/en-us/start\";\"100\"", "third.md;50",
      "/da-dk/next;7000",
    ]
    try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: visits))
    let docset = try DeskDocset("--views", visits)
    defer { docset.stop() }
    let rows = try docset.page("_trin/overview/da-dk").matches(
      of: /<tr data-state="(\w+)">.*?<span class="path">([^<]+)<.*?<td>(\d+)<\/td><\/tr>/)
    #expect(rows.map { "\($0.2) \($0.3)" } == ["start.md 1000", "third.md 50", "next.md 7000"], "the last one is fine")
    let without = try DeskDocset()
    defer { without.stop() }
    #expect(!(try without.page("_trin/overview/da-dk")).contains("Visninger"))
  }
}

@Suite(
  "Pictures of steps", .timeLimit(.minutes(5)),
  .enabled(if: TestDirectory.isBuilt, "the program is not built; `swift build` builds it"),
  .enabled(if: DriverProcess.isInstalled, "Chromium is not installed; .ci/setup installs it"))
struct DeskPictureTests {
  @Test("stand on the desk below the steps, as a browser took them, and no other file is served in their place")
  func pictures() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/trin-pictures-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try run("init", folder + "/docset")
    try run("test", folder + "/docset", "--browser", "--pictures", folder + "/pictures", "--filter", "resend-password")
    try Data("secret".utf8).write(to: URL(filePath: folder + "/secret.png"))
    let docset = try DeskDocset(of: folder + "/docset", "--pictures", folder + "/pictures")
    defer { docset.stop() }
    // The steps are run after the page is there.
    var name: Substring?
    for _ in 0..<200 where name == nil {
      let page = try docset.page("_trin/desk/da-dk/resend-password.html")
      name = page.firstMatch(of: /<img src="\/(_trin\/picture\/[^"]+\.png)"/)?.1
      if name == nil { try await Task.sleep(for: .milliseconds(100)) }
    }
    let picture = try docset.bytes(String(try #require(name)))
    #expect(picture.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    for other in ["_trin/picture/..%2Fsecret.png", "_trin/picture/../secret.png", "_trin/picture/none.png"] {
      #expect(try !docset.bytes(other).starts(with: Data("secret".utf8)), "\(other)")
    }
  }

  private func run(_ arguments: String...) throws {
    let process = try ChildProcess.run(URL(fileURLWithPath: TestDirectory.program), arguments: arguments)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(arguments)")
  }
}

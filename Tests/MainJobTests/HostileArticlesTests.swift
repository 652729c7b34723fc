import ChildProcesses
import Diagnostics
import Foundation
import Testing

private enum Browser {
  static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/chromium")
}

/// Articles that try to run a script, each in a way of its own, opened in a real browser.
///
/// `Tests/Fixtures/hostile/articles` holds one file a way; a script that runs says so to the page that opens them all.
@Suite("A hostile article", .enabled(if: Browser.isInstalled, "Chromium is not installed: .ci/setup"))
struct HostileArticlesTests {
  private static let fixtures = Repository.root + "/Tests/Fixtures/hostile"

  private struct Report: Decodable {
    var visited: [String]
    var ran: [String]
    /// The elements that the navigation's entries begin with, once the script has read the whole table of contents.
    var entries: [String]
  }

  private static func browse(_ site: String, _ policy: String) throws -> Report {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = ["-B", fixtures + "/browse.py", site, policy]
    let output = Pipe()
    process.standardOutput = .pipe(output)
    try process.run()
    let said = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return try JSONDecoder().decode(Report.self, from: said)
  }

  /// The pages' policy alone would stop nearly all; so the articles are opened without it, too.
  @Test("runs no script in the site's origin", arguments: ["with-policy", "without-policy"])
  func scripts(policy: String) async throws {
    let scratch = try Scratch()
    try scratch.write("locales: [en-US]\n", to: "Site/site.yml")
    try FileManager.default.createDirectory(atPath: scratch.path + "/Content", withIntermediateDirectories: true)
    try FileManager.default.copyItem(atPath: Self.fixtures + "/articles", toPath: scratch.path + "/Content/en-US")
    let articles = try FileManager.default.contentsOfDirectory(atPath: Self.fixtures + "/articles")
      .filter { $0.hasSuffix(".md") }
    #expect(articles.count >= 150)
    let site = try await BuiltSite(scratch)
    let report = try Self.browse(scratch.path + "/out", policy)
    let visited = Set(report.visited)
    for article in articles { #expect(visited.contains("en-us/\(article.dropLast(3)).html"), "\(article)") }
    // Two that must run: a page with a script and without a policy, and the author's own page, of which a finding says
    // that it may.
    #expect(Set(report.ran) == ["en-us/control-without-policy.html", "en-us/media/run.html"])
    #expect(visited.isSuperset(of: ["en-us/control.html", "en-us/control-without-policy.html"]))
    let files = site.findings.filter { $0.code == "resource-script" }.map(\.place.file).sorted()
    #expect(files == ["Content/en-US/media/p.svg", "Content/en-US/media/run.html"])
    // The whole table of contents: its hostile entries are words.
    #expect(report.entries == ["a", "span", "span", "span", "span"])
  }
}

import Checks
import Docset
import Foundation
import LearnMarkdown
import SiteBuilding
import SiteModel
import Testing

/// What the pages of a translation say of what became of their source since.
@Suite("A page whose source was changed after it was translated", .enabled(if: Git.isInstalled, "git is not installed"))
struct SourceChangesTests {
  private static func article(_ sections: String) -> String {
    "---\ntitle: T\ndescription: D\nms.date: 06/01/2022\n---\n\(sections)"
  }

  private static let before = article("# Title\n\nWords.\n\n## First\n\nOne.\n\n## Second\n\nTwo.\n")
  private static let after = article("# Title\n\nWords.\n\n## Second\n\nTwo.\n\n## First & last\n\nOne more.\n")

  private let english: TemporaryDocset
  private let git: Git

  init() throws {
    english = try TemporaryDocset.learn(["a.md": Self.before, "b c.md": Self.before])
    git = Git(english.path)
    try git.run("init", "-q", "-b", "main")
    try git.commit("2022-01-10")
    try english.write(Self.after, to: "docs/a.md")
    try git.commit("2022-03-01")
  }

  private func load(_ keys: String) async throws -> LoadedSite {
    let article = "---\ntitle: T\ndescription: D\n\(keys)---\n# Titel\n\nOrd.\n"
    let danish = try TemporaryDocset.learn(["a.md": article, "b c.md": article], locale: "da-DK")
    return try await SitePipeline.load(
      PipelineOptions(docset: danish.path, reference: english.path, jobs: 1, readsHistory: true))
  }

  @Test(
    "says when, and which sections are other than they were; those that only moved are not", arguments: [true, false])
  func sections(namesCommit: Bool) async throws {
    let loaded = try await load(
      namesCommit ? "ms.sourcegitcommit: \(try git.hash("HEAD~1"))\n" : "ms.lasthandoff: 02/01/2022\n")
    let changes = SourceChanges.read(of: loaded.site.docsets[0])
    #expect(changes.keys.map(\.string) == ["a.md"])
    let change = try #require(changes[ByteString("a.md")])
    #expect("\(change.day)" == "2022-03-01")
    let headings = loaded.site.docsets[0].fallback?.page(Array("a.md".utf8))?.article.headings ?? []
    #expect(change.headings.map { headings[$0].text } == ["First & last"])
    let output = english.path + "/out"
    try await SitePipeline.write(loaded, to: output, jobs: 1)
    let page = try String(contentsOfFile: output + "/da-dk/docs/a.html", encoding: .utf8)
    #expect(page.contains("senest: <time datetime=\"2022-03-01\">1. marts 2022</time>"))
    // The source is no part of this site, so nothing leads there.
    #expect(page.contains("<ul class=\"page-notice\" lang=\"en-US\">\n<li>First &amp; last</li>\n</ul>"))
    let level = try String(contentsOfFile: output + "/da-dk/docs/b c.html", encoding: .utf8)
    #expect(!level.contains("<time"))
  }

  @Test("says when, where git does not know the text that was translated")
  func unknown() async throws {
    let loaded = try await load("ms.lasthandoff: 01/01/2022\n")
    let change = try #require(SourceChanges.read(of: loaded.site.docsets[0])[ByteString("a.md")])
    #expect("\(change.day)" == "2022-03-01")
    #expect(change.headings == [])
  }
}

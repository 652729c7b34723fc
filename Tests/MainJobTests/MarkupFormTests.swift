import Diagnostics
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("Forms of markup that other tools write")
struct MarkupFormTests {
  /// The pages that a docset gives, and its findings as `file:line code`.
  private func built(_ files: [String: String]) async throws -> (scratch: Scratch, codes: [String]) {
    let scratch = try Scratch.docset(files)
    let loaded = try await Repository.load(scratch.path)
    let findings = await SitePipeline.check(loaded, jobs: 1)
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    let codes = findings.map { "\($0.place.file.split(separator: "/").last ?? ""):\($0.place.line) \($0.code)" }
    return (scratch, codes)
  }

  @Test("Front matter that begins late or never ends is one finding at its first line, and its lines are on the page")
  func frontMatter() async throws {
    let (scratch, codes) = try await built([
      "en-US/index.md": "---\ntitle: H\ndescription: d\n---\n# H\n",
      "en-US/a.md": "\n\n---\ntitle: Late\nms.topic: concept\n---\n# A\n",
      "en-US/b.md": "<!-- seen\nby two -->\n---\ntitle: Behind a comment\n---\n# B\n",
      "en-US/c.md": "---\ntitle: Without an end\n\n# C\n",
      "en-US/d.md": "---\n\n# A rule first\n\nWords.\n",
    ])
    #expect(
      codes.sorted() == [
        "a.md:3 front-matter-misplaced", "b.md:3 front-matter-misplaced", "c.md:1 front-matter-misplaced",
        "d.md:1 description-missing",
      ])
    #expect(scratch.text("out/en-us/a.html")?.contains("title: Late") == true)
    #expect(scratch.text("out/en-us/b.html")?.contains("title: Behind a comment") == true)
    #expect(scratch.text("out/en-us/c.html")?.contains("title: Without an end") == true)
  }

  @Test("Words that are not localized stand alone on the page, in titles and in tables of contents, in both forms")
  func notLocalized() async throws {
    let (scratch, codes) = try await built([
      "en-US/TOC.yml":
        "- name: ':::no-loc(Fabrikam):::'\n  href: index.md\n- name: 'To :::no-loc text=\"Fabrikam\":::'\n  href: a.md\n",
      "en-US/index.md": "---\ntitle: 'In :::no-loc(Fabrikam Two):::'\ndescription: d\n---\n"
        + "# In :::no-loc(Fabrikam):::\n\nOpen **:::no-loc(Fabrikam):::** or [:::no-loc(Fabrikam)::: A](a.md).\n",
      "en-US/a.md": "---\ntitle: 'A ::: b'\ndescription: d\n---\n# A\n\n## With :::no-loc(Fabrikam)::: inside\n",
    ])
    #expect(codes == [])
    let page = try #require(scratch.text("out/en-us/index.html"))
    #expect(page.contains("<title>In Fabrikam Two"))
    #expect(page.contains("Open <strong>Fabrikam</strong> or <a href=\"a.html\">Fabrikam A</a>."))
    #expect(page.contains(">To Fabrikam</a>"))
    let other = try #require(scratch.text("out/en-us/a.html"))
    #expect(other.contains("<title>A ::: b") && other.contains(">With Fabrikam inside</h2>"))
    #expect(!page.contains("no-loc") && !other.contains("no-loc"))
  }
}

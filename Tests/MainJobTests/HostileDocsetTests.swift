import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import Testing

/// Files that are small, or quickly made, and ask for more than any machine has: at such a cost, these tests would not
/// end.
@Suite("A hostile docset")
struct HostileDocsetTests {
  private struct Outcome {
    var codes: [String]
    var page: String
    var markdown: String
  }

  private func build(_ files: [String: String], also prepare: (Scratch) throws -> Void = { _ in }) async throws
    -> Outcome
  {
    let scratch = try Scratch.docset(files)
    try prepare(scratch)
    let loaded = try await Repository.load(scratch.path)
    let findings = await SitePipeline.check(loaded, jobs: 1).filter { $0.code != "description-missing" }
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    return Outcome(
      codes: Set(findings.map(\.code)).sorted(), page: try #require(scratch.text("out/en-us/index.html")),
      markdown: try #require(scratch.text("out/en-us/index.html.md")))
  }

  @Test("of forty files that each include the next twice gives pages of bounded size, and says what was cut")
  func includeBomb() async throws {
    var files = ["en-US/index.md": "# Home\n\n[!INCLUDE [x](includes/1.md)]\n"]
    for number in 1...40 {
      let include = "[!INCLUDE [x](\(number + 1).md)]\n\n"
      files["en-US/includes/\(number).md"] = number == 40 ? "End\n" : include + include
    }
    let outcome = try await build(files)
    #expect(outcome.codes == ["nesting-too-deep"])
    #expect(outcome.page.utf8.count < 1 << 20)
    #expect(outcome.markdown.utf8.count < 1 << 20)
  }

  @Test("of files that include themselves and each other shows each once")
  func loops() async throws {
    let outcome = try await build([
      "en-US/index.md": "# Home\n\n[!INCLUDE [a](includes/a.md)]\n",
      "en-US/includes/a.md": "Text of a.\n\n[!INCLUDE [a](a.md)]\n\n[!INCLUDE [b](b.md)]\n",
      "en-US/includes/b.md": "Text of b.\n\n[!INCLUDE [a](a.md)]\n",
    ])
    #expect(outcome.codes == ["circular-reference"])
    #expect(outcome.page.split(separator: "Text of a.", omittingEmptySubsequences: false).count == 2)
    #expect(outcome.markdown.split(separator: "Text of b.", omittingEmptySubsequences: false).count == 2)
  }

  @Test("of a chain of a thousand includes is walked without a stack for each")
  func chain() async throws {
    var files = ["en-US/index.md": "# Home\n\n[b](#no)\n\n[!INCLUDE [x](includes/1.md)]\n"]
    for number in 1...1_000 { files["en-US/includes/\(number).md"] = "[!INCLUDE [x](\(number % 1_000 + 1).md)]\n" }
    let outcome = try await build(files)
    #expect(outcome.codes == ["bookmark-not-found", "nesting-too-deep"])
  }

  @Test(
    "of aliases of aliases is a finding before one of them is followed",
    arguments: ["&l9 [*l8, *l8]", "{? *l8 : x}", "[*l8]"])
  func aliasBomb(_ last: String) async throws {
    var yaml = "l0: &l0 [a, b, c, d, e, f, g, h, i, j]\n"
    for level in 1...8 {
      yaml += "l\(level): &l\(level) [" + (0..<10).map { _ in "*l\(level - 1)" }.joined(separator: ", ") + "]\n"
    }
    yaml += "l9: \(last)\n"
    let outcome = try await build(["en-US/index.md": "---\ntitle: T\n\(yaml)---\n# Home\n"])
    #expect(outcome.codes == ["yaml-syntax-error"])
    #expect(outcome.page.contains("Home</h1>"))

    let page = try await build([
      "en-US/index.md": "---\ntitle: T\n---\n# Home\n", "en-US/a.yml": "### YamlMime:FAQ\n\(yaml)title: T\n",
    ])
    #expect(page.codes.contains("yaml-syntax-error"))
  }

  @Test("may use aliases for what it says more than once")
  func aliases() async throws {
    let yaml = "title: &t Two * three & four\ndescription: *t\nother: [*t, *t]\n"
    let outcome = try await build(["en-US/index.md": "---\n\(yaml)---\n# Home\n"])
    #expect(outcome.codes == [])
    #expect(outcome.page.contains("<meta name=\"description\" content=\"Two * three &amp; four\">"))
  }

  @Test("of an article of 100 MB is told by its size; the file is not read")
  func hugeArticle() async throws {
    let outcome = try await build(["en-US/index.md": "# Home\n\n[a](a.md)\n"]) { scratch in
      try scratch.write("", to: "Content/en-US/a.md")
      scratch.extend("Content/en-US/a.md", to: 100 << 20)
    }
    #expect(outcome.codes == ["file-too-large"])
  }
}

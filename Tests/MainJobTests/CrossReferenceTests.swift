import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("Links and zones that other files give their words")
struct CrossReferenceTests {
  private func built(_ body: String, _ others: [String: String] = [:]) async throws -> (html: String, codes: [String]) {
    var files = ["en-US/index.md": "# Home\n\n\(body)\n"]
    for (name, text) in others { files["en-US/" + name] = text }
    let scratch = try Scratch.docset(files)
    let loaded = try await Repository.load(scratch.path)
    let findings = await SitePipeline.check(loaded, jobs: 1).filter { $0.code != "description-missing" }
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    let html = try #require(scratch.text("out/en-us/index.html"))
    return (html, findings.map { "\($0.place.line):\($0.place.column) \($0.code) \($0.suggestion ?? "")" })
  }

  private let page = ["deep/reset.md": "---\ntitle: Reset & more\nuid: reset.overview\n---\n# Reset\n\n## Who\n"]

  @Test("A cross-reference leads to the page of that uid, and shows its title where it has no text")
  func resolved() async throws {
    let (html, codes) = try await built(
      "<xref:reset.overview> [t](xref:reset.overview?displayProperty=name&view=v1#who) <xref:reset.overview?text=A%20b>",
      page)
    #expect(html.contains("<a href=\"deep/reset.html\">Reset &amp; more</a>"))
    #expect(html.contains("<a href=\"deep/reset.html?view=v1#who\">t</a>"))
    #expect(html.contains("<a href=\"deep/reset.html\">A b</a>"))
    #expect(codes == [])
  }

  @Test("A cross-reference to nothing is its words without a link, and a finding")
  func unresolved() async throws {
    let (html, codes) = try await built("<xref:reset.overvew> and [List](xref:System.List%602)", page)
    #expect(html.contains("<a>reset.overvew</a> and <a>List</a>"))
    #expect(codes == ["3:1 xref-not-found xref:reset.overview", "3:26 xref-not-found "])
    #expect(try await built("[t](xref:reset.overview#no)", page).codes == ["3:1 bookmark-not-found "])
  }

  @Test("A name behind an @ is a link where a page has that uid, and words as they stand where none has")
  func mentions() async throws {
    let (html, codes) = try await built(
      "@reset.overview, @\"reset.overview\", @nobody, @'no body' and me@reset.overview", page)
    let link = "<a href=\"deep/reset.html\">Reset &amp; more</a>"
    #expect(html.contains("<p>\(link), \(link), @nobody, @'no body' and me@reset.overview</p>"))
    #expect(codes == [])
  }

  @Test("An xref element leads to the page of that uid; where it need not, nothing is said of one that is not there")
  func elements() async throws {
    let (html, codes) = try await built(
      "<xref href=\"reset.overview\"/> <xref href=\"reset.overview\">words</xref> <xref href=\"no\"></xref> <xref href=\"not\" data-throw-if-not-resolved=\"false\"/>",
      page)
    #expect(html.contains("<a href=\"deep/reset.html\">Reset &amp; more</a> <a href=\"deep/reset.html\">words</a>"))
    #expect(html.contains("<a>no</a> not</p>"))
    #expect(codes == ["3:72 xref-not-found "])
  }

  @Test("Where an include brings a bookmark that the page has, or brings one twice, a finding says so once an include")
  func repeatedBookmarks() async throws {
    let codes = try await built(
      "## Before\n\n[!INCLUDE [x](includes/x.md)]\n\n[!INCLUDE [y](includes/y.md)]",
      ["includes/x.md": "## Before\n", "includes/y.md": "## After\n\n[!INCLUDE [x](x.md)]\n"]
    ).codes
    #expect(codes == ["5:1 duplicate-bookmark ", "7:1 duplicate-bookmark "])
  }

  @Test("A zone shows all it holds, below the title of its pivot")
  func zones() async throws {
    let groups = "groups:\n- id: g\n  title: Way\n  pivots:\n  - id: web\n    title: In the browser\n"
    let (html, codes) = try await built(
      "::: zone pivot=\"web, shell\"\nA\n::: zone-end\n::: zone target=\"docs\"\nB\n::: zone-end",
      ["zone-pivot-groups.yml": groups])
    #expect(
      html.contains(
        "<div class=\"zone\" data-pivot=\"web, shell\">\n<p class=\"zone-title\">In the browser, shell</p>\n<p>A</p>\n</div>"
      ))
    #expect(html.contains("<div class=\"zone\" data-pivot=\"\">\n<p>B</p>\n</div>"))
    #expect(codes == [])
  }

  @Test("A footnote is shown as it is written, and one finding says so")
  func footnotes() async throws {
    let (html, codes) = try await built("Text[^1] and `[^2]` and \\[^3] and [^ 4].\n\n[^1]: The note itself.")
    #expect(html.contains("<p>Text[^1] and <code>[^2]</code> and [^3] and [^ 4].</p>\n<p>[^1]: The note itself.</p>"))
    #expect(codes == ["3:5 markup-misplaced "])
    #expect(try await built("Text[^1].\n\n[^1]: https://example.org").codes == ["3:5 markup-misplaced "])
  }
}

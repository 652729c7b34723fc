import Diagnostics
import Docset
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("A mistake in a docset")
struct BadInputTests {
  /// The findings about an article, as `line:column severity code`.
  private func findings(_ article: [UInt8], others: [String: String] = [:]) async throws -> [String] {
    let scratch = try Scratch.docset(others.merging(["en-US/index.md": "# Home\n"]) { $1 })
    try scratch.write(article, to: "Content/en-US/a.md")
    let all = await SitePipeline.check(try await Repository.load(scratch.path), jobs: 1)
    return all.filter { $0.place.file.hasSuffix("/a.md") && $0.code != "description-missing" }
      .map { "\($0.place.line):\($0.place.column) \($0.severity) \($0.code)" }
  }

  private func findings(_ article: String, others: [String: String] = [:]) async throws -> [String] {
    try await findings(Array(article.utf8), others: others)
  }

  @Test("in front matter is reported at the line of the file")
  func yaml() async throws {
    #expect(
      try await findings("---\ntitle: A\nkey: [1, 2\n---\n# A\n").contains { $0.hasSuffix("error yaml-syntax-error") })
    #expect(try await findings("---\ntitle: A\ntitle: B\n---\n# A\n").contains { $0.hasSuffix("yaml-duplicate-key") })
  }

  @Test("in an include names the place of the include")
  func includes() async throws {
    #expect(
      try await findings("# A\n\n[!INCLUDE [x](includes/x.md)]\n") == ["3:1 error include-not-found"])
    #expect(
      try await findings(
        "# A\n\n[!INCLUDE [x](includes/x.md)]\n",
        others: ["en-US/includes/x.md": "Text [b](../b.md#no)\n", "en-US/b.md": "# B\n"]) == [])
  }

  @Test("in its encoding is reported at the first wrong byte")
  func encoding() async throws {
    #expect(try await findings(Array("# A\n\nbl".utf8) + [0xE6] + Array("ser\n".utf8)) == ["3:3 error invalid-utf8"])
  }

  @Test("in a link is reported at the link")
  func links() async throws {
    #expect(try await findings("# A\n\nSee [b](b.md).\n") == ["3:5 error file-not-found"])
    #expect(
      try await findings("# A\n\nSee [b](b.md#on).\n", others: ["en-US/b.md": "# B\n\n## One\n"])
        == ["3:5 warning bookmark-not-found"])
    #expect(try await findings("# A\n\n- See\n  [b](../../b.md).\n") == ["4:3 warning link-out-of-scope"])
    #expect(try await findings("# A\n\n| a | b |\n|---|---|\n| x | [b](b.md) |\n") == ["5:7 error file-not-found"])
    #expect(try await findings("# A\n\n> Quote\n> and [b](b.md)\n") == ["4:7 error file-not-found"])
  }

  @Test("of nesting, size or markup never ends the program")
  func hostile() async throws {
    let quotes = try await findings("# A\n\n" + String(repeating: ">", count: 5000) + " x\n")
    #expect(quotes.contains { $0.hasSuffix("nesting-too-deep") })
    _ = try await findings("# A\n\n" + String(repeating: "*a **b ", count: 3000))
    _ = try await findings("# A\n\n" + String(repeating: "[", count: 20000))
    _ = try await findings("# A\n\n" + String(repeating: "<div>", count: 3000))
    #expect(try await findings("# A\n\n<tenant>\n").contains { $0.hasSuffix("disallowed-html-tag") })
  }

  @Test("in site.yml stops with its line and the key that was meant")
  func configuration() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# A\n"], site: "locales: [en-US]\nsource-local: en-US\n")
    let error = await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
    #expect(error?.place?.line == 2)
    #expect(error?.reason.contains("`source-locale`") == true)
  }

  @Test("of the folder says what a docset is")
  func noDocset() async throws {
    let scratch = try Scratch()
    let error = await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
    #expect(error?.code == .noDocset)
    let missing = await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path + "/nothing") }
    #expect(missing?.code == .notFound)
  }
}

@Suite("An include")
struct IncludeTests {
  @Test("of blocks in a paragraph ends it, and one of a paragraph is a part of it")
  func paragraph() async throws {
    let scratch = try Scratch.docset([
      "en-US/index.md":
        "# Home\n\nA\n[!INCLUDE [x](includes/list.md)]\n\n[!INCLUDE [x](includes/list.md)] B\n\nC [!INCLUDE [x](includes/word.md)] D\n",
      "en-US/includes/list.md": "- One\n", "en-US/includes/word.md": "word\n",
    ])
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/out", jobs: 1)
    let html = try #require(scratch.text("out/en-us/index.html"))
    #expect(
      html.contains(
        "<p>A\n</p>\n<ul>\n<li>One</li>\n</ul>\n<p></p>\n<ul>\n<li>One</li>\n</ul>\n<p> B</p>\n<p>C word D</p>\n"))
  }
}

extension IncludeTests {
  @Test("directly behind another one of blocks begins no paragraph between the two")
  func neighbours() async throws {
    let include = "[!INCLUDE [x](includes/list.md)]"
    let scratch = try Scratch.docset([
      "en-US/index.md": "# Home\n\n\(include)\(include) \(include)\n\nA \(include)\(include)B [c](a.md)\n",
      "en-US/a.md": "# A\n", "en-US/includes/list.md": "- One\n",
    ])
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/out", jobs: 1)
    let html = try #require(scratch.text("out/en-us/index.html"))
    let list = "<ul>\n<li>One</li>\n</ul>\n"
    #expect(html.contains("<p></p>\n\(list)\(list)\(list)<p>A </p>\n\(list)\(list)<p>B <a href=\"a.html\">c</a></p>\n"))
  }
}

@Suite("Raw HTML in an article")
struct RawHTMLTests {
  private func page(_ body: String) async throws -> String {
    let scratch = try Scratch.docset(["en-US/index.md": "# Home\n\n\(body)\n"])
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/out", jobs: 1)
    let html = try #require(scratch.text("out/en-us/index.html"))
    let start = try #require(html.firstRange(of: "<article"))
    let end = try #require(html.firstRange(of: "</article>"))
    return String(html[start.lowerBound..<end.lowerBound])
  }

  @Test(
    "never brings code to the page",
    arguments: [
      "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:alert(1)\">x</a>",
      "<a href=\" java\tscript:alert(1)\">x</a>", "<a href=\"&#106;avascript:alert(1)\">x</a>",
      "[x](javascript:alert(1))", "[x](<java&Tab;script:alert(1)>)", "<svg onload=alert(1)>",
      "<a href='data:text/html,x'>x</a>",
    ])
  func code(_ body: String) async throws {
    let html = try await page(body).lowercased()
    let tags = html.split(separator: "<").map { $0.prefix { $0 != ">" } }
    #expect(!tags.contains { $0.hasPrefix("script") || $0.hasPrefix("svg") })
    #expect(!tags.contains { $0.contains("onerror") || $0.contains("onload") })
    #expect(!tags.contains { $0.contains("javascript:") || $0.contains("data:") })
  }

  @Test("is closed where its author leaves it open")
  func unbalanced() async throws {
    let html = try await page("<div><b>x\n\nafter\n\n</div></div>")
    #expect(html.components(separatedBy: "<div>").count == html.components(separatedBy: "</div>").count)
    #expect(html.components(separatedBy: "<b>").count == html.components(separatedBy: "</b>").count)
  }

  @Test("shows a placeholder as text")
  func placeholder() async throws {
    #expect(try await page("Use <tenant> here.").contains("Use &lt;tenant&gt; here."))
  }
}

extension String {
  fileprivate func components(separatedBy text: String) -> [String] {
    split(separator: text, omittingEmptySubsequences: false).map(String.init)
  }
}

import Diagnostics
import FoundationEssentials
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("Files in forms that editors and other tools leave")
struct OddFormTests {
  private static func article(_ title: String, _ body: String) -> String {
    "---\ntitle: \(title)\ndescription: d\n---\n# \(title)\n\n\(body)\n"
  }

  private func built(_ scratch: Scratch) async throws -> [String] {
    let loaded = try await Repository.load(scratch.path)
    let findings = await SitePipeline.check(loaded, jobs: 1)
    try await SitePipeline.write(loaded, to: scratch.path + "/out", jobs: 1)
    return findings.map { "\($0.place.file.split(separator: "/").last ?? ""):\($0.place.line) \($0.code)" }
  }

  @Test("With a byte order mark and any line ends, Markdown and YAML give the page that they give without")
  func lineEnds() async throws {
    let index = Self.article(
      "Home", "[o](other.md#part)\n\n> [!NOTE]\n> Words.\n\n1. a\n\n   b\n\n[!INCLUDE [x](includes/x.md)]")
    let other = Self.article("Other", "## Part\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    func site(_ form: (String) -> String) throws -> Scratch {
      try Scratch.docset([
        "en-US/index.md": form(index), "en-US/other.md": form(other), "en-US/includes/x.md": form("Included.\n"),
        "en-US/TOC.yml": form("- name: Home\n  href: index.md\n- name: Other\n  href: other.md\n"),
      ])
    }
    let plain = try site { $0 }
    #expect(try await built(plain) == [])
    for form in ["\u{FEFF}%", "\r\n", "\r", "\u{FEFF}\r\n"] {
      let scratch = try site { text in
        let lines = form.hasSuffix("%") ? text : text.replacing("\n", with: form.filter { $0 != "\u{FEFF}" })
        return (form.hasPrefix("\u{FEFF}") ? "\u{FEFF}" : "") + lines
      }
      #expect(try await built(scratch) == [], "\(form.debugDescription)")
      for page in ["out/en-us/index.html", "out/en-us/other.html"] {
        #expect(
          scratch.text(page)?.replacing("\r\n", with: "\n").replacing("\r", with: "\n") == plain.text(page),
          "\(form.debugDescription) \(page)")
      }
    }
  }

  @Test(
    "A table of contents holds the entries of one that it names, at the name's own page, and a folder's first article")
  func nestedTables() async throws {
    let scratch = try Scratch.docset([
      "en-US/index.md": Self.article("Home", "Words."), "en-US/api/index.md": Self.article("API", "Words."),
      "en-US/api/one.md": Self.article("One", "Words."), "en-US/api/two.md": Self.article("Two", "Words."),
      "en-US/guide/g.md": Self.article("Guide page", "Words."),
      "en-US/TOC.yml":
        "- name: Home\n  href: index.md\n- name: API\n  href: api/TOC.yml\n  topicHref: api/index.md\n- name: Guide\n  href: guide/\n",
      "en-US/api/TOC.yml": "- name: One\n  href: one.md\n- name: Two\n  href: two.md\n",
      "en-US/guide/TOC.yml": "- name: G\n  href: g.md\n",
    ])
    #expect(try await built(scratch) == [])
    let contents = try #require(scratch.text("out/en-us/contents.html"))
    var rest = contents[...]
    for name in ["api/index.html\">API<", "api/one.html\">One<", "api/two.html\">Two<", "guide/g.html\">Guide<"] {
      let found = try #require(rest.firstRange(of: name), "\(name) is missing, or stands too early")
      rest = rest[found.upperBound...]
    }
    let page = try #require(scratch.text("out/en-us/api/one.html"))
    #expect(page.contains("<a href=\"index.html\">API</a>") && page.contains("<a href=\"two.html\">Two</a>"))
  }

  @Test("A redirection leads to the docset's root page; one without a target is a finding at its line")
  func redirections() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "{\"docsets_to_publish\": [{\"docset_name\": \"d\", \"build_source_folder\": \"docs\", \"locale\": \"en-US\"}]}",
      to: ".openpublishing.publish.config.json")
    try scratch.write(
      """
      {"redirections": [
        {"source_path": "./docs/old-a.md", "redirect_url": "/docs/new#part"},
        {"source_path": "docs/old-b.md", "redirect_url": "/docs/"},
        {"source_path": "docs/old-c.md"},
        {"source_path": "docs/old-d.md", "redirect_url": ""}
      ]}
      """, to: ".openpublishing.redirection.json")
    try scratch.write(Self.article("New", "## Part"), to: "docs/new.md")
    try scratch.write(Self.article("Home", "[a](old-a.md) [b](old-b.md)"), to: "docs/index.md")
    #expect(
      try await built(scratch).filter { !$0.hasSuffix("redirected-link") } == [
        ".openpublishing.redirection.json:4 redirection-is-empty",
        ".openpublishing.redirection.json:5 redirection-is-empty",
      ])
    let page = try #require(scratch.text("out/en-us/docs/index.html"))
    #expect(page.contains("<a href=\"new.html#part\">a</a> <a href=\"index.html\">b</a>"))
    #expect(scratch.text("out/en-us/docs/old-a.html")?.contains("new.html#part") == true)
    #expect(scratch.text("out/en-us/docs/old-b.html") != nil)
    #expect(scratch.text("out/en-us/docs/old-c.html") == nil)
  }

  @Test("An article whose front matter leads elsewhere is a redirection, and no page")
  func redirectedArticle() async throws {
    let scratch = try Scratch.docset([
      "en-US/index.md": Self.article("Home", "[a](old.md)"), "en-US/other.md": Self.article("Other", "Words."),
      "en-US/old.md": "---\ntitle: Old\ndescription: d\nredirect_url: other.md\n---\n",
    ])
    #expect(try await built(scratch).filter { !$0.hasSuffix("toc-entry-missing") } == ["index.md:7 redirected-link"])
    #expect(scratch.text("out/en-us/index.html")?.contains("<a href=\"other.html\">a</a>") == true)
    #expect(scratch.text("out/en-us/old.html")?.contains("other.html") == true)
    #expect(scratch.text("out/sitemap.xml")?.contains("old.html") != true)
  }
}

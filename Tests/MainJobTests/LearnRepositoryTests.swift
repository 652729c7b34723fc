import Diagnostics
import Docset
import FoundationEssentials
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("A Learn repository")
struct LearnRepositoryTests {
  private let scratch: Scratch

  init() throws {
    scratch = try Scratch()
    try scratch.write(
      """
      {"docsets_to_publish": [
        {"docset_name": "a", "build_source_folder": "first", "locale": "da-DK", "moniker_ranges": ["v1", "v2", "v3"]},
        {"docset_name": "b", "build_source_folder": "second/", "locale": "da-dk"}
      ]}
      """, to: ".openpublishing.publish.config.json")
    try scratch.write(
      """
      {"redirections": [
        {"source_path": "first//old.md", "redirect_url": "/first/index"},
        {"source_path": "second/old.md", "redirect_url": "/first/index", "redirect_document_id": false}
      ]}
      """, to: ".openpublishing.redirection.json")
    try scratch.write(
      """
      {"build": {
        "content": [
          {"files": ["**/*.{md,yml}"], "exclude": ["**/includes/**", "new/**"]},
          {"files": ["**/*.md"], "src": "new", "group": "newest"}
        ],
        "resource": [{"files": ["**/*.png"], "exclude": ["secret/**"]}],
        "groups": {"newest": {"moniker_range": ">= v2"}},
        "globalMetadata": {"titleSuffix": "First"},
        "fileMetadata": {
          "description": {"**/*.md": "From the configuration."},
          "titleSuffix": {"**/*.md": "Any", "new/**": "New"},
          "ROBOTS": {"new/**": "NOINDEX"}
        }
      }}
      """, to: "first/docfx.json")
    try scratch.write("---\ntitle: Second\ndescription: d\n---\n# Second\n", to: "second/index.md")
    try scratch.write("picture", to: "first/a.png")
    try scratch.write("picture", to: "first/secret/b.png")
    try scratch.write("no page", to: "first/includes/i.md")
  }

  private func article(_ text: String, to name: String = "first/index.md") throws {
    try scratch.write("---\ntitle: T\n---\n# T\n\n\(text)\n", to: name)
  }

  private func load() async throws -> (LoadedSite, [String]) {
    let loaded = try await Repository.load(scratch.path)
    let findings = await SitePipeline.check(loaded, jobs: 1)
    return (loaded, findings.map { "\($0.place.line) \($0.code)" })
  }

  private func page(_ name: String) async throws -> String {
    let (loaded, _) = try await load()
    try await SitePipeline.write(loaded, to: scratch.path + "/_site", jobs: 2)
    return try #require(scratch.text("_site/da-dk/\(name)"))
  }

  @Test("has every docset of it built, and links between them resolved")
  func docsets() async throws {
    try article("[other](/second/index) [moved](/second/old) [mine](old.md)")
    let page = try await page("first/index.html")
    #expect(page.contains("<a href=\"../second/index.html\">other</a>"))
    #expect(page.contains("<a href=\"index.html\">mine</a>"))
    #expect(scratch.text("_site/da-dk/second/old.html")?.contains("url=../first/index.html") == true)
    #expect(scratch.text("_site/da-dk/first/old.html")?.contains("url=index.html") == true)
    #expect(
      scratch.text("_site/redirects.map")?.contains("\"/da-dk/first/old.html\" \"/da-dk/first/index.html\";") == true)
  }

  @Test("takes its pages by content and exclude, and the files that pages use by resource")
  func globs() async throws {
    try article("![a](a.png) ![b](secret/b.png) [i](includes/i.md)")
    let (_, findings) = try await load()
    #expect(findings == ["1 fallback-unknown", "6 file-not-found", "6 file-not-found"])
    _ = try await page("first/index.html")
    #expect(scratch.text("_site/da-dk/first/includes/i.html") == nil)
    #expect(scratch.text("_site/da-dk/first/a.png") == "picture")
    #expect(scratch.text("_site/da-dk/first/secret/b.png") == nil)
  }

  @Test("gives its pages the metadata of the configuration, of two patterns the later")
  func metadata() async throws {
    try article("")
    try article("", to: "first/new/n.md")
    let plain = try await page("first/index.html")
    #expect(plain.contains("<meta name=\"description\" content=\"From the configuration.\">"))
    #expect(plain.contains("<title>T – Any</title>"))
    #expect(!plain.contains("noindex"))
    let new = try await page("first/n.html")
    #expect(new.contains("<title>T – New</title>"))
    #expect(new.contains("<meta name=\"robots\" content=\"noindex\">"))
  }

  @Test("lets a reader choose among the monikers of a page, and numbers a split list after the choice")
  func monikers() async throws {
    let zones = """
      1. One

      ::: moniker range="v3"
      2. Two

      3. Three
      ::: moniker-end

      ::: moniker range="<= v2"
      2. Other two
      ::: moniker-end

      4. Last
      """
    try article(zones)
    try article(zones, to: "first/new/n.md")
    try article("::: moniker range=\"v3\"\nx\n::: moniker-end", to: "first/new/o.md")
    let page = try await page("first/index.html")
    #expect(page.contains("<div class=\"moniker\" data-moniker=\"v1 v2\">"))
    #expect(page.contains("value=\"v1\" aria-describedby=\"trin-moniker\"><label"))
    #expect(page.contains("value=\"v3\" aria-describedby=\"trin-moniker\" checked><label"))
    #expect(page.contains("input[value=\"v3\"]:checked~.moniker:not([data-moniker~=\"v3\"])"))
    #expect(page.ranges(of: "class=\"continued\"").count == 3)
    let new = try #require(scratch.text("_site/da-dk/first/n.html"))
    #expect(!new.contains("value=\"v1\"") && new.contains("value=\"v2\"") && new.contains("value=\"v3\""))
  }

  @Test("chooses the default moniker by the ranges of all pages, held against the names of both languages")
  func monikersOfBoth() async throws {
    func zone(_ name: String) -> String { "::: moniker range=\"\(name)\"\nx\n::: moniker-end\n" }
    let ranged = "---\ntitle: T\nmonikerRange: '>= v1'\n---\n# T\n"
    let scratch = try Scratch.docset(
      [
        "en-US/a.md": "# A\n\n" + zone("v2"), "en-US/b.md": "# B\n\n" + zone("v2"),
        "en-US/c.md": "# C\n\n" + zone("v1") + "\n" + zone("v2"),
        "da-DK/d.md": "# D\n\n" + zone("v1"), "da-DK/e.md": ranged, "da-DK/f.md": ranged,
      ], site: "title: T\nsource-locale: en-US\nlocales: [en-US, da-DK]\n")
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/out", jobs: 2)
    let page = try #require(scratch.text("out/da-dk/d.html"))
    #expect(page.contains("value=\"v2\" aria-describedby=\"trin-moniker\" checked>"))
  }

  @Test("keeps a page to its own monikerRange, without a choice where that is one")
  func monikerRange() async throws {
    try scratch.write(
      "---\ntitle: T\nmonikerRange: = v1\n---\n# T\n\n::: moniker range=\"v2\"\nx\n::: moniker-end\n",
      to: "first/index.md")
    let page = try await page("first/index.html")
    #expect(page.contains("<style>main .moniker:not([data-moniker~=\"v1\"]){display:none}</style>"))
    #expect(!page.contains("type=\"radio\""))
  }

  @Test(
    "names the file of a configuration that cannot be read",
    arguments: [
      ("first/docfx.json", "{\"build\": "), (".openpublishing.publish.config.json", "[]"),
      (".openpublishing.redirection.json", "{\"redirections\": {}}"),
      (".openpublishing.publish.config.json", "{\"docsets_to_publish\": [{\"build_source_folder\": \"gone\"}]}"),
    ])
  func wrong(_ name: String, _ text: String) async throws {
    try article("")
    try scratch.write(text, to: name)
    let error = await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
    #expect(error?.place?.file.hasSuffix(name) == true)
  }

  @Test("gives pages of YAML with their links resolved; one that is broken is shown as far as it goes")
  func yaml() async throws {
    try article("[faq](f.yml#is-it)")
    try scratch.write(
      "### YamlMime:FAQ\ntitle: F\nmetadata:\n  description: d\nsections:\n- name: n\n  questions:\n"
        + "  - question: Is it?\n    answer: See [home](index.md) and [none](none.md).\n  - question: \"open\n",
      to: "first/f.yml")
    try scratch.write("### YamlMime:FAK\n", to: "first/g.yml")
    let (_, findings) = try await load()
    #expect(findings == ["9 fallback-unknown", "10 yaml-syntax-error", "1 unknown-page-kind"])
    let page = try await page("first/f.html")
    #expect(page.contains("<h2 id=\"is-it\">Is it?</h2>"))
    #expect(page.contains("<a href=\"index.html\">home</a>"))
    #expect(page.contains("- question: &quot;open"))
    #expect(scratch.text("_site/da-dk/first/f.html.md")?.contains("See [home](index.html.md)") == true)
  }
}

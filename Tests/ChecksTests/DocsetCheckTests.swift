import Diagnostics
import SiteBuilding
import SiteModel
import Testing

@Suite("A mistake in what holds a docset together")
struct DocsetCheckTests {
  @Test("is found in a table of contents at its entry")
  func tableOfContents() async throws {
    let toc = """
      items:
      - name: Home
        href: index.md
      - name: A
        items:
        - name: A
          href: a.md
        - name: A again
          href: a.md
        - name: A from another side
          href: a.md?view=x
        - name: None
          href: no.md

      """
    let docset = try TemporaryDocset.own("Text", ["TOC.yml": toc, "lost.md": TemporaryDocset.article("Text")])
    let found = try await docset.codes()
    #expect(
      found == [
        "Content/en-US/TOC.yml:9:11 toc-entry-duplicated", "Content/en-US/TOC.yml:13:11 file-not-found",
        "Content/en-US/lost.md:1:1 toc-entry-missing",
      ])
  }

  @Test("is found where two files have one address: the first by name is published")
  func conflict() async throws {
    let faq = "### YamlMime:FAQ\ntitle: F\nsummary: S\nmetadata:\n  description: D\nsections: []\n"
    let redirection = #"{"redirections": [{"source_path": "docs/b.md", "redirect_url": "/docs/a"}]}"#
    let docset = try TemporaryDocset.learn(
      ["a.md": TemporaryDocset.article("Text"), "a.yml": faq, "b.yml": faq],
      others: [".openpublishing.redirection.json": redirection])
    #expect(
      try await docset.codes() == [
        ".openpublishing.redirection.json:1:20 redirection-conflict", "docs/a.yml:1:1 publish-url-conflict",
      ])
    let site = try await SitePipeline.load(PipelineOptions(docset: docset.path, jobs: 1)).site
    #expect(site.docsets[0].pages.map(\.path) == [Array("a.md".utf8), Array("b.yml".utf8)])
  }

  @Test("is found where a docset lies in the folder of another that takes its files, too", arguments: [1, 8])
  func nested(jobs: Int) async throws {
    let docfx = #"{"build":{"content":[{"files":["**/*.md"]}]}}"#
    let docset = try TemporaryDocset.learn(
      ["index.md": TemporaryDocset.article("Text"), "a/x.md": TemporaryDocset.article("Text")],
      others: [
        ".openpublishing.publish.config.json":
          #"{"docsets_to_publish":[{"build_source_folder":"docs"},{"build_source_folder":"docs/a"}]}"#,
        "docs/a/docfx.json": docfx,
      ])
    let found = try await docset.check()
    #expect(found.map(\.code) == ["publish-url-conflict"])
    #expect(found.first?.message.contains("docs/a/x.md` already") == true)
    #expect(found.first?.message.contains("in the docset `docs`, ") == true)
    let site = try await SitePipeline.load(PipelineOptions(docset: docset.path, jobs: 1)).site
    #expect(site.docsets.map(\.pages.count) == [2, 0])
    #expect(
      try await SitePipeline.write(
        SitePipeline.load(PipelineOptions(docset: docset.path, jobs: jobs)), to: docset.path + "/_site", jobs: jobs) > 2
    )
  }

  @Test("is found in a redirection at its line")
  func redirections() async throws {
    let json = """
      {"redirections": [
        {"source_path": "docs/old.md", "redirect_url": "/docs/a"},
        {"source_path": "docs/old.md", "redirect_url": "/docs/b"},
        {"source_path": "docs/a.md", "redirect_url": "https://example.org"},
      \u{A0} {"source_path": "docs/one.md", "redirect_url": "/docs/two"},
        {"source_path_from_root": "/docs/two.md", "redirect_url": "/docs/one"},
        {"source_path": "docs/sub/x.md", "redirect_url": "y"},
        {"source_path": "docs/gone.md", "redirect_url": "/docs/no"},
        {"source_path": "docs/mark.md", "redirect_url": "/docs/sub/y#no"}
      ]}

      """
    let article = TemporaryDocset.article("Text")
    let docset = try TemporaryDocset.learn(
      ["a.md": article, "sub/y.md": article], others: [".openpublishing.redirection.json": json])
    let found = try await docset.codes()
    #expect(
      found == [
        ".openpublishing.redirection.json:3:4 redirection-conflict",
        ".openpublishing.redirection.json:4:4 redirection-conflict",
        ".openpublishing.redirection.json:5:4 circular-redirection",
        ".openpublishing.redirection.json:6:4 circular-redirection",
        ".openpublishing.redirection.json:8:4 file-not-found",
        ".openpublishing.redirection.json:9:4 bookmark-not-found",
      ])
  }

  @Test("of redirections is that of the end of their chain, wherever it begins")
  func chains() async throws {
    let chain = (0..<300).map { #"  {"source_path": "docs/c\#($0).md", "redirect_url": "/docs/c\#($0 + 1)"},"# }
    let loop = (0..<3).map { #"  {"source_path": "docs/l\#($0).md", "redirect_url": "/docs/l\#(($0 + 1) % 3)"},"# }
    let ends = [
      #"  {"source_path": "docs/c300.md", "redirect_url": "/docs/a#b"},"#,
      #"  {"source_path": "docs/into.md", "redirect_url": "/docs/l1"}"#,
    ]
    let json = (["{\"redirections\": ["] + chain + loop + ends + ["]}"]).joined(separator: "\n")
    let docset = try TemporaryDocset.learn(
      ["a.md": TemporaryDocset.article("[x](c7.md) [y](into.md)\n\n## B")],
      others: [".openpublishing.redirection.json": json])
    let found = try await docset.codes()
    #expect(
      found == (302...304).map { ".openpublishing.redirection.json:\($0):4 circular-redirection" }
        + [".openpublishing.redirection.json:306:4 circular-redirection"]
        + ["docs/a.md:7:1 redirected-link", "docs/a.md:7:12 circular-redirection"])
  }

  @Test("in site.yml is found once for all locales")
  func shared() async throws {
    let article = TemporaryDocset.article("Text")
    let docset = try TemporaryDocset([
      "Site/site.yml": "locales: [en-US, da-DK]\nredirects:\n- {from: old.md, to: no.md}\n",
      "Content/en-US/index.md": article, "Content/da-DK/index.md": article,
    ])
    let found = try await docset.codes()
    #expect(
      found == ["Site/site.yml:3:3 file-not-found"])
  }

  @Test("of an anchor is one finding for each name")
  func anchors() async throws {
    let headings = (1...5).map { _ in "## <a name=\"same\"></a>Heading" }.joined(separator: "\n\n")
    let docset = try TemporaryDocset.own(headings + "\n\n[x](#same-4)")
    let found = try await docset.codes()
    #expect(
      found == ["Content/en-US/a.md:9:1 duplicate-bookmark"])
  }

  @Test(
    "of a page is found at its place",
    arguments: [
      ("## A\n\n#### B", "9:1 heading-skipped"), ("# Again", "7:1 multiple-h1s"), ("##", "7:1 heading-empty"),
      ("![](index.md)", "7:1 missing-image-alt-text"), ("a <blink>", "7:3 disallowed-html-tag"),
      ("<p>\n<b onclick=\"x\">b</b></p>", "8:1 disallowed-html-attribute"),
      ("::: moniker range=\"x\"\n\nText", "7:1 moniker-zone-unclosed"), ("```\ncode", "7:1 code-block-unclosed"),
      ("<<<<<<< HEAD\ntext", "7:1 merge-conflict"),
    ])
  func pages(body: String, finding: String) async throws {
    let found = try await TemporaryDocset.own(body).codes()
    #expect(
      found == ["Content/en-US/a.md:\(finding)"])
  }

  @Test(
    "of metadata is found at its line",
    arguments: [
      ("---\ntitle: T\n---\n# T\n", "1:1 description-missing"),
      ("---\ndescription: D\n---\nText\n", "1:1 title-missing"),
      ("---\ntitle: T\ndescription: [\n---\n# T\n", "4:1 yaml-syntax-error"),
      ("---\ntitle: T\ndescription: D\ntitle: U\n---\n# T\n", "2:1 yaml-duplicate-key"),
    ])
  func metadata(text: String, finding: String) async throws {
    let docset = try TemporaryDocset.own("", ["a.md": text])
    let found = try await docset.codes()
    #expect(found.contains("Content/en-US/a.md:\(finding)"))
  }
}

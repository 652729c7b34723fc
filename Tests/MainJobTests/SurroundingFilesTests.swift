import Docset
import Foundation
import SiteBuilding
import SiteRendering
import Testing

@Suite("What lies around the pages")
struct SurroundingFilesTests {
  private let scratch: Scratch

  /// Two languages, a base address below a folder, a moved page, an include, and breadcrumbs.
  init() throws {
    scratch = try Scratch.docset(
      [
        "en-US/index.md": "---\ntitle: Home\ndescription: d\n---\n# Home\n\n[Reset](a/reset%20it.md#how)\n",
        "en-US/a/reset it.md": """
        ---
        title: Reset & </script>
        description: Two
          lines
        ---
        # Reset

        ## <a name="how"></a>How

        ::: moniker range="x"
        See [home](../index.md) and [elsewhere](https://example.com/).
        ::: moniker-end

        [!INCLUDE [shared](../includes/s.md)]

        :::image type="content" source="../m/p.png" alt-text="A [picture]":::

        [by name][home]

        [home]: ../index.md

        ```
        ::: moniker range="stays"
        [stays](../index.md)
        ```
        """,
        "en-US/includes/s.md": "From the include: [home](../index.md).\n",
        "en-US/m/p.png": "picture",
        "en-US/TOC.md": "# [Home](index.md)\n# Group\n## [Reset](<a/reset it.md>)\n",
        "en-US/breadcrumb/toc.yml":
          "- name: Top\n  tocHref: /\n  topicHref: /index\n  items:\n  - name: Part A\n    tocHref: /a/\n    topicHref: /index\n",
        "da-DK/index.md": "---\ntitle: Hjem\ndescription: d\n---\n# Hjem\n",
        "da-DK/TOC.yml": "- name: Hjem\n  href: index.md\n",
      ],
      site: """
        title: {en-US: Help, da-DK: Hjælp}
        base-url: https://help.example/docs/
        source-locale: en-US
        locales: [en-US, da-DK]
        redirects:
        - {from: old.md, to: "a/reset it.md"}
        - {from: gone.md, to: "https://example.com/a?b=$c"}
        """)
  }

  private func build() async throws {
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/site", jobs: 2)
  }

  @Test("The site map has each page in its own language, with its translations and x-default")
  func sitemap() async throws {
    try await build()
    let map = try #require(scratch.text("site/sitemap.xml"))
    let pages = map.split(separator: "<loc>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(
      pages == [
        "https://help.example/docs/en-us/a/reset%20it.html", "https://help.example/docs/en-us/index.html",
        "https://help.example/docs/da-dk/index.html",
      ])
    #expect(map.contains("hreflang=\"x-default\" href=\"https://help.example/docs/en-us/index.html\"/>"))
    #expect(map.contains("hreflang=\"da-DK\" href=\"https://help.example/docs/da-dk/index.html\"/>"))
    #expect(scratch.text("site/robots.txt")?.contains("Sitemap: https://help.example/docs/sitemap.xml\n") == true)
  }

  @Test("A site map above the limit of a file is an index of several")
  func sitemapIndex() async throws {
    let loaded = try await Repository.load(scratch.path)
    let files = Sitemap(loaded.site, base: "https://help.example/docs/", mostAddresses: 2).files()
    #expect(files.map(\.route) == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml"])
    let texts = files.map { String(decoding: $0.bytes, as: UTF8.self) }
    #expect(texts[0].contains("<sitemap><loc>https://help.example/docs/sitemap-2.xml</loc></sitemap>"))
    #expect(texts.map { $0.ranges(of: "<url>").count } == [0, 2, 1])
  }

  @Test("The map of moved pages has each old address as a web server sees it")
  func redirections() async throws {
    try await build()
    let lines = try #require(scratch.text("site/redirects.map")).split(separator: "\n")
    #expect(lines.contains("\"/docs/en-us/old.html\" \"/docs/en-us/a/reset%20it.html\";"))
    #expect(lines.contains("\"/docs/da-dk/gone.html\" \"https://example.com/a?b=%24c\";"))
  }

  @Test("llms.txt leads to the Markdown of each page, and every link of it exists")
  func languageModels() async throws {
    try await build()
    #expect(scratch.text("site/llms.txt")?.contains("(en-us/llms.txt)") == true)
    let index = try #require(scratch.text("site/en-us/llms.txt"))
    #expect(
      index == """
        # Help

        ## Contents

        - [Home](index.html.md): d

        ## Group

        - [Reset & \\</script>](a/reset%20it.html.md): Two lines

        """)
    #expect(scratch.text("site/en-us/a/reset it.html.md") != nil)
  }

  @Test("A title in llms.txt has its brackets escaped, and a description one space between its words")
  func words() async throws {
    let scratch = try Scratch.docset([
      "en-US/index.md": "---\ntitle: Home\ndescription: d\n---\n# Home\n",
      "en-US/a.md": "---\ntitle: A [b] \\c\ndescription: ' two\t words and  three '\n---\n# A\n",
      "en-US/b.md": "---\ntitle: B\ndescription: \"one \\n\\n two \\t\"\n---\n# B\n",
      "en-US/c.md": "---\ntitle: C\ndescription: '  '\n---\n# C\n",
    ])
    let loaded = try await Repository.load(scratch.path)
    try await SitePipeline.write(loaded, to: scratch.path + "/site", jobs: 1)
    let lines = try #require(scratch.text("site/en-us/llms.txt")).split(separator: "\n")
    #expect(lines.contains(#"- [A \[b\] \\c](a.html.md): two words and three"#))
    #expect(lines.contains("- [B](b.html.md): one two"))
    #expect(lines.contains { $0.hasPrefix("- [C](c.html.md)") && !$0.hasSuffix("  ") })
  }

  @Test("The Markdown of a page has its links resolved, its includes put in and its frames taken out; code stays")
  func markdown() async throws {
    try await build()
    #expect(
      scratch.text("site/en-us/a/reset it.html.md") == """
        # Reset

        ## <a name="how"></a>How

        See [home](../index.html.md) and [elsewhere](https://example.com/).

        From the include: [home](../index.html.md).

        ![A \\[picture\\]](../m/p.png)

        [by name][home]

        [home]: ../index.html.md

        ```
        ::: moniker range="stays"
        [stays](../index.md)
        ```
        """)
    #expect(scratch.text("site/en-us/index.html.md")?.contains("[Reset](a/reset%20it.html.md#how)") == true)
  }

  @Test("Breadcrumbs are those of the nearest table, as links and as linked data that cannot end its script")
  func breadcrumbs() async throws {
    try await build()
    let page = try #require(scratch.text("site/en-us/a/reset it.html"))
    #expect(page.contains("<li><a href=\"../index.html\">Top</a></li>\n</ol>"))
    let start = try #require(page.range(of: "<script type=\"application/ld+json\">"))
    let end = try #require(page.range(of: "</script>", range: start.upperBound..<page.endIndex))
    let data = try #require(
      try JSONSerialization.jsonObject(with: Data(page[start.upperBound..<end.lowerBound].utf8)) as? [String: Any])
    #expect(data["@type"] as? String == "BreadcrumbList")
    let names = (data["itemListElement"] as? [[String: Any]])?.map { $0["name"] as? String }
    #expect(names?.first == "Top" && names?.last == "Reset & </script>")
  }

  @Test("TOC.md stands beside each page, and gives it its neighbours")
  func markdownTable() async throws {
    try await build()
    let page = try #require(scratch.text("site/en-us/a/reset it.html"))
    #expect(page.contains("rel=\"prev\" href=\"../index.html\""))
    #expect(scratch.text("site/en-us/contents.html")?.contains("a/reset%20it.html") == true)
  }

  @Test("Without a base address there is no site map and no linked data")
  func withoutBase() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "---\ntitle: Home\ndescription: d\n---\n# Home\n"])
    try await SitePipeline.write(try await Repository.load(scratch.path), to: scratch.path + "/site", jobs: 1)
    #expect(scratch.text("site/sitemap.xml") == nil)
    #expect(scratch.text("site/robots.txt") == "User-agent: *\nAllow: /\n")
    #expect(scratch.text("site/en-us/index.html")?.contains("ld+json") == false)
  }
}

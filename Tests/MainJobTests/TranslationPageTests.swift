import Foundation
import Testing

@Suite("The frame of a translated page")
struct TranslationPageTests {
  private static func article(_ title: String, _ metadata: String = "", _ text: String = "") -> String {
    "---\ntitle: \(title)\ndescription: About \(title)\n\(metadata)---\n# \(title)\n\n\(text)\n"
  }

  private static let articles = [
    "en-US/index.md": article("Home", "ms.date: 01/02/2026\n", "Say \"hello\" to \\\\ and </script>."),
    "en-US/a.md": article("A & B", "ms.date: 2026-03-04\n", "![A list](list.svg)"),
    "en-US/list.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>\n",
    "en-US/hidden.md": article("Hidden", "ms.date: 2026-05-05\nROBOTS: NOINDEX\n"),
    "da-DK/index.md": article("Hjem", "ms.translationtype: MT\nms.date: 2026-02-01\n", "Sig \"hej\"."),
    "da-DK/a.md": article("A og B", "ms.translationtype: HT\n"),
    "da-DK/own.md": article("Egen"),
  ]

  private static let site = "locales: [en-US, da-DK]\ntitle: Help\nbase-url: https://help.example/docs/\n"

  @Test("says that a machine translated it, and leads to the source; what a person translated says nothing")
  func machines() async throws {
    let site = try await BuiltSite(Self.articles, site: Self.site)
    let notice = "Artiklen er oversat af en maskine."
    let page = try site.page("da-dk/index.html")
    #expect(
      page.contains(
        "\(notice) Originalen: <a href=\"../en-us/index.html\" lang=\"en-US\" hreflang=\"en-US\">English</a></p>"))
    #expect(!(try site.page("da-dk/a.html").contains(notice)))
    #expect(!(try site.page("en-us/index.html").contains("translated by a machine")))
  }

  @Test("has its source's text beside it as a script that nothing in it ends, and only where there is a source")
  func originals() async throws {
    let site = try await BuiltSite(Self.articles, site: Self.site)
    let script = try site.page("da-dk/index.html.source.js")
    let prefix = "trinSource("
    #expect(script.hasPrefix(prefix) && script.hasSuffix(")\n"))
    let json = Data(script.dropFirst(prefix.count).dropLast(2).utf8)
    let content = try #require(try JSONSerialization.jsonObject(with: json) as? [String: String])
    #expect(content["lang"] == "en-US")
    #expect(content["dir"] == "ltr")
    #expect(content["html"]?.contains("Say &quot;hello&quot; to \\ and") == true, "\(content)")
    #expect(try site.page("da-dk/index.html").contains("data-source=\"index.html.source.js\""))
    for path in ["da-dk/own.html", "da-dk/hidden.html", "en-us/index.html"] {
      #expect(site.files[path + ".source.js"] == nil, "\(path)")
      #expect(!(try site.page(path).contains("data-source")), "\(path)")
    }
  }

  @Test("tells who shares it what it is, by OpenGraph, where the site's address is known")
  func sharing() async throws {
    let page = try await BuiltSite(Self.articles, site: Self.site).page("en-us/a.html")
    for (name, content) in [
      ("type", "article"), ("title", "A &amp; B"), ("description", "About A &amp; B"),
      ("url", "https://help.example/docs/en-us/a.html"), ("image", "https://help.example/docs/en-us/list.svg"),
      ("site_name", "Help"), ("locale", "en_US"),
    ] {
      #expect(page.contains("<meta property=\"og:\(name)\" content=\"\(content)\">"), "\(name)")
    }
    let local = try await BuiltSite(Self.articles, site: "locales: [en-US, da-DK]\n").page("en-us/a.html")
    #expect(!local.contains("og:"))
  }

  @Test("is listed in its language's feed with the day of its change, the newest first; what is hidden is not")
  func feed() async throws {
    let site = try await BuiltSite(Self.articles, site: Self.site)
    let feed = try site.page("en-us/feed.xml")
    #expect(feed.hasPrefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed ") && feed.hasSuffix("</feed>\n"))
    let titles = feed.split(separator: "<title>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(titles == ["Help: Changed articles", "A &amp; B", "Home"])
    let days = feed.split(separator: "<updated>").dropFirst().map { $0.prefix { $0 != "<" } }
    #expect(days == ["2026-03-04T00:00:00Z", "2026-03-04T00:00:00Z", "2026-01-02T00:00:00Z"])
    #expect(feed.contains("<id>https://help.example/docs/en-us/a.html</id>"))
    #expect(
      try site.page("en-us/a.html").contains(
        "type=\"application/atom+xml\" title=\"Changed articles\" href=\"feed.xml\""))
    #expect(!(try site.page("en-us/404.html").contains("atom+xml")))
    // Without an address of the site, and in a language without days, there is none.
    #expect(try await BuiltSite(Self.articles, site: "locales: [en-US, da-DK]\n").files["en-us/feed.xml"] == nil)
    #expect(try site.page("da-dk/feed.xml").contains("<title>Help: Ændrede artikler</title>"))
    let undated = try await BuiltSite(
      ["en-US/index.md": Self.article("Home")], site: "base-url: https://a.example/\nlocales: [en-US]\n")
    #expect(undated.files["en-us/feed.xml"] == nil)
    #expect(!(try undated.page("en-us/index.html").contains("atom+xml")))
  }
}

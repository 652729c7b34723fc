import Diagnostics
import Docset
import SiteBuilding
import SiteRendering
import Testing

@Suite("A snippet that counts visits")
struct AnalyticsTests {
  private static func site(_ snippet: String) async throws -> BuiltSite {
    let scratch = try Scratch.docset(["en-US/index.md": "# Home\n"], site: "locales: [en-US]\nanalytics: count.html\n")
    try scratch.write(snippet, to: "Site/count.html")
    return try await BuiltSite(scratch)
  }

  private static func policy(_ snippet: String) async throws -> String {
    let page = try await site(snippet).page("en-us/index.html")
    return String(try #require(page.firstMatch(of: /Security-Policy" content="([^"]+)"/)).1)
  }

  private static func mistake(_ snippet: String) async throws -> String {
    do {
      _ = try await site(snippet)
      return ""
    } catch let error as DocsetError {
      return
        "\(error.place?.file.split(separator: "/").last ?? ""):\(error.place?.line ?? 0):\(error.place?.column ?? 0) \(error.reason)"
    }
  }

  @Test("stands at the end of each page, and the policy allows the script at its address and what goes to that site")
  func address() async throws {
    let snippet =
      "<script defer data-domain=\"help.example\" src=\"https://count.example/js/script.js?v=2\"></script>\n"
    let site = try await Self.site(snippet)
    for path in ["en-us/index.html", "en-us/404.html"] {
      let page = try site.page(path)
      #expect(page.contains("</footer>\n\(snippet)</body>"))
      #expect(page.contains("script-src 'self' https://count.example/js/script.js; style-src"))
      #expect(page.contains("connect-src 'self' https://count.example; frame-src"))
    }
    let plain = try await BuiltSite(["en-US/index.md": "# Home\n"]).page("en-us/index.html")
    #expect(plain.contains("script-src 'self'; style-src") && plain.contains("connect-src 'self'; frame-src"))
  }

  @Test("that is written out is allowed by its digest, with the sites that it names and no others")
  func inline() async throws {
    let script =
      "var u=\"//stats.example.org/\"; // not a host\nload(u + 'x.js', 'https://cdn.example.net:8443/a?b#c', \"http://old.example/\");"
    let policy = try await Self.policy(
      "<!-- sends to https://in.example.com/v1 -->\r\n<script>\(script.replacing("\n", with: "\r\n"))</script>\r\n<noscript><img src=\"https://stats.example.org/p.gif\" alt=\"\"></noscript>"
    )
    let digest = "'sha256-\(Self.digest)'"
    #expect(
      policy.contains("script-src 'self' \(digest) https://stats.example.org https://cdn.example.net:8443; style-src"))
    #expect(
      policy.contains(
        "connect-src 'self' https://in.example.com https://stats.example.org https://cdn.example.net:8443;"))
  }

  /// Of the script above, by `openssl dgst -sha256 -binary | base64`.
  private static let digest = "P8Md+f1dvyb5f4jMNPxpDeNCmFZMoQXghYdleiwQPTE="

  @Test("that a page could not run as it is stops with its line")
  func mistakes() async throws {
    #expect(try await Self.mistake("<p>\n").hasPrefix("count.html:1:1 The snippet of `analytics` is `<script>`"))
    #expect(try await Self.mistake("\nwords\n").hasPrefix("count.html:2:1 "))
    #expect(try await Self.mistake("<script>\nx(\n").contains("this one does not"))
    #expect(try await Self.mistake("<script src=\"/own.js\"></script>").contains("`/own.js` is none"))
    #expect(
      try await Self.mistake("<script src=\"http://x.example/a.js\"></script>").contains("begins with `https://`"))
    #expect(try await Self.mistake("<script src=\"https://x.example/a;b.js\"></script>").contains("is none"))
    #expect(try await Self.mistake("<img alt=\"\" src=\"https://x.example/\" onload=\"x()\">").contains("`onload`"))
    #expect(try await Self.mistake(" \n").contains("is empty"))
    let scratch = try Scratch.docset(["en-US/index.md": "# Home\n"], site: "locales: [en-US]\nanalytics: none.html\n")
    await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
  }

  @Test("is left out of the preview")
  func preview() async throws {
    let scratch = try Scratch.docset(["en-US/index.md": "# Home\n"], site: "locales: [en-US]\nanalytics: count.html\n")
    try scratch.write("<script src=\"https://count.example/a.js\"></script>\n", to: "Site/count.html")
    let pages = LivePages(try await Repository.load(scratch.path))
    let page = try #require(pages.content(at: "/en-us/index.html"))
    #expect(!String(decoding: page.bytes, as: UTF8.self).contains("count.example"))
  }
}

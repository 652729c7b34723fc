import Diagnostics
import Docset
import SiteBuilding
import Testing

@Suite("The frame that a site's owner gives its pages")
struct SiteFrameTests {
  private static let locales = "locales: [en-US, da-DK]\n"

  private static let articles = [
    "en-US/index.md": "---\ntitle: Home\ndescription: d\n---\n# Home\n",
    "en-US/admin/a b&c.md": "---\ntitle: \"R&D: 100 %\"\ndescription: d\n---\n# A\n",
    "da-DK/index.md": "---\ntitle: Hjem\ndescription: d\n---\n# Hjem\n",
  ]

  private static let drawing =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 400 100\"><path d=\"M0 0\"/></svg>\n"

  /// The mistake in `site.yml`, as `line:column reason`.
  private static func mistake(_ keys: String, files: [String: String] = [:]) async throws -> String {
    let scratch = try Scratch.docset(articles, site: locales + keys)
    for (name, text) in files { try scratch.write(text, to: name) }
    do throws(DocsetError) {
      _ = try await SitePipeline.load(PipelineOptions(docset: scratch.path, jobs: 1))
      return ""
    } catch {
      let file = error.place?.file.split(separator: "/").last ?? ""
      return "\(file):\(error.place?.line ?? 0):\(error.place?.column ?? 0) \(error.reason)"
    }
  }

  @Test("has a logo in the size that its file says, as high as the header has room for")
  func logo() async throws {
    let scratch = try Scratch.docset(Self.articles, site: Self.locales + "logo: pictures/brand.svg\n")
    try scratch.write(Self.drawing, to: "Site/pictures/brand.svg")
    let site = try await BuiltSite(scratch)
    #expect(
      try site.page("en-us/index.html").contains(
        "<img src=\"../assets/site-logo.svg\" alt=\"\" width=\"112\" height=\"28\">"))
    #expect(try site.page("en-us/404.html").contains("<img src=\"/assets/site-logo.svg\""))
    #expect(try site.page("assets/site-logo.svg") == Self.drawing)
    #expect(!(try site.page("en-us/index.html")).contains("alt=\"\" width=\"28\""))
    #expect(
      try await BuiltSite(Self.articles).page("en-us/index.html").contains("assets/icon.svg\" alt=\"\" width=\"28\""))
  }

  @Test("has no logo that is not there, lies elsewhere, or does not say its size")
  func wrongLogos() async throws {
    #expect(
      try await Self.mistake("logo: brand.svg\n").hasPrefix(
        "site.yml:2:7 `logo` is a file beside the configuration, and there is no `Site/brand.svg`"))
    #expect(
      try await Self.mistake("logo: ../../brand.svg\n").hasPrefix("site.yml:2:7 `logo` is a file beside `site.yml`"))
    #expect(try await Self.mistake("logo: [a.svg]\n").hasPrefix("site.yml:2:7 `logo` is a file beside `site.yml`"))
    #expect(try await Self.mistake("logo: brand.bmp\n").contains("`brand.bmp` does not."))
    #expect(
      try await Self.mistake("logo: a.png\n", files: ["Site/a.png": "no picture"]).hasPrefix(
        "site.yml:2:7 The size of `logo` cannot be read"))
  }

  @Test("leads to where the article's own file is edited, and names the page where it is answered")
  func links() async throws {
    let site = try await BuiltSite(
      Self.articles,
      site: Self.locales + """
        base-url: https://help.example/kb/
        edit-link: https://git.example/edit/main/{path}?lang={locale}&x=1
        feedback-link: mailto:help@example.org?subject={title}&body={address}
        """)
    let page = try site.page("en-us/admin/a b&c.html")
    #expect(
      page.contains(
        "<a href=\"https://git.example/edit/main/Content/en-US/admin/a%20b%26c.md?lang=en-US&amp;x=1\">Edit this page</a>"
      ))
    #expect(
      page.contains(
        "<a href=\"mailto:help@example.org?subject=R%26D%3A%20100%20%25&amp;body=https%3A%2F%2Fhelp.example%2Fkb%2Fen-us%2Fadmin%2Fa%2520b%2526c.html\">Send feedback about this page</a>"
      ))
    #expect(try site.page("da-dk/index.html").contains("Content/da-DK/index.md?lang=da-DK&amp;x=1\">Rediger siden</a>"))
    // A borrowed page is written elsewhere.
    #expect(try site.page("da-dk/admin/a b&c.html").contains("/Content/en-US/admin/a%20b%26c.md?lang=en-US&amp;"))
    #expect(!(try site.page("da-dk/404.html")).contains("page-notes"))
    #expect(!(try await BuiltSite(Self.articles).page("en-us/index.html")).contains("page-notes"))
  }

  @Test("asks whether a page helped where an address is named, and lets pages send to that host alone")
  func helpful() async throws {
    let site = try await BuiltSite(
      Self.articles,
      site: Self.locales + """
        base-url: https://help.example/kb/
        helpful-link: https://forms.example:8443/{locale}/helpful
        """)
    let page = try site.page("en-us/admin/a b&c.html")
    #expect(page.contains("form-action https://forms.example:8443\""))
    #expect(
      page.contains(
        "<form method=\"post\" action=\"https://forms.example:8443/en-US/helpful\">Did this page help you? <input type=\"hidden\" name=\"page\" value=\"https://help.example/kb/en-us/admin/a%20b%26c.html\"><button name=\"helpful\" value=\"yes\">Yes</button> <button name=\"helpful\" value=\"no\">No</button></form>"
      ))
    #expect(try site.page("da-dk/index.html").contains("Hjalp siden dig?"))
    #expect(try await BuiltSite(Self.articles).page("en-us/index.html").contains("form-action 'none'"))
    #expect(
      try await Self.mistake("helpful-link: https://{locale}.example/\n").hasPrefix(
        "site.yml:2:15 `helpful-link` names its host in full"))
    #expect(try await Self.mistake("helpful-link: http://forms.example/\n").contains("begins with `https://`"))
  }

  @Test("says in the language switcher which languages lack the page")
  func languagesWithoutThePage() async throws {
    let site = try await BuiltSite(Self.articles, site: Self.locales)
    let page = try site.page("en-us/admin/a b&c.html")
    #expect(page.contains("hreflang=\"da-DK\">Dansk</a><small>not translated</small></li>"))
    #expect(try site.page("da-dk/admin/a b&c.html").contains("<small>ikke oversat</small>"))
    #expect(!(try site.page("en-us/index.html")).contains("<small>"))
  }

  @Test("has no link whose names stand for nothing, or that leads to no page of the web")
  func wrongLinks() async throws {
    #expect(
      try await Self.mistake("edit-link: https://git.example/{pth}\n")
        == "site.yml:2:12 `edit-link` knows `{path}`, `{locale}`, `{title}`, `{address}`; `{pth}` is none of these. Did you mean `{path}`?"
    )
    #expect(try await Self.mistake("edit-link: https://git.example/\n").contains("here it is not named"))
    #expect(
      try await Self.mistake("edit-link: \"https://git.example/{path\"\n").contains("a brace without its other one"))
    #expect(try await Self.mistake("edit-link: \"javascript:alert({path})\"\n").contains("`https://` or `http://`"))
    #expect(try await Self.mistake("feedback-link: true\n").contains("`true` is none"))
    #expect(try await Self.mistake("feedback-links: https://x.example/\n").contains("Did you mean `feedback-link`?"))
  }

  @Test("has a footer of its own in each language, whose HTML comes from nothing but Markdown")
  func footer() async throws {
    let site = try await BuiltSite(
      Self.articles,
      site: Self.locales + """
        footer:
          en-US: "**Fabrikam** & sons, [privacy](https://fabrikam.example/?a=1&b='2')\\n\\n`Build` *7* < 8"
          da-dk: Fabrikam og sønner
        """)
    #expect(
      try site.page("en-us/index.html").contains(
        """
        <footer class="site-footer">
        <p><strong>Fabrikam</strong> &amp; sons, <a href="https://fabrikam.example/?a=1&amp;b=&#x27;2&#x27;">privacy</a></p>
        <p><code>Build</code> <em>7</em> &lt; 8</p>
        <p>
        """))
    #expect(try site.page("da-dk/index.html").contains("<p>Fabrikam og sønner</p>\n"))
    let one = try await BuiltSite(Self.articles, site: Self.locales + "footer: Everywhere\n")
    #expect(try one.page("da-dk/404.html").contains("<p>Everywhere</p>"))
  }

  @Test("has no footer with HTML, a heading, a list, a picture or an address that means something else on each page")
  func wrongFooters() async throws {
    #expect(try await Self.mistake("footer: a <b>b</b>\n").hasSuffix("emphasis, code and links; here is HTML."))
    #expect(try await Self.mistake("footer: \"# A\"\n").hasSuffix("here is a heading."))
    #expect(try await Self.mistake("footer: \"- A\"\n").contains("here is a list"))
    #expect(try await Self.mistake("footer: \"![a](https://x.example/a.png)\"\n").hasSuffix("here is a picture."))
    #expect(try await Self.mistake("footer: \"[a](privacy.md)\"\n").contains("`privacy.md` is none"))
    #expect(try await Self.mistake("footer: \"[a](javascript:x)\"\n").contains("`javascript:x` is none"))
    #expect(try await Self.mistake("footer: \"a\\x01b\"\n").contains("U+1"))
    #expect(
      try await Self.mistake("footer:\n  en-US: A\n  nb-NO: B\n").hasPrefix(
        "site.yml:4:3 `footer` has a text for each locale of the site, which are en-US, da-DK; `nb-NO` is none"))
    #expect(try await Self.mistake("footer: [a]\n").contains("`footer` is a text"))
  }

  @Test("is told in a Learn repository by the file `.trin.yml`")
  func learn() async throws {
    let scratch = try Scratch()
    try scratch.write(
      "{\"docsets_to_publish\":[{\"build_source_folder\":\"docs\",\"locale\":\"en-US\"}]}",
      to: ".openpublishing.publish.config.json")
    try scratch.write("{\"build\":{\"content\":[{\"files\":[\"**/*.md\"]}]}}", to: "docs/docfx.json")
    try scratch.write("# Home\n", to: "docs/index.md")
    try scratch.write(Self.drawing, to: "brand.svg")
    try scratch.write(
      "logo: brand.svg\nfooter: Words\nlast-updated: false\nedit-link: https://git.example/{path}\n", to: ".trin.yml")
    let page = try await BuiltSite(scratch).page("en-us/docs/index.html")
    #expect(page.contains("<img src=\"../../assets/site-logo.svg\""))
    #expect(page.contains("<p>Words</p>"))
    #expect(page.contains("<a href=\"https://git.example/docs/index.md\">"))
    try scratch.write("base-url: https://x.example/\n", to: ".trin.yml")
    await #expect(throws: DocsetError.self) { try await Repository.load(scratch.path) }
  }
}

import Diagnostics
import ProcedureTesting
import SiteBuilding
import Testing

@Suite("A reference that does not arrive")
struct LinkCheckTests {
  private let page = TemporaryDocset.article("## <a name=\"one\"></a>First\n\n## <a name=\"two\"></a>Second")

  @Test(
    "is found at its own place, wherever it stands",
    arguments: [
      ("See [b](no.md).", "7:5"), ("> Quoted\n> and [b](no.md)", "8:7"),
      ("| h | i |\n|---|---|\n| x | [b](no.md) |", "9:7"),
      ("- One\n\n  > [b](no.md)", "9:5"), ("<ul>\n  <li>A</li>\n  <li><a href=\"no.md\">b</a></li>\n</ul>", "9:7"),
      ("Text <a href=\"no.md\">b</a>", "7:6"), ("> <div>\n> <a href=\"no.md\">b</a>\n> </div>", "8:3"),
      (":::image type=\"content\" source=\"no.png\" alt-text=\"An image\":::", "7:1"),
      ("Text :::image type=\"icon\" source=\"no.png\":::", "7:6"), ("![An image](no.png)", "7:1"),
    ])
  func places(body: String, place: String) async throws {
    let found = try await TemporaryDocset.own(body).codes()
    #expect(
      found == ["Content/en-US/a.md:\(place) file-not-found"])
  }

  @Test(
    "is told apart by what is wrong with it",
    arguments: [
      ("[b](b.md#three)", "bookmark-not-found"), ("[b](B.md)", "link-case-mismatch"),
      ("[b](../../../b.md)", "link-out-of-scope"), ("[b](C:\\\\Users\\\\me\\\\b.md)", "local-file-path"),
      ("[b](<\\\\\\\\>)", "local-file-path"), ("[b](file:///home/me/b.md)", "local-file-path"),
      ("[](b.md)", "link-text-missing"),
      ("[b](old.md)", "redirected-link"), ("[b](loop.md)", "circular-redirection"),
      ("[b](http://example.org)", "insecure-link"),
      ("[b](https://learn.microsoft.com/en-us/azure/)", "hard-coded-locale"), ("[b](/en-us/b)", "hard-coded-locale"),
      ("[!INCLUDE [x](includes/no.md)]", "include-not-found"), ("[b](b.md#one&view=x)", "bookmark-not-found"),
      ("[b](sub\\\\c.md)", "mt-path-backslash"), ("[b](/b.md)", "mt-path-root"),
      ("[b](b.md#tw%20o)", "bookmark-not-found"), ("[b](b.md#tops)", "bookmark-not-found"),
      ("[b](b.md#three:~:text=x)", "bookmark-not-found"),
    ])
  func kinds(body: String, code: String) async throws {
    let site =
      "redirects:\n- {from: old.md, to: b.md}\n- {from: loop.md, to: pool.md}\n- {from: pool.md, to: loop.md}\n"
    let docset = try TemporaryDocset.own(
      body, ["b.md": page, "sub/c.md": page].mapKeys { "Content/en-US/" + $0 }, site: site)
    let found = try await docset.codes().filter { $0.contains("a.md") }
    #expect(
      found == ["Content/en-US/a.md:7:1 \(code)"])
  }

  @Test(
    "is none where it leads to the head of a page or to words that a browser looks for",
    arguments: [
      "[x](#TOP)", "[x](b.md#Top)", "[x](#)", "[x](b.md#)", "<a href=\"#tOp\">x</a>", "[x](b.md#:~:text=First)",
      "[x](b.md#one:~:text=a,b&text=c)",
    ])
  func headsOfPages(body: String) async throws {
    #expect(try await TemporaryDocset.own(body, ["b.md": page]).codes() == [])
  }

  @Test("is found in each file that holds it, and in none from which it arrives")
  func files() async throws {
    let links = "[b](b.md) ![b](sub) [x](no.md) [one](#one)"
    let docset = try TemporaryDocset.own(
      links,
      [
        "Content/en-US/b.md": page,
        "Content/en-US/c.md": TemporaryDocset.article("## <a name=\"one\"></a>I\n\n" + links),
        "Content/en-US/sub/d.md": TemporaryDocset.article(links + " [sub](../sub)"),
        "Content/en-US/sub/index.md": page, "Content/en-US/e.md": TemporaryDocset.article("[sub](sub)\n\n" + links),
      ])
    #expect(
      try await docset.codes() == [
        "Content/en-US/a.md:7:11 file-not-found", "Content/en-US/a.md:7:21 file-not-found",
        "Content/en-US/a.md:7:32 bookmark-not-found", "Content/en-US/c.md:9:11 file-not-found",
        "Content/en-US/c.md:9:21 file-not-found", "Content/en-US/e.md:9:11 file-not-found",
        "Content/en-US/e.md:9:21 file-not-found", "Content/en-US/e.md:9:32 bookmark-not-found",
        "Content/en-US/sub/d.md:7:1 file-not-found", "Content/en-US/sub/d.md:7:11 file-not-found",
        "Content/en-US/sub/d.md:7:21 file-not-found", "Content/en-US/sub/d.md:7:32 bookmark-not-found",
      ])
  }

  @Test(
    "says what was likely meant",
    arguments: [
      ("[b](bb.md)", "b.md"), ("[b](c.md#one)", "sub/c.md#one"), ("[b](b.md#onne)", "b.md#one"),
      ("[b](B.md#one)", "b.md#one"),
      ("[b](b.md#one?view=x)", "b.md?view=x#one"), ("[b](b.md?view=x#one&y=z)", "b.md?view=x&y=z#one"),
    ])
  func suggestions(body: String, suggestion: String) async throws {
    let docset = try TemporaryDocset.own(body, ["b.md": page, "Content/en-US/sub/c.md": page])
    let found = try await docset.check().map(\.suggestion)
    #expect(
      found == [suggestion])
  }

  @Test("may climb out of the docset and come back by the folder's name, and begin at its root by ~/")
  func roots() async throws {
    let body = "[b](../docs/sub/c.md) [b](~/sub/c.md) [b](/docs/sub/c) [b](../other/c.md)"
    let docset = try TemporaryDocset.learn(["a.md": TemporaryDocset.article(body), "sub/c.md": page])
    let found = try await docset.codes()
    #expect(
      found == ["docs/a.md:7:56 link-out-of-scope"])
  }

  @Test("in a translation without its source is unknown, and its images are one finding")
  func unknown() async throws {
    let body = "[b](b.md) ![An image](x.png) ![An image](y.png)"
    let danish = try TemporaryDocset.learn(["a.md": TemporaryDocset.article(body)], locale: "da-DK")
    let found = try await danish.codes()
    #expect(
      found == [
        ".openpublishing.publish.config.json:1:1 fallback-unknown", "docs/a.md:7:1 fallback-unknown",
      ])
    let english = try TemporaryDocset.learn(["b.md": page, "x.png": ""])
    let withSource = try await danish.codes(source: english)
    #expect(
      withSource == ["docs/a.md:1:1 parity-orphan", "docs/a.md:7:30 file-not-found"])
  }

  @Test("in a translation may lead to bookmarks of untranslated pages, whose texts are read when they are asked for")
  func untranslated() async throws {
    let body = "[b](b.md#part-one) [b](b.md#part-oen) [b](b.md#shown) [b](c.md#other)"
    let shared = "<a name=\"shown\"></a>"
    let original = TemporaryDocset.article("## Part one\n\n[!INCLUDE [i](includes/i.md)]")
    let danish = try TemporaryDocset.learn(["a.md": TemporaryDocset.article(body)], locale: "da-DK")
    let english = try TemporaryDocset.learn([
      "a.md": TemporaryDocset.article(body), "b.md": original, "c.md": "# Without front matter\n\n## Other\n",
      "includes/i.md": shared,
    ])
    var options = PipelineOptions(docset: danish.path, reference: english.path, jobs: 1)
    for isWhole in [true, false] {
      (options.keepsPage, options.readsSteps) = (isWhole, isWhole)
      let loaded = try await SitePipeline.load(options)
      let found = await SitePipeline.check(loaded, jobs: 1)
      #expect(found.map { "\($0.place.line):\($0.place.column) \($0.code)" } == ["7:20 bookmark-not-found"])
      #expect(found.first?.message.contains("part-one") == true)
    }
  }
}

extension Dictionary where Key == String {
  func mapKeys(_ transform: (String) -> String) -> Self {
    Dictionary(uniqueKeysWithValues: map { (transform($0.key), $0.value) })
  }
}

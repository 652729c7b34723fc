import Diagnostics
import LearnMarkdown
import Testing

/// The HTML of an article with each placeholder as `{kind index}`, and its findings as `line:column code`.
private func read(_ text: String, resolving: Set<String> = []) -> (html: String, findings: [String]) {
  let options = ArticleOptions(
    file: "a.md", alertTitles: ["note": "Bemærk", "tip": "Tip", "important": "Vigtigt"], isFragment: true,
    resolves: { resolving.contains(String(decoding: $0, as: UTF8.self)) })
  let source = SourceText(Array(text.utf8))
  let article = Article(reading: source, frontMatter: FrontMatter.find(in: source), options: options)
  var html: [UInt8] = []
  var position = 0
  for placeholder in article.html.placeholders where placeholder.kind != .headingMark {
    html += article.html.bytes[position..<placeholder.offset]
    let link = article.links[placeholder.index]
    html += Array("{\(placeholder.kind) \(String(decoding: link.destination, as: UTF8.self))}".utf8)
    position = placeholder.offset
  }
  html += article.html.bytes[position...]
  let findings = article.findings.sorted(by: Diagnostic.inReadingOrder)
    .map { "\($0.place.line):\($0.place.column) \($0.code)" }
  return (String(decoding: html, as: UTF8.self), findings)
}

@Suite("The Learn dialect")
struct DialectTests {
  @Test(
    "gives a heading the id that its anchor names, else the slug of its text",
    arguments: [
      ("## <a name=\"en-slug\"></a>Dansk *tekst*\n", "<h2 id=\"en-slug\">Dansk <em>tekst</em></h2>\n"),
      ("## <a id=\"x\"></a>Y\n", "<h2 id=\"x\">Y</h2>\n"),
      ("## Før du går i gang\n", "<h2 id=\"før-du-går-i-gang\">Før du går i gang</h2>\n"),
      ("## A\n\n## A\n", "<h2 id=\"a\">A</h2>\n<h2 id=\"a-1\">A</h2>\n"),
    ])
  func headings(_ text: String, _ expected: String) {
    #expect(read(text).html == expected)
  }

  @Test(
    "makes an alert of a marked quote, however it is written",
    arguments: [
      "> [!NOTE]\n> Text\n", ">[!note]\n>Text\n", "> [!Note] Text\n", "> [!NOTE]\nText\n", "[!NOTE]\nText\n",
      "> [!NOTE]\n>\n> Text\n",
    ])
  func alerts(_ text: String) {
    #expect(
      read(text).html
        == "<aside class=\"alert alert-note\">\n<p class=\"alert-title\">Bemærk</p>\n<p>Text</p>\n</aside>\n")
  }

  @Test("parts two alerts in one quote, and knows a translated mark")
  func moreAlerts() {
    let two = read("> [!NOTE]\n> One\n> [!TIP]\n> Two\n").html
    #expect(two.contains("<p>One</p>\n</aside>\n<aside class=\"alert alert-tip\">"))
    let translated = read("> [! BEMÆRK!]\n> Text\n")
    #expect(translated.html.contains("alert-note"))
    #expect(translated.findings == ["1:3 mt-alert-translated"])
  }

  @Test("reads pipe tables in lists, with pipes in code and behind a backslash, and with counts that differ")
  func tables() {
    let plain = read("| A | B |\n|---|:-:|\n| `a|b` | x\\|y |\n").html
    #expect(plain.contains("<th scope=\"col\">A</th><th scope=\"col\" class=\"center\">B</th>"))
    #expect(plain.contains("<td><code>a|b</code></td><td class=\"center\">x|y</td>"))
    let nested = read("1. Step\n\n   | A | B |\n   |---|---|\n   | **b** | - c |\n").html
    #expect(nested.contains("<li>\n<p>Step</p>\n<div class=\"table-scroll\""))
    #expect(nested.contains("<td><strong>b</strong></td><td>- c</td>"))
    let loose = read("Text:\n| A | B | C |\n|---|---|\n| 1 | 2 | 3 |\n").html
    #expect(loose.hasPrefix("<p>Text:"))
    #expect(loose.contains("<td>1</td><td>2</td><td>3</td>"))
  }

  @Test("leaves placeholders for includes, as a block and inside a line")
  func includes() {
    #expect(read("[!INCLUDE [t](includes/x.md)]\n").html == "{blockInclude includes/x.md}")
    #expect(read("A [!include[t](x.md)] b\n").html == "<p>A {paragraphInclude x.md} b</p>\n")
  }

  @Test("reads image directives on their own line, inside one, in cells and in links, but not in code")
  func images() {
    let image = ":::image type=\"content\" source=\"a_b*c.png\" alt-text=\"A [b](c) d\":::"
    #expect(read("\(image)\n").html.hasPrefix("<figure class=\"image\"><img{picture a_b*c.png} alt="))
    #expect(read("See \(image) here\n").html.hasPrefix("<p>See <img{picture a_b*c.png} alt="))
    #expect(read("| A |\n|---|\n| \(image) |\n").html.contains("<td><img{picture a_b*c.png} alt="))
    #expect(read("Text\n\(image)\nmore\n").html.contains("<p>Text</p>\n<figure"))
    #expect(read("```\n\(image)\n```\n").html.contains("<code>:::image type"))
    #expect(
      read("`:::image source=\"x.png\":::`\n").html == "<p><code>:::image source=&quot;x.png&quot;:::</code></p>\n")
  }

  @Test("shows zones, rows and tabs, and keeps a step that the end of a zone swallowed")
  func zones() {
    let lost = read("::: moniker range=\"a\"\n1. One\n::: moniker-end\n2. Two\n")
    #expect(lost.html.contains("<div class=\"moniker\" data-moniker=\"a\">\n<ol>\n<li>One</li>\n</ol>\n</div>\n"))
    #expect(lost.html.contains("<ol start=\"2\">\n<li>Two</li>"))
    #expect(lost.findings == ["4:1 mt-step-lost"])
    #expect(read("::: moniker range=\"a\"\n\nx\n").findings == ["1:1 moniker-zone-unclosed"])
    let row = read(":::row:::\n:::column span=\"2\":::\nx\n:::column-end:::\n:::row-end:::\n").html
    #expect(row.contains("<div class=\"row\">\n<div class=\"column\" style=\"--span:2\">\n<p>x</p>\n</div>\n</div>\n"))
    let tabs = read("# [One](#tab/a)\n\nx\n\n# [Two](#tab/b)\n\ny\n\n---\n\nz\n").html
    #expect(tabs.contains("<h3 class=\"tab-title\">One</h3>\n<p>x</p>\n</section>\n<section"))
    #expect(tabs.hasSuffix("</section>\n</div>\n<p>z</p>\n"))
  }

  @Test(
    "mends a link that translation broke where there is one reading",
    arguments: [
      ("[t] (Title](.. /x.md)", "<a{link ../x.md}>t</a>", "mt-link-split"),
      ("[t](Title](x.md)", "<a{link x.md}>t</a>", "mt-link-split"),
      ("[t](.. /x.md)", "<a{link ../x.md}>t</a>", "mt-path-space"),
      ("[t] (x.md)", "<a{link x.md}>t</a>", "mt-link-space"),
      ("[t]((x.md)", "<a{link x.md}>t</a>", "mt-link-parenthesis"),
    ])
  func damage(_ text: String, _ expected: String, _ code: String) {
    let result = read("See \(text).\n", resolving: ["x.md", "../x.md"])
    #expect(result.html == "<p>See \(expected).</p>\n")
    #expect(result.findings == ["1:5 \(code)"])
  }

  @Test("writes UTF-8 whatever the article is written in")
  func encoding() {
    let source = SourceText(Array("Bl".utf8) + [0xE6] + Array("ser\n".utf8))
    let article = Article(reading: source, frontMatter: nil, options: ArticleOptions(file: "a.md", isFragment: true))
    #expect(article.html.bytes == Array("<p>Bl\u{FFFD}ser</p>\n".utf8))
    #expect(article.findings.map(\.code) == ["invalid-utf8"])
  }

  @Test("leaves words in parentheses behind a bracket alone")
  func noDamage() {
    let result = read("[Pro] (the dear one) and [x][y] and a[0](1)\n")
    #expect(result.findings.allSatisfy { !$0.contains("mt-link-s") })
    #expect(result.html.hasPrefix("<p>[Pro] (the dear one)"))
  }
}

internal import Diagnostics
internal import LearnMarkdown
internal import SeededNumbers
internal import Testing

/// Rows at the head of a line are kept from libcmark, since their cells are parsed by themselves; behind a blank, which
/// Markdown passes over, they are not.
@Suite("The rows of tables")
struct TableRowsTests {
  @Test(
    "A row that ends a block of code or of raw HTML still ends it",
    arguments: [
      "<!--\n\n| a | b |\n|---|---|\n| --> | c |\n\n*d*\n", "<pre>\n\n| a |\n|---|\n| </pre> |\n\n*d*\n",
      "```\n\n| a |\n|---|\n\n```\n", "~~~\n\n| a |\n|---|\n", "| a |\n|---|\n| b |\n---\n", "| a |\n|---|\nb\n\n*c*\n",
      "- x\n\n| a |\n|---|\n| *b* |\n", "> | a |\n|---|\n\n| a |\n|---|\n",
      "<div>\n\n| a |\n|---|\n| **b** |\n\n</div>\n",
    ])
  func ends(_ text: String) { #expect(Self.html(of: text) == Self.html(of: Self.moved(text))) }

  @Test("Whatever stands around a table, its rows mean the same", arguments: 0..<8)
  func property(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 104_729 &+ 3)
    let lines = [
      "| a | b |", "|---|:-:|", "| *x* | `y|z` |", "| [r] | [a](b.md) |", "| --> | </pre> |", "| ``` |",
      "| <b>c | d</b> |",
      "", "", "", "text **bold**", "<!--", "-->", "```", "<pre>", "</pre>", "<div>", "</div>", "---", "===", "> quote",
      "- item", "  more", "1. step", "[r]: x.md", "## Heading", "    code", "|", "||", ":::zone pivot=\"p\"",
      ":::zone-end", "> [!NOTE]",
    ]
    var tables = 0
    for _ in 0..<1500 {
      let text = (0..<Int.random(in: 2...12, using: &random)).map { _ in lines.randomElement(using: &random) ?? "" }
        .joined(separator: ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n")
      let html = Self.html(of: text)
      if html.contains("<table>") { tables += 1 }
      #expect(html == Self.html(of: Self.moved(text)), "\(text)")
    }
    #expect(tables > 20)
  }

  @Test("References stand for as much as they do beside whole rows")
  func references() {
    let address = "https://example.com/" + String(repeating: "u", count: 100)
    let row = "| " + String(repeating: "word ", count: 18) + "| c |\n"
    let text =
      "# T\n\n[r]: \(address)\n\n" + String(repeating: "[r] x\n\n", count: 900) + "| a | b |\n|---|---|\n"
      + String(repeating: row, count: 1500)
    #expect(Self.html(of: text).ranges(of: "<ahref=").count == 900)
  }

  private static func moved(_ text: String) -> String {
    var moved = ""
    var isAtStart = true
    for scalar in text.unicodeScalars {
      if isAtStart, scalar == "|" { moved += " " }
      moved.unicodeScalars.append(scalar)
      isAtStart = scalar == "\n" || scalar == "\r"
    }
    return moved
  }

  /// The HTML, and what was found, without blanks, since code and raw HTML show those before a row.
  private static func html(of text: String) -> String {
    let source = SourceText(Array("---\ntitle: T\n---\n\(text)".utf8))
    let article = Article(
      reading: source, frontMatter: FrontMatter.find(in: source), options: ArticleOptions(file: "a.md", monikers: []))
    let findings = article.findings.map { "\($0.place.line) \($0.code)\n" }.joined()
    return String(decoding: article.html.bytes, as: UTF8.self).filter { $0 != " " } + findings
  }
}

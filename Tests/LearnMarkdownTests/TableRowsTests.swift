internal import Diagnostics
internal import GoldenFiles
internal import LearnMarkdown
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

  @Test("Whatever stands around a table, its rows are read once and mean the same", arguments: 0..<8)
  func property(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 104_729 &+ 3)
    let lines = [
      "| a | b |", "|---|:-:|", "| *x* | `y|z` |", "| [r] | [a](b.md) |", "| --> | </pre> |", "| ``` |",
      "| <b>c | d</b> |",
      "", "", "", "text **bold**", "<!--", "-->", "```", "<pre>", "</pre>", "<div>", "</div>", "---", "===", "> quote",
      "- item", "  more", "1. step", "[r]: x.md", "## Heading", "    code", "|", "||",
    ]
    var tables = 0
    for _ in 0..<1500 {
      let text = (0..<Int.random(in: 2...12, using: &random)).map { _ in lines.randomElement(using: &random) ?? "" }
        .joined(separator: "\n")
      let html = Self.html(of: text)
      if html.contains("<table>") { tables += 1 }
      #expect(html == Self.html(of: Self.moved(text)), "\(text)")
    }
    #expect(tables > 20)
  }

  private static func moved(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.hasPrefix("|") ? " \($0)" : String($0) }
      .joined(separator: "\n")
  }

  /// The HTML, and what was found, without blanks, since code and raw HTML show those before a row.
  private static func html(of text: String) -> String {
    let article = Article(
      reading: SourceText(Array(text.utf8)), frontMatter: nil, options: ArticleOptions(file: "a.md", monikers: []))
    let findings = article.findings.map { "\($0.place.line) \($0.code)\n" }.joined()
    return String(decoding: article.html, as: UTF8.self).filter { $0 != " " } + findings
  }
}

internal import LearnMarkdown
internal import Testing

@Suite("A line that continues a list or a quote lazily")
struct LazyLinesTests {
  @Test(
    "keeps its text before a table",
    arguments: [
      ("1. step\n  more\n| a | b |\n|---|---|\n", "step\nmore</p>"),
      ("1. step\n  a\n| a | b |\n|---|---|\n", "step\na</p>"),
      ("> q\n   more *x*\n| a | b |\n|---|---|\n", "q\nmore <em>x</em></p>"),
      ("- s\n\n  > q\n more\n  | a | b |\n  |---|---|\n", "q\nmore</p>"),
      ("> a\n  b\n> [!NOTE]\n> c\n", "<p>a\nb</p>"),
    ])
  func text(_ text: String, _ expected: String) {
    let html = String(decoding: Self.article(text).html.bytes, as: UTF8.self)
    #expect(html.contains(expected), "\(html)")
  }

  @Test(
    "has its links where they stand",
    arguments: [
      ("1. step\n [a](b.md) and [c](d.md)\n", [2, 16]), ("1. step\n   [a](b.md)\n", [4]),
      ("1. step\n     [a](b.md)\n", [6]), ("> q\n  *x* [a](b.md)\n", [7]), ("> q\n> [a](b.md)\n", [3]),
      ("- a\n\n  > q\n [a](b.md)\n", [2]), ("text\n  [a](b.md)\n", [3]), ("- *a\n [a](b.md)*\n", [2]),
    ])
  func places(_ text: String, _ columns: [Int]) {
    let links = Self.article(text).links
    let source = SourceText(Array(text.utf8))
    #expect(links.map { Int(source.position(of: $0.source.lowerBound).column) } == columns)
    for link in links { #expect(source.bytes[link.source].first == UInt8(ascii: "[")) }
  }

  private static func article(_ text: String) -> Article {
    Article(
      reading: SourceText(Array(text.utf8)), frontMatter: nil, options: ArticleOptions(file: "a.md", monikers: []))
  }
}

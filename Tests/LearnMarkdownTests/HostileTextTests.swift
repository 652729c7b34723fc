internal import LearnMarkdown
internal import Testing

/// The texts that are known to bring Markdown engines down: at more than linear cost, these tests would not end.
@Suite("Hostile texts")
struct HostileTextTests {
  private static let many = 50_000
  /// For constructs that take long in a debug build, without being of more than linear cost.
  private static let some = 5_000

  private static let texts: [(name: String, text: String)] = [
    ("quotes in quotes", String(repeating: ">", count: many) + "a"),
    ("lists in lists", (0..<1_000).map { String(repeating: " ", count: $0 * 2) + "* a\n" }.joined()),
    ("brackets that open", String(repeating: "[", count: many) + "a"),
    ("brackets that open and close", String(repeating: "[", count: many) + "a" + String(repeating: "]", count: many)),
    ("links that open", String(repeating: "[a](", count: some)),
    ("links that break off", String(repeating: "[a](<b", count: some)),
    ("images in images", String(repeating: "![", count: many) + "a"),
    ("emphasis that opens", String(repeating: "*a _b ", count: many)),
    ("emphasis that closes", String(repeating: "a* b_ ", count: many)),
    ("strong in emphasis", String(repeating: "*a **a ", count: many)),
    ("backticks of growing length", (1...2_000).map { "e" + String(repeating: "`", count: $0) }.joined()),
    ("definitions", (0..<many).map { "[\($0)]: /x\n" }.joined() + String(repeating: "[a] ", count: many)),
    ("one label, used often", "[a]: /x\n\n" + String(repeating: "[a] ", count: some)),
    ("tags that open", String(repeating: "<b>", count: some)),
    ("tags that break off", String(repeating: "<b x=", count: many)),
    ("comments that break off", String(repeating: "<!-- a ", count: many)),
    ("entities", String(repeating: "&#", count: some)),
    ("colons", String(repeating: "::: ", count: many)),
    ("directives that break off", String(repeating: ":::image a=\"", count: some)),
    ("rows in rows", String(repeating: ":::row:::\n", count: 5_000)),
    ("damaged links", String(repeating: "[a] (b](c) ", count: some)),
    ("damaged links that break off", String(repeating: "[a] (b](", count: some)),
    ("targets without a link", String(repeating: "](x", count: many)),
    ("targets without a link that end", String(repeating: "](x.y) ", count: some)),
    ("includes in a line", String(repeating: "[!INCLUDE [a](b.md)] ", count: some)),
    ("alerts", String(repeating: "> [!NOTE]\n> a\n\n", count: some / 2)),
    ("bold that does not flank", String(repeating: "**a:**b ", count: some)),
    ("points and spaces", String(repeating: ".. / ", count: many)),
    ("line ends of three kinds", String(repeating: "a\rb\r\nc\n", count: some)),
  ]

  @Test("are read in bounded time, and no text of theirs is lost in a crash", arguments: texts.map(\.name))
  func text(_ name: String) throws {
    let text = try #require(Self.texts.first { $0.name == name }).text
    let article = GoldenFile.article(reading: Array(text.utf8))
    #expect(!article.html.bytes.isEmpty || !article.findings.isEmpty)
    // What is written stays in proportion to what was read.
    #expect(article.html.bytes.count < text.utf8.count * 60 + 4096)
  }

  @Test("A table of 100,000 cells is a table of 100,000 cells")
  func table() {
    let row = String(repeating: "|a", count: 100) + "|\n"
    let text = row + String(repeating: "|-", count: 100) + "|\n" + String(repeating: row, count: 1_000)
    let html = GoldenFile.article(reading: Array(text.utf8)).html.bytes
    #expect(Self.count(of: "<td>a</td>", in: html) == 100_000)
  }

  @Test("One line of 100,000 cells costs no more than a hundred lines of a thousand")
  func wideTable() {
    let row = String(repeating: "|a", count: 100_000) + "|\n"
    let text = row + String(repeating: "|-", count: 100_000) + "|\n"
    let html = GoldenFile.article(reading: Array(text.utf8)).html.bytes
    #expect(Self.count(of: "<th scope=\"col\">", in: html) == 100_000)
  }

  @Test("Of a table of 20,000 rows, each link has its place in the HTML and in the file")
  func linkedTable() {
    let row = "| *c* | [d](e.md) |\n"
    let head = "| a | b |\n|---|---|\n"
    let text = Array((head + String(repeating: row, count: 20_000)).utf8)
    let article = GoldenFile.article(reading: text)
    let placeholders = article.html.placeholders.filter { $0.kind == .link }
    #expect(article.html.placeholders.count == 20_000 && article.links.count == 20_000)
    #expect(placeholders.allSatisfy { article.html.bytes[..<$0.offset].suffix(6).elementsEqual("<td><a".utf8) })
    #expect(
      article.links.indices.allSatisfy {
        article.links[$0].source.lowerBound == head.utf8.count + $0 * row.utf8.count + 8
      })
  }

  private static func count(of wanted: StaticString, in html: [UInt8]) -> Int {
    var count = 0
    var index = 0
    while let found = html.firstIndex(of: wanted, in: index..<html.count) {
      count += 1
      index = found + 1
    }
    return count
  }
}

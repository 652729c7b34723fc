internal import Diagnostics
internal import Docset
internal import GoldenFiles
internal import LearnMarkdown
internal import Testing

@Suite("YAML pages, by files")
struct YamlPageTests {
  @Test(
    "Each kind of page gives the HTML, the outline and the findings that stand beside it",
    arguments: [
      "faq", "one-section", "landing", "hub", "glossary", "syntax-error", "open-quote", "duplicate-key", "wrong-shapes",
      "not-a-mapping",
    ])
  func page(_ name: String) throws {
    let file = try Golden.page("\(name).yml")
    try Golden.folder.expect(file.article.textWithPlaceholders, toEqual: "\(name).html")
    try Golden.folder.expect(Golden.findings(of: file.article), toEqual: "\(name).findings")
  }

  @Test("Headings, anchors and links are told by their places in the YAML")
  func places() throws {
    let file = try Golden.page("faq.yml")
    let article = file.article
    #expect(article.headings.map(\.level) == [1, 2, 3, 3, 3, 2, 3, 2])
    #expect(article.headings.map(\.line) == [5, 13, 15, 26, 28, 30, 32, 36])
    let links = article.links.filter { $0.destination.elementsEqual("../roles.md".utf8) }
    #expect(
      links.map { file.text.position(of: $0.source.lowerBound) } == [
        TextPosition(line: 7, column: 24), TextPosition(line: 38, column: 7),
      ])
    let escaped = try #require(article.links.first { $0.destination.elementsEqual("reset.md#once".utf8) })
    #expect(file.text.position(of: escaped.source.lowerBound) == TextPosition(line: 27, column: 78))
    #expect(Set(article.anchors.map(\.id)).count == article.anchors.count)
  }

  @Test("Words of the metadata stand in for those that the page has not")
  func metadata() {
    let text = "### YamlMime:Landing\ntitle: A\nsummary: >\n  b\n  c\n"
    let file = Golden.reader.read(Array(text.utf8), kind: .landing, path: "a.yml")
    #expect(file.title == "A")
    #expect(file.metadata.text("description") == "b c")
    #expect(file.article.findings.isEmpty)
  }

  private static let hostile = [
    "brackets": String(repeating: "[", count: 20_000),
    "lists": String(repeating: "- ", count: 20_000) + "x",
    "NUL": "title: \u{0}",
    "mistakes": String(repeating: "a: b: c\n", count: 2_000),
    "duplicates": String(repeating: "a: b\n", count: 2_000),
  ]

  @Test("A hostile file ends in a finding", arguments: ["brackets", "lists", "NUL", "mistakes", "duplicates"])
  func hostile(_ name: String) throws {
    let yaml = try #require(Self.hostile[name])
    let file = Golden.reader.read(Array("### YamlMime:FAQ\n\(yaml)\n".utf8), kind: .faq, path: "a.yml")
    #expect(!file.article.findings.isEmpty)
  }

  @Test("Aliases of aliases end at a number of texts")
  func aliases() {
    var yaml = "### YamlMime:FAQ\ntitle: T\nq: &q {question: Q, answer: A}\nl: &l ["
    yaml += Array(repeating: "*q", count: 120).joined(separator: ", ")
    yaml += "]\ns: &s {name: N, questions: *l}\nsections: ["
    yaml += Array(repeating: "*s", count: 120).joined(separator: ", ") + "]\n"
    let file = Golden.reader.read(Array(yaml.utf8), kind: .faq, path: "a.yml")
    #expect(file.article.findings.contains { $0.code == "nesting-too-deep" })
  }

  @Test(
    "No more values are read than aliases may stand for, wherever they are written",
    arguments: ["*", "? *", "?*", "!!seq *", "k: *", "\"k\":*"])
  func bomb(_ mark: String) {
    var yaml = "### YamlMime:FAQ\ntitle: T\nl0: &a0 [x,x,x,x,x,x,x,x,x,x]\n"
    for level in 1...8 {
      let value = mark.hasPrefix("?") ? "\(mark)a\(level - 1) : y" : "\(mark)a\(level - 1)"
      yaml += "l\(level): &a\(level) [\(Array(repeating: value, count: 10).joined(separator: ","))]\n"
    }
    let file = Golden.reader.read(Array(yaml.utf8), kind: .faq, path: "a.yml")
    #expect(file.article.findings.contains { $0.code == "yaml-syntax-error" })
  }

  @Test(
    "The first line tells what a YAML file is",
    arguments: [
      ("### YamlMime:FAQ\n", YamlMime.page(.faq)), ("### YamlMime: Hub \r\nx", .page(.hub)),
      ("\u{FEFF}### YamlMime:landing", .page(.landing)), ("### YamlMime:TableOfContent", .tableOfContents),
      ("### YamlMime:FAK", .unknown("FAK")), ("# a comment\n### YamlMime:FAQ\n", nil), ("", nil),
    ] as [(String, YamlMime?)])
  func mime(_ text: String, _ expected: YamlMime?) {
    #expect(YamlMime(Array(text.utf8)) == expected)
  }
}

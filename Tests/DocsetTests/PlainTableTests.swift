internal import Diagnostics
internal import SeededNumbers
internal import Testing

@testable internal import Docset

@Suite("The simple form of TOC.yml")
struct PlainTableTests {
  @Test(
    "A table of keys and texts is read without a tree of YAML",
    arguments: [
      "- name: A\n  href: a.md\n",
      "### YamlMime:TableOfContent\nitems:\n- name: A\n  items:\n  - name: B\n    href: b.md\n  - name: C\n- name: D\n",
      "items:\n  - name: Før\n    tocHref: /a/\n    topicHref: /a/index\n    items:\n      - name: 'It, too'\n",
      "- name: A\r\n  items:\r\n    - href: b.md\r\n      name: \"B: c\"\r\n  expanded: true\r\n\r\n # c\r\n- name: D",
      "- name: （全角）\n  displayName: x, y\n  href: a.md\n", "# nothing\n", "",
      "- name: 'It''s'\n  href: 'a''b.md'\n- name: ''''\n",
      "- name: \"Microsoft\\_365: \\\"A\\\\B\\\"\"\n  href: \"a\\_b.md\"\n",
    ])
  func simple(_ text: String) throws {
    let items = try #require(PlainTable.read(Array(text.utf8), file: "TOC.yml"))
    #expect(items.map(Self.text) == YamlTable.read(Array(text.utf8), file: "TOC.yml").items.map(Self.text))
  }

  @Test(
    "What YAML may read in another way is left to it",
    arguments: [
      "- name: A\n    more\n", "- name: A\n    - more\n", "- name: A\n  name: B\n", "- name: &a A\n", "- name: A # c\n",
      "- name: 'It's'\n", "- name: 'A''\n", "- name: \"A\\n\"\n", "- name: \"A\\\"\n", "- name: \"A\"B\"\n",
      "- name: A\n  href:\n", "- name: A\n  items:\n",
      "- name: A\n  items: []\n",
      "- name:A\n", "-\n  name: A\n", "- - name: A\n", "---\n- name: A\n", "metadata: x\nitems:\n- name: A\n",
      "items:\n- name: A\nmetadata: x\n", "- name: A\n- B\n", "- name: A\n - name: B\n", "- name: A\n   href: a.md\n",
      "- name: A\n  items:\n - name: B\n", "- name: |\n    A\n", "-\tname: A\n", "- name: A\u{2028}B\n",
      "- name: A\u{85}B\n",
      "\u{FEFF}- name: A\n", "- name: A\n  href: a.md: b\n", "- name: A\u{0}\n", "items:\n", "items: x\n",
    ])
  func other(_ text: String) { #expect(PlainTable.read(Array(text.utf8), file: "TOC.yml") == nil) }

  @Test("An entry of very many keys, or of a very long one, is left to YAML at once")
  func hostile() {
    // Each another one, of letters only.
    let letters = Array("abcdefghijklmnopqrstuvwxyz")
    let many = (0..<60_000).map { number in
      "  " + String(repeating: "a", count: 40) + String([1, 26, 676, 17_576].map { letters[number / $0 % 26] })
    }
    let long = String(repeating: "k", count: 1025)
    for text in ["- name: A\n" + many.map { $0 + ": x\n" }.joined(), "- name: A\n  \(long): x\n", "- \(long): x\n"] {
      #expect(PlainTable.read(Array(text.utf8), file: "TOC.yml") == nil)
    }
    #expect(!YamlTable.read(Array("- name: A\n  \(long): x\n".utf8), file: "TOC.yml").findings.isEmpty)
  }

  @Test("Of the lines of tables in any order, it reads what YAML reads, or leaves them to it", arguments: 0..<8)
  func property(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 7919 &+ 1)
    let lines = [
      "- name: A", "- name: Bø", "  name: C", "  href: a.md", "  href: \"b.md\"", "- href: c.md", "items:", "  items:",
      "  - name: D", "    href: d.md", "    items:", "    - name: E", "      href: e/f.md#g", "  - name: 'F g'",
      "# note",
      "", "  topicHref: /x/", "  tocHref: /x/", "  expanded: true", "    - name: G", "- name: H: i", "  - J",
      "\t- name: K",
      "  href: 'a''b' # c'", "  tocHref: \"\\_\\\"#\"", "  - name: 'a''''b'", "    href: ''''", "  href: \"\\\\\\\"",
      "  uid: a.b", "  topicUid: a.c", "- uid: x", "  name: ''", "  name: ~", "- href: ''", "  href: null",
      "-  name: O",
      "   href: o.md", "- name: P\u{85}", "- name: \"\\u00e6\"", "  - name: Q\tr", "-", "- ", "    tocHref: y # z",
      "      - name: L", "     href: m.md", "  href:", "name: N",
    ]
    var read = 0
    for _ in 0..<4000 {
      let text = (0..<Int.random(in: 1...9, using: &random)).map { _ in lines.randomElement(using: &random) ?? "" }
        .joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
      guard let items = PlainTable.read(Array(text.utf8), file: "TOC.yml") else { continue }
      read += 1
      let yaml = YamlTable.read(Array(text.utf8), file: "TOC.yml")
      #expect(yaml.findings.isEmpty, "\(text)")
      #expect(items.map(Self.text) == yaml.items.map(Self.text), "\(text)")
    }
    #expect(read > 40)
  }

  static func text(_ item: TableOfContents.Item) -> String {
    let (link, scope) = (item.destination ?? Array("-".utf8), item.scope ?? Array("-".utf8))
    let topic = item.topic.map { String(decoding: $0, as: UTF8.self) } ?? "-"
    let place = "\(item.place.line):\(item.place.column)-\(item.place.endLine):\(item.place.endColumn)"
    return
      "\(item.name) \(topic) \(String(decoding: link, as: UTF8.self)) \(String(decoding: scope, as: UTF8.self)) \(place) "
      + "(\(item.items.map(Self.text).joined(separator: ", ")))"
  }
}

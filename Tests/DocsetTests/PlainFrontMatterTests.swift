internal import Diagnostics
internal import Foundation
internal import LearnMarkdown
internal import SeededNumbers
internal import Testing

@testable internal import Docset

/// The fast reader gives what Yams gives, with the same lines, or leaves the text to it.
@Suite("The simple form of front matter")
struct PlainFrontMatterTests {
  private struct Read: Equatable {
    var entries: [String]
    var findings: Int

    init(_ read: (metadata: Metadata, findings: [Diagnostic])) {
      entries = read.metadata.entries.map { "\($0.line) \($0.key) \($0.value)" }
      findings = read.findings.count
    }
  }

  /// False where the fast reader left it to Yams.
  private func compare(_ bytes: [UInt8], _ name: String) -> Bool {
    let text = SourceText(bytes)
    guard let frontMatter = FrontMatter.find(in: text), let plain = PlainFrontMatter(text, frontMatter) else {
      return false
    }
    let yaml = Read(YamlFrontMatter.read(text, frontMatter, file: "a.md"))
    let fast = Read((Metadata(plain), []))
    #expect(fast == yaml, "\(name)")
    return true
  }

  @Test("of lines in any order is read as Yams reads it, or left to it", arguments: 0..<12)
  func generated(_ seed: UInt64) {
    var random = SeededGenerator(seed: seed &* 104_729 &+ 11)
    let values = [
      "", " ", " a", " \"\"", " ''", " ~", " null", " Null", " NULL", " nUll", " \"null\"", " '~'", " true", " 12",
      " a b",
      " a: b", " a:b", " a #b", " a#b", " #c", " 'a'", " \"a\"", " 'it''s'", " \"a\\nb\"", " \"a\\\"b\"", " 'a' b",
      " [a]",
      " {a: b}", " |", " >-", " &x a", " *x", " !t a", " @a", " `a`", " %a", " - a", " ? a", " , a", "a", " a\tb",
      "\ta",
      " a ", " a\t", " Bø", " a\u{85}b", " a\u{2028}b", " a\u{A0}b", " a\u{FEFF}b", " a\u{7F}b", " \"a\u{85}b\"", " =",
      " <<", " .", " ...", " --- a", " a...", " (a)", " a,b", " a]", " 'a\tb'", " 0x1F", " 2001-01-01", " a\u{1}b",
      "  a", " :a",
      " a\\b", " 'a\\b'", " \"æ\"", " x\u{301}",
    ]
    let lines = [
      "- a", "  - a", "- b", " - c", "\t- d", "-\ta", "-", "- ", "- ~", "- \"\"", "- 'x'", "- - a", "- a: b", "    - a",
      "  - b",
      "", " ", "\t", "# note", " # note", "  more", "...", "?", "- [a]", "- a #b", "- a\u{85}b", "key", ": a",
      "\"k\": a", "k k: a",
    ]
    let keys = ["title", "ms.date", "a-b", "a_b", "k1", "1", "true", "null", "y", "KEY", "."]
    var read = 0
    for _ in 0..<4000 {
      let count = Int.random(in: 1...6, using: &random)
      let text = (0..<count).map { _ in
        Int.random(in: 0..<5, using: &random) < 3
          ? (keys.randomElement(using: &random) ?? "") + ":" + (values.randomElement(using: &random) ?? "")
          : lines.randomElement(using: &random) ?? ""
      }.joined(separator: Bool.random(using: &random) ? "\n" : "\r\n")
      if compare(Array("---\n\(text)\n---\n# A\n".utf8), text) { read += 1 }
    }
    #expect(read > 200)
  }

  @Test(
    "leaves to Yams, or reads as it does, what once was read otherwise",
    arguments: [
      ("title: \"\"", ["2 title empty"]), ("description: ~", ["2 description empty"]),
      ("a: null\nb: \"null\"", ["2 a empty", "3 b text(\"null\")"]),
      ("a:\n- b\n  - c", ["2 a list([\"b - c\"])"]), ("a: b\u{A0}c", ["2 a text(\"b\u{A0}c\")"]),
      ("a:\n- ''\n- ~", ["2 a list([\"\", \"~\"])"]),
    ])
  func once(_ yaml: String, _ expected: [String]) throws {
    let text = SourceText(Array("---\n\(yaml)\n---\n".utf8))
    let read = Read(Metadata.read(text, try #require(FrontMatter.find(in: text)), file: "a.md"))
    #expect(read.entries.map { $0.replacing("Docset.Metadata.Value.", with: "") } == expected)
    #expect(read.findings == 0)
  }

  @Test("of the articles of this repository is read as Yams reads it")
  func articles() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    var read = 0
    for path in try FileTree(of: root.path + "/Content").files where path.hasSuffix(".md") {
      if compare(try Files.read("\(root.path)/Content/\(path)"), path) { read += 1 }
    }
    #expect(read > 20)
  }

  private static let folder = ProcessInfo.processInfo.environment["TRIN_CORPUS"]

  /// Front matter and tables of contents, with the lines and columns of their entries.
  @Test(
    "of a docset of thousands of articles, and its tables, is read as Yams reads it",
    .enabled(if: folder != nil, "TRIN_CORPUS names no folder"))
  func published() throws {
    let folder = try #require(Self.folder)
    var (articles, tables) = (0, 0)
    for path in try FileTree(of: folder).files {
      if path.hasSuffix(".md"), compare(try Files.read("\(folder)/\(path)"), path) { articles += 1 }
      guard path.lowercased().hasSuffix("toc.yml") else { continue }
      let bytes = try Files.read("\(folder)/\(path)")
      guard let items = PlainTable.read(bytes, file: "TOC.yml") else { continue }
      tables += 1
      #expect(items.map(PlainTableTests.text) == YamlTable.read(bytes, file: "TOC.yml").items.map(PlainTableTests.text))
    }
    print("\(articles) articles and \(tables) tables of \(folder) are read as Yams reads them")
    #expect(articles > 100)
  }
}

internal import Diagnostics
internal import Docset
internal import GoldenFiles
internal import LearnMarkdown
internal import Testing

@Suite("Tables of contents")
struct TableOfContentsTests {
  @Test("TOC.md gives an entry for each heading, below the last one of a higher level")
  func markdown() throws {
    let read = TableOfContents.read(try Golden.folder.bytes("TOC.md"), path: "TOC.md", shown: "TOC.md")
    #expect(
      read.toc.items.map(Self.text) == [
        "Start index.md (Group (First page reset.md, External https://example.com/), Empty (Too deep ../roles.md))"
      ])
    #expect(
      read.findings.map { "\($0.place.line) \($0.code)" } == ["6 invalid-toc-level", "8 invalid-toc-syntax"])
    let group = try #require(read.toc.items.first?.items.first)
    let page = try #require(group.items.first)
    #expect(page.place.line == 3 && page.place.column == 6 && page.place.endColumn == 17)
  }

  @Test("TOC.md goes deeper than the six levels of headings")
  func deep() {
    let text = (1...9).map { String(repeating: "#", count: $0) + " [L\($0)](\($0).md)\n" }.joined()
    let read = TableOfContents.read(Array(text.utf8), path: "TOC.md", shown: "TOC.md")
    #expect(read.findings.isEmpty)
    #expect(
      read.toc.items.map(Self.text) == [
        "L1 1.md (L2 2.md (L3 3.md (L4 4.md (L5 5.md (L6 6.md (L7 7.md (L8 8.md (L9 9.md))))))))"
      ])
    var item = read.toc.items.first
    while let deeper = item?.items.first { item = deeper }
    #expect(item?.place.line == 9 && item?.place.column == 12)
  }

  @Test("TOC.yml has no keys that are nearly right, and may have those that Learn knows")
  func misspeltKeys() {
    let text = "items:\n- nme: A\n  hrf: a.md\n- name: B\n  displayName: x\n  expanded: true\n  mine: y\n  href: b.md\n"
    let read = TableOfContents.read(Array(text.utf8), path: "TOC.yml", shown: "TOC.yml")
    #expect(
      read.findings.map { "\($0.place.line):\($0.place.column) \($0.message)" } == [
        "2:3 An entry of a table of contents has no key `nme`. Did you mean `name`?",
        "3:3 An entry of a table of contents has no key `hrf`. Did you mean `href`?",
      ])
  }

  @Test("TOC.yml gives the entries that stand before a syntax error")
  func yaml() {
    let text = "items:\n- name: A\n  href: a.md\n- name: B\n  items:\n  - name: C\n    href: c.md\n- name: D: E\n"
    let read = TableOfContents.read(Array(text.utf8), path: "TOC.yml", shown: "TOC.yml")
    #expect(read.toc.items.map(Self.text) == ["A a.md", "B (C c.md)"])
    #expect(read.findings.map { "\($0.place.line) \($0.code)" } == ["8 yaml-syntax-error"])
  }

  @Test("Of keys that differ in their tags only, the first counts")
  func tags() {
    let text = "- name: A\n  !x name: B\n  href: a.md\n  !y href: b.md\n"
    let read = TableOfContents.read(Array(text.utf8), path: "TOC.yml", shown: "TOC.yml")
    #expect(read.toc.items.map(Self.text) == ["A a.md"])
    #expect(read.toc.items.first?.place.line == 3)
  }

  private static func text(_ item: TableOfContents.Item) -> String {
    var text = item.name
    if let destination = item.destination { text += " " + String(decoding: destination, as: UTF8.self) }
    if !item.items.isEmpty { text += " (" + item.items.map(Self.text).joined(separator: ", ") + ")" }
    return text
  }
}

internal import Diagnostics
internal import Foundation
internal import GoldenFiles
internal import LearnMarkdown
internal import Testing

@Suite("The Learn dialect, by files")
struct GoldenDialectTests {
  @Test("Each construct gives the HTML and the findings that stand beside it", arguments: GoldenFile.constructs)
  func construct(_ name: String) throws {
    let article = try GoldenFile.article(name)
    try GoldenFile.folder.expect(article.textWithPlaceholders, toEqual: "\(name).html")
    try GoldenFile.folder.expect(GoldenFile.findings(of: article), toEqual: "\(name).findings")
  }

  @Test("Five thousand quotes within each other end in one finding, not in a crash")
  func deepNesting() {
    let article = GoldenFile.article(reading: Array(String(repeating: "> ", count: 5_000).utf8) + Array("x\n".utf8))
    #expect(article.findings.map(\.code) == ["nesting-too-deep"])
  }

  @Test("Bytes that are not UTF-8 are reported at the first of them")
  func otherEncoding() {
    let article = GoldenFile.article(reading: Array("ab\ncd ".utf8) + [0xE6] + Array(" ef\n".utf8))
    #expect(GoldenFile.findings(of: article).hasPrefix("2:4 "))
    #expect(article.findings.map(\.code) == ["invalid-utf8"])
  }

  @Test("A NUL is reported, and never reaches the page")
  func zeroByte() {
    let article = GoldenFile.article(reading: Array("a\nb".utf8) + [0] + Array("c\n".utf8))
    #expect(GoldenFile.findings(of: article).hasPrefix("2:2 "))
    #expect(article.findings.map(\.code) == ["nul-byte"])
    #expect(!article.html.bytes.contains(0))
  }

  @Test("UTF-16 is one finding, without its mark a NUL", arguments: [true, false])
  func wideEncoding(_ hasMark: Bool) {
    let text = "# A\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let article = GoldenFile.article(reading: (hasMark ? [0xFF, 0xFE] : []) + text)
    #expect(article.findings.map(\.code) == [hasMark ? "invalid-utf8" : "nul-byte"])
    #expect(GoldenFile.findings(of: article).hasPrefix(hasMark ? "1:1 " : "1:2 "))
  }

  @Test("Front matter is told from the text by its fences")
  func frontMatter() throws {
    let text = "---\ntitle: A\n---\n# A\n"
    let source = SourceText(Array(text.utf8))
    let found = try #require(FrontMatter.find(in: source))
    #expect(Array(source.bytes[found.yaml]) == Array("title: A\n".utf8))
    #expect(Array(source.bytes[found.end...]) == Array("# A\n".utf8))
    #expect(FrontMatter.find(in: SourceText(Array("# A\n\n---\n".utf8))) == nil)
  }
}

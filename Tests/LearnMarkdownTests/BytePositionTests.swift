import Diagnostics
import LearnMarkdown
import Testing

/// Texts are looked at sixteen bytes at a time: what is in them is found wherever in the sixteen it stands, and in a rest
/// that is shorter.
@Suite("Whatever the place of a byte in a text")
struct BytePositionTests {
  private func read(_ text: String) -> Article {
    let options = ArticleOptions(file: "a.md", isFragment: true, resolves: { _ in true })
    return Article(reading: SourceText(Array(text.utf8)), frontMatter: nil, options: options)
  }

  private func html(_ text: String) -> String { String(decoding: read(text).html.bytes, as: UTF8.self) }

  @Test("what HTML would take for its own is escaped", arguments: 0..<36)
  func escapes(_ before: Int) {
    let words = String(repeating: "o", count: before)
    for (mark, written) in [("\\<", "&lt;"), ("\\>", "&gt;"), ("\\&", "&amp;"), ("\"", "&quot;")] {
      for after in ["", "x", "xxxxxxx", "xxxxxxxxxxxxxxxx"] {
        #expect(html("a\(words)\(mark)\(after)\n") == "<p>a\(words)\(written)\(after)</p>\n")
      }
    }
  }

  @Test(
    "a cell of a table is read as Markdown where it holds some, and written as it stands where not", arguments: 0..<36)
  func cells(_ before: Int) {
    let words = String(repeating: "ø", count: before) + "a"
    let spans = [
      ("b", "b"), ("*b*", "<em>b</em>"), ("`b`", "<code>b</code>"), ("\\_", "_"), ("&amp;", "&amp;"), ("_", "_"),
      ("\\|", "|"), ("<br>", "<br />"), ("~ ^ { } ! ' ( )", "~ ^ { } ! ' ( )"),
    ]
    for (span, written) in spans {
      let table = html("| A | B |\n|---|---|\n| \(words) \(span) | \(span) \(words) |\n")
      #expect(table.contains("<td>\(words) \(written)</td><td>\(written) \(words)</td>"))
    }
  }

  @Test("damage is found, also at the end of a file without a line end", arguments: 0..<36)
  func damage(_ before: Int) {
    let words = String(repeating: "o", count: before)
    let damaged = [
      ("[b] (c.md)", "mt-link-space"), ("**b:**c", "mt-bold-broken"), ("!![b](c.md)", "mt-image-mark"),
      ("[b]( .. /c.md)", "mt-path-space"), ("<a href=\"c.md\">b</a.", "mt-tag-broken"),
      ("https:// b.com", "mt-url-split"),
    ]
    for (text, code) in damaged {
      for end in ["", ".\n", " og mere tekst\n"] {
        let article = read("\(words) \(text)\(end)")
        #expect(article.findings.contains { $0.code == code && $0.place.column > before }, "\(words) \(text)\(end)")
      }
      #expect(read("\(words) [b](c.md) **b** **c:** https://b.com ![d](e.png) <b>f</b>.\n").findings.isEmpty)
    }
  }

  @Test("a link that the end of the file breaks off has its place in the file", arguments: 0..<36)
  func brokenOff(_ before: Int) {
    let words = String(repeating: "o", count: before)
    for text in ["\(words) [a](b.md", "\(words) ![a](b.png", "- \(words) [a](b.md", "\(words) [a] (b.md"] {
      let article = read(text)
      #expect(article.links.allSatisfy { $0.source.upperBound <= text.utf8.count })
      #expect(article.findings.allSatisfy { $0.place.endColumn <= text.utf8.count + 1 })
    }
  }

  @Test("columns count scalars, whatever was asked for before on the line", arguments: 0..<36)
  func columns(_ before: Int) {
    let words = String(repeating: "å", count: before)
    let written = "\(words)[a](b.md) \(words)€[c](d.md)\n[e](f.md)\n"
    let text = SourceText(Array(written.utf8))
    #expect(
      read(written).links.map { text.position(of: $0.source.lowerBound) } == [
        TextPosition(line: 1, column: Int32(before + 1)), TextPosition(line: 1, column: Int32(2 * before + 12)),
        TextPosition(line: 2, column: 1),
      ])
  }

  @Test("names are equal where all of their bytes are, and only there", arguments: 0..<36)
  func names(_ count: Int) {
    let name = (0..<count).map { UInt8($0) }
    var names: Set<ByteString> = [ByteString(name)]
    #expect(names.contains(ByteString(Array(name))))
    for index in 0..<count {
      var other = name
      other[index] ^= 0x80
      #expect(names.insert(ByteString(other)).inserted)
    }
    #expect(names.insert(ByteString(name + [0])).inserted)
    #expect(names.count == count + 2)
  }
}

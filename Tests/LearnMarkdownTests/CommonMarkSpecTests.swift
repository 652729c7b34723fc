internal import Foundation
internal import GoldenFiles
internal import LearnMarkdown
internal import Testing

/// The examples of the CommonMark specification, which `.ci/setup` takes from another project's source package.
private struct SpecExample: Decodable {
  var example: Int
  var section: String
  var markdown: String
  var html: String

  static let file = GoldenFile.folder.url.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: ".venv/share/commonmark.json")

  static var isThere: Bool { FileManager.default.fileExists(atPath: file.path) }

  static func all() throws -> [SpecExample] {
    try JSONDecoder().decode([SpecExample].self, from: try Data(contentsOf: file))
  }

  /// Raw HTML goes through our list of what is allowed, and tables, alerts and directives are ours.
  var isPlain: Bool {
    let hasTag =
      markdown.range(of: "<[A-Za-z/!?]", options: .regularExpression) != nil
      && section != "Autolinks" && section != "Fenced code blocks"
      && section != "Indented code blocks"
    // Schemes that no page leads to.
    let isRefused = ["made-up-scheme:", "a+b+c:", "localhost:"].contains { markdown.contains("<" + $0) }
    // GitHub's extension, which Learn has: a bare address is a link.
    let isBare = html.range(of: "(<p>| )https?://", options: .regularExpression) != nil
    return !isRefused && !isBare && !hasTag && section != "HTML blocks" && section != "Raw HTML"
  }

  /// The page's HTML with each address put in, without the ids that we give to headings.
  func rendered() -> String {
    let source = SourceText(Array(markdown.utf8))
    let article = Article(
      reading: source, frontMatter: nil, options: ArticleOptions(file: "a.md", isFragment: true))
    var html = HTMLBytes()
    var written = 0
    for placeholder in article.html.placeholders {
      html.append(raw: article.html.bytes[written..<placeholder.offset])
      written = placeholder.offset
      guard placeholder.kind != .headingMark else { continue }
      html.append([.source, .picture].contains(placeholder.kind) ? " src=\"" : " href=\"")
      html.append(address: article.links[placeholder.index].destination)
      html.append("\"")
    }
    html.append(raw: article.html.bytes[written...])
    return String(decoding: html.bytes, as: UTF8.self)
      .replacing(/<h([1-6]) id="[^"]*">/) { "<h\($0.output.1)>" }
  }
}

@Suite("CommonMark stays CommonMark")
struct CommonMarkSpecTests {
  @Test(
    "Text that uses none of the dialect becomes the HTML that the specification gives",
    .enabled(if: SpecExample.isThere, "the examples are missing: run .ci/setup"))
  func examples() throws {
    let all = try SpecExample.all()
    #expect(all.count == 652)
    let plain = all.filter(\.isPlain)
    #expect(plain.count > 530)
    for example in plain {
      let html = example.rendered()
      #expect(html == example.html, "example \(example.example) (\(example.section)): \(example.markdown)")
    }
  }
}

internal import Diagnostics
internal import Foundation
internal import LearnMarkdown
internal import Testing

/// The inputs of `Tests/Fixtures/dialect`, and what is expected of each in the files beside it.
enum GoldenFile {
  static let constructs = [
    "alerts", "code", "damage-links", "damage-text", "damaged-links", "headings", "images", "includes", "monikers",
    "raw-html", "rows", "tables",
    "tabs", "video",
  ]

  /// What the links of the inputs lead to.
  static let files: Set<String> = ["reset.md", "../roles.md", "media/a.png", "includes/x.md"]

  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/dialect")

  static func article(_ name: String) throws -> Article {
    article(reading: Array(try Data(contentsOf: folder.appending(path: "\(name).md"))))
  }

  static func article(reading bytes: [UInt8]) -> Article {
    let source = SourceText(bytes)
    let options = ArticleOptions(
      file: "a.md",
      alertTitles: [
        "note": "Bemærk", "tip": "Tip", "important": "Important", "caution": "Caution", "warning": "Warning",
      ],
      isFragment: true, isTranslation: true, locale: "da-DK",
      resolves: { files.contains(String(decoding: $0.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self)) })
    return Article(reading: source, frontMatter: FrontMatter.find(in: source), options: options)
  }

  /// The article's HTML, each hole written as `{kind destination}`.
  static func text(of article: Article) -> String {
    var bytes: [UInt8] = []
    var written = 0
    for hole in article.holes {
      bytes += article.html[written..<hole.offset]
      written = hole.offset
      let name =
        hole.kind == .headingMark ? article.headings[hole.index].id : article.links[hole.index].destination
      bytes += Array("{\(hole.kind) ".utf8) + name + Array("}".utf8)
    }
    return String(decoding: bytes + article.html[written...], as: UTF8.self)
  }

  /// One line a finding: `line:column severity code`, in reading order.
  static func findings(of article: Article) -> String {
    article.findings.sorted(by: Diagnostic.inReadingOrder)
      .map { "\($0.place.line):\($0.place.column) \($0.severity.rawValue) \($0.code)\n" }.joined()
  }

  /// With RECORD_EXPECTATIONS set, writes an expectation that is missing, and fails all the same.
  static func expect(_ output: String, toEqual name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    let isRecording = ProcessInfo.processInfo.environment["RECORD_EXPECTATIONS"] != nil
    if isRecording, !FileManager.default.fileExists(atPath: file.path) {
      try Data(output.utf8).write(to: file)
      Issue.record("recorded \(name); read it, then run without RECORD_EXPECTATIONS", sourceLocation: sourceLocation)
      return
    }
    let expected = Array(try Data(contentsOf: file))
    #expect(Array(output.utf8) == expected, "see \(name); it is now:\n\(output)", sourceLocation: sourceLocation)
  }
}

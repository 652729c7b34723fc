internal import Diagnostics
internal import GoldenFiles
internal import LearnMarkdown

/// The inputs of `Tests/Fixtures/dialect`, and what is expected of each in the files beside it.
enum GoldenFile {
  static let constructs = [
    "alerts", "bare-marks", "below-alerts", "beside-directives", "cell-alerts", "code", "columns", "damage-links",
    "damage-text",
    "damaged-links", "headings", "images",
    "foreign", "includes", "misplaced", "monikers", "nesting", "open-fence", "open-tabs", "protected-code", "raw-html",
    "row-headers", "rows",
    "tables", "tabs", "video",
  ]

  /// What the links of the inputs lead to.
  static let files: Set<String> = ["reset.md", "../roles.md", "media/a.png", "includes/x.md"]

  static let folder = GoldenFolder("dialect")

  static func article(_ name: String) throws -> Article {
    article(reading: try folder.bytes("\(name).md"))
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

  /// One line a finding: `line:column severity code`, in reading order.
  static func findings(of article: Article) -> String {
    article.findings.sorted(by: Diagnostic.inReadingOrder)
      .map { "\($0.place.line):\($0.place.column) \($0.severity.rawValue) \($0.code)\n" }.joined()
  }
}

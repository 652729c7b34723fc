internal import Diagnostics
internal import Docset
internal import Foundation
internal import GoldenFiles
internal import LearnMarkdown

/// The inputs of `Tests/Fixtures/yaml`, and what is expected of each in the files beside it.
enum Golden {
  static let folder = GoldenFolder("yaml")

  static let reader = ArticleReader(
    source: DocsetSource(locale: "en-US", basePath: "", files: SourceFolder(""), shownPrefix: ""), index: FileIndex(),
    alertTitles: ["note": "Note"], linkKinds: ["how-to-guide": "How-to guide", "whats-new": "What's new"])

  static func page(_ name: String) throws -> ArticleFile {
    let bytes = try folder.bytes(name)
    guard case .page(let kind)? = YamlMime(bytes) else { throw CocoaError(.fileReadCorruptFile) }
    return reader.read(bytes, kind: kind, path: name)
  }

  /// One line a finding, in reading order.
  static func findings(of article: Article) -> String {
    article.findings.sorted(by: Diagnostic.inReadingOrder)
      .map { "\($0.place.line):\($0.place.column) \($0.severity.rawValue) \($0.code) \($0.message)\n" }.joined()
  }
}

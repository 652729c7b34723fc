internal import Diagnostics
internal import Docset
internal import Foundation
internal import LearnMarkdown
internal import Testing

/// The inputs of `Tests/Fixtures/yaml`, and what is expected of each in the files beside it.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/yaml")

  static let reader = ArticleReader(
    source: DocsetSource(locale: "en-US", basePath: "", folder: "", shownPrefix: ""), index: FileIndex(),
    alertTitles: ["note": "Note"], linkKinds: ["how-to-guide": "How-to guide", "whats-new": "What's new"])

  static func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appending(path: name))) }

  static func page(_ name: String) throws -> ArticleFile {
    let bytes = try bytes(name)
    guard case .page(let kind)? = YamlMime(bytes) else { throw CocoaError(.fileReadCorruptFile) }
    return reader.read(bytes, kind: kind, path: name)
  }

  /// The HTML, each hole written as `{kind destination}`, and below it the outline.
  static func html(of article: Article) -> String {
    var bytes: [UInt8] = []
    var written = 0
    for hole in article.holes {
      bytes += article.html[written..<hole.offset]
      written = hole.offset
      let name = hole.kind == .headingMark ? article.headings[hole.index].id : article.links[hole.index].destination
      bytes += Array("{\(hole.kind) ".utf8) + name + Array("}".utf8)
    }
    return String(decoding: bytes + article.html[written...], as: UTF8.self)
  }

  /// One line a finding, in reading order.
  static func findings(of article: Article) -> String {
    article.findings.sorted(by: Diagnostic.inReadingOrder)
      .map { "\($0.place.line):\($0.place.column) \($0.severity.rawValue) \($0.code) \($0.message)\n" }.joined()
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

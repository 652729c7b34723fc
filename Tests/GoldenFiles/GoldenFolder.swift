package import Foundation
package import LearnMarkdown
package import Testing

/// A folder of `Tests/Fixtures` whose inputs lie beside what is expected of them.
package struct GoldenFolder: Sendable {
  package let url: URL

  package init(_ name: String) {
    url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures").appending(path: name)
  }

  package func bytes(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url.appending(path: name))) }

  /// With RECORD_EXPECTATIONS set, writes an expectation that is missing, and fails all the same.
  package func expect(
    _ output: String, toEqual name: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    let file = url.appending(path: name)
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

extension Article {
  /// The HTML, each placeholder written as `{kind destination}`.
  package var textWithPlaceholders: String {
    var bytes: [UInt8] = []
    var written = 0
    for placeholder in html.placeholders {
      bytes += html.bytes[written..<placeholder.offset]
      written = placeholder.offset
      let name =
        switch placeholder.kind {
        case .headingMark: headings[placeholder.index].id
        case .linkText, .mention, .link, .source, .picture, .blockInclude, .inlineInclude, .paragraphInclude:
          links[placeholder.index].destination
        case .code: code[placeholder.index].path
        }
      bytes += Array("{\(placeholder.kind) ".utf8) + name + Array("}".utf8)
    }
    return String(decoding: bytes + html.bytes[written...], as: UTF8.self)
  }
}

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
  /// The HTML, each hole written as `{kind destination}`.
  package var textWithHoles: String {
    var bytes: [UInt8] = []
    var written = 0
    for hole in holes {
      bytes += html[written..<hole.offset]
      written = hole.offset
      let name =
        switch hole.kind {
        case .headingMark: headings[hole.index].id
        case .linkText, .link, .source, .blockInclude, .inlineInclude, .paragraphInclude:
          links[hole.index].destination
        case .code: code[hole.index].path
        }
      bytes += Array("{\(hole.kind) ".utf8) + name + Array("}".utf8)
    }
    return String(decoding: bytes + html[written...], as: UTF8.self)
  }
}

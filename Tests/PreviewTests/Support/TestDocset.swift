internal import Diagnostics
internal import Foundation
internal import Preview

/// The smallest generator that a preview can be tried with: each `x.md` below the folder is the page `/x.html`.
///
/// A line `error: …` or `warning: …` in a file is a finding with that message at that line. A file `stop` makes the
/// build throw its text.
enum TestDocset {
  struct Stopped: Error, CustomStringConvertible {
    var description: String
  }

  static func build(_ folder: TemporaryFolder) throws -> PreviewContent {
    if let text = try? String(contentsOfFile: folder["stop"], encoding: .utf8) { throw Stopped(description: text) }
    var pages: [String: String] = [:]
    var findings: [String: [Diagnostic]] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder.path) ?? .init()
    where name.hasSuffix(".md") {
      let text = try String(contentsOfFile: folder[name], encoding: .utf8)
      let page = "/" + name.dropLast(3) + ".html"
      pages[page] = text
      for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for severity in [Diagnostic.Severity.error, .warning] where line.hasPrefix("\(severity.rawValue): ") {
          let message = String(line.dropFirst(severity.rawValue.count + 2))
          findings[page, default: []].append(
            Diagnostic(
              severity, "test-rule", message, at: SourcePlace(file: name, line: index + 1), suggestion: message))
        }
      }
    }
    let made = pages
    let found = findings
    let all = found.values.joined()
    return PreviewContent(
      home: "/start.html", errors: all.count { $0.severity == .error }, warnings: all.count { $0.severity == .warning },
      findings: all.count,
      findingsOfPage: { found[$0] ?? [] },
      page: { path in
        made[path].map {
          PreviewContent.Page(
            bytes: Array("<html><body><main>\($0.utf8.count)|\($0)</main></body></html>".utf8),
            contentType: "text/html; charset=utf-8")
        }
      })
  }
}

internal import Diagnostics
internal import Foundation
internal import Testing

/// The small docset of `Tests/Fixtures/Diagnostics`, its findings, and what the printers are expected to make of them.
enum Fixture {
  static let article = "Content/da-DK/new-password.md"
  static let odd = "Content/da-DK/odd, name 100%.md"

  static let folder = repository.appending(path: "Tests/Fixtures/Diagnostics")
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static func bytes(_ file: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appending(path: file))).map(Array.init)
  }

  /// The byte range of the first `text` in `file`.
  static func range(of text: String, in file: String) throws -> Range<Int> {
    let bytes = try #require(Self.bytes(file))
    return try #require(Data(bytes).firstRange(of: Data(text.utf8)), "\(text) is not in \(file)")
  }

  static func place(of text: String, in file: String) throws -> SourcePlace {
    let range = try Self.range(of: text, in: file)
    let lines = SourceLines(try #require(Self.bytes(file)))
    let start = lines.position(ofByte: range.lowerBound)
    let end = lines.position(ofByte: range.upperBound)
    return SourcePlace(
      file: file, line: start.line, column: start.column, endLine: end.line, endColumn: end.column)
  }

  static func finding(
    _ rule: DiagnosticRule, _ message: String, at text: String, in file: String = article,
    suggestion: String? = nil, fix: Bool = false
  ) throws -> Diagnostic {
    let edits = try fix ? [Fix.Edit(range(of: text, in: file), suggestion ?? "")] : nil
    return Diagnostic(
      rule: rule, message, at: try place(of: text, in: file), suggestion: suggestion, fix: edits.map(Fix.init))
  }

  static func findings() throws -> [Diagnostic] {
    try [
      finding(
        .mtLinkSplit,
        "A link is written [text](path); here its title stands outside the brackets, as \"Roller i overblik\".",
        at: "[Hvad må jeg?] (Roller i overblik](.. /roles.md)", suggestion: "[Hvad må jeg?](../roles.md)", fix: true),
      finding(.mtSpaceBeforePunctuation, "A space stands before a comma.", at: " , og vælg", suggestion: ", og vælg"),
      finding(.linkCaseMismatch, "The file is called reset.md.", at: "reset.MD", suggestion: "reset.md", fix: true),
      finding(
        .mtLabelChanged, "The product has no label Nulstil kodeord.", at: "Nulstil kodeord",
        suggestion: "Nulstil adgangskode"),
      finding(
        .mtPathBackslash, "Paths on the web have / between their parts.", at: "..\\genvej.md",
        suggestion: "../genvej.md", fix: true),
      finding(.fileNotFound, "There is no vejledning.md in Content/da-DK.", at: "vejledning.md "),
      finding(.disallowedHTMLTag, "An article may not use <blink>.", at: "<blink>"),
      Diagnostic(rule: .descriptionMissing, "The front matter has no description.", at: SourcePlace(file: article)),
      finding(.mtPathSpace, "Two spaces\nin a row: 100 %.", at: "  to", in: odd, suggestion: " to", fix: true),
      Diagnostic(.info, "own-code", "A code that no catalogue knows.", at: SourcePlace(file: odd, line: 9)),
    ].sorted(by: Diagnostic.inReadingOrder)
  }

  /// Holds `output` against a file beside the articles. With RECORD_EXPECTATIONS set, writes the file instead and
  /// fails all the same, so that no run both records and passes.
  static func expect(_ output: String, toEqual name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
    let file = folder.appending(path: name)
    if ProcessInfo.processInfo.environment["RECORD_EXPECTATIONS"] != nil {
      try Data(output.utf8).write(to: file)
      Issue.record("recorded \(name); read it, then run without RECORD_EXPECTATIONS", sourceLocation: sourceLocation)
      return
    }
    let expected = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    // Compared as bytes: String's == takes composed and decomposed letters for the same.
    #expect(Array(output.utf8) == Array(expected.utf8), "see \(name)", sourceLocation: sourceLocation)
  }
}

internal import CommonMark

/// The tables of a text that stand by themselves: runs of lines that begin with a pipe, with blank lines around them.
///
/// libcmark knows no tables: it would read the spans of all their rows, and then those of each cell, which is parsed by
/// itself. So of such a row it is given the first pipe only, which makes a paragraph as the whole row does.
struct TableRows {
  /// Lines (0-based), ascending.
  private var runs: [Range<Int>] = []

  /// libcmark lets all references of a text together stand for as many bytes as the text has, or for this many.
  ///
  /// - SeeAlso: `max_ref_size` of its `parser`.
  private static let boundOfReferences = 100_000

  /// Parses a text, the rows of its tables left out where that gives the same blocks.
  ///
  /// - Parameter hasDefinitions: Whether links may be references.
  static func parse(_ text: EditedText, isValid: Bool, hasDefinitions: Bool) -> Document {
    let rows = TableRows(of: text.text)
    let mayShorten = !hasDefinitions || text.text.bytes.count <= boundOfReferences
    if !rows.runs.isEmpty, mayShorten {
      let document = Document(parsing: rows.hidden(in: text.text, from: text.start).span, isValid: isValid)
      if rows.areParagraphs(of: document) { return document }
    }
    return Document(parsing: text.text.bytes.span.extracting(text.start..<text.text.bytes.count), isValid: isValid)
  }

  private init(of text: SourceText) {
    var line = 0
    while line < text.lineCount {
      let start = line
      while line < text.lineCount, Self.beginsWithPipe(line, of: text) { line += 1 }
      if line - start > 1, start == 0 || Self.isBlank(start - 1, of: text),
        line == text.lineCount || Self.isBlank(line, of: text),
        PipeTable.read(text.bytes, lines: [text.lineRange(start), text.lineRange(start + 1)]) != nil
      {
        runs.append(start..<line)
      }
      line = max(line, start + 1)
    }
  }

  private static func beginsWithPipe(_ line: Int, of text: SourceText) -> Bool {
    let start = Int(text.lineStarts[line])
    return start < text.bytes.count && text.bytes[start] == UInt8(ascii: "|")
  }

  private static func isBlank(_ line: Int, of text: SourceText) -> Bool {
    let range = text.lineRange(line)
    return text.bytes.skipBlanks(in: range) == range.upperBound
  }

  /// The text from `start` on, with as many lines as it has.
  private func hidden(in text: SourceText, from start: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.bytes.count - start)
    var shown = start
    for run in runs {
      for line in run {
        let range = text.lineRange(line)
        bytes += text.bytes[shown...range.lowerBound]
        shown = range.upperBound
      }
    }
    return bytes + text.bytes[shown...]
  }

  /// Whether each run is a paragraph of its own and in nothing else. Then nothing before or after it was read otherwise
  /// than beside the whole rows; it is not where a row stands in, and may end, a block of code or of raw HTML.
  private func areParagraphs(of document: borrowing Document) -> Bool {
    var left = runs[...]
    var block = document.root.firstChild
    while let current = block, let run = left.first {
      if current.startLine == run.lowerBound + 1, current.kind == .paragraph, current.endLine == run.upperBound {
        left.removeFirst()
      }
      block = current.next
    }
    return left.isEmpty
  }
}

package import Diagnostics

/// An article with its certain repairs done, and the way back to the places that its author sees.
package struct MendedSource: Sendable {
  private let source: SourceText
  private let mended: EditedText

  /// - Parameter findings: About the article; those with a fix are repaired.
  package init(_ source: [UInt8], repairing findings: [Diagnostic]) {
    self.source = SourceText(source)
    let edits = findings.compactMap(\.fix).flatMap(\.edits).map { TextEdit($0.range, $0.replacement.utf8) }
    mended =
      edits.isEmpty
      ? .unedited(self.source) : .applying(edits, to: self.source, within: 0..<self.source.bytes.count)
  }

  /// The outline of the mended article; its places are those of the source.
  package func outline(moniker: String? = nil) -> Outline {
    let read = LearnMarkdown.outline(of: mended.text.bytes, moniker: moniker)
    guard mended.text.bytes != source.bytes else { return read }
    return Outline(blocks: read.blocks.map(moved))
  }

  private func moved(_ block: OutlineBlock) -> OutlineBlock {
    switch block {
    case .heading(let level, let anchor, let spans, let line):
      .heading(level: level, anchor: anchor, spans: spans.map(moved), line: moved(line))
    case .paragraph(let spans, let line): .paragraph(spans: spans.map(moved), line: moved(line))
    case .list(let list): .list(moved(list))
    case .alert(let kind, let blocks, let line): .alert(kind: kind, blocks: blocks.map(moved), line: moved(line))
    case .quote(let blocks, let line): .quote(blocks: blocks.map(moved), line: moved(line))
    case .image(let line): .image(line: moved(line))
    case .code(let line): .code(line: moved(line))
    case .table(let line): .table(line: moved(line))
    case .other(let line): .other(line: moved(line))
    }
  }

  private func moved(_ list: OutlineList) -> OutlineList {
    var list = list
    list.line = moved(list.line)
    for index in list.items.indices {
      list.items[index].line = moved(list.items[index].line)
      list.items[index].blocks = list.items[index].blocks.map(moved)
    }
    return list
  }

  private func moved(_ span: OutlineSpan) -> OutlineSpan {
    var span = span
    (span.line, span.column) = moved(span.line, span.column)
    (span.endLine, span.endColumn) = moved(span.endLine, span.endColumn)
    return span
  }

  private func moved(_ line: Int) -> Int { moved(line, 1).line }

  private func moved(_ line: Int, _ column: Int) -> (line: Int, column: Int) {
    let place = source.position(of: mended.sourceOffset(mended.text.offset(line: line, column: column)))
    return (Int(place.line), Int(place.column))
  }
}

extension SourceText {
  /// The byte at a 1-based line and column; the end of the line where it is shorter.
  fileprivate func offset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= lineCount else { return bytes.count }
    let range = lineRange(line - 1)
    var offset = range.lowerBound
    var remaining = column - 1
    while remaining > 0, offset < range.upperBound {
      offset += 1
      while offset < range.upperBound, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      remaining -= 1
    }
    return offset
  }
}

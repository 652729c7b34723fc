internal import CommonMark
internal import Diagnostics

/// Alerts in the cells of tables, where no quote can stand: `text <br/> > [!NOTE] text`.
extension TreeReader {
  /// Reads the spans of a cell, with an alert from each mark to the next or to the end of the cell.
  mutating func readAlertsAndSpans(_ first: Node?) {
    var node = first
    var mark = first.flatMap(Self.alert)
    while let current = node {
      var end = current.next
      var next = end.flatMap(Self.alert)
      while let following = end, next == nil {
        end = following.next
        next = end.flatMap(Self.alert)
      }
      if let mark { readAlert(mark, from: current, until: end) } else { readSpans(current, until: end) }
      node = end
      mark = next
    }
  }

  /// The mark that a text begins with, at the beginning of the cell or of a line in it.
  private static func alert(_ node: Node) -> (kind: String, end: Int)? {
    guard node.kind == .text else { return nil }
    let bytes = node.literal
    var start = bytes.starts(with: "\u{A0}", at: 0) ? cellMark.count : 0
    while start < bytes.count, Ascii.isBlank(bytes[start]) || bytes[start] == UInt8(ascii: ">") { start += 1 }
    guard bytes.starts(with: "[!", at: start), node.previous.map(isBreak) ?? true else { return nil }
    let text = bytes.array
    guard let mark = AlertMark.read(text, at: start, end: text.count, titles: [:]), case .alert(let kind) = mark.kind
    else { return nil }
    var end = mark.range.upperBound
    while end < text.count, Ascii.isBlank(text[end]) || text[end] == UInt8(ascii: ">") { end += 1 }
    return (kind, end)
  }

  private static func isBreak(_ node: Node) -> Bool {
    node.kind == .lineBreak || (node.kind == .htmlInline && HTMLTag(node.literal)?.name == "br")
  }

  private mutating func readAlert(_ mark: (kind: String, end: Int), from first: Node, until end: Node?) {
    let start = sourceOffset(line: first.startLine, column: first.startColumn)
    let bytes = source.bytes
    if let bracket = bytes.firstIndex(of: "[!", in: start..<min(start + mark.end + 2, bytes.count)),
      let close = bytes[bracket...].firstIndex(of: UInt8(ascii: "]"))
    {
      report(
        .markupMisplaced, "An alert is a quote with lines of its own; in the cell of a table it is none on Learn.",
        at: bracket..<close + 1)
    }
    openAlert(mark.kind, .inCell, source: options.places != .none ? sourceRange(first) : 0..<0)
    skippedBytes = mark.end
    readParagraph(spans: first, until: end, of: first)
    tree.close()
  }
}

internal import CommonMark

/// Finds where the pieces of one block's text stand in the source.
///
/// libcmark counts the columns of a paragraph's later lines as if they began where its first line does; markers of
/// quotes and indentation make that wrong. Here such a column is moved to where the line's own content begins, and
/// every place is checked against the bytes that stand there.
struct SpanPlaces {
  private let source: OutlineSource
  private let firstLine: Int
  private let firstColumn: Int
  private let lastLine: Int
  /// Nothing is looked for before the end of the last piece found.
  private var cursor: Int

  struct Place {
    var line: Int
    var column: Int
    var endLine: Int
    var endColumn: Int
  }

  init(of block: Node, in source: OutlineSource) {
    self.source = source
    firstLine = block.startLine
    firstColumn = block.startColumn
    lastLine = max(block.endLine, block.startLine)
    cursor = source.range(ofLine: block.startLine).lowerBound
  }

  /// The place of a text, code or HTML node; nodes are asked for in reading order.
  mutating func place(of node: Node) -> Place {
    let literal = node.literal
    let expected = offset(line: node.startLine, column: node.startColumn)
    if stands(literal, at: expected) { return found(expected, literal.count) }
    let limit = source.range(ofLine: lastLine).upperBound
    var candidate = cursor
    while candidate + literal.count <= limit {
      if stands(literal, at: candidate) { return found(candidate, literal.count) }
      candidate += 1
    }
    // An entity is written longer than what it means.
    let end = offset(line: node.endLine, column: node.endColumn + 1)
    let start = min(max(expected, cursor), limit)
    return found(start, max(0, min(end, limit) - start))
  }

  /// The place of a line break: where the text before it ended.
  func placeOfBreak() -> Place { place(from: cursor, to: cursor) }

  private mutating func found(_ start: Int, _ count: Int) -> Place {
    cursor = start + count
    return place(from: start, to: cursor)
  }

  private func offset(line: Int, column: Int) -> Int {
    let range = source.range(ofLine: line)
    guard line > firstLine else { return range.lowerBound + column - 1 }
    var content = range.lowerBound
    while content < range.upperBound,
      [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: ">")].contains(source.bytes[content])
    {
      content += 1
    }
    return content + column - firstColumn
  }

  private func stands(_ literal: Bytes, at offset: Int) -> Bool {
    guard offset >= cursor, offset + literal.count <= source.bytes.count else { return false }
    return source.bytes[offset..<offset + literal.count].elementsEqual(literal)
  }

  private func place(from start: Int, to end: Int) -> Place {
    let (line, column) = scalarPosition(of: start)
    let (endLine, endColumn) = scalarPosition(of: end)
    return Place(line: line, column: column, endLine: endLine, endColumn: endColumn)
  }

  private func scalarPosition(of offset: Int) -> (line: Int, column: Int) {
    var line = firstLine
    while line < source.lineCount, source.range(ofLine: line + 1).lowerBound <= offset { line += 1 }
    let start = source.range(ofLine: line).lowerBound
    // A byte that continues a scalar is 10xxxxxx.
    let scalars = source.bytes[start..<max(start, offset)].count { $0 & 0b1100_0000 != 0b1000_0000 }
    return (line, scalars + 1)
  }
}

internal import CommonMark

/// What of an article is code or a comment, and so is neither mended nor read as markup of the dialect.
///
/// What must be recognised before libcmark reads a text, directives and damage, is looked for line by line; only
/// libcmark knows which lines are code, since that hangs on the lists and quotes around them. So a reading begins with a
/// guess; where libcmark's tree shows that it was wrong, the text is prepared once more by what the tree shows.
struct ProtectedCode: Equatable {
  /// Lines (0-based) of the source that are code, fences included; ascending.
  var lines: [Range<Int>] = []
  /// Bytes of the source within other lines: code spans, comments, `<pre>` and `<code>`; ascending.
  var ranges: [Range<Int>] = []

  func holds(line: Int) -> Bool { Self.contains(line, in: lines) }

  func overlaps(_ range: Range<Int>) -> Bool {
    ranges.contains { $0.overlaps(range) || (range.isEmpty && $0.contains(range.lowerBound)) }
  }

  static func contains(_ value: Int, in ranges: [Range<Int>]) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(value)
  }

  /// Reads from libcmark's tree what is protected.
  ///
  /// - Parameter touched: Places of the source that were edited or reported; other blocks are not looked into.
  init(of document: borrowing Document, in text: EditedText, source: SourceText, touched: [Range<Int>]) {
    var blocks: [Range<Int>] = []
    collect(document.root.firstChild, in: text, source, into: &blocks, depth: 0)
    guard !touched.isEmpty else { return }
    for block in blocks where touched.contains(where: { $0.lowerBound <= block.upperBound && $0.upperBound >= block.lowerBound }) {
      addRanges(within: block, of: source.bytes)
    }
  }

  init(lines: [Range<Int>]) { self.lines = lines }

  /// Collects the lines of code, and the bytes of the blocks that hold text.
  private mutating func collect(
    _ first: Node?, in text: EditedText, _ source: SourceText, into blocks: inout [Range<Int>], depth: Int
  ) {
    guard depth <= TreeReader.depthLimit else { return }
    var node = first
    while let current = node {
      node = current.next
      switch current.kind {
      case .codeBlock:
        let range = Self.range(of: current, in: text)
        lines.append(source.line(at: range.lowerBound)..<source.line(at: max(range.upperBound - 1, range.lowerBound)) + 1)
      case .htmlBlock, .paragraph, .heading: blocks.append(Self.range(of: current, in: text))
      default: collect(current.firstChild, in: text, source, into: &blocks, depth: depth + 1)
      }
    }
  }

  /// The lines of a block, as bytes of the source.
  private static func range(of node: Node, in text: EditedText) -> Range<Int> {
    let count = text.text.lineCount
    let first = min(max(node.startLine, 1), count) - 1
    let last = min(max(node.endLine, node.startLine, 1), count) - 1
    let start = text.sourceOffset(text.text.lineRange(first).lowerBound)
    return start..<max(start, text.sourceOffset(text.text.lineRange(last).upperBound))
  }

  // MARK: Within a block

  private static let elements: [(open: StaticString, close: StaticString)] = [
    ("<!--", "-->"), ("<pre", "</pre"), ("<code", "</code"), ("<script", "</script"), ("<style", "</style"),
  ]

  private mutating func addRanges(within block: Range<Int>, of bytes: [UInt8]) {
    var index = block.lowerBound
    while index < block.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = addCodeSpan(at: index, block, bytes)
      case UInt8(ascii: "<"): index = addElement(at: index, block, bytes)
      default: index += 1
      }
    }
  }

  /// A code span ends with as many backticks as it begins with.
  private mutating func addCodeSpan(at start: Int, _ block: Range<Int>, _ bytes: [UInt8]) -> Int {
    let count = Self.backticks(at: start, block, bytes)
    var index = start + count
    while index < block.upperBound {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let closing = Self.backticks(at: index, block, bytes)
      if closing == count {
        ranges.append(start..<index + count)
        return index + count
      }
      index += closing
    }
    return start + count
  }

  private static func backticks(at start: Int, _ block: Range<Int>, _ bytes: [UInt8]) -> Int {
    var end = start
    while end < block.upperBound, bytes[end] == UInt8(ascii: "`") { end += 1 }
    return end - start
  }

  private mutating func addElement(at start: Int, _ block: Range<Int>, _ bytes: [UInt8]) -> Int {
    for (open, close) in Self.elements where bytes.startsCaseless(with: open, at: start) {
      var index = start + open.utf8CodeUnitCount
      while index < block.upperBound, !bytes.startsCaseless(with: close, at: index) { index += 1 }
      guard index < block.upperBound else { return start + 1 }
      ranges.append(start..<index + close.utf8CodeUnitCount)
      return index + close.utf8CodeUnitCount
    }
    return start + 1
  }
}

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

  /// Whether some of the bytes, or the place of an empty range, is protected.
  func overlaps(_ range: Range<Int>) -> Bool {
    let number = Self.first(in: ranges, after: range.lowerBound)
    return number < ranges.count && ranges[number].lowerBound < max(range.upperBound, range.lowerBound + 1)
  }

  static func contains(_ value: Int, in ranges: [Range<Int>]) -> Bool {
    let number = first(in: ranges, after: value)
    return number < ranges.count && ranges[number].contains(value)
  }

  /// The number of the first of ascending ranges that ends behind `value`.
  private static func first(in ranges: [Range<Int>], after value: Int) -> Int {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= value { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Reads from libcmark's tree what is protected.
  ///
  /// - Parameter touched: Places of the source that were edited or reported; other blocks are not looked into.
  init(of document: borrowing Document, in text: EditedText, source: SourceText, touched: [Range<Int>]) {
    var blocks: [Range<Int>] = []
    collect(document.root.firstChild, in: text, source, into: &blocks, depth: 0)
    let places = touched.map(\.lowerBound).sorted()
    var next = 0
    for block in blocks {
      while next < places.count, places[next] < block.lowerBound { next += 1 }
      if next < places.count, places[next] <= block.upperBound { addRanges(within: block, of: source.bytes) }
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
        let range = Self.range(of: current, in: text, source)
        lines.append(
          source.line(at: range.lowerBound)..<source.line(at: max(range.upperBound - 1, range.lowerBound)) + 1)
      case .htmlBlock, .paragraph, .heading: blocks.append(Self.range(of: current, in: text, source))
      default: collect(current.firstChild, in: text, source, into: &blocks, depth: depth + 1)
      }
    }
  }

  /// The lines of a block, as bytes of the source.
  private static func range(of node: Node, in text: EditedText, _ source: SourceText) -> Range<Int> {
    let count = text.text.lineCount
    let first = min(max(node.startLine, 1), count) - 1
    let last = max(first, text.lastLine(of: node) - 1)
    // A repair may have put something behind the last byte.
    let start = min(text.sourceOffset(text.text.lineRange(first).lowerBound), source.bytes.count)
    return start..<max(start, min(text.sourceOffset(text.text.lineRange(last).upperBound), source.bytes.count))
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

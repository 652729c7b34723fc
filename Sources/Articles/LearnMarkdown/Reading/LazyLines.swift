internal import CommonMark

/// The lines of a paragraph that continue it lazily: without the indentation or the mark that its containers ask for.
///
/// libcmark leaves out the blanks that a line of a paragraph begins with, and its columns begin behind them. Those of a
/// lazy line it leaves in until it reads the spans: so they are in its columns.
struct LazyLines {
  /// By line as libcmark counts it: how many blanks are in its columns.
  private var blanks: [Int: Int] = [:]

  /// None.
  init() {}

  /// - Parameter text: What the block was parsed from.
  init(of block: Node, in text: SourceText) {
    guard Self.mayHave(block), Self.mayBeLazy(block, in: text) else { return }
    // Of the spans in reading order, the first that begins on a line.
    var line = block.startLine
    var node = block.firstChild
    while let current = node {
      if current.startLine > line {
        line = current.startLine
        if current.startColumn > block.startColumn { blanks[line] = current.startColumn - block.startColumn }
      }
      node = Self.next(after: current, within: block)
    }
  }

  /// Whether a block is one whose lines may be lazy: a paragraph of several lines in a container. Most are none, and
  /// nothing else is asked of them.
  static func mayHave(_ block: Node) -> Bool {
    guard block.kind == .paragraph, block.endLine > block.startLine, let parent = block.parent else { return false }
    return parent.kind != .document
  }

  /// How many blanks of a line, as libcmark counts lines, are in its columns.
  subscript(line: Int) -> Int { blanks.isEmpty ? 0 : blanks[line] ?? 0 }

  var isEmpty: Bool { blanks.isEmpty }

  /// Most lines of a list begin where its text does, and their spans need no look.
  private static func mayBeLazy(_ block: Node, in text: SourceText) -> Bool {
    for line in block.startLine..<min(block.endLine, text.lineCount) {
      let range = text.lineRange(line)
      let content = text.bytes.skipBlanks(in: range)
      let isMarked = content < range.upperBound && text.bytes[content] == UInt8(ascii: ">")
      if isMarked || (content > range.lowerBound && content - range.lowerBound < block.startColumn) { return true }
    }
    return false
  }

  private static func next(after node: Node, within block: Node) -> Node? {
    if let child = node.firstChild { return child }
    var node = node
    while node != block {
      if let next = node.next { return next }
      guard let parent = node.parent else { return nil }
      node = parent
    }
    return nil
  }
}

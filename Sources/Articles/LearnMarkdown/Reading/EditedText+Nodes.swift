internal import CommonMark

/// What stands in a text where libcmark says that a node begins.
///
/// Not the writer's own methods: for one that changes nothing, it would be copied as a whole.
extension EditedText {
  /// The first byte of a block's own text; 0 where there is none.
  func firstByte(_ node: Node) -> UInt8 {
    guard let offset = start(of: node), offset < text.bytes.count else { return 0 }
    return text.bytes[offset]
  }

  /// Whether the text of a node begins with `mark`.
  func begins(_ node: Node, with mark: StaticString) -> Bool {
    start(of: node).map { text.bytes.starts(with: mark, at: $0) } ?? false
  }

  private func start(of node: Node) -> Int? {
    let line = node.startLine - 1
    guard line >= 0, line < text.lineCount else { return nil }
    return Int(text.lineStarts[line]) + node.startColumn - 1
  }

  /// The last line (1-based) of a block.
  ///
  /// libcmark gives a block of raw HTML one line less where its end stands in its last line, and a fence that its
  /// container ends one more; what the block holds tells how many it has.
  func lastLine(of node: Node) -> Int {
    guard node.kind == .htmlBlock || (node.kind == .codeBlock && isFenced(node)) else {
      return min(max(node.endLine, node.startLine), text.lineCount)
    }
    let literal = node.literal
    var lines = literal.count { $0 == UInt8(ascii: "\n") }
    if let last = literal.last, last != UInt8(ascii: "\n") { lines += 1 }
    let last = node.startLine + (node.kind == .htmlBlock ? max(lines, 1) - 1 : lines)
    let isClosed = node.kind == .codeBlock && last < text.lineCount && closesFence(last + 1, of: node)
    return min(isClosed ? last + 1 : last, text.lineCount)
  }

  /// Whether a block of code is one between fences, and not one that is told by its indentation.
  func isFenced(_ node: Node) -> Bool {
    guard let start = start(of: node) else { return false }
    let line = text.lineRange(node.startLine - 1)
    return fence(at: start, until: line.upperBound) >= 3
      && !node.literal.array.starts(with: text.bytes[min(start, line.upperBound)..<line.upperBound])
  }

  /// Whether a line (1-based) is the fence that ends a block of code.
  func closesFence(_ line: Int, of node: Node) -> Bool {
    guard let start = start(of: node) else { return false }
    let range = text.lineRange(line - 1)
    var first = range.lowerBound
    while first < range.upperBound, Ascii.isBlank(text.bytes[first]) || text.bytes[first] == UInt8(ascii: ">") {
      first += 1
    }
    let count = fence(at: first, until: range.upperBound)
    return count >= fence(at: start, until: text.bytes.count) && text.bytes[first] == text.bytes[start]
      && text.bytes.skipBlanks(in: first + count..<range.upperBound) == range.upperBound
  }

  /// How many backticks or tildes stand at an offset.
  private func fence(at start: Int, until end: Int) -> Int {
    guard start < end, text.bytes[start] == UInt8(ascii: "`") || text.bytes[start] == UInt8(ascii: "~") else {
      return 0
    }
    var index = start
    while index < end, text.bytes[index] == text.bytes[start] { index += 1 }
    return index - start
  }

  /// Whether the task of an item that begins with `[ ]` or `[x]` is done; nil for other items.
  func taskBox(_ paragraph: Node) -> Bool? {
    let bytes = text.bytes
    guard let start = start(of: paragraph), start + 3 < bytes.count, bytes[start] == UInt8(ascii: "["),
      bytes[start + 2] == UInt8(ascii: "]"), Ascii.isBlank(bytes[start + 3])
    else { return nil }
    switch bytes[start + 1] {
    case UInt8(ascii: " "): return false
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return true
    default: return nil
    }
  }

  /// Where `<https://…>` stands; nil for a link of another form.
  ///
  /// libcmark counts the columns of these from the beginning of the paragraph, so the line is searched for it.
  func autolinkRange(_ node: Node) -> Range<Int>? {
    guard let label = node.firstChild, label.kind == .text, label.next == nil else { return nil }
    let address = node.destination
    let shown = label.literal
    // Of nearly all links the text does not even end as the address does.
    guard address.count >= shown.count, address.last == shown.last, address.ends(with: shown), node.title.isEmpty,
      node.startLine == node.endLine
    else { return nil }
    let line = text.lineRange(min(max(node.startLine, 1), text.lineCount) - 1)
    let bytes = text.bytes
    var index = line.lowerBound
    while let start = bytes.firstIndex(of: UInt8(ascii: "<"), in: index..<line.upperBound) {
      index = start + 1
      let end = index + shown.count
      guard end < line.upperBound, bytes[end] == UInt8(ascii: ">") else { continue }
      if bytes[index..<end].elementsEqual(shown) { return sourceOffset(start)..<sourceOffset(end + 1) }
    }
    return nil
  }
}

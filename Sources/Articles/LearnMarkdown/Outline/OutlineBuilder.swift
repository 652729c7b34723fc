internal import CommonMark

/// Reads the outline of an article.
///
/// - Parameters:
///   - source: The whole file. Links that the repair of damage mends are expected mended already.
///   - moniker: Whose zones are part of the article; without it, those of the range that the article names first.
package func outline(of source: [UInt8], moniker: String? = nil) -> Outline {
  let source = OutlineSource(source, moniker: moniker)
  let document = Document(parsing: source.bytes.span)
  return Outline(blocks: OutlineBuilder(source: source).blocks(of: document.root, depth: 0))
}

private struct OutlineBuilder {
  let source: OutlineSource

  /// Deeper blocks than any reader could follow are left out, so that hostile nesting cannot exhaust the stack.
  private static let deepest = 100

  func blocks(of parent: Node, depth: Int) -> [OutlineBlock] {
    guard depth < Self.deepest else { return [] }
    var blocks: [OutlineBlock] = []
    var child = parent.firstChild
    while let node = child {
      child = node.next
      blocks.append(block(node, depth: depth))
    }
    return blocks
  }

  private func block(_ node: Node, depth: Int) -> OutlineBlock {
    switch node.kind {
    case .heading: heading(node)
    case .paragraph: paragraph(node)
    case .list: .list(list(node, depth: depth))
    case .blockQuote: quote(node, depth: depth)
    case .codeBlock: .code(line: node.startLine)
    default: .other(line: node.startLine)
    }
  }

  private func heading(_ node: Node) -> OutlineBlock {
    let inline = InlineOutline(of: node, in: source)
    let text = inline.spans.map(\.text).joined()
    return .heading(
      level: node.headingLevel, anchor: inline.anchor ?? slug(text).utf8String, spans: inline.spans,
      line: node.startLine)
  }

  private func paragraph(_ node: Node) -> OutlineBlock {
    if node.endLine > node.startLine, isDelimiterRow(source.range(ofLine: node.startLine + 1)) {
      return .table(line: node.startLine)
    }
    let inline = InlineOutline(of: node, in: source)
    if inline.hasImage, inline.spans.allSatisfy({ $0.text.allSatisfy(\.isWhitespace) }) {
      return .image(line: node.startLine)
    }
    return .paragraph(spans: inline.spans, line: node.startLine)
  }

  /// The second line of a pipe table: only pipes, hyphens, colons and white space, with one pipe and one hyphen at least.
  private func isDelimiterRow(_ range: Range<Int>) -> Bool {
    let row = source.bytes[range]
    return row.allSatisfy { "|-: \t>".utf8.contains($0) } && row.contains(UInt8(ascii: "|"))
      && row.contains(UInt8(ascii: "-"))
  }

  private func list(_ node: Node, depth: Int) -> OutlineList {
    let start = node.isOrderedList ? node.listStart : 1
    var items: [OutlineItem] = []
    var child = node.firstChild
    while let item = child {
      child = item.next
      items.append(
        OutlineItem(number: start + items.count, blocks: blocks(of: item, depth: depth + 1), line: item.startLine))
    }
    return OutlineList(isOrdered: node.isOrderedList, start: start, items: items, line: node.startLine)
  }

  private func quote(_ node: Node, depth: Int) -> OutlineBlock {
    let blocks = blocks(of: node, depth: depth + 1)
    if case .paragraph(let spans, _)? = blocks.first {
      let text = spans.prefix(4).map(\.text).joined()
      if text.hasPrefix("[!"), let end = text.firstIndex(of: "]") {
        let kind = text[text.index(text.startIndex, offsetBy: 2)..<end]
        return .alert(kind: String(kind).uppercased(), blocks: blocks, line: node.startLine)
      }
    }
    return .quote(blocks: blocks, line: node.startLine)
  }
}

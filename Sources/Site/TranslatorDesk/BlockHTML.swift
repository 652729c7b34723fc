internal import LearnMarkdown

/// Writes the spans of a block as readers see them: no address, no script, nothing but words and how they are set.
struct BlockHTML {
  private let tree: ArticleTree
  private let links: [Link]
  /// What stands out, by bytes of the file.
  private let spots: [Range<Int>]
  private(set) var bytes: [UInt8] = []

  init(of article: Article, spots: [Range<Int>]) {
    tree = article.tree
    links = article.links
    self.spots = spots
  }

  mutating func write(_ nodes: Range<Int>) {
    var open: [(end: Int, closing: String)] = []
    for number in nodes {
      while let last = open.last, last.end <= number {
        raw(last.closing)
        open.removeLast()
      }
      let node = tree.nodes[number]
      let isLeaf = node.endIndex == number + 1
      let marks = isLeaf && isSpot(node)
      if marks { raw("<mark>") }
      if let closing = start(node) {
        if isLeaf { raw(closing) } else { open.append((node.endIndex, closing)) }
      }
      if marks { raw("</mark>") }
    }
    while let last = open.popLast() { raw(last.closing) }
  }

  private func isSpot(_ node: TreeNode) -> Bool {
    let source = node.source
    return !source.isEmpty && spots.contains { $0.overlaps(source) }
  }

  /// - Returns: What closes it; nil for what holds nothing.
  private mutating func start(_ node: TreeNode) -> String? {
    switch node.kind {
    case .text, .noLocalization, .unread, .linkedTitle: text(tree.text(of: node))
    case .rawText: text(Entities.decode(tree.text(of: node))[...])
    case .softBreak: raw(" ")
    case .lineBreak: raw("<br>")
    case .codeSpan, .code:
      raw("<code>")
      text(tree.text(of: node))
      return "</code>"
    case .emphasis: return open("em")
    case .strong: return open("strong")
    case .link:
      raw("<span class=\"link\">")
      return "</span>"
    case .image:
      raw("<span class=\"image\">")
      text(tree.text(of: node))
      return "</span>"
    case .tableCell:
      raw("<span class=\"cell\">")
      return "</span>"
    case .include, .inlineInclude, .paragraphInclude: file(Int(node.number))
    case .video:
      raw("<span class=\"file\">")
      text(tree.text(of: node))
      return "</span>"
    case .codeFile: raw("<span class=\"file\">…</span>")
    default: break
    }
    return nil
  }

  private mutating func file(_ link: Int) {
    guard link < links.count else { return }
    raw("<span class=\"file\">")
    text(links[link].destination[...])
    raw("</span>")
  }

  private mutating func open(_ tag: String) -> String {
    raw("<\(tag)>")
    return "</\(tag)>"
  }

  private mutating func raw(_ html: String) { bytes += html.utf8 }

  private mutating func text(_ text: ArraySlice<UInt8>) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): raw("&amp;")
      case UInt8(ascii: "<"): raw("&lt;")
      case UInt8(ascii: ">"): raw("&gt;")
      case UInt8(ascii: "\""): raw("&quot;")
      case 0..<0x09, 0x0B..<0x20, 0x7F: raw("\u{FFFD}")
      default: bytes.append(byte)
      }
    }
  }
}

internal import Docset
internal import LearnMarkdown
internal import Preview

/// Reads the blocks of an article that stand beside each other on the desk.
struct BlockReading {
  private let file: ArticleFile
  private let tree: ArticleTree
  private let text: SourceText
  /// What findings are about, by bytes.
  private let spots: [Range<Int>]
  private(set) var blocks: [AlignedBlock] = []
  private var lists: [(end: Int, isOrdered: Bool)] = []
  private var marker = ""

  init(of file: ArticleFile, spots: [Range<Int>] = []) {
    self.file = file
    self.spots = spots
    tree = file.article.tree
    text = file.text
    var number = 0
    while number < tree.nodes.count {
      while let list = lists.last, list.end <= number { lists.removeLast() }
      number = read(number)
    }
  }

  /// - Returns: The number of the next node to read.
  private mutating func read(_ number: Int) -> Int {
    let node = tree.nodes[number]
    switch node.kind {
    case .list: lists.append((node.endIndex, node.isOrdered))
    case .item: marker = lists.last?.isOrdered == true ? "\(node.number)." : "•"
    case .alert: marker = tree.text(of: node).utf8String.uppercased()
    case .heading:
      return add(.heading, number..<node.endIndex, level: file.article.headings[Int(node.number)].level)
    case .paragraph: return add(.paragraph, number..<node.endIndex)
    case .code: return add(.code, number..<node.endIndex)
    case .tableRow: return add(.row, number..<node.endIndex)
    case .tabTitle: return add(.other, number..<node.endIndex)
    case .thematicBreak, .lineEnd, .softBreak, .lineBreak: break
    case .codeFile, .video, .unread, .include: return add(.other, number..<node.endIndex)
    case .quote, .division, .moniker, .zone, .row, .column, .longDescription, .tabGroup, .tab, .table, .tableHead,
      .tableBody, .tableCell, .figure:
      break
    case .element where node.endIndex > number + 1: break
    default:
      // Spans that no paragraph holds: those of raw HTML.
      var end = node.endIndex
      while end < tree.nodes.count, Self.isSpan(tree.nodes[end].kind) { end = tree.nodes[end].endIndex }
      return add(.other, number..<end)
    }
    return number + 1
  }

  private static func isSpan(_ kind: TreeNode.Kind) -> Bool {
    switch kind {
    case .text, .rawText, .softBreak, .lineBreak, .codeSpan, .emphasis, .strong, .link, .linkedTitle, .image,
      .lightbox, .noLocalization, .inlineInclude:
      true
    default: false
    }
  }

  private mutating func add(_ kind: DeskPage.Block.Kind, _ nodes: Range<Int>, level: Int? = nil) -> Int {
    let source = tree.nodes[nodes.lowerBound].source
    var block = DeskPage.Block(kind)
    block.level = level ?? lists.count
    block.marker = marker
    marker = ""
    var html = BlockHTML(of: file.article, spots: spots)
    html.write(nodes)
    block.html = html.bytes
    block.range = source
    if !source.isEmpty {
      block.line = text.line(at: source.lowerBound) + 1
      let isEditable = kind == .heading || kind == .paragraph || kind == .row
      if isEditable, file.kind == .article {
        block.markdown = String(validating: text.bytes[source], as: UTF8.self)
      }
    }
    // What shows nothing, such as an anchor by itself, would be an empty row.
    guard !block.html.isEmpty else { return nodes.upperBound }
    blocks.append(AlignedBlock(block, features: features(of: nodes)))
    return nodes.upperBound
  }

  /// What is the same in every language: numbers, code, and where links lead.
  private func features(of nodes: Range<Int>) -> Set<ByteString> {
    var features: Set<ByteString> = []
    for number in nodes {
      let node = tree.nodes[number]
      switch node.kind {
      case .text:
        for word in tree.text(of: node).split(whereSeparator: { !Ascii.isDigit($0) }) {
          features.insert(ByteString(Array(word)))
        }
      case .codeSpan, .code, .noLocalization: features.insert(ByteString(Array(tree.text(of: node))))
      case .link, .image, .lightbox:
        let reference = tree.references[Int(node.number)]
        switch reference.target {
        case .link where reference.link < file.article.links.count:
          features.insert(ByteString(file.article.links[reference.link].destination))
        case .address: features.insert(ByteString(Array(tree.text[reference.text])))
        default: break
        }
      default: break
      }
    }
    return features
  }
}

/// A block with what it is told from others by.
struct AlignedBlock {
  let block: DeskPage.Block
  let features: Set<ByteString>

  init(_ block: DeskPage.Block, features: Set<ByteString>) {
    self.block = block
    self.features = features
  }
}

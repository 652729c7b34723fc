/// What an article says: its blocks and spans in reading order, the dialect resolved in them.
///
/// One flat array, pre-order: a node's children follow it, up to its ``TreeNode/end``. Blocks and spans stand in the same
/// array, since raw HTML may put a block among spans. What only the site knows, a link's target or an included file, is
/// a number here, of ``Article/links`` or ``Article/code``.
package struct ArticleTree: Sendable {
  package internal(set) var nodes: [TreeNode] = []
  /// The texts of the nodes one behind the other: escapes and references decoded, as readers see them.
  package internal(set) var text: [UInt8] = []
  /// Where links and images lead.
  package internal(set) var references: [TreeReference] = []
  /// Raw HTML, as far as an article may use it.
  package internal(set) var elements: [TreeElement] = []

  package init() {}

  package var isEmpty: Bool { nodes.isEmpty }

  /// The text of one node, without that of its children.
  package func text(of node: TreeNode) -> ArraySlice<UInt8> { text[node.text] }

  /// The numbers of the children of a node; of the whole article where `node` is nil.
  package func children(of node: Int?) -> TreeChildren {
    TreeChildren(tree: self, first: node.map { $0 + 1 } ?? 0, end: node.map { nodes[$0].endIndex } ?? nodes.count)
  }

  /// The text of a node and all within it, as a reader sees it: a line break is a space; an image has none.
  package func plainText(of node: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in node..<nodes[node].endIndex { appendPlainText(of: nodes[number], to: &bytes) }
    return bytes
  }

  /// The same for a run of nodes.
  package func plainText(of range: Range<Int>) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in range { appendPlainText(of: nodes[number], to: &bytes) }
    return bytes
  }

  private func appendPlainText(of node: TreeNode, to bytes: inout [UInt8]) {
    switch node.kind {
    case .text, .codeSpan, .code, .unread, .noLocalization, .linkedTitle: bytes += text[node.text]
    case .rawText: bytes += Entities.decode(text[node.text])
    case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
    default: break
    }
  }
}

/// The children of a node, each by its number, in order.
package struct TreeChildren: Sequence, IteratorProtocol {
  private let nodes: [TreeNode]
  private var position: Int
  private let end: Int

  init(tree: ArticleTree, first: Int, end: Int) {
    nodes = tree.nodes
    position = first
    self.end = end
  }

  package mutating func next() -> Int? {
    guard position < end else { return nil }
    defer { position = nodes[position].endIndex }
    return position
  }
}

/// One block or span of an ``ArticleTree``.
package struct TreeNode: Sendable {
  package enum Kind: UInt8, Sendable {
    // MARK: Blocks
    case paragraph
    /// ``number``: of ``Article/headings``.
    case heading
    /// ``number``: the number of its first item; 1 for a bullet list.
    case list
    /// ``number``: as a reader sees it.
    case item
    case quote
    /// Its own text is the code; what stands behind it (``TreeNode/behind``) its language.
    case code
    /// ``number``: of ``Article/code``. Its own text is its language.
    case codeFile
    case thematicBreak
    /// Its own text is its kind: `note`.
    case alert
    /// Its own text is the classes of its box.
    case division
    /// Its own text is the address; what stands behind it (``TreeNode/behind``) its title.
    case video
    /// Its own text is the monikers that it holds for, with spaces between.
    case moniker
    /// Its own text is the pivots that it holds for, as written.
    case zone
    case row
    /// ``number``: how many columns of the row's grid it takes.
    case column
    case longDescription
    case tabGroup
    /// Its own text is the id that other groups share; what stands behind it (``TreeNode/behind``) its id on the page.
    case tab
    case tabTitle
    case table, tableHead, tableBody, tableRow, tableCell
    case figure
    /// ``number``: of ``Article/links``. The included file's blocks stand here.
    case include
    /// What is nested too deep to be read: its own text is the lines as they stand.
    case unread
    // MARK: Blocks or spans
    /// ``number``: of ``ArticleTree/elements``.
    case element
    /// What follows begins on a new line of HTML.
    case lineEnd
    // MARK: Spans
    case text
    /// Text between raw tags: references stand as the author wrote them.
    case rawText
    case softBreak, lineBreak
    case codeSpan
    case emphasis, strong
    /// ``number``: of ``ArticleTree/references``. Its own text is its title.
    case link
    /// The title of the page that a cross-reference leads to; ``number``: of ``Article/links``. Its own text is what an
    /// `@uid` is written as.
    case linkedTitle
    /// ``number``: of ``ArticleTree/references``. Its own text is the text for those who do not see it; what stands behind
    /// it (``TreeNode/behind``) its title.
    case image
    /// A link to the large form of the image in it; ``number``: of ``ArticleTree/references``.
    case lightbox
    /// A name that is the same in every language.
    case noLocalization
    /// ``number``: of ``Article/links``. The spans of the included file stand here.
    case inlineInclude
    /// The same directly in a paragraph, which ends where the file holds blocks.
    case paragraphInclude
  }

  package struct Flags: OptionSet, Sendable {
    package let rawValue: UInt16

    package init(rawValue: UInt16) { self.rawValue = rawValue }

    /// A list with numbers.
    package static let ordered = Flags(rawValue: 1 << 0)
    /// A list that goes on with the numbers of one that a moniker zone split.
    package static let continued = Flags(rawValue: 1 << 1)
    /// A paragraph that is no element of its own: that of a tight list.
    package static let tight = Flags(rawValue: 1 << 2)
    /// An item that begins with a box to tick.
    package static let task = Flags(rawValue: 1 << 3)
    package static let done = Flags(rawValue: 1 << 4)
    /// A cell that names its column.
    package static let columnHeader = Flags(rawValue: 1 << 5)
    /// A cell that names its row.
    package static let rowHeader = Flags(rawValue: 1 << 6)
    package static let left = Flags(rawValue: 1 << 7)
    package static let center = Flags(rawValue: 1 << 8)
    package static let right = Flags(rawValue: 1 << 9)
    /// An alert in a cell of a table.
    package static let inCell = Flags(rawValue: 1 << 10)
    package static let icon = Flags(rawValue: 1 << 11)
    package static let borderless = Flags(rawValue: 1 << 12)
    /// A linked title that is a link of its own, where there is such a page.
    package static let mention = Flags(rawValue: 1 << 14)
    /// A text in which HTML escapes nothing.
    package static let plain = Flags(rawValue: 1 << 13)
  }

  package var kind: Kind
  package var flags: Flags
  package var number: Int32
  /// How many bytes behind its own text are its, too.
  var extra: Int32 = 0
  /// The number of the first node that is not within this one.
  var end: Int32
  var textStart: Int32
  var textEnd: Int32
  var sourceStart: Int32
  var sourceEnd: Int32

  /// The number of the first node that is not within this one.
  package var endIndex: Int { Int(end) }
  /// Its own text in ``ArticleTree/text``.
  package var text: Range<Int> { Int(textStart)..<Int(textEnd) }
  /// What else is its behind its own text.
  package var behind: Range<Int> { Int(textEnd)..<Int(textEnd) + Int(extra) }
  /// Its bytes in the file; empty where the reading was not asked to keep places.
  package var source: Range<Int> { Int(sourceStart)..<Int(sourceEnd) }
  package var isOrdered: Bool { flags.contains(.ordered) }
}

/// Where a link or an image leads.
package struct TreeReference: Sendable {
  package enum Target: UInt8, Sendable {
    /// A place of the site: ``number`` of ``Article/links``.
    case link
    /// ``text``: an address outside of the site.
    case address
    case nowhere
    /// An address that no page may hold: the link is its text.
    case refused
  }

  package var target: Target
  /// An image: HTML calls its address `src`.
  package var isSource: Bool
  var number: Int32 = 0
  var textStart: Int32 = 0
  var textEnd: Int32 = 0

  package var link: Int { Int(number) }
  package var text: Range<Int> { Int(textStart)..<Int(textEnd) }
}

/// An element of raw HTML, by its name of today.
package struct TreeElement: Sendable {
  package struct Attribute: Sendable {
    package enum Value: Sendable {
      /// In ``ArticleTree/text``.
      case text(Range<Int>)
      /// Of ``ArticleTree/references``.
      case reference(Int)
    }
    package var name: String
    package var value: Value
  }

  package var name: String
  package var isVoid: Bool
  package var attributes: [Attribute]
}

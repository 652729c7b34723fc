/// What an article says, without markup: its words and where they stand, for those who look for them.
package struct ArticleProse: Sendable {
  package enum Kind: UInt8, Sendable {
    case text, strong
    /// ``Run/number``: of ``Article/headings``. Begins a section, even where it says nothing.
    case heading
    /// ``Run/number``: of ``Article/links``. Has no text: that of the included file stands here.
    case include
  }

  /// A piece of ``bytes``, from the end of the one before it.
  package struct Run: Sendable {
    package var kind: Kind
    package var number: Int32
    package var end: Int32
  }

  /// UTF-8; blocks are parted by line ends.
  package private(set) var bytes: [UInt8] = []
  package private(set) var runs: [Run] = []

  package init() {}

  init(of tree: ArticleTree) {
    bytes.reserveCapacity(tree.text.count)
    var headingEnd = 0
    var strongEnd = 0
    for number in tree.nodes.indices {
      let node = tree.nodes[number]
      if headingEnd > 0, number >= headingEnd {
        bytes.append(Self.line)
        end(.heading, Int32(headingNumber))
        headingEnd = 0
      }
      if strongEnd > 0, number >= strongEnd {
        if headingEnd == 0 { end(.strong) }
        strongEnd = 0
      }
      switch node.kind {
      case .text, .codeSpan, .noLocalization, .linkedTitle: bytes += tree.text[node.text]
      case .rawText: bytes += Entities.decode(tree.text[node.text])
      case .softBreak, .lineBreak: bytes.append(UInt8(ascii: " "))
      case .code, .unread, .image:
        bytes.append(Self.line)
        bytes += tree.text[node.text]
      case .emphasis, .link, .lightbox: break
      case .strong:
        if headingEnd == 0 { end(.text) }
        strongEnd = node.endIndex
      case .heading:
        bytes.append(Self.line)
        end(.text)
        headingEnd = node.endIndex
        headingNumber = Int(node.number)
      case .include, .inlineInclude, .paragraphInclude:
        bytes.append(Self.line)
        end(headingEnd > 0 ? .heading : .text, headingEnd > 0 ? Int32(headingNumber) : -1)
        runs.append(Run(kind: .include, number: node.number, end: Int32(bytes.count)))
      default: bytes.append(Self.line)
      }
    }
    if headingEnd > 0 { end(.heading, Int32(headingNumber)) } else { end(strongEnd > 0 ? .strong : .text) }
  }

  private var headingNumber = 0
  private static let line = UInt8(ascii: "\n")

  private mutating func end(_ kind: Kind, _ number: Int32 = -1) {
    guard kind == .heading || bytes.count > Int(runs.last?.end ?? 0) else { return }
    runs.append(Run(kind: kind, number: number, end: Int32(bytes.count)))
  }

  /// Adds those of another text of the same page.
  ///
  /// - Parameters:
  ///   - links: How many links of the page come before its.
  ///   - headings: How many headings come before its; nil where its are none of the page's outline.
  package mutating func append(_ other: ArticleProse, links: Int, headings: Int?) {
    let offset = Int32(bytes.count)
    bytes += other.bytes
    bytes.append(Self.line)
    for var run in other.runs {
      run.end += offset
      switch run.kind {
      case .heading:
        if let headings { run.number += Int32(headings) } else { run = Run(kind: .strong, number: -1, end: run.end) }
      case .include: run.number += Int32(links)
      case .text, .strong: break
      }
      runs.append(run)
    }
    end(.text)
  }
}

/// The texts that Markdown sets in bold, in reading order: in steps, labels of the product.
package struct BoldTexts: Sendable {
  /// The words of all of them, and what stands beside some, one behind the other.
  package private(set) var bytes: [UInt8] = []
  package private(set) var texts: [BoldText] = []

  package init() {}

  /// Adds those of another text.
  package mutating func append(_ other: BoldTexts, _ place: (TextRange) -> TextRange) {
    let offset = bytes.count
    bytes += other.bytes
    for text in other.texts {
      var text = text
      text.words = text.words.moved(by: offset)
      text.before = text.before.moved(by: offset)
      text.after = text.after.moved(by: offset)
      text.place = text.place.map(place)
      texts.append(text)
    }
  }
}

/// A text that Markdown sets in bold.
package struct BoldText: Sendable {
  /// Without the punctuation that it ends with; in ``BoldTexts/bytes``, as are the others.
  package var words: Range<Int>
  /// With its stars; nil where nothing about the text can be damage. Only of the others is known what stands beside.
  package var place: TextRange?
  /// What stands before it in its block, without marks, at most ``BoldTexts/reach`` bytes.
  package var before = 0..<0
  package var after = 0..<0
  /// The bold text before it is parted from it by a `>` only.
  package var isAfterPart = false
}

extension Range<Int> {
  fileprivate func moved(by distance: Int) -> Range<Int> { lowerBound + distance..<upperBound + distance }
}

extension BoldTexts {
  /// More bytes beside a label tell nothing.
  static let reach = 64

  /// Reads them from the tree of an article, whose bold texts know their places.
  init(of tree: ArticleTree, in source: SourceText) {
    // Where the blocks end that are open, innermost last.
    var ends: [Int] = []
    var last: Range<Int>?
    for number in tree.nodes.indices {
      let node = tree.nodes[number]
      while let end = ends.last, end <= number { ends.removeLast() }
      if node.kind == .strong {
        add(number, of: tree, blockEnd: ends.last ?? tree.nodes.count, after: last, source)
        last = number..<node.endIndex
      } else if !Self.isOfLine(node, in: tree), node.endIndex > number + 1 {
        ends.append(node.endIndex)
      }
    }
  }

  private mutating func add(
    _ number: Int, of tree: ArticleTree, blockEnd: Int, after other: Range<Int>?, _ source: SourceText
  ) {
    let node = tree.nodes[number]
    let start = bytes.count
    let isPlain = node.endIndex == number + 2 && tree.nodes[number + 1].kind == .text
    let content = isPlain ? tree.text(of: tree.nodes[number + 1]) : tree.plainText(of: number)[...]
    bytes += Self.trimmed(content)
    var text = BoldText(words: start..<bytes.count)
    if Self.isSuspected(content, before: node.endIndex, in: tree) {
      text.place = source.range(of: node.source)
      text.before = addLine(before: number, of: tree)
      text.after = addLine(after: node.endIndex, until: blockEnd, of: tree)
      if let other, other.upperBound <= number {
        text.isAfterPart = Self.isOnlyArrow(other.upperBound..<number, in: tree)
      }
    }
    texts.append(text)
  }

  private mutating func addLine(before number: Int, of tree: ArticleTree) -> Range<Int> {
    var first = number
    var count = 0
    while first > 0, count < Self.reach, Self.isOfLine(tree.nodes[first - 1], in: tree) {
      first -= 1
      count += tree.nodes[first].text.count
    }
    // Bold text before it, whose words begin further up, is read from its first word on.
    let line = tree.plainText(of: first..<number)
    return add(line.suffix(Self.reach))
  }

  private mutating func addLine(after number: Int, until end: Int, of tree: ArticleTree) -> Range<Int> {
    var last = number
    var count = 0
    while last < end, count < Self.reach, Self.isOfLine(tree.nodes[last], in: tree) {
      count += tree.nodes[last].text.count
      last += 1
    }
    return add(tree.plainText(of: number..<last).prefix(Self.reach))
  }

  private mutating func add(_ line: ArraySlice<UInt8>) -> Range<Int> {
    let start = bytes.count
    bytes.append(contentsOf: line.lazy.map { Ascii.isSpace($0) ? UInt8(ascii: " ") : $0 })
    return start..<bytes.count
  }

  /// Most texts between two in bold are long: no more of one is read than it takes to tell.
  private static func isOnlyArrow(_ range: Range<Int>, in tree: ArticleTree) -> Bool {
    var arrows = 0
    for number in range {
      for byte in tree.plainText(of: number..<number + 1) where !isPassed(byte) {
        guard byte == UInt8(ascii: ">"), arrows == 0 else { return false }
        arrows += 1
      }
    }
    return arrows == 1
  }

  private static let spans: Set<String> = ["a", "strong", "em", "b", "i", "span"]

  /// Text, and marks that a line goes on through.
  private static func isOfLine(_ node: TreeNode, in tree: ArticleTree) -> Bool {
    switch node.kind {
    case .text, .rawText, .softBreak, .strong, .emphasis, .link, .linkedTitle: true
    case .element: spans.contains(tree.elements[Int(node.number)].name)
    default: false
    }
  }

  /// What may stand beside the `>` of a path.
  package static func isPassed(_ byte: UInt8) -> Bool { Ascii.isSpace(byte) || byte == UInt8(ascii: "\\") }

  /// Without white space around it and the punctuation that it ends with.
  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var text = text
    while let last = text.last, Ascii.isSpace(last) || isMark(last) { text = text.dropLast() }
    return text.drop(while: Ascii.isSpace)
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"): true
    default: false
    }
  }

  /// Whether the text begins with a small letter, has a capital behind a small letter, or ends with a word that may
  /// belong to what follows: told by the bytes alone, since it is asked of every bold text.
  private static func isSuspected(_ text: ArraySlice<UInt8>, before next: Int, in tree: ArticleTree) -> Bool {
    guard let first = text.first else { return false }
    if isSmall(first) { return true }
    var before = first
    var lastWord = text.startIndex
    for index in text.indices.dropFirst() {
      let byte = text[index]
      if byte >= 0x41, byte <= 0x5A, isSmall(before) { return true }
      if before == UInt8(ascii: " ") { lastWord = index }
      before = byte
    }
    guard lastWord > text.startIndex, isSmall(text[lastWord]), next < tree.nodes.count, tree.nodes[next].kind == .text
    else { return false }
    let following = tree.text(of: tree.nodes[next])
    return following.count > 1 && Ascii.isBlank(following[following.startIndex])
      && isSmall(following[following.startIndex + 1])
  }

  /// A small letter of ASCII, or any other letter.
  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) || byte >= 0x80 }
}

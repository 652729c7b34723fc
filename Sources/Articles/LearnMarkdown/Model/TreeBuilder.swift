internal import CommonMark

/// Puts an ``ArticleTree`` together in reading order: what is opened is closed in turn.
struct TreeBuilder: ~Copyable {
  private(set) var nodes: [TreeNode] = []
  var text: HTMLBytes
  private(set) var references: [TreeReference] = []
  private var elements: [TreeElement] = []
  private var openNodes: [Int32] = []
  /// The node that was closed last, and how many nodes there were then.
  private var lastClosed = 0
  private var closedAt = -1

  init(reserving size: Int) {
    text = HTMLBytes(reserving: size + 64)
    nodes.reserveCapacity(size / 24 + 16)
    references.reserveCapacity(size / 600)
  }

  var count: Int { nodes.count }

  consuming func finish() -> ArticleTree {
    while !openNodes.isEmpty { close() }
    var tree = ArticleTree()
    tree.nodes = nodes
    tree.text = text.bytes
    tree.references = references
    tree.elements = elements
    return tree
  }

  // MARK: Nodes

  /// Opens a node; what its own text is was appended to ``text`` from `textStart` on.
  mutating func open(
    _ kind: TreeNode.Kind, _ flags: TreeNode.Flags = [], number: Int = 0, textFrom textStart: Int? = nil,
    source: Range<Int> = 0..<0
  ) {
    openNodes.append(Int32(truncatingIfNeeded: nodes.count))
    append(kind, flags, number: number, textFrom: textStart, source: source)
  }

  mutating func close() {
    guard let last = openNodes.popLast() else { return }
    nodes[Int(last)].end = Int32(truncatingIfNeeded: nodes.count)
    lastClosed = Int(last)
    closedAt = nodes.count
  }

  /// A node without children.
  mutating func append(
    _ kind: TreeNode.Kind, _ flags: TreeNode.Flags = [], number: Int = 0, textFrom textStart: Int? = nil,
    source: Range<Int> = 0..<0
  ) {
    let end = Int32(truncatingIfNeeded: text.count)
    nodes.append(
      TreeNode(
        kind: kind, flags: flags, number: Int32(truncatingIfNeeded: number),
        end: Int32(truncatingIfNeeded: nodes.count + 1),
        textStart: textStart.map { Int32(truncatingIfNeeded: $0) } ?? end, textEnd: end,
        sourceStart: Int32(truncatingIfNeeded: source.lowerBound),
        sourceEnd: Int32(truncatingIfNeeded: source.upperBound)))
  }

  mutating func setLast(extra: Int) { nodes[nodes.count - 1].extra = Int32(truncatingIfNeeded: extra) }

  /// Adds to the flags of the node with this number.
  mutating func mark(_ node: Int, _ flags: TreeNode.Flags) { nodes[node].flags.insert(flags) }

  // MARK: Texts

  mutating func append(
    _ kind: TreeNode.Kind, _ bytes: Bytes, from start: Int = 0, flags: TreeNode.Flags = [],
    source: Range<Int> = 0..<0
  ) {
    guard start < bytes.count || kind == .codeSpan else { return }
    let first = text.count
    text.append(raw: bytes, from: start)
    append(kind, flags, textFrom: first, source: source)
  }

  mutating func append(
    _ kind: TreeNode.Kind, _ bytes: ArraySlice<UInt8>, flags: TreeNode.Flags = [], source: Range<Int> = 0..<0
  ) {
    guard !bytes.isEmpty || kind == .codeSpan else { return }
    let first = text.count
    text.append(raw: bytes)
    append(kind, flags, textFrom: first, source: source)
  }

  // MARK: Links and elements

  /// - Returns: The number of the reference.
  mutating func reference(
    _ target: TreeReference.Target, isSource: Bool, link: Int = 0, address: [UInt8] = []
  ) -> Int {
    let start = text.count
    text.append(raw: address)
    references.append(
      TreeReference(
        target: target, isSource: isSource, number: Int32(truncatingIfNeeded: link),
        textStart: Int32(truncatingIfNeeded: start), textEnd: Int32(truncatingIfNeeded: text.count)))
    return references.count - 1
  }

  mutating func open(_ element: TreeElement, source: Range<Int> = 0..<0) {
    elements.append(element)
    if element.isVoid {
      append(.element, number: elements.count - 1, source: source)
    } else {
      open(.element, number: elements.count - 1, source: source)
    }
  }

  // MARK: What was said last

  /// Whether nothing is left to say since the node with this number but blanks and what `isNothing` takes for nothing.
  func isWithoutWords(since node: Int, _ isNothing: (UInt8) -> Bool) -> Bool {
    for number in node..<nodes.count {
      switch nodes[number].kind {
      case .text, .rawText:
        let start = Int(nodes[number].textStart)
        let count = Int(nodes[number].textEnd) - start
        let isEmpty = text.withSpan(from: start) { span in
          var index = 0
          while index < count, isNothing(span[index]) { index += 1 }
          return index == count
        }
        if !isEmpty { return false }
      // The words of an image count, those of the link around it, which is its larger form, do not.
      case .image: if nodes[number].textEnd > nodes[number].textStart { return false }
      case .element: if hasWords(elements[Int(nodes[number].number)]) { return false }
      case .softBreak, .lineBreak, .lightbox, .emphasis, .strong: break
      default: return false
      }
    }
    return true
  }

  /// Whether an element of raw HTML has words of its own: the texts in it are nodes of their own.
  private func hasWords(_ element: TreeElement) -> Bool {
    element.attributes.contains { attribute in
      guard ["alt", "aria-label"].contains(attribute.name), case .text(let range) = attribute.value else {
        return false
      }
      return !range.isEmpty
    }
  }

  /// Whether an image was said since the node with this number.
  func showsImage(since node: Int) -> Bool {
    nodes[min(node, nodes.count)...].contains { node in
      node.kind == .image || node.kind == .element && elements[Int(node.number)].name == "img"
    }
  }

  /// The text that was said since the node with this number, up to the first node of another kind.
  func leadingText(since node: Int) -> (text: [UInt8], isFollowed: Bool) {
    var bytes: [UInt8] = []
    for number in node..<nodes.count {
      switch nodes[number].kind {
      case .text, .rawText:
        let range = Int(nodes[number].textStart)..<Int(nodes[number].textEnd)
        bytes += text.bytes(from: range.lowerBound).prefix(range.count)
      case .softBreak: bytes.append(UInt8(ascii: "\n"))
      default: return (bytes, true)
      }
    }
    return (bytes, false)
  }

  /// Whether nothing but white space was said since an element of this name was closed.
  func hasJustClosed(element name: String) -> Bool {
    guard closedAt >= 0, nodes[lastClosed].kind == .element,
      elements[Int(nodes[lastClosed].number)].name == name
    else { return false }
    for number in closedAt..<nodes.count where !isWhiteSpace(number) { return false }
    return true
  }

  private func isWhiteSpace(_ number: Int) -> Bool {
    switch nodes[number].kind {
    case .lineEnd, .softBreak: return true
    case .text, .rawText:
      let range = Int(nodes[number].textStart)..<Int(nodes[number].textEnd)
      return text.bytes(from: range.lowerBound).prefix(range.count).allSatisfy(Ascii.isSpace)
    default: return false
    }
  }

  /// Takes away a line break that was said last.
  mutating func removeSoftBreak() {
    if closedAt != nodes.count, nodes.last?.kind == .softBreak { removeLast() }
  }

  /// Takes away the blanks at the end of the text that was said last.
  mutating func removeBlanks() {
    while closedAt != nodes.count, let last = nodes.last, last.kind == .text {
      var end = Int(last.textEnd)
      let start = Int(last.textStart)
      text.withSpan(from: start) { span in
        while end > start, Ascii.isBlank(span[end - start - 1]) { end -= 1 }
      }
      nodes[nodes.count - 1].textEnd = Int32(truncatingIfNeeded: end)
      guard end == start else { return }
      removeLast()
    }
  }

  private mutating func removeLast() {
    // The last node is a leaf: nothing that is open ends behind it.
    if !nodes.isEmpty { nodes.removeLast() }
  }

  /// Takes the bytes `mark` away where the texts from a node on begin with them.
  mutating func removeLeading(_ mark: [UInt8], since node: Int) {
    guard node < nodes.count, nodes[node].kind == .text else { return }
    let start = Int(nodes[node].textStart)
    guard Int(nodes[node].textEnd) - start >= mark.count,
      text.withSpan(from: start, { span in mark.indices.allSatisfy { span[$0] == mark[$0] } })
    else { return }
    nodes[node].textStart += Int32(mark.count)
  }
}

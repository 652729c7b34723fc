internal import CommonMark

/// Collects the spans of one block: styles by Markdown and by raw HTML alike.
struct InlineOutline {
  private(set) var spans: [OutlineSpan] = []
  /// The id that an `<a name>` or an `id` attribute gives the block.
  private(set) var anchor: String?
  private(set) var hasImage = false

  private var places: SpanPlaces
  private var boldDepth = 0
  private var links: [String] = []

  /// Deeper markup than any reader could mean is left out, so that hostile nesting cannot exhaust the stack.
  private static let deepest = 200

  init(of block: Node, in source: OutlineSource) {
    places = SpanPlaces(of: block, in: source)
    collect(block, depth: 0)
  }

  private mutating func collect(_ parent: Node, depth: Int) {
    guard depth < Self.deepest else { return }
    var child = parent.firstChild
    while let node = child {
      child = node.next
      switch node.kind {
      case .text: append(node.literal.string, at: places.place(of: node))
      case .code: append(node.literal.string, at: places.place(of: node), isCode: true)
      case .softBreak: append(" ", at: places.placeOfBreak())
      case .lineBreak: append("\n", at: places.placeOfBreak())
      case .strong:
        boldDepth += 1
        collect(node, depth: depth + 1)
        boldDepth -= 1
      case .link:
        links.append(node.destination.string)
        collect(node, depth: depth + 1)
        links.removeLast()
      case .image: hasImage = true
      case .htmlInline: html(node)
      default: collect(node, depth: depth + 1)
      }
    }
  }

  private mutating func append(_ text: String, at place: SpanPlaces.Place, isCode: Bool = false) {
    spans.append(
      OutlineSpan(
        text: text, isBold: boldDepth > 0, isCode: isCode, link: links.last, line: place.line, column: place.column,
        endLine: place.endLine, endColumn: place.endColumn))
  }

  private mutating func html(_ node: Node) {
    let place = places.place(of: node)
    let tag = InlineTag(node.literal.string)
    if anchor == nil { anchor = tag.attribute("id") ?? (tag.name == "a" ? tag.attribute("name") : nil) }
    switch (tag.name, tag.isClosing) {
    case ("b", false), ("strong", false): boldDepth += 1
    case ("b", true), ("strong", true): boldDepth = max(0, boldDepth - 1)
    case ("a", false):
      if let destination = tag.attribute("href") { links.append(destination) }
    case ("a", true): _ = links.popLast()
    case ("br", _): append("\n", at: place)
    case ("img", _): hasImage = true
    default: break
    }
  }
}

/// A raw HTML tag in running text, as far as an outline needs to know it.
private struct InlineTag {
  let name: String
  let isClosing: Bool
  private let text: String

  init(_ text: String) {
    self.text = text
    isClosing = text.hasPrefix("</")
    name = text.drop { $0 == "<" || $0 == "/" }.prefix { $0.isLetter || $0.isNumber }.lowercased()
  }

  /// The value as written between its quotes.
  func attribute(_ wanted: String) -> String? {
    guard !isClosing else { return nil }
    var rest = text.drop { $0 == "<" }.drop { !$0.isWhitespace }
    while true {
      rest = rest.drop { $0.isWhitespace }
      let key = rest.prefix { $0 != "=" && !$0.isWhitespace && $0 != ">" }
      rest = rest.dropFirst(key.count).drop { $0.isWhitespace }
      guard !key.isEmpty, rest.first == "=" else { return nil }
      rest = rest.dropFirst().drop { $0.isWhitespace }
      let value: Substring
      if let quote = rest.first, quote == "\"" || quote == "'" {
        value = rest.dropFirst().prefix { $0 != quote }
        rest = rest.dropFirst(value.count + 2)
      } else {
        value = rest.prefix { !$0.isWhitespace && $0 != ">" }
        rest = rest.dropFirst(value.count)
      }
      if key.lowercased() == wanted { return String(value) }
    }
  }
}

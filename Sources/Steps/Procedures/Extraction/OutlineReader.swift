package import LearnMarkdown

/// Reads from an article's tree, and those of the files that it includes, what its steps are read from.
package struct OutlineReader {
  private let article: ComposedArticle
  /// Whose zones are part of the article: where no docset says more, those that it names first.
  private let moniker: String?
  /// What is left to read of files that include each other many times over.
  private var budget = 200_000
  private var groups = 0

  package static func outline(of article: ComposedArticle, moniker: String?) -> Outline {
    guard let part = article.parts.first else { return Outline(blocks: []) }
    var reader = OutlineReader(article: article, moniker: moniker)
    return Outline(blocks: reader.blocks(0..<part.article.tree.nodes.count, of: 0))
  }

  private init(article: ComposedArticle, moniker: String?) {
    self.article = article
    self.moniker = moniker ?? article.parts.first?.article.monikers.first
  }

  // MARK: Blocks

  /// The blocks of a run of siblings.
  private mutating func blocks(_ range: Range<Int>, of part: Int) -> [OutlineBlock] {
    let tree = article.parts[part].article.tree
    var blocks: [OutlineBlock] = []
    /// Text that stands among blocks, as in an item of a list in raw HTML.
    var loose: Int?
    func flush(until end: Int, _ reader: inout OutlineReader) {
      guard let start = loose else { return }
      loose = nil
      if let paragraph = reader.paragraph(start..<end, of: part, tree.nodes[start]) { blocks.append(paragraph) }
    }
    var number = range.lowerBound
    while number < range.upperBound, budget > 0 {
      let node = tree.nodes[number]
      budget -= 1
      if node.isSpan(in: tree) {
        if loose == nil { loose = number }
      } else {
        flush(until: number, &self)
        blocks += self.blocks(at: number, of: part)
      }
      number = node.endIndex
    }
    flush(until: range.upperBound, &self)
    return blocks
  }

  private mutating func blocks(at number: Int, of part: Int) -> [OutlineBlock] {
    let tree = article.parts[part].article.tree
    let node = tree.nodes[number]
    let inner = number + 1..<node.endIndex
    switch node.kind {
    case .heading: return [heading(at: number, of: part)]
    case .paragraph: return [paragraph(inner, of: part, node)].compactMap(\.self)
    case .list: return [.list(list(at: number, of: part, isOrdered: node.isOrdered, start: Int(node.number)))]
    case .quote: return [.quote(blocks: blocks(inner, of: part), line: line(of: node, in: part))]
    case .alert:
      let kind = tree.text(of: node).utf8String.uppercased()
      return [.alert(kind: kind, blocks: blocks(inner, of: part), line: line(of: node, in: part))]
    case .code, .codeFile: return [.code(line: line(of: node, in: part))]
    case .table: return [.table(line: line(of: node, in: part))]
    case .figure: return [.image(line: line(of: node, in: part))]
    case .moniker:
      let members = tree.text(of: node).split(separator: UInt8(ascii: " ")).map(\.utf8String)
      return moniker.map(members.contains) ?? true ? blocks(inner, of: part) : []
    case .zone:
      let ids = tree.text(of: node).utf8String.split(separator: ",").map { $0.filter { !$0.isWhitespace } }
      groups += 1
      return [
        .choice(
          ids.filter { !$0.isEmpty }, group: groups, blocks: blocks(inner, of: part), line: line(of: node, in: part))
      ]
    case .tabGroup: return tabs(inner, of: part)
    case .division, .row, .column, .tab: return blocks(inner, of: part)
    case .include:
      guard let included = article.parts[part].included[Int(node.number)] else { return [] }
      return blocks(0..<article.parts[included].article.tree.nodes.count, of: included)
    case .element: return elements(at: number, of: part)
    case .longDescription, .tabTitle, .lineEnd: return []
    default: return [.other(line: line(of: node, in: part))]
    }
  }

  private mutating func tabs(_ range: Range<Int>, of part: Int) -> [OutlineBlock] {
    let tree = article.parts[part].article.tree
    groups += 1
    let group = groups
    return tree.children(in: range).filter { tree.nodes[$0].kind == .tab }.map { number in
      let tab = tree.nodes[number]
      return .choice(
        [tree.text(of: tab).utf8String], group: group, blocks: blocks(number + 1..<tab.endIndex, of: part),
        line: line(of: tab, in: part))
    }
  }

  private mutating func heading(at number: Int, of part: Int) -> OutlineBlock {
    let article = article.parts[part].article
    let heading = article.headings[Int(article.tree.nodes[number].number)]
    return .heading(
      level: heading.level, anchor: heading.id.utf8String,
      spans: spans(number + 1..<article.tree.nodes[number].endIndex, of: part), line: Int(heading.line))
  }

  private mutating func paragraph(_ range: Range<Int>, of part: Int, _ node: TreeNode) -> OutlineBlock? {
    let spans = spans(range, of: part)
    let line = line(of: node, in: part)
    if spans.contains(where: \.isImage), spans.allSatisfy({ $0.isImage || $0.text.allSatisfy(\.isWhitespace) }) {
      return .image(line: line)
    }
    return spans.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } ? nil : .paragraph(spans: spans, line: line)
  }

  private mutating func list(at number: Int, of part: Int, isOrdered: Bool, start: Int) -> OutlineList {
    let tree = article.parts[part].article.tree
    var items: [OutlineItem] = []
    for child in tree.children(in: number + 1..<tree.nodes[number].endIndex) {
      let node = tree.nodes[child]
      guard node.kind == .item || tree.elementName(of: node) == "li" else { continue }
      items.append(
        OutlineItem(
          number: node.kind == .item ? Int(node.number) : start + items.count,
          blocks: blocks(child + 1..<node.endIndex, of: part), line: line(of: node, in: part), file: file(of: part)))
    }
    return OutlineList(
      isOrdered: isOrdered, start: isOrdered ? start : 1, items: items, line: line(of: tree.nodes[number], in: part))
  }

  /// Elements of raw HTML that hold blocks.
  private mutating func elements(at number: Int, of part: Int) -> [OutlineBlock] {
    let tree = article.parts[part].article.tree
    let node = tree.nodes[number]
    let inner = number + 1..<node.endIndex
    switch tree.elementName(of: node) {
    case "ol":
      let start = tree.attribute("start", of: node).flatMap { Int($0.utf8String) } ?? 1
      return [.list(list(at: number, of: part, isOrdered: true, start: start))]
    case "ul": return [.list(list(at: number, of: part, isOrdered: false, start: 1))]
    case "table": return [.table(line: line(of: node, in: part))]
    case "pre": return [.code(line: line(of: node, in: part))]
    case "blockquote": return [.quote(blocks: blocks(inner, of: part), line: line(of: node, in: part))]
    case "hr": return [.other(line: line(of: node, in: part))]
    default: return blocks(inner, of: part)
    }
  }

  // MARK: Spans

  private struct Style {
    var isBold = false
    var link: String?
  }

  private mutating func spans(_ range: Range<Int>, of part: Int) -> [OutlineSpan] {
    var spans: [OutlineSpan] = []
    add(range, of: part, Style(), to: &spans)
    return spans
  }

  private mutating func add(_ range: Range<Int>, of part: Int, _ style: Style, to spans: inout [OutlineSpan]) {
    let tree = article.parts[part].article.tree
    for number in tree.children(in: range) where budget > 0 {
      budget -= 1
      let node = tree.nodes[number]
      let inner = number + 1..<node.endIndex
      var style = style
      switch node.kind {
      case .text, .noLocalization, .linkedTitle: add(tree.text(of: node).utf8String, node, part, style, to: &spans)
      case .rawText: add(Entities.decode(tree.text(of: node)).utf8String, node, part, style, to: &spans)
      case .softBreak: addBreak(" ", part, style, to: &spans)
      case .lineBreak: addBreak("\n", part, style, to: &spans)
      case .codeSpan: add(tree.text(of: node).utf8String, node, part, style, isCode: true, to: &spans)
      case .image: add("", node, part, style, isImage: true, to: &spans)
      case .strong:
        style.isBold = true
        add(inner, of: part, style, to: &spans)
      case .link:
        style.link = destination(of: tree.references[Int(node.number)], in: part)
        add(inner, of: part, style, to: &spans)
      case .element: addElement(number, of: part, style, to: &spans)
      case .include, .inlineInclude, .paragraphInclude:
        guard let included = article.parts[part].included[Int(node.number)] else { continue }
        add(0..<article.parts[included].article.tree.nodes.count, of: included, style, to: &spans)
      default: add(inner, of: part, style, to: &spans)
      }
    }
  }

  private mutating func addElement(_ number: Int, of part: Int, _ style: Style, to spans: inout [OutlineSpan]) {
    let tree = article.parts[part].article.tree
    let node = tree.nodes[number]
    var style = style
    switch tree.elementName(of: node) {
    case "b", "strong": style.isBold = true
    // What is struck out is not to be done.
    case "del", "s": return
    case "br": return addBreak("\n", part, style, to: &spans)
    case "img": return add("", node, part, style, isImage: true, to: &spans)
    case "a":
      if let reference = tree.reference("href", of: node) { style.link = destination(of: reference, in: part) }
    case "code", "kbd", "samp":
      let text = tree.plainText(of: number).utf8String
      return add(text, node, part, style, isCode: true, to: &spans)
    default: break
    }
    add(number + 1..<node.endIndex, of: part, style, to: &spans)
  }

  private func destination(of reference: TreeReference, in part: Int) -> String {
    let article = article.parts[part].article
    switch reference.target {
    case .link: return article.links[reference.link].destination.utf8String
    case .address: return article.tree.text[reference.text].utf8String
    case .nowhere, .refused: return ""
    }
  }

  private mutating func add(
    _ text: String, _ node: TreeNode, _ part: Int, _ style: Style, isCode: Bool = false, isImage: Bool = false,
    to spans: inout [OutlineSpan]
  ) {
    let range = article.parts[part].text.range(of: node.source)
    var span = OutlineSpan(
      text: text, isBold: style.isBold, isCode: isCode, link: style.link, line: Int(range.start.line),
      column: Int(range.start.column), endLine: Int(range.end.line), endColumn: Int(range.end.column))
    span.isImage = isImage
    span.file = file(of: part)
    spans.append(span)
  }

  /// A break stands where the text before it ended.
  private func addBreak(_ text: String, _ part: Int, _ style: Style, to spans: inout [OutlineSpan]) {
    guard let last = spans.last else { return }
    var span = OutlineSpan(
      text: text, isBold: style.isBold, link: style.link, line: last.endLine, column: last.endColumn,
      endLine: last.endLine, endColumn: last.endColumn)
    span.file = last.file
    spans.append(span)
  }

  // MARK: Places

  private func file(of part: Int) -> String? { part == 0 ? nil : article.parts[part].file }

  private func line(of node: TreeNode, in part: Int) -> Int {
    Int(article.parts[part].text.position(of: node.source.lowerBound).line)
  }
}

extension ArticleTree {
  fileprivate func children(in range: Range<Int>) -> [Int] {
    var numbers: [Int] = []
    var number = range.lowerBound
    while number < range.upperBound {
      numbers.append(number)
      number = nodes[number].endIndex
    }
    return numbers
  }

  /// The name of an element of raw HTML; empty for other nodes.
  fileprivate func elementName(of node: TreeNode) -> String {
    node.kind == .element ? elements[Int(node.number)].name : ""
  }

  fileprivate func attribute(_ name: String, of node: TreeNode) -> ArraySlice<UInt8>? {
    for attribute in elements[Int(node.number)].attributes where attribute.name == name {
      if case .text(let range) = attribute.value { return text[range] }
    }
    return nil
  }

  fileprivate func reference(_ name: String, of node: TreeNode) -> TreeReference? {
    for attribute in elements[Int(node.number)].attributes where attribute.name == name {
      if case .reference(let number) = attribute.value { return references[number] }
    }
    return nil
  }
}

extension TreeNode {
  /// Whether the node is part of a line of text.
  fileprivate func isSpan(in tree: ArticleTree) -> Bool {
    switch kind {
    case .text, .rawText, .softBreak, .lineBreak, .codeSpan, .emphasis, .strong, .link, .linkedTitle, .image, .lightbox,
      .noLocalization, .inlineInclude, .paragraphInclude:
      true
    case .element:
      [
        "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins", "kbd", "mark", "q",
        "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
      ].contains(tree.elementName(of: self))
    default: false
    }
  }
}

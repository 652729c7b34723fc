/// Reads from the tree of an article what must be the same in every language.
struct PageOutlineReader {
  private let article: Article
  private let source: SourceText
  private var outline: PageOutline
  private var line = 1
  /// The text that is being read; its bytes are the last of the outline's.
  private var text: PageOutline.Text?
  private var textStart = 0
  /// Those that are open, the innermost last.
  private var lists: [PageOutline.List] = []
  /// Of the section that is being read, in the outline.
  private var (firstList, firstTable) = (0, 0)
  /// Of the article, behind those of the headings so far.
  private var nextAnchor = 0
  private var quoteDepth = 0
  private var isHeading = false
  private var isCell = false
  /// Of the row that is being read: where its texts begin, and how many cells it has.
  private var rowStart = 0
  private var rowCells = 0

  static func outline(of article: Article, in source: SourceText) -> PageOutline {
    var reader = PageOutlineReader(article, source)
    reader.read()
    return reader.outline.withoutRoom
  }

  private init(_ article: Article, _ source: SourceText) {
    self.article = article
    self.source = source
    outline = PageOutline(sections: [.init(line: 1)])
    // Each text, and the marks around those of a few nodes.
    outline.bytes.reserveCapacity(article.tree.text.count + article.tree.nodes.count)
  }

  private mutating func read() {
    let nodes = article.tree.nodes
    var open: [Int] = []
    for number in nodes.indices {
      while let last = open.last, nodes[last].endIndex <= number {
        end(nodes[last])
        open.removeLast()
      }
      start(nodes[number])
      if nodes[number].endIndex > number + 1 { open.append(number) } else { end(nodes[number]) }
    }
    while let last = open.popLast() { end(nodes[last]) }
    endSection()
  }

  private mutating func start(_ node: TreeNode) {
    switch node.kind {
    case .text: return read(article.tree.text(of: node))
    case .rawText: return read(Entities.decode(article.tree.text(of: node))[...])
    case .softBreak: return outline.bytes.append(UInt8(ascii: " "))
    default: break
    }
    if !node.source.isEmpty { go(to: node.source.lowerBound) }
    switch node.kind {
    case .heading: startHeading(article.headings[Int(node.number)], node.source)
    case .list: startList(isOrdered: node.isOrdered, first: Int(node.number))
    case .item: startItem()
    case .table: startTable()
    case .tableRow: startRow()
    case .tableCell: startCell()
    case .code:
      flush()
      outline.codes.append(.init(line: line, text: Array(article.tree.text(of: node))))
    case .codeFile:
      flush()
      outline.codes.append(.init(line: line))
    case .codeSpan: keep(article.tree.text(of: node))
    case .noLocalization, .linkedTitle, .image: keep([])
    case .link, .lightbox: outline.bytes.append(PageOutline.Mark.link)
    case .strong: startLabel()
    case .lineBreak: outline.bytes.append(UInt8(ascii: "\n"))
    case .paragraph, .division, .figure, .tabTitle: flush()
    case .quote: startQuote()
    case .alert: box("[!" + article.tree.text(of: node).utf8String.uppercased() + "]")
    case .moniker: box(":::moniker range=\"\(article.tree.text(of: node).utf8String)\"")
    case .zone: box(":::zone")
    case .row: box(":::row")
    case .column: box(":::column")
    case .video: box("[!VIDEO]")
    case .element: start(article.tree.elements[Int(node.number)].name)
    default: break
    }
  }

  /// Nodes stand in reading order, nearly always a few lines behind the one before.
  private mutating func go(to offset: Int) {
    let starts = source.lineStarts
    guard line <= starts.count, Int(starts[line - 1]) <= offset else {
      line = source.line(at: offset) + 1
      return
    }
    while line < starts.count, Int(starts[line]) <= offset { line += 1 }
  }

  private mutating func start(_ element: String) {
    switch element {
    case "ul", "ol": startList(isOrdered: element == "ol")
    case "li": startItem()
    case "table": startTable()
    case "tr": startRow()
    case "th", "td": startCell()
    case "pre":
      flush()
      outline.codes.append(.init(line: line))
    case "a": outline.bytes.append(PageOutline.Mark.link)
    case "strong", "b": startLabel()
    case "br": outline.bytes.append(UInt8(ascii: "\n"))
    case "p", "div", "figure", "details", "summary", "dt", "dd": flush()
    case "blockquote": startQuote()
    default: break
    }
  }

  private mutating func end(_ node: TreeNode) {
    if node.kind == .text || node.kind == .rawText || node.kind == .softBreak { return }
    switch node.kind {
    case .list: endList()
    case .link, .lightbox: outline.bytes.append(PageOutline.Mark.linkEnd)
    case .strong: outline.bytes.append(PageOutline.Mark.labelEnd)
    case .quote: endQuote()
    case .tableRow: endRow()
    case .paragraph, .item, .tableCell, .heading, .alert, .division, .moniker, .zone, .row, .column, .tabTitle:
      flush()
    case .element:
      switch article.tree.elements[Int(node.number)].name {
      case "ul", "ol": endList()
      case "a": outline.bytes.append(PageOutline.Mark.linkEnd)
      case "strong", "b": outline.bytes.append(PageOutline.Mark.labelEnd)
      case "blockquote": endQuote()
      case "tr": endRow()
      case "p", "li", "th", "td", "div", "summary", "dt", "dd": flush()
      default: break
      }
    default: break
    }
  }

  private mutating func startHeading(_ heading: Heading, _ place: Range<Int>) {
    endSection()
    while nextAnchor < article.anchors.count, article.anchors[nextAnchor].offset < place.lowerBound { nextAnchor += 1 }
    var names: [[UInt8]] = []
    while nextAnchor < article.anchors.count, article.anchors[nextAnchor].offset < place.upperBound {
      names.append(article.anchors[nextAnchor].id)
      nextAnchor += 1
    }
    outline.sections.append(
      .init(
        names: names, level: heading.level, title: heading.text,
        line: Int(heading.line)))
    isHeading = true
  }

  private mutating func endSection() {
    flush()
    let before = last > 0 ? outline.sections[last - 1] : PageOutline.Section(line: 1)
    outline.sections[last].texts = before.texts.upperBound..<Int32(outline.texts.count)
    outline.sections[last].lists = before.lists.upperBound..<Int32(outline.lists.count)
    outline.sections[last].tables = before.tables.upperBound..<Int32(outline.tables.count)
    outline.sections[last].codes = before.codes.upperBound..<Int32(outline.codes.count)
    outline.sections[last].boxes = before.boxes.upperBound..<Int32(outline.boxes.count)
    (firstList, firstTable) = (outline.lists.count, outline.tables.count)
  }

  private mutating func startList(isOrdered: Bool, first: Int = 1) {
    flush()
    lists.append(.init(line: line, isOrdered: isOrdered, first: first))
  }

  private mutating func startItem() {
    flush()
    if !lists.isEmpty { lists[lists.count - 1].count += 1 }
  }

  private mutating func endList() {
    flush()
    guard let list = lists.popLast() else { return }
    let before = outline.lists.count - 1
    if let outer = lists.indices.last, lists[outer].count > 0 {
      lists[outer].inner.append((lists[outer].count - 1, list))
    } else if list.isOrdered, list.first > 1, before >= firstList,
      outline.lists[before].continues(at: list.first)
    {
      // Something that is not indented stands amid the steps.
      outline.lists[before].add(list)
    } else {
      outline.lists.append(list)
    }
  }

  private mutating func startTable() {
    flush()
    outline.tables.append(.init(line: line))
  }

  private mutating func startRow() {
    flush()
    rowStart = outline.bytes.count
    rowCells = 0
  }

  /// A row without anything in it, such as a lone `|`, is none that a reader misses.
  private mutating func endRow() {
    flush()
    guard outline.bytes[rowStart...].contains(where: { $0 > 0x20 || $0 == PageOutline.Mark.kept }) else { return }
    let cells = rowCells
    editTable {
      $0.rows += 1
      if $0.rows == 1 { $0.columns = cells }
    }
  }

  private mutating func startCell() {
    flush()
    isCell = true
    rowCells += 1
  }

  /// Notes an alert or a directive.
  private mutating func box(_ name: String) {
    flush()
    outline.boxes.append(.init(line: line, name: name))
  }

  private var last: Int { outline.sections.count - 1 }

  private mutating func editTable(_ edit: (inout PageOutline.Table) -> Void) {
    let index = outline.tables.count - 1
    if index >= firstTable { edit(&outline.tables[index]) }
  }

  // MARK: Text

  private mutating func startLabel() {
    open()
    text?.labels += 1
    outline.bytes.append(PageOutline.Mark.label)
  }

  private mutating func startQuote() {
    flush()
    quoteDepth += 1
  }

  private mutating func endQuote() {
    flush()
    quoteDepth = max(0, quoteDepth - 1)
  }

  private mutating func open() {
    guard text == nil else { return }
    text = .init(line: line, kind: kind, isQuotation: quoteDepth > 0)
  }

  private var kind: PageOutline.Text.Kind {
    if isHeading { return .heading }
    if isCell { return .cell }
    return lists.last.map { $0.isOrdered ? .step : .item } ?? .paragraph
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    if !bytes.isEmpty { open() }
    outline.bytes.append(PageOutline.Mark.kept)
    outline.bytes += bytes
    outline.bytes.append(PageOutline.Mark.keptEnd)
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) {
    if text == nil, !bytes.allSatisfy(Ascii.isSpace) { open() }
    outline.bytes += bytes
  }

  private mutating func flush() {
    if var done = text {
      text = nil
      done.bytes = Int32(textStart)..<Int32(outline.bytes.count)
      outline.readSentences(of: &done)
      outline.texts.append(done)
    }
    textStart = outline.bytes.count
    isHeading = false
    isCell = false
  }
}

extension Article {
  /// - Parameter source: The file that the article was read from, with its front matter.
  package func outline(in source: SourceText) -> PageOutline { PageOutlineReader.outline(of: self, in: source) }
}

internal import Docset
internal import LearnMarkdown

/// Reads from the tree of an article what must be the same in every language.
struct OutlineReader {
  private let article: Article
  private let source: SourceText
  private var outline: PageOutline
  private var line = 1
  private var text: PageOutline.Text?
  private var lists: [PageOutline.List] = []
  private var linkDepth = 0
  /// What is read as one: escapes and references part the texts of the tree.
  private var pending: [UInt8] = []

  static func outline(of file: ArticleFile) -> PageOutline {
    var reader = OutlineReader(file)
    reader.read()
    return reader.outline
  }

  private init(_ file: ArticleFile) {
    article = file.article
    source = file.text
    outline = PageOutline(sections: [.init(line: 1)])
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
    flush()
  }

  private mutating func start(_ node: TreeNode) {
    switch node.kind {
    case .text: return pending.append(contentsOf: article.tree.text(of: node))
    case .rawText: return pending.append(contentsOf: Entities.decode(article.tree.text(of: node)))
    case .softBreak: return pending.append(UInt8(ascii: " "))
    default: readPending()
    }
    if !node.source.isEmpty { line = source.line(at: node.source.lowerBound) + 1 }
    switch node.kind {
    case .heading: startHeading(article.headings[Int(node.number)])
    case .list: startList(isOrdered: node.isOrdered)
    case .item: startItem()
    case .table: startTable()
    case .tableRow: editTable { $0.rows += 1 }
    case .tableCell: startCell()
    case .code:
      flush()
      outline.sections[last].codes.append(.init(line: line, text: Array(article.tree.text(of: node))))
    case .codeFile:
      flush()
      outline.sections[last].codes.append(.init(line: line))
    case .link, .lightbox: linkDepth += 1
    case .strong: edit { $0.labels += 1 }
    case .lineBreak: edit { $0.words.append(UInt8(ascii: " ")) }
    case .paragraph, .division, .quote, .figure, .tabTitle: flush()
    case .alert: mark("[!" + article.tree.text(of: node).utf8String.uppercased() + "]")
    case .moniker: mark(":::moniker")
    case .zone: mark(":::zone")
    case .row: mark(":::row")
    case .column: mark(":::column")
    case .video: mark("[!VIDEO]")
    case .element: start(article.tree.elements[Int(node.number)].name)
    default: break
    }
  }

  private mutating func start(_ element: String) {
    switch element {
    case "ul", "ol": startList(isOrdered: element == "ol")
    case "li": startItem()
    case "table": startTable()
    case "tr": editTable { $0.rows += 1 }
    case "th", "td": startCell()
    case "pre":
      flush()
      outline.sections[last].codes.append(.init(line: line))
    case "a": linkDepth += 1
    case "strong", "b": edit { $0.labels += 1 }
    case "br": edit { $0.words.append(UInt8(ascii: " ")) }
    case "p", "div", "blockquote", "figure", "details", "summary", "dt", "dd": flush()
    default: break
    }
  }

  private mutating func end(_ node: TreeNode) {
    if node.kind == .text || node.kind == .rawText || node.kind == .softBreak { return }
    readPending()
    switch node.kind {
    case .list: endList()
    case .link, .lightbox: linkDepth = max(0, linkDepth - 1)
    case .paragraph, .item, .tableCell, .heading, .alert, .division, .moniker, .zone, .row, .column, .quote, .tabTitle:
      flush()
    case .element:
      switch article.tree.elements[Int(node.number)].name {
      case "ul", "ol": endList()
      case "a": linkDepth = max(0, linkDepth - 1)
      case "p", "li", "th", "td", "div", "blockquote", "summary", "dt", "dd": flush()
      default: break
      }
    default: break
    }
  }

  private mutating func startHeading(_ heading: Heading) {
    flush()
    outline.sections.append(
      .init(id: heading.id, level: heading.level, title: heading.text, line: Int(heading.line)))
  }

  private mutating func startList(isOrdered: Bool) {
    flush()
    lists.append(.init(line: line, isOrdered: isOrdered))
  }

  private mutating func startItem() {
    flush()
    if !lists.isEmpty { lists[lists.count - 1].items.append([]) }
  }

  private mutating func endList() {
    flush()
    guard let list = lists.popLast() else { return }
    if let outer = lists.indices.last, !lists[outer].items.isEmpty {
      lists[outer].items[lists[outer].items.count - 1].append(list)
    } else {
      outline.sections[last].lists.append(list)
    }
  }

  private mutating func startTable() {
    flush()
    outline.sections[last].tables.append(.init(line: line))
  }

  private mutating func startCell() {
    flush()
    editTable { if $0.rows == 1 { $0.columns += 1 } }
  }

  /// Notes an alert or a directive.
  private mutating func mark(_ name: String) {
    flush()
    outline.sections[last].marks.append(.init(line: line, name: name))
  }

  private var last: Int { outline.sections.count - 1 }

  private mutating func editTable(_ edit: (inout PageOutline.Table) -> Void) {
    guard let index = outline.sections[last].tables.indices.last else { return }
    edit(&outline.sections[last].tables[index])
  }

  private mutating func edit(_ edit: (inout PageOutline.Text) -> Void) {
    var current = text ?? .init(line: line, isStep: lists.last?.isOrdered == true)
    edit(&current)
    text = current
  }

  private mutating func readPending() {
    if pending.isEmpty { return }
    readText(pending[...])
    pending.removeAll(keepingCapacity: true)
  }

  private mutating func readText(_ bytes: ArraySlice<UInt8>) {
    guard text != nil || !bytes.allSatisfy(Ascii.isSpace) else { return }
    let bytes = TextFacts.withAsciiDigits(bytes)
    let isLink = linkDepth > 0
    edit { text in
      TextFacts.addNumbers(of: bytes, to: &text.numbers)
      if !isLink { TextFacts.addWords(of: bytes, to: &text) }
    }
  }

  private mutating func flush() {
    guard var done = text else { return }
    text = nil
    done.numbers.sort { $0.lexicographicallyPrecedes($1) }
    outline.sections[last].texts.append(done)
  }
}

/// Numbers and words of running text.
private enum TextFacts {
  /// The decimal digits of every script as those of ASCII, and the Arabic signs between digits as `.` and `,`.
  static func withAsciiDigits(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    // The first digit beyond ASCII is U+0660, whose first byte is D9.
    guard bytes.contains(where: { $0 >= 0xD9 }) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.isASCII {
        result.append(UInt8(scalar.value))
      } else if scalar.properties.numericType == .decimal, let value = scalar.properties.numericValue {
        result.append(UInt8(ascii: "0") + UInt8(value))
      } else if scalar == "\u{066B}" || scalar == "\u{066C}" {
        result.append(UInt8(ascii: scalar == "\u{066B}" ? "." : ","))
      } else {
        result += String(scalar).utf8
      }
    }
    return result[...]
  }

  /// `1,000`, `1.000` and `1 000` are one number.
  static func addNumbers(of bytes: ArraySlice<UInt8>, to numbers: inout [[UInt8]]) {
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard Ascii.isDigit(bytes[index]) else {
        index += 1
        continue
      }
      var number: [UInt8] = []
      while index < bytes.endIndex {
        if Ascii.isDigit(bytes[index]) {
          number.append(bytes[index])
          index += 1
        } else if bytes[index] == UInt8(ascii: ",") || bytes[index] == UInt8(ascii: "."), hasGroup(bytes, index + 1) {
          index += 1
        } else {
          break
        }
      }
      numbers.append(number)
    }
  }

  private static func hasGroup(_ bytes: ArraySlice<UInt8>, _ start: Int) -> Bool {
    let digits = bytes[min(start, bytes.endIndex)...].prefix { Ascii.isDigit($0) }
    return digits.count == 3
  }

  static func addWords(of bytes: ArraySlice<UInt8>, to text: inout PageOutline.Text) {
    var length = text.words.reversed().prefix { $0 != UInt8(ascii: " ") }.count
    for byte in bytes {
      if Ascii.isLetter(byte) || byte >= 0x80 {
        length += 1
        // Shorter ones are pieces of numbers and signs as often as words.
        if length == 3 { text.wordCount += 1 }
        text.words.append(Ascii.lower(byte))
      } else {
        if length > 0 { text.words.append(UInt8(ascii: " ")) }
        length = 0
      }
    }
  }
}

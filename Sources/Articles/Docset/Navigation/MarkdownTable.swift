internal import Diagnostics
internal import LearnMarkdown

/// `TOC.md`: a heading for each entry, `## [Title](path)`, its level that of the entry.
struct MarkdownTable {
  private let file: String
  private var findings: [Diagnostic] = []
  /// The levels of entries more than six deep, by line.
  private var deep: [Int: Int] = [:]
  /// The entries that are open, outermost first; the first stands for the table.
  private var open: [(level: Int, item: TableOfContents.Item)]

  static func read(_ bytes: [UInt8], file: String) -> (items: [TableOfContents.Item], findings: [Diagnostic]) {
    var table = MarkdownTable(file: file)
    table.findings = SourceText(bytes).encodingFindings(in: file)
    let text = SourceText(table.flattened(bytes))
    let options = ArticleOptions(file: file, isFragment: true, places: .all)
    let article = Article(reading: text, frontMatter: FrontMatter.find(in: text), options: options)
    for number in article.tree.children(of: nil) { table.read(number, of: article, text) }
    while table.open.count > 1 { table.close() }
    return (table.open[0].item.items, table.findings)
  }

  private init(file: String) {
    self.file = file
    open = [
      (
        0,
        TableOfContents.Item(
          name: "", destination: nil, topic: nil, scope: nil, items: [], place: SourcePlace(file: file))
      )
    ]
  }

  /// The text with `#` and blanks for each mark of more than six `#`, which Learn counts and CommonMark does not.
  private mutating func flattened(_ bytes: [UInt8]) -> [UInt8] {
    var text = bytes
    let source = SourceText(bytes)
    for line in 0..<source.lineCount {
      let range = source.lineRange(line)
      let count = bytes[range].prefix { $0 == UInt8(ascii: "#") }.count
      guard count > 6, count < range.count, Ascii.isBlank(bytes[range.lowerBound + count]) else { continue }
      deep[line + 1] = count
      for index in range.lowerBound + 1..<range.lowerBound + count { text[index] = UInt8(ascii: " ") }
    }
    return text
  }

  private mutating func read(_ number: Int, of article: Article, _ text: SourceText) {
    let node = article.tree.nodes[number]
    let line = text.line(at: node.source.lowerBound) + 1
    switch node.kind {
    case .heading: add(deep[line] ?? article.headings[Int(node.number)].level, number, of: article, text)
    case .thematicBreak, .lineEnd, .moniker, .zone, .row, .column, .include: break
    default: if article.tree.plainText(of: number).contains(where: { !Ascii.isSpace($0) }) { wrong(line) }
    }
  }

  private mutating func add(_ level: Int, _ number: Int, of article: Article, _ text: SourceText) {
    let tree = article.tree
    let line = text.line(at: tree.nodes[number].source.lowerBound) + 1
    while let last = open.last, last.level >= level { close() }
    let parent = open[open.count - 1].level
    if level > parent + 1 {
      findings.append(
        Diagnostic(
          rule: .invalidTocLevel,
          "Entries of a table of contents go down one level at a time; after level \(parent) comes level \(level).",
          at: SourcePlace(file: file, line: line)))
    }
    let inner = number + 1..<tree.nodes[number].endIndex
    let link = inner.first { tree.nodes[$0].kind == .link }
    var target: [UInt8] = []
    if let link {
      let reference = tree.references[Int(tree.nodes[link].number)]
      target = reference.target == .link ? article.links[reference.link].destination : Array(tree.text[reference.text])
    }
    let words = (link.map { $0 + 1..<tree.nodes[$0].endIndex } ?? inner).filter { !tree.nodes[$0].source.isEmpty }
    let place = words.first.map { tree.nodes[$0].source.lowerBound..<tree.nodes[words.last ?? $0].source.upperBound }
    open.append(
      (
        level,
        TableOfContents.Item(
          name: tree.plainText(of: number).utf8String, destination: target.isEmpty ? nil : target, topic: nil,
          scope: nil,
          items: [],
          place: place.map { text.place($0, in: file) } ?? SourcePlace(file: file, line: line))
      ))
  }

  private mutating func close() {
    let closed = open.removeLast().item
    open[open.count - 1].item.items.append(closed)
  }

  private mutating func wrong(_ line: Int) {
    findings.append(
      Diagnostic(
        rule: .invalidTocSyntax,
        "An entry of a Markdown table of contents is a heading, `## [Title](path.md)`; this is none and is left out.",
        at: SourcePlace(file: file, line: line)))
  }
}

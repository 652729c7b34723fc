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
    for block in outline(of: table.flattened(bytes)).blocks { table.read(block) }
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

  private mutating func read(_ block: OutlineBlock) {
    switch block {
    case .heading(let level, _, let spans, let line): add(deep[line] ?? level, spans, line: line)
    case .paragraph(let spans, let line) where spans.contains { $0.text.contains { !$0.isWhitespace } }: wrong(line)
    case .list(let list): wrong(list.line)
    case .alert(_, _, let line), .quote(_, let line), .table(let line), .code(let line), .image(let line): wrong(line)
    case .paragraph, .other: break
    }
  }

  private mutating func add(_ level: Int, _ spans: [OutlineSpan], line: Int) {
    while let last = open.last, last.level >= level { close() }
    let parent = open[open.count - 1].level
    if level > parent + 1 {
      findings.append(
        Diagnostic(
          rule: .invalidTocLevel,
          "Entries of a table of contents go down one level at a time; after level \(parent) comes level \(level).",
          at: SourcePlace(file: file, line: line)))
    }
    let linked = spans.filter { $0.link != nil }
    let first = linked.first ?? spans.first
    let last = linked.last ?? spans.last
    let target = linked.first?.link ?? ""
    open.append(
      (
        level,
        TableOfContents.Item(
          name: spans.map(\.text).joined(), destination: target.isEmpty ? nil : Array(target.utf8), topic: nil,
          scope: nil,
          items: [],
          place: SourcePlace(
            file: file, line: first?.line ?? line, column: first?.column ?? 1, endLine: last?.endLine,
            endColumn: last?.endColumn))
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

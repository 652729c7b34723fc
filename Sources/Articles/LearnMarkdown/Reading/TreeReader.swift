internal import CommonMark
internal import Diagnostics

/// A place among the spans of a block: before `node`, or within it where it is a text.
struct Cut {
  var node: Node
  /// Of the text's bytes, those that come before.
  var bytes: Int
}

/// Walks libcmark's tree of one article and puts together the tree that the article is, with the dialect resolved.
///
/// The extensions beside this file hold the blocks, the spans and each construct of the dialect.
struct TreeReader: ~Copyable {
  /// Deeper than any article by a person; libcmark itself takes any depth, our stack does not.
  static let depthLimit = 100

  let source: SourceText
  let options: ArticleOptions
  let directives: [Directive]
  let mended: [Range<Int>]
  let isValidUTF8: Bool
  let mayHoldFormulas: Bool
  /// What the nodes at hand were parsed from: the body, or the cells of a table.
  var text: EditedText

  var tree: TreeBuilder
  var links: [Link] = []
  var code: [CodeReference] = []
  var headings: [Heading] = []
  var anchors: [Anchor] = []
  var findings: [Diagnostic]
  /// The lines with a finding that says how a link was meant: on few others is looked for one.
  private var linesOfMeantLinks: Set<Int> = []
  var suppressions: [Suppression] = []
  var monikers: [String] = []
  var addresses: [Link] = []
  var refused: [Link] = []
  var usedIDs: [ByteString: Int] = [:]
  /// Names that an author gave twice: where the second stands, and how many there are after the first.
  var repeatedIDs: [[UInt8]: (place: Range<Int>, count: Int)] = [:]
  /// What was reported of marks whose other part, further below, needs no finding of its own.
  var misplacedPairs = MisplacedPairs()
  var rawTags = RawTagStack()
  /// The tables of raw HTML that are open, outermost first.
  var rawTables: [RawTableColumns] = []
  /// Whether a `<p>` of Markdown's own is being written.
  var openParagraph = false
  /// How many of emphasis, bold and links hold the span that is being written.
  var inlineDepth = 0
  /// How many of them are links.
  var linkDepth = 0
  /// Until its end tag.
  var openRawLink: RawLink?
  /// The line (0-based) of a byte in the block of raw HTML that begins on line `block`: the lines are counted once.
  var rawCursor = (block: 0, offset: 0, line: 0)
  /// What holds the deleted words that are being read.
  var deletion: Node?
  /// The text in which nothing ends deleted words.
  var textWithoutDeletion: Node?
  var depth = 0
  var quoteDepth = 0
  /// The block whose spans are being written: columns of libcmark count from it.
  var block: (line: Int, column: Int) = (1, 1) {
    didSet {
      countedLine = (block.line, block.line)
      if !lazyLines.isEmpty { lazyLines = LazyLines() }
    }
  }
  private var lazyLines = LazyLines()
  /// A line as libcmark counts it in the block, and the line that it is.
  private var countedLine: (counted: Int, actual: Int) = (1, 1)
  /// The last place that was asked for: the next one is mostly behind it on the line.
  private var known = (offset: 0, position: TextPosition(line: 1, column: 1))
  /// What of the next text is written already, or left out.
  var skippedBytes = 0
  /// The next paragraph begins with the box of a task, which is written already.
  var skipTaskBox = false
  /// The definitions of reference links, given to each table's cells, which libcmark reads on their own.
  let definitions: [UInt8]

  init(
    source: SourceText, preparation: consuming Preparation, definitions: [UInt8], isValidUTF8: Bool,
    options: ArticleOptions
  ) {
    self.isValidUTF8 = isValidUTF8
    self.source = source
    mayHoldFormulas = source.bytes.firstIndex(of: "$$", in: 0..<source.bytes.count) != nil
    self.options = options
    self.definitions = definitions
    directives = preparation.directives
    mended = preparation.mended
    let prepared = preparation.findings
    findings = prepared
    for number in prepared.indices where Self.tellsMeantLink(prepared.span[number]) {
      linesOfMeantLinks.insert(prepared[number].place.line)
    }
    text = preparation.text
    let size = source.bytes.count
    tree = TreeBuilder(reserving: size)
    // As many as articles of this size have on average: to grow one by one takes longer than to write some of them.
    links.reserveCapacity(size / 600)
    headings.reserveCapacity(size / 1100)
    anchors.reserveCapacity(size / 1000)
  }

  /// The article as it was read, without what is known of the file as a whole.
  consuming func finish() -> Article {
    let headings = headings
    let options = options
    let links = links
    let code = code
    let anchors = anchors
    let findings = findings
    let suppressions = suppressions
    let monikers = monikers
    let addresses = addresses
    let refused = refused
    let source = source
    let tree = tree.finish()
    var article = Article(
      html: options.keepsPage
        ? ArticleHTML(tree, headings: headings, options: options) : ArticleHTML(bytes: [], placeholders: []))
    article.links = links
    article.code = code
    article.headings = headings
    article.anchors = anchors
    article.findings = findings
    article.suppressions = suppressions
    article.monikers = monikers
    article.addresses = addresses
    article.refused = refused
    if options.isTranslation { article.boldTexts = BoldTexts(of: tree, in: source) }
    if options.keepsPage { article.prose = ArticleProse(of: tree) }
    if options.places != .none { article.tree = tree }
    return article
  }

  /// Begins to read the spans of a block, or to look at them.
  mutating func begin(_ node: Node) {
    block = (node.startLine, node.startColumn)
    if LazyLines.mayHave(node) { lazyLines = LazyLines(of: node, in: text.text) }
  }

  mutating func report(
    _ rule: DiagnosticRule, _ message: String, at offsets: Range<Int>, suggestion: String? = nil, fix: Fix? = nil
  ) {
    let finding = Diagnostic(
      rule: rule, message, at: source.place(offsets, in: options.file), suggestion: suggestion, fix: fix)
    if Self.tellsMeantLink(finding) { linesOfMeantLinks.insert(finding.place.line) }
    findings.append(finding)
  }

  /// Whether a finding that tells how a link was meant covers the byte already.
  func isReportedLink(_ offset: Int) -> Bool {
    if linesOfMeantLinks.isEmpty { return false }
    let position = source.position(of: offset)
    guard linesOfMeantLinks.contains(Int(position.line)) else { return false }
    return findings.contains {
      $0.place.line == Int(position.line) && $0.place.column <= Int(position.column)
        && $0.place.endColumn > Int(position.column) && Self.tellsMeantLink($0)
    }
  }

  private static func tellsMeantLink(_ finding: Diagnostic) -> Bool {
    finding.suggestion != nil && finding.code.utf8.starts(with: "mt-link-".utf8)
  }

  // MARK: Places

  mutating func place(of range: Range<Int>) -> TextRange {
    known = (range.lowerBound, source.position(of: range.lowerBound, after: known))
    return TextRange(start: known.position, end: source.position(of: range.upperBound, after: known))
  }

  /// The bytes of a span in the source; none where they are not asked for.
  mutating func place(_ node: Node) -> Range<Int> { keepsPlace(of: node) ? sourceRange(node) : 0..<0 }

  func keepsPlace(of span: Node) -> Bool {
    switch options.places {
    case .none: false
    case .blocks: span.startLine > block.line
    case .all: true
    }
  }

  /// The bytes of a block in the source, to the end of its last line; none where places are not asked for.
  func blockPlace(_ node: Node) -> Range<Int> {
    guard options.places != .none, node.startLine >= 1, node.startLine <= text.text.lineCount else { return 0..<0 }
    let first = text.text.lineRange(node.startLine - 1)
    let last = text.text.lineRange(min(max(node.endLine, node.startLine), text.text.lineCount) - 1)
    let start = text.sourceOffset(min(first.lowerBound + max(node.startColumn, 1) - 1, first.upperBound))
    return start..<min(max(start, text.sourceOffset(last.upperBound)), max(start, source.bytes.count))
  }

  /// The offset in the source of a byte of the node at hand, from libcmark's line and column.
  ///
  /// libcmark counts the columns of a paragraph's later lines from the column where its first line began, whatever
  /// stands before them; so the line's own beginning is looked up.
  mutating func sourceOffset(line: Int, column: Int) -> Int {
    // A repair may have put something behind the last byte.
    min(text.sourceOffset(textOffset(line: line, column: column)), source.bytes.count)
  }

  /// The same in the text that libcmark was given.
  mutating func textOffset(line: Int, column: Int) -> Int {
    guard line >= 1, line <= text.text.lineCount else { return text.start }
    let blanks = lazyLines[line]
    var line = actualLine(line)
    var range = text.text.lineRange(line - 1)
    let start = line == block.line ? range.lowerBound + block.column - 1 : contentStart(range)
    var offset = start + column - block.column - blanks
    // After a backslash at the end of a line, the columns run on.
    while offset > range.upperBound, line < text.text.lineCount {
      let overflow = offset - Int(text.text.lineStarts[line])
      guard overflow >= 0 else { break }
      range = text.text.lineRange(line)
      line += 1
      offset = contentStart(range) + overflow
    }
    return min(max(offset, range.lowerBound), range.upperBound)
  }

  /// The line of a node, where libcmark gives it `line`: the line break after a backslash is not counted by it.
  private mutating func actualLine(_ line: Int) -> Int {
    if line == block.line { return line }
    if line < countedLine.counted { countedLine = (block.line, block.line) }
    while countedLine.counted < line, countedLine.actual < text.text.lineCount {
      if !endsWithBackslash(countedLine.actual) { countedLine.counted += 1 }
      countedLine.actual += 1
    }
    return countedLine.actual
  }

  private func endsWithBackslash(_ line: Int) -> Bool {
    let range = text.text.lineRange(line - 1)
    var start = range.upperBound
    while start > range.lowerBound, text.text.bytes[start - 1] == UInt8(ascii: "\\") { start -= 1 }
    return (range.upperBound - start) % 2 == 1
  }

  /// The span of a block that holds the byte at `offset` of the text, or the first after it; a line break there and
  /// blanks are passed over. Where it is a text that begins earlier, `cut` is what of it comes before.
  mutating func span(of node: Node, from offset: Int) -> Cut? {
    var child = node.firstChild
    while let current = child {
      child = current.next
      if current.kind == .softBreak || current.kind == .lineBreak { continue }
      let start = textOffset(line: current.startLine, column: current.startColumn)
      if start >= offset { return Cut(node: current, bytes: 0) }
      guard current.kind == .text, start + current.literal.count > offset else { continue }
      var bytes = offset - start
      while bytes < current.literal.count, Ascii.isBlank(current.literal[bytes]) { bytes += 1 }
      if bytes < current.literal.count { return Cut(node: current, bytes: bytes) }
    }
    return nil
  }

  mutating func sourceRange(_ node: Node) -> Range<Int> {
    if node.kind == .link, let range = text.autolinkRange(node) { return range }
    let start = sourceOffset(line: node.startLine, column: node.startColumn)
    let end = sourceOffset(line: node.endLine, column: node.endColumn + 1)
    return start..<max(start, end)
  }

  /// Where the text of a line of a paragraph begins, past quote marks and indentation.
  func contentStart(_ range: Range<Int>) -> Int {
    let bytes = text.text.bytes
    var index = bytes.skipBlanks(in: range)
    var marks = quoteDepth
    while marks > 0, index < range.upperBound, bytes[index] == UInt8(ascii: ">") {
      index = bytes.skipBlanks(in: index + 1..<range.upperBound)
      marks -= 1
    }
    return index
  }

  /// The lines (0-based) of the block at hand, each without quote marks and indentation.
  func contentLines(_ node: Node) -> [Range<Int>] {
    (node.startLine - 1..<max(node.endLine, node.startLine)).map { line in
      let range = text.text.lineRange(min(line, text.text.lineCount - 1))
      if line == node.startLine - 1 {
        return min(range.lowerBound + max(node.startColumn, 1) - 1, range.upperBound)..<range.upperBound
      }
      return contentStart(range)..<range.upperBound
    }
  }
}

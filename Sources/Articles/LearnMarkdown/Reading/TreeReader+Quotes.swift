internal import CommonMark
internal import Diagnostics

extension TreeReader {
  mutating func readQuote(_ node: Node) {
    quoteDepth += 1
    defer { quoteDepth -= 1 }
    let first = node.firstChild
    var firstMarks: [AlertMark] = []
    if let first, first.kind == .paragraph { firstMarks = marks(of: first) }
    guard !firstMarks.isEmpty else {
      tree.open(.quote, source: blockPlace(node))
      readBlocks(node.firstChild)
      tree.close()
      return
    }
    // A quote is cut wherever a paragraph's line begins with a mark: one alert ends where the next begins.
    var isOpen = false
    var child = first
    while let current = child {
      begin(current)
      let marks = current == first ? firstMarks : current.kind == .paragraph ? marks(of: current) : []
      if marks.isEmpty {
        child = readWithinAlert(current)
        continue
      }
      readMarked(current, marks, isOpen: &isOpen)
      child = current.next
    }
    if isOpen { tree.close() }
  }

  /// Blocks up to the next paragraph that begins with a mark.
  private mutating func readWithinAlert(_ first: Node) -> Node? {
    var zones = ZoneStack()
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.depthLimit else {
      readBlocks(first)
      return nil
    }
    let outer = rawTags.enter()
    var node: Node? = first
    while let current = node {
      if current != first, current.kind == .paragraph, !marks(of: current).isEmpty { break }
      node = readBlock(current, isTight: false, zones: &zones)
    }
    closeRaw(rawTags.leave(outer))
    closeZones(&zones)
    return node
  }

  /// The marks at the beginnings of a paragraph's lines.
  private mutating func marks(of paragraph: Node) -> [AlertMark] {
    begin(paragraph)
    guard text.firstByte(paragraph) == UInt8(ascii: "[") || paragraph.endLine > paragraph.startLine else { return [] }
    var found: [AlertMark] = []
    for line in contentLines(paragraph) {
      if let mark = AlertMark.read(
        text.text.bytes, at: line.lowerBound, end: line.upperBound, titles: options.alertTitles)
      {
        found.append(mark)
      }
    }
    return found
  }

  private mutating func readMarked(_ paragraph: Node, _ marks: [AlertMark], isOpen: inout Bool) {
    let starts = marks.map { span(of: paragraph, from: $0.range.lowerBound)?.node }
    if let before = paragraph.firstChild, before != starts[0] {
      readParagraph(spans: before, until: starts[0], of: paragraph)
    }
    for (index, mark) in marks.enumerated() {
      if isOpen { tree.close() }
      isOpen = open(mark)
      let end = index + 1 < marks.count ? starts[index + 1] : nil
      let rest = checkBeside(mark)
      guard let content = span(of: paragraph, from: rest), content.node != end else { continue }
      skippedBytes = content.bytes
      readParagraph(spans: content.node, until: end, of: paragraph)
    }
  }

  /// Reports what stands on a mark's line; returns where its text begins: a colon alone is none.
  private mutating func checkBeside(_ mark: AlertMark) -> Int {
    guard case .alert = mark.kind else { return mark.range.upperBound }
    let bytes = text.text.bytes
    let line = text.text.lineRange(text.text.line(at: mark.range.lowerBound))
    let start = bytes.skipBlanks(in: mark.range.upperBound..<line.upperBound)
    guard start < line.upperBound else { return mark.range.upperBound }
    report(
      .markupMisplaced, "The mark of an alert stands alone on its line; here something stands beside it.",
      at: text.sourceOffset(start)..<text.sourceOffset(line.upperBound))
    return bytes[start..<line.upperBound].allSatisfy(Ascii.isPunctuation) ? line.upperBound : mark.range.upperBound
  }

  /// Begins what a mark asks for; returns whether that is to be closed.
  private mutating func open(_ mark: AlertMark) -> Bool {
    let range = text.sourceOffset(mark.range.lowerBound)..<text.sourceOffset(mark.range.upperBound)
    switch mark.kind {
    case .alert(let kind):
      if mark.isTranslated { reportTranslated(mark, kind) }
      openAlert(kind, source: range)
      return true
    case .division(let classes):
      let start = tree.text.count
      tree.text.append(raw: FrameNames.classes(of: Array(classes.utf8)).own)
      tree.open(.division, textFrom: start, source: range)
      return true
    case .video(let address, let title):
      readVideo(address, title: title, at: range)
      return false
    }
  }

  mutating func openAlert(_ kind: String, _ flags: TreeNode.Flags = [], source: Range<Int>) {
    let start = tree.text.count
    tree.text.append(raw: kind)
    tree.open(.alert, flags, textFrom: start, source: source)
  }

  private mutating func reportTranslated(_ mark: AlertMark, _ kind: String) {
    let range = text.sourceOffset(mark.range.lowerBound)..<text.sourceOffset(mark.range.upperBound)
    let mended = "[!\(kind.uppercased())]"
    report(
      .mtAlertTranslated,
      "The word of an alert is not translated, the site does that; `\(source.bytes[range].utf8String)` was.",
      at: range, suggestion: mended, fix: Fix([.init(range, mended)]))
  }

  /// A paragraph that begins with `[!NOTE]` where the quote mark was left out.
  mutating func readBareAlert(_ node: Node) -> Bool {
    // Most paragraphs that come here begin with a link.
    guard text.begins(node, with: "[!") else { return false }
    let marks = marks(of: node)
    guard let mark = marks.first,
      mark.range.lowerBound == textOffset(line: node.startLine, column: node.startColumn)
    else { return false }
    var isOpen = false
    readMarked(node, marks, isOpen: &isOpen)
    if isOpen { tree.close() }
    return true
  }
}

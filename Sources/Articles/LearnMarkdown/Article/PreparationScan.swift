internal import Diagnostics

/// One pass over the lines of an article, outside code.
struct PreparationScan {
  let source: SourceText
  let options: ArticleOptions
  var edits: [TextEdit] = []
  var directives: [Directive] = []
  var findings: [Diagnostic] = []
  var mended: [Range<Int>] = []
  private var columns = ColumnIndentation()
  private var rawHTML = TableAfterHTML()
  private var fence: (byte: UInt8, count: Int, line: Int)?
  /// The lines of the blocks of code that were guessed.
  var fences: [Range<Int>] = []
  var touched: [Range<Int>] = []
  private let code: ProtectedCode?
  private let mayHaveFullWidthMarks: Bool

  init(source: SourceText, options: ArticleOptions, code: ProtectedCode?) {
    self.source = source
    self.options = options
    self.code = code
    mayHaveFullWidthMarks = FullWidthMarks.mayBe(in: options.locale)
  }

  mutating func read(_ body: Range<Int>) {
    guard !body.isEmpty else { return }
    for line in source.line(at: body.lowerBound)..<source.lineCount {
      let range = source.lineRange(line)
      let content = contentStart(range)
      let first = content < range.upperBound ? source.bytes[content] : 0
      if columns.isInRow || first == UInt8(ascii: ":"),
        let edit = columns.edit(line, content: content, isCode: isCode(line), of: source)
      {
        touch(edit.range)
        edits.append(edit)
      }
      rawHTML.read(range, content: content, of: source.bytes)
      guard content < range.upperBound else { continue }
      let mayBeItem = Self.mayBeginItem(first)
      if let code {
        if code.holds(line: line) { continue }
      } else if fence != nil || mayBeItem || first == UInt8(ascii: "`") || first == UInt8(ascii: "~"),
        readFence(content..<range.upperBound, line: line)
      {
        continue
      }
      if let header = rawHTML.header(above: content..<range.upperBound, of: source.bytes) { freeTable(at: header) }
      readConflict(range, line: line)
      if first == UInt8(ascii: "[") { partAlert(range, content: content, line: line) }
      if mayBeItem { readDate(range, content: content) }
      readLine(range, content: content, line: line)
    }
    if let fence { fences.append(fence.line..<source.lineCount) }
  }

  private func isCode(_ line: Int) -> Bool { code?.holds(line: line) ?? (fence != nil) }

  /// Notes that something of the source is edited or reported.
  mutating func touch(_ range: Range<Int>) { touched.append(range) }

  func isProtected(_ range: Range<Int>) -> Bool { code?.overlaps(range) ?? false }

  /// Past blanks, quote marks and one list mark: where a block of the line begins.
  func contentStart(_ range: Range<Int>) -> Int {
    var index = range.lowerBound
    let bytes = source.bytes
    while index < range.upperBound, Ascii.isBlank(bytes[index]) || bytes[index] == UInt8(ascii: ">") { index += 1 }
    return index
  }

  /// Whether the line belongs to a fenced code block, its fences included.
  private mutating func readFence(_ range: Range<Int>, line: Int) -> Bool {
    let bytes = source.bytes
    var start = range.lowerBound
    if fence == nil, let afterMark = Self.afterListMark(range, of: bytes) { start = afterMark }
    let byte = start < range.upperBound ? bytes[start] : 0
    guard byte == UInt8(ascii: "`") || byte == UInt8(ascii: "~") else { return fence != nil }
    var end = start
    while end < range.upperBound, bytes[end] == byte { end += 1 }
    let count = end - start
    if let open = fence {
      let isClosing =
        byte == open.byte && count >= open.count
        && bytes.skipBlanks(in: end..<range.upperBound) == range.upperBound
      if isClosing {
        fence = nil
        fences.append(open.line..<line + 1)
      }
      return true
    }
    guard count >= 3 else { return false }
    if byte == UInt8(ascii: "`"), bytes[end..<range.upperBound].contains(byte) { return false }
    fence = (byte, count, line)
    return true
  }

  private static func mayBeginItem(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "-") || byte == UInt8(ascii: "*") || byte == UInt8(ascii: "+") || Ascii.isDigit(byte)
  }

  static func afterListMark(_ range: Range<Int>, of bytes: [UInt8]) -> Int? {
    var index = range.lowerBound
    switch bytes[index] {
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"): index += 1
    case let digit where Ascii.isDigit(digit):
      while index < range.upperBound, Ascii.isDigit(bytes[index]) { index += 1 }
      guard index < range.upperBound, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")") else {
        return nil
      }
      index += 1
    default: return nil
    }
    let content = bytes.skipBlanks(in: index..<range.upperBound)
    return content > index ? content : nil
  }

  private mutating func readConflict(_ range: Range<Int>, line: Int) {
    let bytes = source.bytes
    guard range.count >= 7, bytes[range.lowerBound] == bytes[range.lowerBound + 6] else { return }
    guard bytes.starts(with: "<<<<<<< ", at: range.lowerBound) || bytes.starts(with: ">>>>>>> ", at: range.lowerBound)
    else { return }
    findings.append(
      Diagnostic(
        rule: .mergeConflict, "A published article holds no merge conflict; this line is a mark of one.",
        at: place(range)))
  }

  private mutating func readLine(_ range: Range<Int>, content: Int, line: Int) {
    let bytes = source.bytes
    if mayHaveFullWidthMarks { for repair in FullWidthMarks.repairs(in: range, of: bytes) { take(repair) } }
    let marks = LineMarks.read(bytes.span, content..<range.upperBound)
    guard !marks.isEmpty else { return }
    if marks.contains(.colons) { readDirectives(range, content: content, line: line) }
    if marks.contains(.links) {
      for include in IncludeInLink.all(in: range, of: bytes) { free(include) }
      for repair in LinkDamage.repairs(in: range, of: bytes, resolves: options.resolves) { take(repair) }
    }
    if marks.contains(.bold) { for repair in BoldDamage.repairs(in: range, of: bytes) { take(repair) } }
    if marks.contains(.endTag) { for repair in TextDamage.endTags(in: range, of: bytes) { take(repair) } }
    if marks.contains(.address) { for repair in TextDamage.addresses(in: range, of: bytes) { take(repair) } }
  }

  /// Sets a table apart from the line of raw HTML before it, which would take it in.
  private mutating func freeTable(at header: Range<Int>) {
    let line = source.line(at: header.lowerBound)
    let range = source.lineRange(line)
    let prefix = trimmed(Array(source.bytes[range.lowerBound..<header.lowerBound]))
    let end = source.lineRange(line - 1).upperBound..<range.lowerBound
    let edit = TextEdit(range.lowerBound..<range.lowerBound, prefix + source.bytes[end])
    touch(header)
    if isProtected(header) { return }
    edits.append(edit)
    var finding = Diagnostic(
      rule: .markupMisplaced,
      "A table begins after a blank line; directly below a tag it is part of the raw HTML. It is shown as a table.",
      at: place(header))
    finding.fix = Fix([.init(edit.range, edit.bytes.utf8String)])
    findings.append(finding)
  }

  /// Sets a block apart from the mark of an alert or a division directly above it: a table, a list that does not begin
  /// with 1, indented code. As part of the mark's paragraph it would be read as text.
  private mutating func partAlert(_ range: Range<Int>, content: Int, line: Int) {
    let bytes = source.bytes
    guard content + 1 < range.upperBound, bytes[content + 1] == UInt8(ascii: "!"), line + 1 < source.lineCount,
      bytes[range.lowerBound..<content].contains(UInt8(ascii: ">")),
      let mark = AlertMark.read(bytes, at: content, end: range.upperBound, titles: options.alertTitles),
      bytes.skipBlanks(in: mark.range.upperBound..<range.upperBound) == range.upperBound
    else { return }
    if case .video = mark.kind { return }
    let next = source.lineRange(line + 1)
    guard bytes[next].contains(UInt8(ascii: ">")), beginsBlock(line + 1) else { return }
    let prefix = bytes[range.lowerBound..<content].map { $0 == UInt8(ascii: ">") ? $0 : UInt8(ascii: " ") }
    touch(range)
    edits.append(TextEdit(next.lowerBound..<next.lowerBound, trimmed(prefix) + [UInt8(ascii: "\n")]))
  }

  /// Whether a line of a quote begins a block that cannot interrupt a paragraph.
  private func beginsBlock(_ line: Int) -> Bool {
    let bytes = source.bytes
    let range = source.lineRange(line)
    let start = contentStart(range)
    guard start < range.upperBound else { return false }
    if Ascii.isDigit(bytes[start]) { return Self.afterListMark(start..<range.upperBound, of: bytes) != nil }
    var blanks = start
    while blanks > range.lowerBound, Ascii.isBlank(bytes[blanks - 1]) { blanks -= 1 }
    // One blank belongs to the mark of the quote.
    if start - blanks > 4 { return true }
    guard line + 1 < source.lineCount else { return false }
    let below = source.lineRange(line + 1)
    return PipeTable.read(bytes, lines: [start..<range.upperBound, contentStart(below)..<below.upperBound]) != nil
  }

  private mutating func readDate(_ range: Range<Int>, content: Int) {
    let text = content..<range.upperBound
    var start = content
    if !Ascii.isDigit(source.bytes[content]) {
      guard let item = Self.afterListMark(text, of: source.bytes) else { return }
      start = item
    }
    if let repair = TextDamage.date(at: start, in: range, of: source.bytes, isItem: start > content) { take(repair) }
  }

  mutating func take(_ repair: Repair, mendsLink: Bool = true) {
    if isProtected(repair.range) { return }
    touch(repair.range)
    var finding = Diagnostic(
      rule: repair.rule, repair.message, at: place(repair.range),
      suggestion: repair.isSuggested ? repair.text.utf8String : nil)
    if repair.isCertain {
      let edit = repair.edit(in: source.bytes)
      finding.fix = Fix([.init(edit.range, edit.bytes.utf8String)])
      edits.append(edit)
      if mendsLink { mended.append(repair.range) }
    }
    findings.append(finding)
  }

  /// Writes an include in the text of a link as an image, which may stand there; a link may not.
  private mutating func free(_ include: IncludeInLink) {
    if isProtected(include.range) { return }
    touch(include.range)
    edits.append(TextEdit(include.opening, "![!INCLUDE ".utf8))
    edits.append(TextEdit(include.range.upperBound - 1..<include.range.upperBound, []))
  }

  func trimmed(_ prefix: [UInt8]) -> [UInt8] {
    var prefix = prefix
    while prefix.last == UInt8(ascii: " ") { prefix.removeLast() }
    return prefix
  }

  func isBlank(_ line: Int) -> Bool {
    let range = source.lineRange(line)
    return contentStart(range) == range.upperBound
  }

  func place(_ range: Range<Int>) -> SourcePlace { source.place(range, in: options.file) }
}

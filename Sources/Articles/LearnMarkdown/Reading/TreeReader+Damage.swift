internal import CommonMark
internal import Diagnostics

/// Damage that shows only once libcmark has read the text: what it left as text, and what it made of the rest.
extension TreeReader {
  // MARK: Markup that is shown as text

  /// Reports stars and brackets in a text that were meant as markup.
  mutating func checkText(_ node: Node, _ literal: Bytes) {
    if literal.contains(UInt8(ascii: "*")), literal.firstIndex(of: "**", in: 0..<literal.count) != nil {
      reportStars(node)
    }
    if literal.contains(UInt8(ascii: "[")), node.next?.kind == .link, brackets(from: node, { $0.next }) > 0 {
      reportUnclosed(node)
    }
    guard literal.contains(UInt8(ascii: "]")) else { return }
    if literal.first == UInt8(ascii: "]"), node.previous?.kind == .link, brackets(from: node, { $0.previous }) < 0 {
      reportUnopened(node)
    }
    if literal.firstIndex(of: "](", in: 0..<literal.count) != nil { reportBrackets(node) }
    if literal.firstIndex(of: "][]", in: 0..<literal.count) != nil { reportReferences(node) }
  }

  private mutating func reportStars(_ node: Node) {
    let range = textRange(node)
    let bytes = source.bytes
    guard let start = bytes.firstIndex(of: "**", in: range), start == 0 || bytes[start - 1] != UInt8(ascii: "\\")
    else { return }
    var end = start
    while end < range.upperBound, bytes[end] == UInt8(ascii: "*") { end += 1 }
    guard BoldDamage.isLikely(start..<end, in: source.lineRange(source.line(at: start)), of: bytes) else { return }
    let what =
      end - start == 4
      ? "these four are where one ends and the next begins, or where a label lost its words, and are shown"
      : "these do not, and are shown"
    report(.mtBoldBroken, "Bold text has its stars directly at its words; \(what).", at: start..<end)
  }

  /// How many more brackets open than close in the texts from a node on.
  private func brackets(from node: Node, _ step: (Node) -> Node?) -> Int {
    var balance = 0
    var current: Node? = node
    while let text = current {
      if text.kind == .text {
        for byte in text.literal {
          if byte == UInt8(ascii: "[") { balance += 1 } else if byte == UInt8(ascii: "]") { balance -= 1 }
        }
      }
      current = step(text)
    }
    return balance
  }

  private mutating func reportUnclosed(_ node: Node) {
    let range = textRange(node)
    guard let start = source.bytes[range].lastIndex(of: UInt8(ascii: "[")) else { return }
    report(
      .mtLinkBracket, "The text of a link stands in one pair of brackets; nothing closes the one that opens here.",
      at: start..<start + 1)
  }

  private mutating func reportUnopened(_ node: Node) {
    let start = textRange(node).lowerBound
    guard start < source.bytes.count, source.bytes[start] == UInt8(ascii: "]") else { return }
    report(
      .mtLinkBracket, "The text of a link stands in one pair of brackets; nothing opened the one that closes here.",
      at: start..<start + 1)
  }

  private mutating func reportBrackets(_ node: Node) {
    let range = textRange(node)
    let bytes = source.bytes
    var index = range.lowerBound
    var end = index
    while let bracket = bytes.firstIndex(of: "](", in: index..<range.upperBound) {
      index = bracket + 2
      // Where many follow each other, all end at one place.
      if end < index {
        end = bytes[index..<range.upperBound].firstIndex { $0 == UInt8(ascii: ")") || Ascii.isSpace($0) } ?? bytes.count
      }
      if end >= range.upperBound { return }
      guard bracket > 0, bytes[bracket - 1] != UInt8(ascii: "\\"), bytes[end] == UInt8(ascii: ")"), end > index,
        bytes[index..<end].contains(UInt8(ascii: "/")) || bytes[index..<end].contains(UInt8(ascii: "."))
      else { continue }
      let shown = String(decoding: bytes[index..<end], as: UTF8.self)
      guard !isReportedLink(bracket) else { continue }
      report(
        .mtLinkBracket,
        "The text of a link stands in one pair of brackets; the bracket that belongs to `](\(shown))` is missing or is not alone.",
        at: bracket..<end + 1)
    }
  }

  private mutating func reportReferences(_ node: Node) {
    let range = textRange(node)
    let bytes = source.bytes
    var index = range.lowerBound
    while let end = bytes.firstIndex(of: "][]", in: index..<range.upperBound) {
      index = end + 3
      guard let start = bytes[range.lowerBound..<end].lastIndex(of: UInt8(ascii: "[")), start + 1 < end,
        start == 0 || bytes[start - 1] != UInt8(ascii: "\\")
      else { continue }
      let shown = String(decoding: bytes[start + 1..<end], as: UTF8.self)
      report(
        .mtLinkDefinitionMissing,
        "A reference link `[text][]` has a line `[text]: path` somewhere in the file; `\(shown)` has none.",
        at: start..<end + 3, suggestion: shown)
    }
  }

  /// The bytes of a text in the source; longer than its literal where it holds escapes or references.
  mutating func textRange(_ node: Node) -> Range<Int> {
    let range = sourceRange(node)
    return range.lowerBound..<min(max(range.upperBound, range.lowerBound + node.literal.count), source.bytes.count)
  }

  // MARK: Spaces

  /// `**x** ,`: how many blanks at the beginning of a text are left out, since punctuation follows them.
  mutating func blanksBeforePunctuation(_ node: Node, _ literal: Bytes) -> Int {
    guard !literal.isEmpty, Ascii.isBlank(literal[0]), let before = node.previous,
      before.kind == .strong || before.kind == .link
    else { return 0 }
    var blanks = 0
    while blanks < literal.count, Ascii.isBlank(literal[blanks]) { blanks += 1 }
    guard blanks > 0, blanks < literal.count, isPunctuation(literal[blanks]) else { return 0 }
    // `.NET`, `...` and `:)` are words of their own.
    if blanks + 1 < literal.count {
      let next = literal[blanks + 1]
      guard Ascii.isSpace(next) || next == UInt8(ascii: ")") || next == UInt8(ascii: "\"") else { return 0 }
    } else if let after = node.next, ![.softBreak, .lineBreak, .htmlInline].contains(after.kind) {
      return 0
    }
    reportBlanks(node, count: blanks)
    return blanks
  }

  /// French sets a space before the tall marks.
  private func isPunctuation(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "."): true
    case UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "!"), UInt8(ascii: "?"): !options.locale.hasPrefix("fr")
    default: false
    }
  }

  private mutating func reportBlanks(_ node: Node, count: Int) {
    let mark = node.literal[count]
    let start = sourceOffset(line: node.startLine, column: node.startColumn)
    let range = start..<start + count
    let isFound =
      range.upperBound < source.bytes.count && source.bytes[range.upperBound] == mark
      && source.bytes[range].elementsEqual(node.literal.prefix(count))
    let shown = String(UnicodeScalar(mark))
    report(
      .mtSpaceBeforePunctuation, "No space stands before `\(shown)`; here one does.",
      at: start..<start + (isFound ? count + 1 : 0), suggestion: shown,
      fix: isFound ? Fix([.init(range, "")]) : nil)
  }

  // MARK: Steps

  /// Reports a numbered list that starts over because what stands before it is not indented.
  mutating func checkNumbering(of list: Node) {
    guard list.isOrderedList, list.listStart == 1, var node = list.previous else { return }
    var between: Node?
    while isBetweenSteps(node) {
      between = node
      guard let previous = node.previous else { return }
      node = previous
    }
    guard let between, node.kind == .list, node.isOrderedList, let item = node.lastChild else { return }
    let indent = (item.firstChild?.startColumn ?? item.startColumn + 3) - item.startColumn
    let line = between.startLine
    let now = between.startColumn - item.startColumn
    block = (line, between.startColumn)
    let start = sourceOffset(line: line, column: between.startColumn)
    let end = text.sourceOffset(text.text.lineRange(line - 1).upperBound)
    report(
      .mtNumberingRestarts,
      "What belongs to a step is indented as far as its text; this is not, so the steps below begin at 1 again. Begin its lines with \(indent) spaces\(now > 0 ? ", not \(now)" : "").",
      at: start..<max(start, end))
  }

  private func isBetweenSteps(_ node: Node) -> Bool {
    switch node.kind {
    case .codeBlock, .blockQuote: return true
    case .htmlBlock: return wholePlaceholder(node.literal) != nil
    case .paragraph:
      guard let only = node.firstChild, only.next == nil else { return false }
      if only.kind == .link { return only.firstChild?.kind == .image && only.firstChild?.next == nil }
      return only.kind == .image || (only.kind == .htmlInline && wholePlaceholder(only.literal) != nil)
    default: return false
    }
  }
}

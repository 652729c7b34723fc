internal import CommonMark
internal import Diagnostics

/// Markup of other kinds of Markdown, which pages show as it is written.
extension TreeReader {
  /// Reports the first formula between `$$` in a paragraph. One sign alone stands before prices.
  mutating func checkFormula(in paragraph: Node) {
    let start = text.text.lineRange(paragraph.startLine - 1).lowerBound
    let end = text.text.lineRange(min(paragraph.endLine, text.text.lineCount) - 1).upperBound
    guard let formula = Formula.first(in: text.text.bytes, start..<max(start, end)) else { return }
    report(
      .markupMisplaced, "Formulas are not set; what stands between `$$` and `$$` is shown as text here.",
      at: text.sourceOffset(formula.lowerBound)..<text.sourceOffset(formula.upperBound))
  }

  /// Reports a fence whose content other programs draw.
  mutating func checkLanguage(_ language: [UInt8], of block: Node) {
    let what: String
    switch language.utf8String.lowercased() {
    case "mermaid": what = "Diagrams are not drawn"
    case "math": what = "Formulas are not set"
    default: return
    }
    let line = text.text.lineRange(block.startLine - 1)
    report(
      .markupMisplaced, "\(what); a block of `\(language.utf8String)` is shown as code.",
      at: text.sourceOffset(line.lowerBound)..<text.sourceOffset(line.upperBound))
  }
}

private enum Formula {
  /// `$$ … $$`, not in a span of code, and with something between.
  static func first(in bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var opening: Int?
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let count = run(bytes, index..<range.upperBound)
        index = endOfCode(bytes, index + count..<range.upperBound, ticks: count) ?? index + count
      case UInt8(ascii: "$"):
        let count = run(bytes, index..<range.upperBound)
        if count == 2 {
          if let opening, bytes[opening + 2..<index].contains(where: { !Ascii.isSpace($0) }) {
            return opening..<index + 2
          }
          opening = index
        }
        index += count
      default: index += 1
      }
    }
    return nil
  }

  /// How often the first byte is repeated.
  private static func run(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    bytes[range].prefix { $0 == bytes[range.lowerBound] }.count
  }

  private static func endOfCode(_ bytes: [UInt8], _ range: Range<Int>, ticks: Int) -> Int? {
    var index = range.lowerBound
    while let tick = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "`")) {
      let count = run(bytes, tick..<range.upperBound)
      index = tick + count
      if count == ticks { return index }
    }
    return nil
  }
}

internal import CommonMark
internal import Diagnostics

/// Marks of the dialect that stand where they are no markup, and are shown as they are.
extension TreeReader {
  /// Reports the first mark of each kind in a text; those after a backslash are meant to be shown.
  ///
  /// - Parameter start: The bytes of the text before it are not shown.
  mutating func checkMarks(_ node: Node, _ literal: Bytes, from start: Int) {
    guard MisplacedMark.mayBegin(in: literal, from: start), !isInRawCode else { return }
    let range = start..<max(start, literal.count)
    for mark in ["[!", "[^", ":::"] as [StaticString] where literal.firstIndex(of: mark, in: range) != nil {
      reportMark(mark, in: textRange(node).dropFirst(start))
    }
    if literal.first == UInt8(ascii: "|"), MisplacedMark.isDelimiterRow(literal) {
      reportMisplaced("|---|", at: textRange(node))
    }
  }

  /// Reports `[^1]` that a line `[^1]: address` makes a link of.
  mutating func checkFootnote(_ link: Node) {
    guard let text = link.firstChild, text.kind == .text, text.literal.first == UInt8(ascii: "^") else { return }
    reportMark("[^", in: sourceRange(link))
  }

  /// The same for the text between the tags of a block of raw HTML.
  mutating func checkRawText(_ text: ArraySlice<UInt8>, at node: Node) {
    guard !isInRawCode,
      text.contains(where: { $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "|") })
    else { return }
    for line in text.split(separator: UInt8(ascii: "\n")) {
      let start = line.startIndex
      for mark in ["[!", ":::"] as [StaticString] {
        guard let found = line.firstIndex(of: mark, in: start..<line.endIndex) else { continue }
        reportMisplaced(mark, at: range(of: found..<found + mark.utf8CodeUnitCount, in: node))
      }
      if MisplacedMark.isDelimiterRow(line) { reportMisplaced("|---|", at: range(of: start..<line.endIndex, in: node)) }
    }
  }

  private var isInRawCode: Bool { rawTags.openNames.contains { $0 == "code" || $0 == "pre" } }

  private mutating func reportMark(_ mark: StaticString, in range: Range<Int>) {
    let bytes = source.bytes
    var index = range.lowerBound
    while let found = bytes.firstIndex(of: mark, in: index..<range.upperBound) {
      index = found + mark.utf8CodeUnitCount
      while index < range.upperBound, bytes[index] == bytes[found] { index += 1 }
      if mark.description == "[^", !MisplacedMark.isFootnote(bytes[found..<range.upperBound]) { continue }
      if found > 0, bytes[found - 1] == UInt8(ascii: "\\") { continue }
      if misplacedPairs.knows(mark, bytes[found..<range.upperBound]) { continue }
      return reportMisplaced(mark, at: found..<index)
    }
  }

  private mutating func reportMisplaced(_ mark: StaticString, at range: Range<Int>) {
    let rule =
      switch mark.description {
      case "[!":
        "`[!` begins an alert (NOTE, TIP, IMPORTANT, CAUTION or WARNING), an INCLUDE, a VIDEO, a div or code, each on a line of its own"
      case "[^": "Learn knows no footnotes"
      case ":::":
        "`:::` begins image, video, code, moniker, zone, row, column or no-loc, and all but an image stand on a line of their own"
      default: "A table has a header row above its `|---|` row, and a blank line between it and a tag"
      }
    report(.markupMisplaced, "\(rule); `\(mark)` is shown as text here.", at: range)
  }
}

/// A footnote is its marks in the text and its line; an unknown directive may have an end.
struct MisplacedPairs {
  private var footnotes: Set<[UInt8]> = []
  private var hasOpenDirective = false

  /// Whether a mark belongs to one that was reported; it is noted where it does not.
  mutating func knows(_ mark: StaticString, _ text: ArraySlice<UInt8>) -> Bool {
    switch mark.description {
    case "[^": return !footnotes.insert(Array(text.prefix { $0 != UInt8(ascii: "]") })).inserted
    case ":::":
      let isNameless = text.drop { $0 == UInt8(ascii: ":") }.first { !Ascii.isBlank($0) }.map(Ascii.isSpace) ?? true
      defer { hasOpenDirective = !isNameless }
      return isNameless && hasOpenDirective
    default: return false
    }
  }
}

private enum MisplacedMark {
  /// Whether one may stand in a text: told in one pass, since nearly all texts hold none.
  static func mayBegin(in text: Bytes, from start: Int) -> Bool {
    if start == 0, text.first == UInt8(ascii: "|") { return true }
    return holds("[", before: "!", in: text, from: start) || holds("[", before: "^", in: text, from: start)
      || holds(":", before: ":", in: text, from: start)
  }

  private static func holds(
    _ first: Unicode.Scalar, before second: Unicode.Scalar, in text: Bytes, from start: Int
  ) -> Bool {
    var index = start
    while let found = text.firstIndex(of: UInt8(ascii: first), from: index) {
      index = found + 1
      if index < text.count, text[index] == UInt8(ascii: second) { return true }
    }
    return false
  }

  /// `[^id]`
  static func isFootnote(_ text: ArraySlice<UInt8>) -> Bool {
    let id = text.dropFirst(2).prefix { Ascii.isLetter($0) || Ascii.isDigit($0) || $0 == UInt8(ascii: "-") }
    return !id.isEmpty && id.endIndex < text.endIndex && text[id.endIndex] == UInt8(ascii: "]")
  }

  /// Only pipes, hyphens, colons and blanks, among them `|` and `--`.
  static func isDelimiterRow(_ line: some RandomAccessCollection<UInt8>) -> Bool {
    var pipes = 0
    var hyphens = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "|"): pipes += 1
      case UInt8(ascii: "-"): hyphens += 1
      case UInt8(ascii: ":"), UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): break
      default: return false
      }
    }
    return pipes > 0 && hyphens > 1
  }
}

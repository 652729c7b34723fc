internal import CommonMark
internal import Diagnostics

/// What translation moves into the text of a link or an image, and out of it.
extension TreeReader {
  /// How many bytes of the text of a link or an image belong before it: the `, ` of `[, and more](x.md)`. What is no
  /// text but such marks is left as it is.
  static func leadingMarks(of node: Node) -> Int {
    guard let first = node.firstChild, first.kind == .text else { return 0 }
    let literal = first.literal
    var count = 0
    while count < literal.count, isLeadingMark(literal, count) { count += 1 }
    return count < literal.count || first.next != nil ? count : 0
  }

  /// A blank, a comma, or the point of a sentence; that of `.NET` is part of its word.
  private static func isLeadingMark(_ literal: Bytes, _ index: Int) -> Bool {
    let byte = literal[index]
    if Ascii.isBlank(byte) || Ascii.isSeparator(byte) { return true }
    return byte == UInt8(ascii: ".") && index + 1 < literal.count && Ascii.isBlank(literal[index + 1])
  }

  /// Reads before a link or an image what its text begins with, and says so.
  mutating func readLeadingMarks(_ count: Int, of node: Node) {
    guard let literal = node.firstChild?.literal else { return }
    let before = node.previous.map { $0.kind != .softBreak && $0.kind != .lineBreak } ?? false
    let moved = literal.prefix(count).filter { !Ascii.isBlank($0) } + (before ? [UInt8(ascii: " ")] : [])
    if before { tree.removeBlanks() }
    tree.append(.text, moved[...])

    let bytes = source.bytes
    let opening = Array((node.kind == .image ? "![" : "[").utf8)
    let bracket = sourceRange(node).lowerBound
    let end = bracket + opening.count + count
    var start = bracket
    while before, start > 0, Ascii.isBlank(bytes[start - 1]) { start -= 1 }
    let mended = (moved + opening).utf8String
    let isFound = end <= bytes.count && bytes[bracket..<end].elementsEqual(opening + literal.prefix(count))
    report(
      .mtLinkTextPunctuation, Self.leadingMarksMessage, at: bracket..<(isFound ? end : bracket), suggestion: mended,
      fix: isFound ? Fix([.init(start..<end, mended)]) : nil)
  }

  private static let leadingMarksMessage =
    "The text of a link begins with a word; here it begins with what parts it from the words before the link."

  /// Reports `<a href="x.md">, and more</a>`.
  mutating func checkLeadingMarks(ofRawLink start: Int, _ range: Range<Int>) {
    let (written, isFollowed) = tree.leadingText(since: start)
    let word = written.drop { Ascii.isBlank($0) || Ascii.isSeparator($0) }
    // At the end of a line blanks are nothing.
    guard word.startIndex > written.startIndex, word.first.map({ !Ascii.isSpace($0) }) ?? isFollowed else { return }
    report(.mtLinkTextPunctuation, Self.leadingMarksMessage, at: range)
  }

  /// Whether what was read from the node `start` on says nothing, as the text of a link whose words have moved out of it,
  /// or as an image without words.
  func isWithoutWords(from start: Int) -> Bool {
    let isTranslation = options.isTranslation
    return tree.isWithoutWords(since: start) { byte in
      switch byte {
      case UInt8(ascii: "."), UInt8(ascii: ":"), UInt8(ascii: "("), UInt8(ascii: ")"): isTranslation
      default: Ascii.isSpace(byte) || Ascii.isSeparator(byte)
      }
    }
  }

  /// A link whose text is gone: in a translation it has moved out of the link.
  ///
  /// - Parameter start: The node that what it shows instead begins with.
  mutating func reportLinkWithoutText(_ destination: [UInt8], _ range: Range<Int>, from start: Int) {
    let shown = String(decoding: destination, as: UTF8.self)
    if tree.showsImage(since: start) {
      report(
        .linkTextMissing,
        "A link has a text that says where it leads; this one to `\(shown)` shows an image without words.", at: range)
    } else if options.isTranslation {
      report(
        .mtLinkTextLost,
        "The text of a link says where it leads; translation left the one of this link to `\(shown)` outside.",
        at: range)
    } else {
      report(
        .linkTextMissing, "A link has a text that says where it leads; this one to `\(shown)` has none.", at: range)
    }
  }
}

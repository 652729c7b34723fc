internal import LearnMarkdown
internal import Yams

extension YamlSource {
  /// How the text of a scalar is put where it goes.
  enum Use { case markdown, line, literalLine }

  /// Appends a scalar's text to a Markdown text, each piece with its place in the file.
  ///
  /// White space is what YAML's styles change between a file and its text (folding, indentation, `\n`); all other
  /// bytes stand in both in the same order. So the places are found by walking both, whatever the style.
  func append(_ scalar: Node.Scalar, _ node: Node, as use: Use, to builder: inout EditedText.Builder) {
    let value = Array(scalar.string.utf8)
    let isDouble = scalar.style == .doubleQuoted
    var there = contentStart(scalar, node)
    var index = 0
    while index < value.count {
      let start = index
      if Self.isSpace(value[index]) {
        while index < value.count, Self.isSpace(value[index]) { index += 1 }
        if use == .markdown {
          builder.append(value[start..<index], at: there)
        } else if start > 0, index < value.count {
          builder.append([UInt8(ascii: " ")], at: there)
        }
        continue
      }
      there = skipSpace(from: there, isDouble: isDouble)
      let byte = value[index]
      let width = width(of: byte, at: there, scalar.style)
      if use == .literalLine, Ascii.isPunctuation(byte) { builder.append([UInt8(ascii: "\\")], at: there) }
      index += 1
      // A character beyond ASCII goes whole: its escape stands for all of its bytes.
      while index < value.count, value[index] & 0xC0 == 0x80 { index += 1 }
      if width == 1 {
        if use != .literalLine { index = endOfSame(value, from: index, at: there + index - start) }
        builder.append(value[start..<index], at: there)
        there += index - start
      } else {
        builder.append(value[start..<index], at: there)
        there += width
      }
    }
  }

  /// Where the words end that stand in the file as they do in the text, with one blank between each two.
  private func endOfSame(_ value: [UInt8], from start: Int, at offset: Int) -> Int {
    var index = start
    let distance = offset - start
    let end = min(value.count, bytes.count - distance)
    while index < end, bytes[index + distance] == value[index], !Self.isSpecial(value[index]) {
      if Self.isSpace(value[index]) {
        let next = index + 1
        guard value[index] == 0x20, next < end, !Self.isSpace(value[next]), bytes[next + distance] == value[next] else {
          break
        }
      }
      index += 1
    }
    return index
  }

  private var bytes: [UInt8] { text.bytes }

  /// A byte that a quoted scalar may write longer than it is.
  private static func isSpecial(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) }

  /// Past the quote, or the header line of a block scalar.
  private func contentStart(_ scalar: Node.Scalar, _ node: Node) -> Int {
    let start = offset(of: node)
    switch scalar.style {
    case .singleQuoted, .doubleQuoted: return min(start + 1, bytes.count)
    case .literal, .folded:
      return bytes[min(start, bytes.count)...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
    default: return start
    }
  }

  private func skipSpace(from start: Int, isDouble: Bool) -> Int {
    var index = start
    while index < bytes.count {
      if Self.isSpace(bytes[index]) {
        index += 1
      } else if isDouble, bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count,
        Self.isSpace(bytes[index + 1]) || "ntrvfe N_LP".utf8.contains(bytes[index + 1])
      {
        index += 2
      } else {
        break
      }
    }
    return index
  }

  /// The number of bytes that stand in the file for a character whose first byte in the text is `byte`.
  private func width(of byte: UInt8, at offset: Int, _ style: Node.Scalar.Style) -> Int {
    guard offset + 1 < bytes.count else { return 1 }
    if style == .singleQuoted, byte == UInt8(ascii: "'") { return bytes[offset + 1] == byte ? 2 : 1 }
    guard style == .doubleQuoted, bytes[offset] == UInt8(ascii: "\\") else { return 1 }
    return switch bytes[offset + 1] {
    case UInt8(ascii: "x"): 4
    case UInt8(ascii: "u"): 6
    case UInt8(ascii: "U"): 10
    default: 2
    }
  }
}

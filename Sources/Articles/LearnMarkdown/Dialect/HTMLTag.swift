/// One tag of raw HTML, or what stands between two: read by CommonMark's rules, so that each `<` is decided alone.
package enum HTMLToken {
  case text(Range<Int>)
  case tag(HTMLTag)
  /// A comment, a processing instruction, a declaration, CDATA: nothing of it reaches the page.
  case dropped(Range<Int>)
}

package struct HTMLTag {
  package var name: String
  package var isClosing: Bool
  package var isSelfClosing: Bool
  package var attributes: [Attribute]
  package var range: Range<Int>

  package struct Attribute {
    package var name: String
    package var value: [UInt8]?
    /// Where the value stands, without its quotes.
    package var written: Range<Int>?
  }

  package func value(_ name: String) -> [UInt8]? { attributes.first { $0.name == name }?.value ?? nil }
}

/// Splits raw HTML into tags and text. Total: every byte belongs to exactly one token.
package struct HTMLTokens: Sequence, IteratorProtocol {
  private let bytes: [UInt8]
  private var index = 0

  package init(_ bytes: some Sequence<UInt8>) { self.bytes = Array(bytes) }

  package mutating func next() -> HTMLToken? {
    guard index < bytes.count else { return nil }
    let start = index
    if bytes[index] == UInt8(ascii: "<") {
      if let end = endOfMarkup(start) {
        index = end
        return .dropped(start..<end)
      }
      if let tag = readTag(start) {
        index = tag.range.upperBound
        return .tag(tag)
      }
      index += 1
    }
    while index < bytes.count, bytes[index] != UInt8(ascii: "<") { index += 1 }
    return .text(start..<index)
  }

  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  private func endOfMarkup(_ start: Int) -> Int? {
    guard start + 1 < bytes.count, bytes[start + 1] == UInt8(ascii: "!") || bytes[start + 1] == UInt8(ascii: "?")
    else { return nil }
    for (open, close) in [("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">")]
      as [(StaticString, StaticString)]
    where bytes.starts(with: open, at: start) {
      let from = start + open.utf8CodeUnitCount
      guard let end = bytes.firstIndex(of: close, in: from..<bytes.count) else { return bytes.count }
      return end + close.utf8CodeUnitCount
    }
    return nil
  }

  private func readTag(_ start: Int) -> HTMLTag? {
    var position = start + 1
    let isClosing = position < bytes.count && bytes[position] == UInt8(ascii: "/")
    if isClosing { position += 1 }
    guard position < bytes.count, Ascii.isLetter(bytes[position]) else { return nil }
    let nameStart = position
    while position < bytes.count, isNameByte(bytes[position]) { position += 1 }
    var tag = HTMLTag(
      name: bytes[nameStart..<position].lowercaseName, isClosing: isClosing,
      isSelfClosing: false, attributes: [], range: start..<position)
    while true {
      position = skipSpaces(position)
      guard position < bytes.count else { return nil }
      if bytes[position] == UInt8(ascii: ">") {
        tag.range = start..<position + 1
        return tag
      }
      if bytes.starts(with: "/>", at: position) {
        tag.isSelfClosing = true
        tag.range = start..<position + 2
        return tag
      }
      guard let next = readAttribute(position, into: &tag) else { return nil }
      position = next
    }
  }

  private func readAttribute(_ start: Int, into tag: inout HTMLTag) -> Int? {
    var position = start
    while position < bytes.count, isAttributeByte(bytes[position]) { position += 1 }
    guard position > start else { return nil }
    let name = bytes[start..<position].lowercaseName
    let afterName = position
    position = skipSpaces(position)
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      tag.attributes.append(.init(name: name))
      return afterName
    }
    position = skipSpaces(position + 1)
    guard position < bytes.count else { return nil }
    let quote = bytes[position]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      guard let close = bytes[(position + 1)...].firstIndex(of: quote) else { return nil }
      let written = position + 1..<close
      tag.attributes.append(.init(name: name, value: Entities.decode(bytes[written]), written: written))
      return close + 1
    }
    let valueStart = position
    while position < bytes.count, !Ascii.isSpace(bytes[position]), bytes[position] != UInt8(ascii: ">") {
      position += 1
    }
    let written = valueStart..<position
    tag.attributes.append(.init(name: name, value: Entities.decode(bytes[written]), written: written))
    return position
  }

  private func skipSpaces(_ start: Int) -> Int {
    var position = start
    while position < bytes.count, Ascii.isSpace(bytes[position]) { position += 1 }
    return position
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ":")
  }

  private func isAttributeByte(_ byte: UInt8) -> Bool {
    !Ascii.isSpace(byte) && byte != UInt8(ascii: "=") && byte != UInt8(ascii: ">") && byte != UInt8(ascii: "/")
      && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: "<")
  }
}

/// The references that matter to an address: numbers and the five named ones; others stay as written.
package enum Entities {
  package static func decode(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    var result: [UInt8] = []
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == UInt8(ascii: "&"),
        let end = text[index..<Swift.min(index + 12, text.endIndex)].firstIndex(of: UInt8(ascii: ";")),
        let scalar = scalar(text[(index + 1)..<end])
      {
        result += Array(String(Character(scalar)).utf8)
        index = end + 1
      } else {
        result.append(text[index])
        index += 1
      }
    }
    return result
  }

  private static func scalar(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    let text = String(decoding: name, as: UTF8.self)
    switch text.lowercased() {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case "nbsp": return "\u{A0}"
    case "colon": return ":"
    case "tab": return "\t"
    case "newline": return "\n"
    case "sol": return "/"
    default: break
    }
    guard text.hasPrefix("#") else { return nil }
    let number = text.dropFirst()
    let value =
      number.first == "x" || number.first == "X" ? UInt32(number.dropFirst(), radix: 16) : UInt32(number)
    return value.flatMap { $0 == 0 ? "\u{FFFD}" : Unicode.Scalar($0) }
  }
}

internal import LearnMarkdown

/// Reads JSON as docfx does: comments, commas before a closing bracket, texts in single quotes, keys without quotes and
/// blanks of other writing systems are let pass (JSON5). Unlike the standard library's reader, it says where a value
/// stands and where a mistake is.
package struct JSONParser {
  /// A mistake, at an offset of the file.
  package struct Failure: Error {
    package var offset: Int
    /// A whole sentence.
    package var reason: String
  }

  /// Values within each other, more than configurations have.
  private static let deepest = 256

  private let bytes: [UInt8]
  private var index = 0

  package static func read(_ bytes: [UInt8]) throws(Failure) -> JSONValue {
    if let offset = bytes.firstInvalidUTF8 {
      throw Failure(offset: offset, reason: "JSON is UTF-8 text; this byte is none.")
    }
    var parser = JSONParser(bytes: bytes)
    let value = try parser.value(depth: 0)
    try parser.skipSpace()
    guard parser.index == bytes.count else { throw parser.wrong("A file holds one JSON value; here another begins") }
    return value
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  // MARK: Values

  private mutating func value(depth: Int) throws(Failure) -> JSONValue {
    try skipSpace()
    let start = index
    guard depth < Self.deepest else {
      throw Failure(offset: start, reason: "JSON values lie at most \(Self.deepest) deep within each other.")
    }
    let kind: JSONValue.Kind
    switch next {
    case UInt8(ascii: "{"): kind = .object(try members(depth: depth))
    case UInt8(ascii: "["): kind = .list(try elements(depth: depth))
    case UInt8(ascii: "\""), UInt8(ascii: "'"): kind = .text(try text())
    default: kind = try word()
    }
    return JSONValue(kind: kind, range: start..<index)
  }

  private mutating func members(depth: Int) throws(Failure) -> [JSONValue.Member] {
    index += 1
    var members: [JSONValue.Member] = []
    while try !closes(UInt8(ascii: "}"), isFirst: members.isEmpty, of: "an object") {
      let offset = index
      let key = try key()
      try skipSpace()
      guard take(UInt8(ascii: ":")) else { throw wrong("After the key `\(key)` comes a `:`") }
      members.append(.init(key: key, offset: offset, value: try value(depth: depth + 1)))
    }
    return members
  }

  private mutating func elements(depth: Int) throws(Failure) -> [JSONValue] {
    index += 1
    var elements: [JSONValue] = []
    while try !closes(UInt8(ascii: "]"), isFirst: elements.isEmpty, of: "a list") {
      elements.append(try value(depth: depth + 1))
    }
    return elements
  }

  /// Goes over the comma before the next part of a list or an object; true over its end.
  private mutating func closes(_ end: UInt8, isFirst: Bool, of whole: String) throws(Failure) -> Bool {
    try skipSpace()
    if take(end) { return true }
    if isFirst { return false }
    let sign = Character(Unicode.Scalar(end))
    guard take(UInt8(ascii: ",")) else { throw wrong("After a value of \(whole) comes `,` or `\(sign)`") }
    try skipSpace()
    return take(end)
  }

  private mutating func key() throws(Failure) -> String {
    if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") { return try text() }
    let start = index
    while let byte = next, isOfWord(byte) || byte == UInt8(ascii: "$") || byte >= 0x80 { index += 1 }
    guard index > start, !Ascii.isDigit(bytes[start]) else { throw wrong("An object holds `\"key\": value`") }
    return String(decoding: bytes[start..<index], as: UTF8.self)
  }

  /// `true`, `false`, `null` or a number.
  private mutating func word() throws(Failure) -> JSONValue.Kind {
    let start = index
    while let byte = next, isOfWord(byte) || "+-.".utf8.contains(byte) { index += 1 }
    switch String(decoding: bytes[start..<index], as: UTF8.self) {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .null
    case let word where Self.isNumber(word): return .number
    default:
      index = start
      throw wrong("A value is a text in quotes, a number, `true`, `false`, `null`, a list or an object")
    }
  }

  private static func isNumber(_ word: String) -> Bool {
    let sign = word.hasPrefix("-") || word.hasPrefix("+") ? 1 : 0
    let rest = word.dropFirst(sign).lowercased()
    if rest.hasPrefix("0x") { return rest.count > 2 && rest.dropFirst(2).allSatisfy { $0.isASCII && $0.isHexDigit } }
    if word.dropFirst(sign) == "Infinity" || word.dropFirst(sign) == "NaN" { return true }
    let parts = rest.split(separator: "e", maxSplits: 1, omittingEmptySubsequences: false)
    let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isPlain = mantissa.joined().allSatisfy(isDigit) && !mantissa.joined().isEmpty
    let hasZero = mantissa[0].count > 1 && mantissa[0].first == "0"
    guard parts.count == 2 else { return isPlain && !hasZero }
    let exponent = parts[1].drop { $0 == "-" || $0 == "+" }
    return isPlain && !hasZero && !exponent.isEmpty && exponent.count + 1 >= parts[1].count
      && exponent.allSatisfy(isDigit)
  }

  private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character }

  // MARK: Texts

  private mutating func text() throws(Failure) -> String {
    let start = index
    let quote = bytes[start]
    index += 1
    // Nearly all texts have no escapes.
    while let byte = next, byte != quote, byte != UInt8(ascii: "\\"), !Self.endsLine(byte) { index += 1 }
    if next == quote {
      index += 1
      return String(decoding: bytes[start + 1..<index - 1], as: UTF8.self)
    }
    var text = Array(bytes[start + 1..<index])
    while let byte = next, !Self.endsLine(byte) {
      index += 1
      if byte == quote { return String(decoding: text, as: UTF8.self) }
      if byte == UInt8(ascii: "\\") { try escape(into: &text) } else { text.append(byte) }
    }
    throw Failure(
      offset: start, reason: "A text ends with the quote that it begins with, on the same line; this does not.")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Failure) {
    let start = index - 1
    guard let byte = next else { return }
    index += 1
    switch byte {
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"): text += UTF8.encode(try scalar(from: start)).map(Array.init) ?? []
    case UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "\""), UInt8(ascii: "'"): text.append(byte)
    default: throw wrongEscape(start)
    }
  }

  /// - Parameter start: Where the escape begins.
  private mutating func scalar(from start: Int) throws(Failure) -> Unicode.Scalar {
    var code = try hexadecimal(from: start)
    if (0xD800...0xDBFF).contains(code) {
      guard take(UInt8(ascii: "\\")), take(UInt8(ascii: "u")) else { throw wrongEscape(start) }
      let low = try hexadecimal(from: start)
      guard (0xDC00...0xDFFF).contains(low) else { throw wrongEscape(start) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = Unicode.Scalar(code) else { throw wrongEscape(start) }
    return scalar
  }

  private mutating func hexadecimal(from start: Int) throws(Failure) -> UInt32 {
    guard index + 4 <= bytes.count,
      let code = UInt32(String(decoding: bytes[index..<index + 4], as: UTF8.self), radix: 16),
      bytes[index] != UInt8(ascii: "+"), bytes[index] != UInt8(ascii: "-")
    else { throw wrongEscape(start) }
    index += 4
    return code
  }

  private func wrongEscape(_ start: Int) -> Failure {
    Failure(offset: start, reason: "A `\\` in a text begins an escape of JSON; this is none.")
  }

  // MARK: Blanks

  private mutating func skipSpace() throws(Failure) {
    while let byte = next {
      switch byte {
      case 0x09...0x0D, 0x20: index += 1
      case UInt8(ascii: "/"): try skipComment()
      case 0xC2, 0xE1...0xE3, 0xEF:
        guard let length = Self.spaceLength(bytes[index...]) else { return }
        index += length
      default: return
      }
    }
  }

  /// The bytes of a blank beyond ASCII, such as a no-break space or the mark of the byte order.
  private static func spaceLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    let scalar = String(decoding: bytes.prefix(3), as: UTF8.self).unicodeScalars.first
    guard let scalar, scalar.properties.isWhitespace || scalar == "\u{FEFF}" else { return nil }
    return UTF8.width(scalar)
  }

  private mutating func skipComment() throws(Failure) {
    let start = index
    if bytes.starts(with: "//", at: index) {
      while let byte = next, !Self.endsLine(byte) { index += 1 }
      return
    }
    guard bytes.starts(with: "/*", at: index) else { throw wrong("A comment begins with `//` or `/*`") }
    guard let end = bytes.firstIndex(of: "*/", in: index + 2..<bytes.count) else {
      throw Failure(offset: start, reason: "A comment that begins with `/*` ends with `*/`; this does not.")
    }
    index = end + 2
  }

  // MARK: Bytes

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index += 1
    return true
  }

  private func isOfWord(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_")
  }

  private static func endsLine(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }

  /// - Parameter rule: What should stand here, without its end.
  private func wrong(_ rule: String) -> Failure {
    guard index < bytes.count else { return Failure(offset: index, reason: "\(rule); here the file ends.") }
    let scalar = String(decoding: bytes[index..<min(index + 4, bytes.count)], as: UTF8.self).unicodeScalars.first
    return Failure(offset: index, reason: "\(rule); here is `\(scalar.map(String.init) ?? "")`.")
  }
}

extension UTF8 {
  fileprivate static func width(_ scalar: Unicode.Scalar) -> Int { encode(scalar)?.count ?? 1 }
}

internal import Diagnostics

/// The tree of an XML file. No document type with definitions is let in, so no entity but the five of XML itself, and
/// nothing is fetched.
struct PlainXML {
  struct Element {
    var name: String
    var attributes: [String: String]
    /// Of its `<`.
    var offset: Int
    var children: [Node] = []

    /// All text within it.
    var text: String {
      children.map {
        if case .text(let text) = $0 { text } else if case .element(let part) = $0 { part.text } else { "" }
      }
      .joined()
    }

    var elements: [Element] { children.compactMap { if case .element(let part) = $0 { part } else { nil } } }

    /// Of `text`, where it begins.
    func first(_ name: String) -> Element? { elements.first { $0.name == name } }
  }

  enum Node {
    case text(String)
    indirect case element(Element)
  }

  /// Elements within each other.
  static let deepest = 64

  private let source: LabelSource
  /// Whether a document type may be named; it is passed over.
  private let allowsDocumentType: Bool
  private var index = 0

  static func read(_ source: LabelSource, allowsDocumentType: Bool = false) throws(LabelFailure) -> Element {
    var parser = PlainXML(source: source, allowsDocumentType: allowsDocumentType)
    return try parser.document()
  }

  private init(source: LabelSource, allowsDocumentType: Bool) {
    self.source = source
    self.allowsDocumentType = allowsDocumentType
  }

  private mutating func document() throws(LabelFailure) -> Element {
    try source.checkUTF8()
    if source.bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    if has("<?xml") { try declaration() }
    try skipAround()
    guard next == UInt8(ascii: "<") else { throw wrong("An XML file has one element around all") }
    let root = try element(depth: 1)
    try skipAround()
    guard next == nil else { throw wrong("An XML file has one element around all, and nothing behind it") }
    return root
  }

  private mutating func declaration() throws(LabelFailure) {
    let start = index
    let text = try through("?>")
    guard let mark = text.firstRange(of: "encoding=") else { return }
    let name = text[mark.upperBound...].dropFirst().prefix { $0 != "\"" && $0 != "'" }.lowercased()
    guard ["utf-8", "utf8", "us-ascii"].contains(name) || source.wasUTF16 && name.hasPrefix("utf-16") else {
      throw source.wrong(start, "A translation file is text in UTF-8 or UTF-16; this says that it is `\(name)`.")
    }
  }

  /// Blanks, comments and instructions beside the root.
  private mutating func skipAround() throws(LabelFailure) {
    while true {
      skipBlanks()
      if has("<!--") || has("<?") {
        try skipMarkup()
      } else if has("<!DOCTYPE") {
        let start = index
        if allowsDocumentType, !(try through(">").contains("[")) { continue }
        throw source.wrong(start, "A translation file has no document type: `<!DOCTYPE` can name files to be read.")
      } else {
        return
      }
    }
  }

  private mutating func skipMarkup() throws(LabelFailure) {
    let isComment = has("<!--")
    index += isComment ? 4 : 2
    _ = try through(isComment ? "-->" : "?>")
  }

  private mutating func element(depth: Int) throws(LabelFailure) -> Element {
    let start = index
    guard depth <= Self.deepest else {
      throw source.wrong(start, "Elements lie at most \(Self.deepest) deep within each other.")
    }
    index += 1
    var element = Element(name: try name(), attributes: [:], offset: start)
    while true {
      let hadBlank = skipBlanks()
      if take("/>") { return element }
      if take(">") { break }
      let offset = index
      guard hadBlank else { throw wrong("A tag ends with `>`") }
      let key = try name()
      skipBlanks()
      guard take("=") else { throw wrong("After the attribute `\(key)` comes `=`") }
      skipBlanks()
      guard let quote = next, quote == 0x22 || quote == 0x27 else { throw wrong("A value stands in quotes") }
      index += 1
      var value: [UInt8] = []
      while let byte = next, byte != quote {
        if byte == UInt8(ascii: "<") { throw wrong("A value has no `<`") }
        if byte == UInt8(ascii: "&") {
          value += try reference()
        } else {
          value.append([0x0A, 0x0D, 0x09].contains(byte) ? 0x20 : byte)
          index += 1
        }
      }
      guard next == quote else { throw source.wrong(offset, "A value ends with its quote; this does not.") }
      index += 1
      guard element.attributes.updateValue(String(decoding: value, as: UTF8.self), forKey: key) == nil else {
        throw source.wrong(offset, "An attribute stands once; `\(key)` does twice.")
      }
    }
    try content(of: &element, depth: depth)
    return element
  }

  private mutating func content(of element: inout Element, depth: Int) throws(LabelFailure) {
    var text: [UInt8] = []
    func flush(_ element: inout Element, _ text: inout [UInt8]) {
      if !text.isEmpty { element.children.append(.text(String(decoding: text, as: UTF8.self))) }
      text = []
    }
    while let byte = next {
      if has("</") {
        flush(&element, &text)
        let offset = index
        index += 2
        let end = try name()
        guard end == element.name else {
          throw source.wrong(offset, "`<\(element.name)>` ends with `</\(element.name)>`; here is `</\(end)>`.")
        }
        skipBlanks()
        guard take(">") else { throw wrong("A tag ends with `>`") }
        return
      }
      if has("<!--") || has("<?") {
        try skipMarkup()
      } else if take("<![CDATA[") {
        text += Array(try through("]]>").utf8)
      } else if byte == UInt8(ascii: "<") {
        flush(&element, &text)
        element.children.append(.element(try self.element(depth: depth + 1)))
      } else if byte == UInt8(ascii: "&") {
        text += try reference()
      } else {
        text.append(byte)
        index += 1
      }
    }
    throw source.wrong(element.offset, "`<\(element.name)>` ends with `</\(element.name)>`; this does not end.")
  }

  private mutating func reference() throws(LabelFailure) -> [UInt8] {
    let start = index
    index += 1
    let name = String(decoding: source.bytes[index...].prefix(12).prefix { $0 != UInt8(ascii: ";") }, as: UTF8.self)
    index += name.utf8.count
    guard take(";") else { throw source.wrong(start, "`&` begins a reference such as `&amp;`; this is none.") }
    switch name {
    case "amp": return [UInt8(ascii: "&")]
    case "lt": return [UInt8(ascii: "<")]
    case "gt": return [UInt8(ascii: ">")]
    case "quot": return [UInt8(ascii: "\"")]
    case "apos": return [UInt8(ascii: "'")]
    default:
      let isHex = name.hasPrefix("#x")
      let digits = name.dropFirst(isHex ? 2 : 1)
      guard name.hasPrefix("#"), digits.allSatisfy({ $0.isASCII && $0.isHexDigit }),
        let code = UInt32(digits, radix: isHex ? 16 : 10), code > 0, let scalar = Unicode.Scalar(code)
      else {
        throw source.wrong(
          start, "XML itself has `&amp;`, `&lt;`, `&gt;`, `&quot;`, `&apos;` and numbers; `&\(name);` is none.")
      }
      return Array(String(scalar).utf8)
    }
  }

  private mutating func name() throws(LabelFailure) -> String {
    let start = index
    while let byte = next,
      (0x61...0x7A).contains(byte | 0x20) || (0x30...0x39).contains(byte) || byte >= 0x80 || "_:-.".utf8.contains(byte)
    { index += 1 }
    guard index > start, !(0x30...0x39).contains(source.bytes[start]) else { throw wrong("Here stands a name") }
    return String(decoding: source.bytes[start..<index], as: UTF8.self)
  }

  /// What stands before `end`, which is passed.
  private mutating func through(_ end: StaticString) throws(LabelFailure) -> String {
    let start = index
    while index < source.bytes.count {
      if has(end) {
        defer { index += end.utf8CodeUnitCount }
        return String(decoding: source.bytes[start..<index], as: UTF8.self)
      }
      index += 1
    }
    throw source.wrong(start, "Here begins what ends with `\(end)`; it does not end.")
  }

  private var next: UInt8? { index < source.bytes.count ? source.bytes[index] : nil }

  private func has(_ text: StaticString) -> Bool {
    guard index + text.utf8CodeUnitCount <= source.bytes.count else { return false }
    return text.withUTF8Buffer { mark in
      for offset in mark.indices where unsafe mark[offset] != source.bytes[index + offset] { return false }
      return true
    }
  }

  private mutating func take(_ text: StaticString) -> Bool {
    guard has(text) else { return false }
    index += text.utf8CodeUnitCount
    return true
  }

  @discardableResult private mutating func skipBlanks() -> Bool {
    let start = index
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { index += 1 }
    return index > start
  }

  private func wrong(_ rule: String) -> LabelFailure {
    let found = String(decoding: source.bytes[min(index, source.bytes.count)...].prefix(4), as: UTF8.self).first
    return source.wrong(index, "\(rule); here \(found.map { "is `\($0)`" } ?? "the file ends").")
  }
}

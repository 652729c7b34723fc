internal import LearnMarkdown

/// Front matter in the simple form, which YAML reads the same way: lines of `key: plain text` and `- item`.
///
/// It is kept as places in the article's bytes: of some twenty entries, a site asks for a handful.
struct PlainFrontMatter: Sendable {
  private struct Entry: Sendable {
    var key: Range<Int32>
    var value: Value
    /// 1-based, in the file.
    var line: Int32
  }

  private enum Value: Sendable {
    case empty
    /// An empty text in quotes.
    case blank
    case text(Range<Int32>)
    /// A part of ``items``.
    case list(Range<Int32>)
  }

  private let bytes: [UInt8]
  private var entries: [Entry] = []
  private var items: [Range<Int32>] = []
  /// The column of the marks of the list that is open.
  private var dash = 0

  /// Nil for whatever is not plainly of that form.
  init?(_ source: SourceText, _ frontMatter: FrontMatter) {
    bytes = source.bytes
    guard frontMatter.yaml.upperBound <= Int32.max, PlainScalar.isText(bytes, frontMatter.yaml) else { return nil }
    entries.reserveCapacity(24)
    var line = frontMatter.line
    while line < source.lineCount, Int(source.lineStarts[line]) < frontMatter.yaml.upperBound {
      let range = source.lineRange(line)
      line += 1
      let content = bytes.skipBlanks(in: range)
      if content == range.upperBound { continue }
      if bytes[content] == UInt8(ascii: "-") {
        guard addItem(content + 1..<range.upperBound, dash: content - range.lowerBound) else { return nil }
      } else {
        guard content == range.lowerBound, addEntry(range, line: line) else { return nil }
      }
    }
  }

  private mutating func addItem(_ range: Range<Int>, dash: Int) -> Bool {
    guard range.first.map({ bytes[$0] }) == UInt8(ascii: " "),
      let item = PlainScalar.range(bytes, range.dropFirst()), let last = entries.indices.last
    else { return false }
    switch entries[last].value {
    case .empty:
      entries[last].value = .list(Int32(items.count)..<Int32(items.count) + 1)
      self.dash = dash
    // Further in, it would go on the text of the item before.
    case .list(let items) where dash == self.dash:
      entries[last].value = .list(items.lowerBound..<items.upperBound + 1)
    case .list, .text, .blank: return false
    }
    items.append(Self.small(item))
    return true
  }

  private mutating func addEntry(_ range: Range<Int>, line: Int) -> Bool {
    // Each key is held against those before it, and articles have some twenty.
    guard let key = key(range), entries.count < 256 else { return false }
    // A key that stands twice is reported, by Yams.
    guard number(of: bytes.span.extracting(key)) == nil, let value = value(key.upperBound + 1..<range.upperBound) else {
      return false
    }
    entries.append(Entry(key: Self.small(key), value: value, line: Int32(line)))
    return true
  }

  /// The key that a line begins with, before its colon.
  private func key(_ range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while index < range.upperBound, Self.isKeyByte(bytes[index]) { index += 1 }
    guard index > range.lowerBound, index < range.upperBound, bytes[index] == UInt8(ascii: ":") else { return nil }
    return range.lowerBound..<index
  }

  private func value(_ range: Range<Int>) -> Value? {
    let value = bytes.skipBlanks(in: range)
    if value == range.upperBound { return .empty }
    guard value > range.lowerBound else { return nil }
    guard let text = PlainScalar.range(bytes, value..<range.upperBound) else { return nil }
    if text.isEmpty { return .blank }
    return text.lowerBound == value && Self.isNull(bytes[text]) ? nil : .text(Self.small(text))
  }

  /// Whether a text without quotes stands for nothing.
  private static func isNull(_ text: ArraySlice<UInt8>) -> Bool {
    text.count == 1 && text.first == UInt8(ascii: "~") || text.count == 4 && text.map(Ascii.lower) == Array("null".utf8)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }

  private static func small(_ range: Range<Int>) -> Range<Int32> { Int32(range.lowerBound)..<Int32(range.upperBound) }
  private static func large(_ range: Range<Int32>) -> Range<Int> { Int(range.lowerBound)..<Int(range.upperBound) }

  // MARK: Answers

  var count: Int { entries.count }

  func number(of key: String) -> Int? {
    var key = key
    return key.withUTF8 { number(of: unsafe Span(_unsafeElements: $0)) }
  }

  private func number(of key: Span<UInt8>) -> Int? {
    var number = 0
    while number < entries.count {
      let range = entries[number].key
      // The lengths tell most keys apart.
      if range.count == key.count, bytes.span.extracting(Self.large(range)).hasSameBytes(as: key) { return number }
      number += 1
    }
    return nil
  }

  func line(_ number: Int) -> Int { Int(entries[number].line) }

  func key(_ number: Int) -> String { text(entries[number].key) }

  func value(_ number: Int) -> Metadata.Value {
    switch entries[number].value {
    case .empty, .blank: .empty
    case .text(let range): .text(text(range))
    case .list(let range): .list(items[Self.large(range)].map(text))
    }
  }

  private func text(_ range: Range<Int32>) -> String { String(decoding: bytes[Self.large(range)], as: UTF8.self) }
}

/// A `:::` construct: `:::image type="content" source="…":::`, `::: moniker range="…"`, `:::row-end:::`.
struct Directive: Sendable {
  /// In lower case: `image`, `moniker`, `moniker-end`, `row`, `column`, `zone`, `code`, `video`, `no-loc`, …
  var name: String
  var attributes: [(name: String, value: [UInt8], range: Range<Int>)]
  /// From the first colon to the last, in the bytes that were read.
  var range: Range<Int>
  /// Both the colons that open and those that close are there.
  var isClosed: Bool
  /// Written with other than three colons, or with a space beside `=`: repaired, and reported.
  var isDamaged: Bool
  /// The spaces beside `=`, and colons behind the three that close.
  var gaps: [Range<Int>] = []

  func value(_ name: String) -> [UInt8]? { attributes.first { $0.name == name }?.value }

  func text(_ name: String) -> String? { value(name).map { String(decoding: $0, as: UTF8.self) } }

  static let names: Set<String> = [
    "moniker", "moniker-end", "row", "row-end", "column", "column-end", "zone", "zone-end", "image", "image-end",
    "code", "video", "no-loc", "form",
  ]

  /// Reads the directive whose first colon stands at `start`, within one line that ends at `end`.
  ///
  /// Nil where the colons are followed by no known name.
  static func read(_ bytes: [UInt8], at start: Int, end: Int) -> Directive? {
    var index = start
    while index < end, bytes[index] == UInt8(ascii: ":") { index += 1 }
    let colons = index - start
    guard colons >= 2, colons <= 4 else { return nil }
    index = bytes.skipBlanks(in: index..<end)
    let nameStart = index
    while index < end, Ascii.isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
    let name = bytes[nameStart..<index].lowercaseName
    guard names.contains(name) else { return nil }
    var directive = Directive(
      name: name, attributes: [], range: start..<index, isClosed: false, isDamaged: colons != 3)
    if name == "no-loc", directive.readParentheses(bytes, from: index, end: end) { return directive }
    directive.readAttributes(bytes, from: index, end: end)
    return directive
  }

  /// The older form, `:::no-loc(Contoso):::`.
  private mutating func readParentheses(_ bytes: [UInt8], from start: Int, end: Int) -> Bool {
    guard start < end, bytes[start] == UInt8(ascii: "("),
      let close = bytes.firstIndex(of: "):::", in: start..<end)
    else { return false }
    let content = start + 1..<close
    attributes.append(("text", Array(bytes[content]), content))
    isClosed = true
    range = range.lowerBound..<close + 4
    return true
  }

  /// Whether the directive at `start` may be one of a row or a column: nearly all are images.
  static func mayBeRow(_ bytes: [UInt8], at start: Int, end: Int) -> Bool {
    let name = bytes.skipBlanks(in: bytes.endOfColons(start, in: start..<end)..<end)
    guard name < end else { return false }
    let first = Ascii.lower(bytes[name])
    return first == UInt8(ascii: "r") || first == UInt8(ascii: "c")
  }

  private mutating func readAttributes(_ bytes: [UInt8], from start: Int, end: Int) {
    var index = start
    while true {
      index = bytes.skipBlanks(in: index..<end)
      if bytes.starts(with: ":::", at: index), index + 3 <= end {
        isClosed = true
        // One more may be the colon of the sentence.
        let close = bytes.endOfColons(index, in: index..<end)
        range = range.lowerBound..<(close - index > 4 ? close : index + 3)
        if close - index > 4 { note(index + 3..<close) }
        return
      }
      let nameStart = index
      while index < end, Ascii.isLetter(bytes[index]) || bytes[index] == UInt8(ascii: "-") { index += 1 }
      guard index > nameStart else { break }
      let name = bytes[nameStart..<index].lowercaseName
      let afterName = index
      index = bytes.skipBlanks(in: index..<end)
      guard index < end, bytes[index] == UInt8(ascii: "=") else {
        // A word of the text beside the directive.
        index = nameStart
        while index > start, Ascii.isBlank(bytes[index - 1]) { index -= 1 }
        break
      }
      if index > afterName { note(afterName..<index) }
      let start = bytes.skipBlanks(in: index + 1..<end)
      if start > index + 1 { note(index + 1..<start) }
      let value = Self.readValue(bytes, from: start, end: end)
      attributes.append((name, Array(bytes[value.content]), value.content))
      index = value.end
    }
    range = range.lowerBound..<index
  }

  private mutating func note(_ gap: Range<Int>) {
    isDamaged = true
    gaps.append(gap)
  }

  private static func readValue(_ bytes: [UInt8], from start: Int, end: Int) -> (content: Range<Int>, end: Int) {
    guard start < end else { return (start..<start, start) }
    let quote = bytes[start]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      var close = start + 1
      while close < end, bytes[close] != quote { close += 1 }
      return (start + 1..<close, min(close + 1, end))
    }
    var index = start
    while index < end, !Ascii.isBlank(bytes[index]), !bytes.starts(with: ":::", at: index) { index += 1 }
    return (start..<index, index)
  }
}

extension [UInt8] {
  /// The end of the run of colons at `start`.
  fileprivate func endOfColons(_ start: Int, in range: Range<Int>) -> Int {
    var end = start
    while end < range.upperBound, self[end] == UInt8(ascii: ":") { end += 1 }
    return end
  }
}

extension Directive {
  /// Whether the construct may stand inside a line; the others are lines of their own.
  var isInlineForm: Bool {
    switch name {
    case "image", "code", "video", "no-loc": isClosed || name == "image"
    default: false
    }
  }
}

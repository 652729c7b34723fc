/// The text that an outline is parsed from: the article with everything blanked that libcmark would misread.
///
/// Bytes are only ever replaced by spaces, so that every place in it is the place in the article. Blanked are the
/// front matter, lines of directives (`:::`), images written as directives, and the moniker zones that are not chosen.
/// A list that such a line split is one list again.
struct OutlineSource {
  private(set) var bytes: [UInt8]
  /// The offset of each line's first byte.
  let lineStarts: [Int]

  /// - Parameter moniker: The zones to keep; without it, those with the range that the article names first.
  init(_ source: [UInt8], moniker: String?) {
    bytes = source
    var starts = [0]
    for (offset, byte) in source.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
    let first = blankFrontMatter()
    blankDirectives(from: first, moniker: moniker)
  }

  var lineCount: Int { lineStarts.count }

  /// The bytes of a 1-based line, without its end.
  func range(ofLine line: Int) -> Range<Int> {
    guard line >= 1, line <= lineStarts.count else { return bytes.count..<bytes.count }
    let start = lineStarts[line - 1]
    var end = line < lineStarts.count ? lineStarts[line] - 1 : bytes.count
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return start..<end
  }

  /// - Returns: The first line after the front matter.
  private mutating func blankFrontMatter() -> Int {
    guard text(ofLine: 1) == "---" else { return 1 }
    guard let end = (1..<lineCount).first(where: { text(ofLine: $0 + 1) == "---" }) else { return 1 }
    for line in 1...(end + 1) { blank(range(ofLine: line)) }
    return end + 2
  }

  private mutating func blankDirectives(from first: Int, moniker: String?) {
    var chosen = moniker
    var zoneIsLeftOut = false
    var fence: UInt8?
    guard first <= lineCount else { return }
    for line in first...lineCount {
      let range = range(ofLine: line)
      let content = bytes[range].drop { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
      if let mark = content.first, mark == UInt8(ascii: "`") || mark == UInt8(ascii: "~"),
        content.prefix(3).allSatisfy({ $0 == mark }), content.count >= 3
      {
        fence = fence == nil ? mark : (fence == mark ? nil : fence)
      }
      if fence == nil, content.starts(with: ":::".utf8) || content.starts(with: ":: moniker".utf8) {
        let directive = String(
          decoding: content.drop { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: " ") }, as: UTF8.self)
        if directive.hasPrefix("moniker-end") {
          zoneIsLeftOut = false
        } else if directive.hasPrefix("moniker") {
          let named = directive.split(separator: "\"", omittingEmptySubsequences: false).dropFirst().first.map(
            String.init)
          let monikers = Self.monikers(inRange: named ?? "")
          if chosen == nil { chosen = monikers.first }
          zoneIsLeftOut = !monikers.contains(chosen ?? "")
        }
        blank(range)
      } else if zoneIsLeftOut {
        blank(range)
      } else if fence == nil {
        blankImages(in: range)
      }
    }
  }

  /// The names in `a || >= b`; an order of monikers is not known here, so a bound stands for itself.
  private static func monikers(inRange range: String) -> [String] {
    range.split { "|<>= ".contains($0) }.map(String.init)
  }

  private mutating func blankImages(in range: Range<Int>) {
    let opening = Array(":::image".utf8)
    var position = range.lowerBound
    while position + opening.count <= range.upperBound {
      guard bytes[position] == opening[0], bytes[position..<position + opening.count].elementsEqual(opening) else {
        position += 1
        continue
      }
      var end = position + opening.count
      while end + 3 <= range.upperBound, !bytes[end..<end + 3].allSatisfy({ $0 == UInt8(ascii: ":") }) { end += 1 }
      end = min(end + 3, range.upperBound)
      blank(position..<end)
      position = end
    }
  }

  private mutating func blank(_ range: Range<Int>) {
    for offset in range { bytes[offset] = UInt8(ascii: " ") }
  }

  private func text(ofLine line: Int) -> String {
    let text = String(decoding: bytes[range(ofLine: line)], as: UTF8.self)
    return String(text.reversed().drop { $0 == " " }.reversed())
  }
}

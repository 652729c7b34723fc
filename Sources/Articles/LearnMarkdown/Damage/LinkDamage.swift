internal import Diagnostics

/// Damage to inline links that is seen in one line: `[t] (Title](path)`, `] (path)`, `.. /`, `((path)`, `[t[(path)]`,
/// `!![`, and a space in a fragment.
enum LinkDamage {
  static func repairs(
    in line: Range<Int>, of bytes: [UInt8], resolves: @escaping (ArraySlice<UInt8>) -> Bool
  ) -> [Repair] {
    var reader = Reader(bytes: bytes, line: line, resolves: resolves)
    reader.read()
    return reader.repairs
  }
}

private struct Reader {
  /// No damaged link is longer, in bytes: a line of thousands of brackets is read once, not once for each of them.
  private static let reach = 2048

  let bytes: [UInt8]
  let line: Range<Int>
  let resolves: (ArraySlice<UInt8>) -> Bool
  var repairs: [Repair] = []
  /// Where each `[` that is not yet closed stands.
  private var openBrackets: [Int] = []

  init(bytes: [UInt8], line: Range<Int>, resolves: @escaping (ArraySlice<UInt8>) -> Bool) {
    self.bytes = bytes
    self.line = line
    self.resolves = resolves
  }

  mutating func read() {
    var index = line.lowerBound
    while index < line.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"): index = bytes.endOfCode(index, in: line)
      case UInt8(ascii: "!"):
        if bytes.starts(with: "!![", at: index), index + 3 <= line.upperBound { mendImageMark(index) }
        index += 1
      case UInt8(ascii: "["): index = readBracket(index)
      case UInt8(ascii: "]"): index = readTarget(closing: index)
      case UInt8(ascii: "."): index = readDots(index)
      default: index += 1
      }
    }
  }

  /// Looks at what follows a `[`; returns where to read on.
  private mutating func readBracket(_ bracket: Int) -> Int {
    guard bracket + 1 < line.upperBound, bytes[bracket + 1] == UInt8(ascii: "("), let opening = openBrackets.last,
      let close = closingParenthesis(from: bracket + 1), close + 1 < line.upperBound,
      bytes[close + 1] == UInt8(ascii: "]"), isTarget(bracket + 2..<close)
    else {
      openBrackets.append(bracket)
      return bracket + 1
    }
    openBrackets.removeLast()
    let target = bracket + 2..<close
    add(
      .mtLinkNestedBracket, "The text of a link ends with `]`; here `[` stands there, and `]` after the target.",
      opening..<close + 2, link(opening..<bracket, target: Array(bytes[target])), isCertain: resolves(bytes[target]))
    return close + 2
  }

  /// Looks at what follows a `]`; returns where to read on.
  private mutating func readTarget(closing: Int) -> Int {
    guard let opening = openBrackets.popLast() else { return closing + 1 }
    let blanksEnd = bytes.skipBlanks(in: closing + 1..<line.upperBound)
    guard blanksEnd < line.upperBound, bytes[blanksEnd] == UInt8(ascii: "("), blanksEnd - closing <= 2 else {
      return closing + 1
    }
    let text = opening..<closing
    if let split = splitTarget(after: blanksEnd) {
      mendSplit(text, split)
      return split.end
    }
    guard let close = closingParenthesis(from: blanksEnd) else {
      mendUnclosed(opening..<closing + 1, from: blanksEnd)
      return closing + 1
    }
    let target = blanksEnd + 1..<close
    let whole = opening..<close + 1
    let hasGap = blanksEnd > closing + 1
    if bytes.starts(with: "(", at: target.lowerBound), bytes[close - 1] != UInt8(ascii: ")") {
      mendDoubled(text, target.lowerBound + 1..<close, whole)
    } else if let joined = joinedDots(target) {
      let shown = String(decoding: bytes[target], as: UTF8.self)
      add(
        .mtPathSpace, "A path has no space inside; `\(shown)` is two words to Markdown, so no link is made.", whole,
        link(text, target: joined), isCertain: true)
    } else if hasGap, isTarget(target) {
      add(
        .mtLinkSpace, "A link has no space between `]` and `(`; with one, it is shown as text.", whole,
        link(text, target: Array(bytes[target])), isCertain: resolves(bytes[target]),
        isSuggested: resolves(bytes[target]) || bytes[target].contains(UInt8(ascii: ":")))
    } else if !hasGap, let joined = joinedFragment(target) {
      add(
        .mtFragmentSpace, "A bookmark has no space inside; with one, the link is shown as text.", whole,
        link(text, target: joined), isCertain: true)
    } else if !hasGap, let mended = displacedImage(opening, closing, target) {
      add(
        .mtImageMark, "An image begins with `![`; here the exclamation mark is inside the brackets.", whole, mended,
        isCertain: false)
    } else {
      return closing + 1
    }
    return close + 1
  }

  private func link(_ text: Range<Int>, target: [UInt8]) -> [UInt8] {
    bytes[text] + [UInt8(ascii: "]"), UInt8(ascii: "(")] + target + [UInt8(ascii: ")")]
  }

  // MARK: Split links

  /// `(Title](path)`: the title of the target page in parentheses of its own, where the target should begin.
  private func splitTarget(after parenthesis: Int) -> (title: Range<Int>, target: Range<Int>, end: Int)? {
    var index = parenthesis + 1
    let limit = min(line.upperBound, parenthesis + Self.reach)
    while index + 1 < limit {
      switch bytes[index] {
      case UInt8(ascii: "["), UInt8(ascii: ")"), UInt8(ascii: "`"): return nil
      case UInt8(ascii: "]"):
        let start = bytes.skipBlanks(in: index + 1..<line.upperBound)
        guard start < line.upperBound, bytes[start] == UInt8(ascii: "("),
          let close = closingParenthesis(from: start)
        else { return nil }
        return (parenthesis + 1..<index, start + 1..<close, close + 1)
      default: index += 1
      }
    }
    return nil
  }

  private mutating func mendSplit(_ text: Range<Int>, _ split: (title: Range<Int>, target: Range<Int>, end: Int)) {
    let target = joinedDots(split.target) ?? Array(bytes[split.target]).trimmingBlanks()
    guard !target.contains(where: Ascii.isBlank), !target.isEmpty else { return }
    let title = String(decoding: bytes[split.title], as: UTF8.self)
    add(
      .mtLinkSplit,
      "A link is written `[text](target)`; here `(\(title)]`, the title of the page that it leads to, stands between.",
      text.lowerBound..<split.end, link(text, target: target), isCertain: true)
  }

  // MARK: Parentheses

  private func closingParenthesis(from open: Int) -> Int? {
    var depth = 0
    let limit = min(line.upperBound, open + Self.reach)
    for index in open..<limit {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    // `((path)`: the first that closes, where nothing balances.
    guard bytes.starts(with: "((", at: open) else { return nil }
    return bytes[open..<limit].firstIndex(of: UInt8(ascii: ")"))
  }

  private mutating func mendDoubled(_ text: Range<Int>, _ target: Range<Int>, _ whole: Range<Int>) {
    let mended = joinedDots(target) ?? Array(bytes[target])
    guard isTarget(mended[...]) else { return }
    add(
      .mtLinkParenthesis, "The target of a link stands in one pair of parentheses; here one is doubled.", whole,
      link(text, target: mended), isCertain: resolves(mended[...]))
  }

  private mutating func mendUnclosed(_ text: Range<Int>, from parenthesis: Int) {
    guard parenthesis == text.upperBound else { return }
    var end = parenthesis + 1
    let limit = min(line.upperBound, parenthesis + Self.reach)
    while end < limit, !Ascii.isSpace(bytes[end]), bytes[end] != UInt8(ascii: "[") { end += 1 }
    while end > parenthesis + 1, [UInt8(ascii: "."), UInt8(ascii: ",")].contains(bytes[end - 1]) { end -= 1 }
    let target = parenthesis + 1..<end
    guard isTarget(target), !isClosedBelow(end) else { return }
    add(
      .mtLinkParenthesis, "The target of a link ends with `)`; here it is missing.", text.lowerBound..<end,
      Array(bytes[text.lowerBound..<end]) + [UInt8(ascii: ")")], isCertain: resolves(bytes[target]))
  }

  /// Whether `)` is the first thing on the next line, as CommonMark allows.
  private func isClosedBelow(_ end: Int) -> Bool {
    var index = end
    var lines = 0
    while index < bytes.count, Ascii.isSpace(bytes[index]) {
      if bytes[index] == UInt8(ascii: "\n") { lines += 1 }
      index += 1
    }
    return lines == 1 && index < bytes.count && bytes[index] == UInt8(ascii: ")")
  }

  // MARK: Images

  private mutating func mendImageMark(_ start: Int) {
    add(
      .mtImageMark, "An image begins with one `!`; the other would be shown as text.", start..<start + 2,
      [UInt8(ascii: "!")], isCertain: true)
  }

  /// `[!text](x.png)` as `![text](x.png)`; nil where the target is no picture.
  private func displacedImage(_ opening: Int, _ closing: Int, _ target: Range<Int>) -> [UInt8]? {
    guard opening + 1 < closing, bytes[opening + 1] == UInt8(ascii: "!"), bytes[opening + 2] != UInt8(ascii: "["),
      opening == line.lowerBound || bytes[opening - 1] != UInt8(ascii: "!")
    else { return nil }
    let path = bytes[target].prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
    let ending = String(decoding: path.suffix(4).map(Ascii.lower), as: UTF8.self)
    guard [".png", ".jpg", "jpeg", ".gif", ".svg"].contains(ending) else { return nil }
    return Array("![".utf8) + link(opening + 2..<closing, target: Array(bytes[target]))
  }

  // MARK: Spaces in targets

  /// `.. /` directly behind the mark that begins a path, outside a link that was read already; returns where to read on.
  private mutating func readDots(_ start: Int) -> Int {
    guard bytes.starts(with: ".. /", at: start), start + 4 < line.upperBound, start > line.lowerBound,
      bytes[start - 1] == UInt8(ascii: "(") || bytes[start - 1] == UInt8(ascii: "\"")
    else { return start + 1 }
    let closing = bytes[start - 1] == UInt8(ascii: "(") ? UInt8(ascii: ")") : UInt8(ascii: "\"")
    guard let end = bytes[start + 4..<line.upperBound].firstIndex(where: { $0 == closing || Ascii.isBlank($0) }),
      bytes[end] == closing, let joined = joinedDots(start..<end)
    else { return start + 1 }
    let shown = String(decoding: bytes[start..<end], as: UTF8.self)
    add(.mtPathSpace, "A path has no space inside; here is `\(shown)`.", start..<end, joined, isCertain: true)
    return end
  }

  /// The target with `.. /` joined to `../`; nil where there is none.
  private func joinedDots(_ target: Range<Int>) -> [UInt8]? {
    var result: [UInt8] = []
    var isChanged = false
    for index in target {
      if bytes[index] == UInt8(ascii: " "), index > target.lowerBound, bytes[index - 1] == UInt8(ascii: "."),
        index + 1 < target.upperBound, bytes[index + 1] == UInt8(ascii: "/")
      {
        isChanged = true
      } else {
        result.append(bytes[index])
      }
    }
    guard isChanged else { return nil }
    return result.trimmingBlanks()
  }

  /// The target with the spaces of its fragment as hyphens; nil where it has none, or where its path is no file.
  private func joinedFragment(_ target: Range<Int>) -> [UInt8]? {
    let target = Array(bytes[target]).trimmingBlanks()
    guard let hash = target.firstIndex(of: UInt8(ascii: "#")), !target[..<hash].contains(where: Ascii.isSpace),
      target[hash...].contains(where: Ascii.isBlank),
      // `x.md#a "title"` is well-formed.
      !target[hash...].contains(UInt8(ascii: "\"")), !target[hash...].contains(UInt8(ascii: "'"))
    else { return nil }
    let mended = target.map { Ascii.isBlank($0) ? UInt8(ascii: "-") : $0 }
    return resolves(mended[...]) ? mended : nil
  }

  // MARK: Targets

  private func isTarget(_ range: Range<Int>) -> Bool { isTarget(bytes[range]) }

  /// Whether the bytes could be an address or a path, rather than words in parentheses.
  private func isTarget(_ target: ArraySlice<UInt8>) -> Bool {
    guard let first = target.first, !target.contains(where: Ascii.isSpace) else { return false }
    return resolves(target) || target.startsCaseless(with: "http", at: target.startIndex)
      || (target.contains(UInt8(ascii: "/")) && (target.contains(UInt8(ascii: ".")) || first == UInt8(ascii: "/")))
      || Self.isMarkdownPath(target)
  }

  private static func isMarkdownPath(_ target: ArraySlice<UInt8>) -> Bool {
    target.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }.suffix(3).elementsEqual(".md".utf8)
  }

  private mutating func add(
    _ rule: DiagnosticRule, _ message: String, _ range: Range<Int>, _ text: [UInt8], isCertain: Bool,
    isSuggested: Bool = true
  ) {
    repairs.append(
      Repair(
        rule: rule, message: message, range: range, text: text, isCertain: isCertain, isSuggested: isSuggested))
  }
}

internal import Diagnostics

/// Damage to inline links that is seen in one line: `[t] (Title](path)`, `] (path)`, `.. /`, `((path)`, `!![`.
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
      case UInt8(ascii: "`"): index = afterCode(index)
      case UInt8(ascii: "!"):
        if bytes.starts(with: "!![", at: index), index + 3 <= line.upperBound { mendImageMark(index) }
        index += 1
      case UInt8(ascii: "["):
        openBrackets.append(index)
        index += 1
      case UInt8(ascii: "]"): index = readTarget(closing: index)
      default: index += 1
      }
    }
  }

  /// After the code span that a run of backticks begins, or after the run where nothing closes it.
  private func afterCode(_ start: Int) -> Int {
    var end = start
    while end < line.upperBound, bytes[end] == UInt8(ascii: "`") { end += 1 }
    let count = end - start
    var index = end
    while index < line.upperBound {
      guard bytes[index] == UInt8(ascii: "`") else {
        index += 1
        continue
      }
      let run = index
      while index < line.upperBound, bytes[index] == UInt8(ascii: "`") { index += 1 }
      if index - run == count { return index }
    }
    return end
  }

  /// Looks at what follows a `]`; returns where to read on.
  private mutating func readTarget(closing: Int) -> Int {
    guard let opening = openBrackets.popLast() else { return closing + 1 }
    let blanksEnd = bytes.skipBlanks(in: closing + 1..<line.upperBound)
    guard blanksEnd < line.upperBound, bytes[blanksEnd] == UInt8(ascii: "("), blanksEnd - closing <= 2 else {
      return closing + 1
    }
    let text = opening..<closing + 1
    if let split = splitTarget(after: blanksEnd) {
      mendSplit(text, split)
      return split.end
    }
    guard let close = closingParenthesis(from: blanksEnd) else {
      mendUnclosed(text, from: blanksEnd)
      return closing + 1
    }
    let target = blanksEnd + 1..<close
    let hasGap = blanksEnd > closing + 1
    if bytes.starts(with: "(", at: target.lowerBound), bytes[close - 1] != UInt8(ascii: ")") {
      mendDoubled(text, target.lowerBound + 1..<close, end: close + 1)
    } else if let joined = joinedDots(target) {
      let shown = String(decoding: bytes[target], as: UTF8.self)
      add(
        .mtPathSpace, "A path has no space inside; `\(shown)` is two words to Markdown, so no link is made.",
        text.lowerBound..<close + 1, Array(bytes[text]) + [UInt8(ascii: "(")] + joined + [UInt8(ascii: ")")],
        isCertain: true)
    } else if hasGap, isTarget(target) {
      add(
        .mtLinkSpace, "A link has no space between `]` and `(`; with one, it is shown as text.",
        text.lowerBound..<close + 1,
        Array(bytes[text]) + [UInt8(ascii: "(")] + Array(bytes[target]) + [UInt8(ascii: ")")],
        isCertain: resolves(bytes[target]))
    } else {
      return closing + 1
    }
    return close + 1
  }

  /// `(Title](path)`: the title of the target page in parentheses of its own, where the target should begin.
  private func splitTarget(after parenthesis: Int) -> (title: Range<Int>, target: Range<Int>, end: Int)? {
    var index = parenthesis + 1
    while index + 1 < line.upperBound {
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

  private func closingParenthesis(from open: Int) -> Int? {
    var depth = 0
    for index in open..<line.upperBound {
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    // `((path)`: the first that closes, where nothing balances.
    guard bytes.starts(with: "((", at: open) else { return nil }
    return bytes[open..<line.upperBound].firstIndex(of: UInt8(ascii: ")"))
  }

  private mutating func mendSplit(_ text: Range<Int>, _ split: (title: Range<Int>, target: Range<Int>, end: Int)) {
    let target = joinedDots(split.target) ?? trimmed(split.target)
    guard !target.contains(where: Ascii.isBlank), !target.isEmpty else { return }
    let title = String(decoding: bytes[split.title], as: UTF8.self)
    add(
      .mtLinkSplit,
      "A link is written `[text](target)`; here `(\(title)]`, the title of the page that it leads to, stands between.",
      text.lowerBound..<split.end, Array(bytes[text]) + [UInt8(ascii: "(")] + target + [UInt8(ascii: ")")],
      isCertain: true)
  }

  private mutating func mendDoubled(_ text: Range<Int>, _ target: Range<Int>, end: Int) {
    guard isTarget(target) else { return }
    add(
      .mtLinkParenthesis, "The target of a link stands in one pair of parentheses; here one is doubled.",
      text.lowerBound..<end,
      Array(bytes[text]) + [UInt8(ascii: "(")] + Array(bytes[target]) + [UInt8(ascii: ")")],
      isCertain: resolves(bytes[target]))
  }

  private mutating func mendUnclosed(_ text: Range<Int>, from parenthesis: Int) {
    guard parenthesis == text.upperBound else { return }
    var end = parenthesis + 1
    while end < line.upperBound, !Ascii.isSpace(bytes[end]) { end += 1 }
    while end > parenthesis + 1, [UInt8(ascii: "."), UInt8(ascii: ",")].contains(bytes[end - 1]) { end -= 1 }
    let target = parenthesis + 1..<end
    guard resolves(bytes[target]) else { return }
    add(
      .mtLinkParenthesis, "The target of a link ends with `)`; here it is missing.", text.lowerBound..<end,
      Array(bytes[text.lowerBound..<end]) + [UInt8(ascii: ")")], isCertain: true)
  }

  private mutating func mendImageMark(_ start: Int) {
    add(
      .mtImageMark, "An image begins with one `!`; the other would be shown as text.", start..<start + 2,
      [UInt8(ascii: "!")], isCertain: true)
  }

  /// The target with `.. /` joined to `../`; nil where there is none.
  private func joinedDots(_ target: Range<Int>) -> [UInt8]? {
    var result: [UInt8] = []
    var index = target.lowerBound
    var isChanged = false
    while index < target.upperBound {
      if bytes[index] == UInt8(ascii: " "), index > target.lowerBound, bytes[index - 1] == UInt8(ascii: "."),
        index + 1 < target.upperBound, bytes[index + 1] == UInt8(ascii: "/")
      {
        isChanged = true
      } else {
        result.append(bytes[index])
      }
      index += 1
    }
    guard isChanged else { return nil }
    return trim(result)
  }

  private func trimmed(_ range: Range<Int>) -> [UInt8] { trim(Array(bytes[range])) }

  private func trim(_ text: [UInt8]) -> [UInt8] {
    var text = text[...]
    while let first = text.first, Ascii.isBlank(first) { text.removeFirst() }
    while let last = text.last, Ascii.isBlank(last) { text.removeLast() }
    return Array(text)
  }

  /// Whether the bytes could be an address or a path, rather than words in parentheses.
  private func isTarget(_ range: Range<Int>) -> Bool {
    let target = bytes[range]
    guard !target.isEmpty, !target.contains(where: Ascii.isSpace) else { return false }
    return resolves(target) || bytes.startsCaseless(with: "http", at: range.lowerBound)
      || (target.contains(UInt8(ascii: "/")) && target.contains(UInt8(ascii: ".")))
  }

  private mutating func add(
    _ rule: DiagnosticRule, _ message: String, _ range: Range<Int>, _ text: [UInt8], isCertain: Bool
  ) {
    repairs.append(Repair(rule: rule, message: message, range: range, text: text, isCertain: isCertain))
  }
}

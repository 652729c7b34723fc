/// Code as HTML, with its comments (`c`), its texts (`s`) and the words of its language (`k`) told apart.
///
/// By a few rules a language and not by its grammar: what these do not tell for certain is left as it is.
package struct CodeColours {
  private enum Kind { case comment, text, word }

  private let language: CodeLanguage

  /// Nil for a language that is not known.
  package init?(language: some Sequence<UInt8>) {
    guard let known = CodeLanguage.named(language) else { return nil }
    self.language = known
  }

  package func write(_ code: ArraySlice<UInt8>, into html: inout HTMLBytes) {
    var plain = code.startIndex
    var index = plain
    var isInTag = false
    while index < code.endIndex {
      let (kind, end) = token(code, at: index, &isInTag)
      if let kind {
        html.append(escaping: code[plain..<index])
        switch kind {
        case .comment: html.append("<span class=\"c\">")
        case .text: html.append("<span class=\"s\">")
        case .word: html.append("<span class=\"k\">")
        }
        html.append(escaping: code[index..<end])
        html.append("</span>")
        plain = end
      }
      index = end
    }
    html.append(escaping: code[plain...])
  }

  /// What begins at a byte, and where it ends; nil for what has no colour.
  private func token(_ code: ArraySlice<UInt8>, at start: Int, _ isInTag: inout Bool) -> (Kind?, Int) {
    let byte = code[start]
    // Nothing that has a colour begins with a blank, and code has many.
    if byte <= 0x20 { return (nil, start + 1) }
    if Self.isWordByte(byte) || byte == UInt8(ascii: "$") { return word(code, at: start) }
    if let end = Self.end(of: language.blockComments, code, at: start) { return (.comment, end) }
    if language.isMarkup { return markup(code, at: start, &isInTag) }
    if let end = Self.end(of: language.blockTexts, code, at: start) { return (.text, end) }
    if language.lineComments.contains(where: { $0[0] == byte && code[start...].starts(with: $0) }),
      Self.isApart(code, at: start)
    {
      return (.comment, Self.endOfLine(code, from: start))
    }
    return text(code, at: start) ?? (nil, start + 1)
  }

  private func word(_ code: ArraySlice<UInt8>, at start: Int) -> (Kind?, Int) {
    var end = start + 1
    while end < code.endIndex, Self.isWordByte(code[end]) || code[end] == UInt8(ascii: "-") { end += 1 }
    let word = code[start..<end]
    if language.isMarkup { return (nil, end) }
    if language.keys == .ofLines, end < code.endIndex, code[end] == UInt8(ascii: ":"),
      end + 1 == code.endIndex || Ascii.isSpace(code[end + 1]), Self.beginsLine(code, at: start)
    {
      return (.word, end)
    }
    if language.hasHyphenWords, let hyphen = word.firstIndex(of: UInt8(ascii: "-")), hyphen + 1 < end,
      Ascii.isLetter(code[start]), Ascii.isLetter(code[hyphen + 1])
    {
      return (.word, end)
    }
    // A member or a part of a path is no word of the language.
    let before = start > code.startIndex ? code[start - 1] : UInt8(ascii: " ")
    guard before != UInt8(ascii: "."), before != UInt8(ascii: "/"), before != UInt8(ascii: "-") else {
      return (nil, end)
    }
    let isKnown = language.words.contains(language.ignoresCase ? word.map(Ascii.lower) : Array(word))
    return (isKnown ? .word : nil, end)
  }

  private func text(_ code: ArraySlice<UInt8>, at start: Int) -> (Kind?, Int)? {
    let quote = code[start]
    guard language.quotes.contains(quote) else { return nil }
    // An apostrophe stands within a word.
    if quote == UInt8(ascii: "'"), start > code.startIndex, Self.isWordByte(code[start - 1]) { return nil }
    var end = start + 1
    while end < code.endIndex, code[end] != quote {
      if code[end] == UInt8(ascii: "\n") { return nil }
      end += code[end] == language.escape ? 2 : 1
    }
    guard end < code.endIndex else { return nil }
    end += 1
    if language.keys == .inQuotes, code[end...].first(where: { !Ascii.isSpace($0) }) == UInt8(ascii: ":") {
      return (.word, end)
    }
    return (.text, end)
  }

  private func markup(_ code: ArraySlice<UInt8>, at start: Int, _ isInTag: inout Bool) -> (Kind?, Int) {
    switch code[start] {
    case UInt8(ascii: "<"):
      var end = start + 1
      if end < code.endIndex, code[end] == UInt8(ascii: "/") || code[end] == UInt8(ascii: "?") { end += 1 }
      guard end < code.endIndex, Ascii.isLetter(code[end]) else { return (nil, start + 1) }
      while end < code.endIndex, Self.isWordByte(code[end]) || "-:.".utf8.contains(code[end]) { end += 1 }
      isInTag = true
      return (.word, end)
    case UInt8(ascii: ">"): isInTag = false
    default: if isInTag, let text = text(code, at: start) { return text }
    }
    return (nil, start + 1)
  }

  // MARK: Places

  private static func isWordByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: "_") || byte >= 0x80
  }

  /// Where the first of the pairs ends that begins at a byte; the end of the code where nothing closes it.
  private static func end(
    of pairs: [(open: [UInt8], close: [UInt8])], _ code: ArraySlice<UInt8>, at start: Int
  ) -> Int? {
    guard let pair = pairs.first(where: { $0.open[0] == code[start] && code[start...].starts(with: $0.open) }) else {
      return nil
    }
    var index = start + pair.open.count
    while index < code.endIndex {
      if code[index] == pair.close[0], code[index...].starts(with: pair.close) { return index + pair.close.count }
      index += 1
    }
    return code.endIndex
  }

  /// `https://` and `a#b` hold no comment.
  private static func isApart(_ code: ArraySlice<UInt8>, at start: Int) -> Bool {
    guard start > code.startIndex else { return true }
    let before = code[start - 1]
    return Ascii.isSpace(before) || ";{}(),".utf8.contains(before)
  }

  private static func beginsLine(_ code: ArraySlice<UInt8>, at start: Int) -> Bool {
    code[..<start].reversed().first { !Ascii.isBlank($0) && $0 != UInt8(ascii: "-") }.map { $0 == UInt8(ascii: "\n") }
      ?? true
  }

  private static func endOfLine(_ code: ArraySlice<UInt8>, from start: Int) -> Int {
    code[start...].firstIndex(of: UInt8(ascii: "\n")) ?? code.endIndex
  }
}

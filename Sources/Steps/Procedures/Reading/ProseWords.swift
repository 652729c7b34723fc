internal import Diagnostics

/// Cuts a span of prose into words and the marks between them.
func appendProse(_ span: OutlineSpan, _ abbreviations: Set<String>, to words: inout [Word]) {
  let scalars = span.text.unicodeScalars
  func place(_ from: Int, _ to: Int) -> TextPlace {
    TextPlace(line: span.line, column: from, endLine: span.line, endColumn: max(to, from), file: span.file)
  }
  func append(_ part: Substring, at start: Int) {
    // "More ...": dots that stand for something end no sentence.
    if part.utf8.allSatisfy({ $0 == UInt8(ascii: ".") }), part.utf8.count > 1 {
      words.append(Word(.prose, String(part), place(start, start + part.unicodeScalars.count)))
      return
    }
    if let mark = part.fusedMark {
      let next = scalars.index(after: mark)
      let length = scalars.distance(from: part.startIndex, to: next)
      append(part[..<next], at: start)
      append(part[next...], at: start + length)
      return
    }
    var text = part
    func dropLast() { text = text[..<scalars.index(before: text.endIndex)] }
    if text.hasSuffix("..") { while text.unicodeScalars.last == "." { dropLast() } }
    var marks: [Character] = []
    while let last = text.unicodeScalars.last, last.endsProse,
      !(last == "." && abbreviations.contains(text.lowercased()))
    {
      marks.append(Character(last))
      dropLast()
    }
    let end = start + text.unicodeScalars.count
    if !text.isEmpty { words.append(Word(.prose, String(text), place(start, end))) }
    for (index, mark) in marks.reversed().enumerated() {
      appendMark(mark, place(end + index, end + index + 1), to: &words)
    }
  }
  var column = span.column
  var start = scalars.startIndex
  var startColumn = column
  var index = start
  while index < scalars.endIndex {
    let scalar = scalars[index]
    let isMark = scalar.partsProse
    if isMark || scalar.isWhiteSpace {
      if start < index { append(span.text[start..<index], at: startColumn) }
      if isMark { appendMark(Character(scalar), place(column, column + 1), to: &words) }
      start = scalars.index(after: index)
      startColumn = column + 1
    }
    scalars.formIndex(after: &index)
    column += 1
  }
  if start < index { append(span.text[start..<index], at: startColumn) }
}

extension Unicode.Scalar {
  /// Whether it ends a word wherever it stands, and is a mark of its own.
  fileprivate var partsProse: Bool {
    switch self {
    case "(", ")", "[", "]", ">", "\u{2192}", "\u{203A}", "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}",
      "\u{00BB}":
      true
    default: false
    }
  }

  /// Whether it is a mark where it stands at the end of a word.
  fileprivate var endsProse: Bool {
    switch self {
    case ".", ",", ":", ";", "!", "?": true
    default: false
    }
  }
}

/// Ends the sentence behind "etc." where the next word begins one.
func withStops(_ words: [Word], _ lexicon: Lexicon) -> [Word] {
  words.indices.flatMap { index in
    let word = words[index]
    let next = index + 1 < words.count ? words[index + 1] : nil
    guard word.isProse, lexicon.contains(.closingAbbreviations, word.key), next?.text.first?.isUppercase == true else {
      return [word]
    }
    return [word, Word(.stop, ".", word.place)]
  }
}

/// Makes a dash that stands alone before prose a comma; behind a number it is part of a range.
func withoutDashes(_ words: [Word]) -> [Word] {
  var words = words
  for index in words.indices.dropFirst().dropLast()
  where words[index].isProse && ["-", "\u{2013}", "\u{2014}"].contains(words[index].text) && words[index + 1].isProse
    && words[index - 1].key.last?.isNumber != true
  {
    words[index] = Word(.comma, ",", words[index].place)
  }
  // "**A** -> **B**".
  return words.indices.filter { index in
    index + 1 == words.count || words[index + 1].kind != .arrow || words[index].text != "-"
  }.map { words[$0] }
}

extension Substring {
  /// "the account.If it is", "on this list,select": a mark between two words with no space behind it. A name such as
  /// "Outlook.com" has a small letter behind its dot, "System.Web" a capital before it.
  fileprivate var fusedMark: Index? {
    guard !contains(where: { "/\\@<>=_:".contains($0) }) else { return nil }
    guard let mark = indices.first(where: { self[$0] == "." || self[$0] == "," }), mark > startIndex else { return nil }
    let before = self[..<mark].split(separator: "-").last ?? ""
    let after = self[index(after: mark)...]
    guard before.count > 2, before.allSatisfy({ $0.isLetter && $0.isLowercase }), let next = after.first, next.isLetter,
      after.allSatisfy({ $0.isLetter || ",;:!?".contains($0) || $0 == "." && after.last == "." })
    else { return nil }
    return self[mark] == "," || next.isUppercase && after.dropFirst().allSatisfy { !$0.isUppercase } ? mark : nil
  }
}

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

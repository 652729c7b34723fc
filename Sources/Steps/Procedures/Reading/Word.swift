internal import LearnMarkdown

/// The smallest unit of reading: a word of prose, a whole label, or a mark between them.
struct Word: Hashable {
  enum Kind: Hashable {
    case prose
    case label(link: String?)
    /// `>` between the parts of a path.
    case arrow
    case comma
    /// Ends a sentence.
    case stop
    case colon
    case opening
    case closing
  }

  var kind: Kind
  var text: String
  /// `text` in lower case, what the lexicon is asked for.
  var key: String
  var place: TextPlace

  init(_ kind: Kind, _ text: String, _ place: TextPlace) {
    self.kind = kind
    self.text = text
    self.key = text.lowercased()
    self.place = place
  }

  var isLabel: Bool { if case .label = kind { true } else { false } }
  var isProse: Bool { kind == .prose }
}

extension Collection<Word> {
  /// The words as one phrase, marks set as they are in prose.
  var phrase: Phrase? {
    guard let first else { return nil }
    var text = ""
    var place = first.place
    var spaceIsDue = false
    for word in self {
      switch word.kind {
      case .comma, .stop, .colon, .closing: spaceIsDue = false
      default: break
      }
      if spaceIsDue { text += " " }
      text += word.text
      spaceIsDue = word.kind != .opening
      place = place.union(word.place)
    }
    return Phrase(text: text, place: place)
  }
}

/// Cuts the spans of a block into words.
///
/// A label is a run of bold, of one link, or of code. Inside a link that holds bold text only the bold text is the
/// label: the rest is prose that happens to be clickable.
func words(of spans: [OutlineSpan], abbreviations: Set<String>) -> [Word] {
  var words: [Word] = []
  var index = spans.startIndex
  while index < spans.endIndex {
    let style = LabelStyle(spans, at: index)
    var end = index + 1
    while end < spans.endIndex, style != nil, LabelStyle(spans, at: end) == style { end += 1 }
    if let style {
      appendLabel(spans[index..<end], style, to: &words)
    } else {
      appendProse(spans[index], abbreviations, to: &words)
    }
    index = end
  }
  return words
}

private struct LabelStyle: Hashable {
  var link: String?
  var isCode: Bool

  init?(_ spans: [OutlineSpan], at index: Int) {
    let span = spans[index]
    guard span.isBold || span.isCode || span.link != nil else { return nil }
    if let link = span.link, !span.isBold, !span.isCode {
      let before = spans[..<index].reversed().prefix { $0.link == link }
      let after = spans[index...].prefix { $0.link == link }
      if before.contains(where: \.isBold) || after.contains(where: \.isBold) { return nil }
    }
    link = span.link
    isCode = span.isCode
  }
}

private func appendLabel(_ spans: ArraySlice<OutlineSpan>, _ style: LabelStyle, to words: inout [Word]) {
  let text = spans.map(\.text).joined().split(whereSeparator: \.isWhitespace).joined(separator: " ")
  guard let first = spans.first(where: { !$0.text.allSatisfy(\.isWhitespace) }) ?? spans.first,
    let last = spans.last(where: { !$0.text.allSatisfy(\.isWhitespace) })
  else { return }
  let place = TextPlace(
    line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn, file: first.file)
  // A label that is only marks, `**.**`, is a mark.
  if text.allSatisfy({ !$0.isLetter && !$0.isNumber }) {
    for character in text { appendMark(character, place, to: &words) }
    return
  }
  // A mark that slipped into the bold ends the label, not the name: `**Save.**`, `**Name:**`.
  if let mark = text.last, ".,:;".contains(mark) {
    words.append(Word(.label(link: style.link), String(text.dropLast()), place))
    appendMark(mark, place, to: &words)
  } else {
    words.append(Word(.label(link: style.link), text, place))
  }
}

private func appendProse(_ span: OutlineSpan, _ abbreviations: Set<String>, to words: inout [Word]) {
  var column = span.column
  var current = ""
  var start = column
  func place(_ from: Int, _ to: Int) -> TextPlace {
    TextPlace(line: span.line, column: from, endLine: span.line, endColumn: max(to, from), file: span.file)
  }
  func flush() {
    guard !current.isEmpty else { return }
    var text = current
    var marks: [Character] = []
    while let last = text.last, ".,:;!?".contains(last), !(last == "." && abbreviations.contains(text.lowercased())) {
      marks.append(last)
      text.removeLast()
    }
    let end = start + text.unicodeScalars.count
    if !text.isEmpty { words.append(Word(.prose, text, place(start, end))) }
    for (index, mark) in marks.reversed().enumerated() {
      appendMark(mark, place(end + index, end + index + 1), to: &words)
    }
    current = ""
  }
  for character in span.text {
    let width = character.unicodeScalars.count
    switch character {
    case _ where character.isWhitespace: flush()
    case "(", ")", "[", "]", ">", "\u{2192}", "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}":
      flush()
      appendMark(character, place(column, column + width), to: &words)
    default:
      if current.isEmpty { start = column }
      current.append(character)
    }
    column += width
  }
  flush()
}

private func appendMark(_ mark: Character, _ place: TextPlace, to words: inout [Word]) {
  switch mark {
  case ">", "\u{2192}": words.append(Word(.arrow, ">", place))
  case ",": words.append(Word(.comma, ",", place))
  case ".", "!", "?", ";": words.append(Word(.stop, String(mark), place))
  case ":": words.append(Word(.colon, ":", place))
  case "(", "[": words.append(Word(.opening, String(mark), place))
  case ")", "]": words.append(Word(.closing, String(mark), place))
  default: break
  }
}

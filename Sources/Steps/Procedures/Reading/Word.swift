internal import Diagnostics
internal import LearnMarkdown

/// The smallest unit of reading: a word of prose, a whole label, or a mark between them.
struct Word: Hashable {
  enum Kind: Hashable {
    case prose
    case label(link: String?)
    /// A name in quotation marks.
    case quoted
    /// Opens or closes a quotation; the marks of a language decide which.
    case quote
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
  /// `text` in lower case with straight apostrophes, what the lexicon is asked for.
  var key: String
  var place: TextPlace
  /// A label beside which words of the sentence stood in the bold text, or the first of those words where no label is left.
  var isMended = false
  /// In which classes of the lexicon an entry begins with it.
  var classes = Lexicon.Classes.any

  init(_ kind: Kind, _ text: String, _ place: TextPlace) {
    self.kind = kind
    self.text = text
    self.key = Lexicon.key(text)
    self.place = place
  }

  var isLabel: Bool {
    switch kind {
    case .label, .quoted: true
    default: false
    }
  }

  /// A name, code or link that a reader can use on the screen; a link to another article is none.
  var isUsable: Bool {
    switch kind {
    case .quoted, .label(nil): true
    case .label(let link?): link.lowercased().contains("linkid=")
    default: false
    }
  }
  var isProse: Bool { kind == .prose }
  fileprivate var isPicture: Bool { isLabel && text == pictureText }

  /// Whether the mark has no words of the same sentence on one of its sides.
  fileprivate var endsSentence: Bool {
    switch kind {
    case .stop, .colon, .opening, .closing: true
    default: false
    }
  }
}

extension OutlineSpan {
  fileprivate var isBlank: Bool { text.allSatisfy(\.isWhitespace) }
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
    var phrase = Phrase(text: text, place: place)
    phrase.namesLabel = contains(where: \.isLabel)
    return phrase
  }
}

/// Cuts the spans of a block into words.
///
/// A label is a run of bold, of one link, or of code. Inside a link that holds bold text only the bold text is the
/// label: the rest is prose that happens to be clickable.
func words(of spans: [OutlineSpan], _ lexicon: Lexicon) -> [Word] {
  let abbreviations = lexicon.abbreviations
  var words: [Word] = []
  var index = spans.startIndex
  while index < spans.endIndex {
    let style = LabelStyle(spans, at: index)
    var end = index + 1
    while end < spans.endIndex, style != nil, LabelStyle(spans, at: end) == style { end += 1 }
    if spans[index..<end].contains(where: \.isImage), spans[index..<end].allSatisfy(\.isBlank) {
      appendPicture(spans[index..<end], to: &words)
    } else if let style {
      appendLabel(spans[index..<end], style, to: &words)
    } else {
      appendProse(spans[index], abbreviations, to: &words)
    }
    index = end
  }
  // "**Name** *": the mark of a footnote.
  words = withoutDashes(withStops(words.filter { !$0.isProse || $0.text != "*" }, lexicon)).map { word in
    var word = word
    word.classes = lexicon.lists.classes(of: word.key)
    return word
  }
  return joiningQuotations(Slips(lexicon: lexicon).mended(withoutDecoration(words)))
}

/// What a picture within a sentence is called in a finding.
private let pictureText = "![\u{2026}]"

private func appendPicture(_ spans: ArraySlice<OutlineSpan>, to words: inout [Word]) {
  for span in spans where span.isImage {
    let place = TextPlace(
      line: span.line, column: span.column, endLine: span.endLine, endColumn: span.endColumn, file: span.file)
    words.append(Word(.label(link: nil), pictureText, place))
  }
}

/// Drops the pictures that say nothing of their own: one beside a label shows what the label names, one between two
/// sentences or alone in brackets shows what was said. Any other picture stands for a name that cannot be read.
private func withoutDecoration(_ words: [Word]) -> [Word] {
  guard words.contains(where: \.isPicture) else { return words }
  return words.indices.filter { index in
    guard words[index].isPicture else { return true }
    let before = words[..<index].last { !$0.isPicture }
    let after = words[index...].first { !$0.isPicture }
    if before?.isLabel == true || after?.isLabel == true { return false }
    // "the **Block** icon ![…]": the noun says that the picture shows the label.
    if let before, before.isProse, before.classes.contains(.controls),
      words[..<index].last(where: { !$0.isPicture && !$0.isProse })?.isLabel == true
    {
      return false
    }
    return !((before?.endsSentence ?? true) && (after?.endsSentence ?? true))
  }.map { words[$0] }
}

/// Makes each quotation one name. Marks that enclose nothing that could be a name are dropped.
private func joiningQuotations(_ words: [Word]) -> [Word] {
  /// No name on a screen has more words.
  let longest = 12
  var joined: [Word] = []
  var index = words.startIndex
  while index < words.endIndex {
    guard words[index].kind == .quote else {
      joined.append(words[index])
      index += 1
      continue
    }
    let inside = words[(index + 1)...].prefix(longest + 1).prefix { $0.kind != .quote }
    if inside.endIndex < words.endIndex, words[inside.endIndex].kind == .quote, inside.count <= longest,
      inside.contains(where: \.isProse), !inside.contains(where: \.isLabel), let phrase = inside.phrase
    {
      // "select "Users," and …": the mark is the sentence's.
      let mark = inside.last.flatMap { $0.kind == .comma || $0.kind == .stop ? $0 : nil }
      let name = mark == nil ? phrase : inside.dropLast().phrase ?? phrase
      joined.append(Word(.quoted, name.text, name.place))
      if let mark { joined.append(mark) }
      index = inside.endIndex + 1
    } else {
      index += 1
    }
  }
  return joined
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
  let text = spans.map(\.text).joined().onOneLine
  guard let first = spans.first(where: { !$0.text.allSatisfy(\.isWhitespace) }) ?? spans.first,
    let last = spans.last(where: { !$0.text.allSatisfy(\.isWhitespace) })
  else { return }
  let place = TextPlace(
    line: first.line, column: first.column, endLine: last.endLine, endColumn: last.endColumn, file: first.file)
  // A label that is only marks, `**.**`, is a mark; one that is only an icon, `**…**`, is a label.
  let dots = text.count > 1 && text.allSatisfy { $0 == "." }
  let isSign = !text.isEmpty && text.allSatisfy { "?\\.*".contains($0) } && text.contains { "?\\*".contains($0) }
  if !dots, !isSign, text.allSatisfy({ marksOfProse.contains($0) || $0.isWhitespace }) {
    for character in text { appendMark(character, place, to: &words) }
    return
  }
  if appendPath(text, style, place, to: &words) { return }
  // A mark that slipped into the bold ends the label, not the name: `**Save.**`, `**Name:**`.
  if let mark = text.last, ".,:;".contains(mark), !text.hasSuffix("..") {
    words.append(Word(.label(link: style.link), String(text.dropLast()), place))
    appendMark(mark, place, to: &words)
  } else {
    words.append(Word(.label(link: style.link), text, place))
  }
}

/// Marks between labels that slipped into the bold.
private let marksOfProse: Set<Character> = [
  ".", ",", ":", ";", "!", "?", ">", "\u{2192}", "(", ")", "[", "]", "-", "\u{2013}", "/", "\\", "*", "&", "\"", "'",
]

/// A whole path in one label: `**Users > Active users**`.
private func appendPath(_ text: String, _ style: LabelStyle, _ place: TextPlace, to words: inout [Word]) -> Bool {
  guard !style.isCode, style.link == nil else { return false }
  var parts: [(text: String, start: Int)] = []
  var current = ""
  var start = 0
  for (offset, character) in text.enumerated() {
    if character == ">" || character == "\u{2192}" || character == "\u{203A}" {
      parts.append((current, start))
      current = ""
      start = offset + 1
    } else {
      current.append(character)
    }
  }
  parts.append((current, start))
  let named = parts.filter { $0.text.contains(where: { $0.isLetter || $0.isNumber }) }
  guard parts.count > 1, named.count > 1 || parts.count > named.count else { return false }
  // Columns are exact where the label has its text as written, which no escape or break changed.
  let isAsWritten =
    place.line == place.endLine && place.endColumn - place.column == text.unicodeScalars.count
  for (index, part) in parts.enumerated() {
    let trimmed = part.text.split(separator: " ").joined(separator: " ")
    var own = place
    if isAsWritten {
      let lead = part.text.prefix { $0 == " " }.count
      own.column = place.column + part.start + lead
      own.endColumn = own.column + trimmed.unicodeScalars.count
    }
    if !trimmed.isEmpty { words.append(Word(.label(link: nil), trimmed, own)) }
    if index + 1 < parts.count { appendMark(">", place, to: &words) }
  }
  return true
}

func appendMark(_ mark: Character, _ place: TextPlace, to words: inout [Word]) {
  switch mark {
  case ">", "\u{2192}", "\u{203A}": words.append(Word(.arrow, ">", place))
  case "\"", "\u{201C}", "\u{201D}", "\u{201E}", "\u{00AB}", "\u{00BB}": words.append(Word(.quote, "\"", place))
  case ",": words.append(Word(.comma, ",", place))
  case ".", "!", "?", ";": words.append(Word(.stop, String(mark), place))
  case ":": words.append(Word(.colon, ":", place))
  case "(", "[": words.append(Word(.opening, String(mark), place))
  case ")", "]": words.append(Word(.closing, String(mark), place))
  default: break
  }
}

extension Lexicon {
  /// A word of the sentence that stood in a label.
  func prose(_ text: String, at place: TextPlace) -> Word {
    var word = Word(.prose, text, place)
    word.classes = lists.classes(of: word.key)
    return word
  }

  /// The words of a text again, each as prose, at the place of them all.
  func words(of text: String, at place: TextPlace) -> [Word] {
    text.split(separator: " ").map { prose(String($0), at: place) }
  }
}

extension Phrase {
  /// Its words as lexicons write them.
  var keys: [String] { text.split(separator: " ").map { Lexicon.key(String($0)) } }
}

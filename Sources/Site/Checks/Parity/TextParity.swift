internal import Diagnostics
internal import LearnMarkdown

/// Compares one text with the one that it was made from.
struct TextParity {
  let pages: ComparedPages

  /// What a text without any difference in labels and digits may be wrong by.
  private static let own: PageOutline.Text.Traits = [.code, .marks, .spaces, .doubled]

  func findings(_ mine: PageOutline.Text, _ theirs: PageOutline.Text) -> [Diagnostic] {
    let traits = mine.traits.union(theirs.traits)
    // Most texts that have digits have the same.
    let mayDiffer = traits.contains(.digits) && (mine.digits != theirs.digits || traits.contains(.scripts))
    if mine.labels == theirs.labels, !mayDiffer, mine.traits.isDisjoint(with: Self.own) { return [] }
    var findings: [Diagnostic] = []
    func add(_ rule: DiagnosticRule, _ message: String) {
      findings.append(pages.report.finding(rule, message, line: mine.line, sourceLine: theirs.line))
    }
    if mine.labels != theirs.labels {
      add(
        .parityLabels,
        "A text has as many labels in bold as in the source page; here are \(mine.labels), there \(theirs.labels)")
    }
    let (own, source) = (pages.here.bytes[mine.bytes.places], pages.there.bytes[theirs.bytes.places])
    if mayDiffer, let difference = pages.numbers.difference(own, source) {
      let isStep = mine.kind == .step && theirs.kind == .step
      add(
        isStep ? .parityNumbers : .parityTextNumbers,
        "A \(isStep ? "step" : "text") has the numbers of the source page's; here is \(named(difference.here)), there \(named(difference.there))"
      )
    }
    if mine.traits.contains(.code) {
      for (mine, theirs) in Self.otherCode(own, source) {
        add(.parityCodeSpans, "Code in a text is the same in every language; here is `\(mine)`, there `\(theirs)`")
      }
    }
    if mine.traits.contains(.marks), let mark = Self.unpaired(own), Self.unpaired(source) == nil {
      add(.parityMarks, "Brackets and quotation marks come in pairs, as in the source page; here a \(mark) is alone")
    }
    if mine.traits.contains(.spaces), let spaces = Self.needlessSpaces(own), Self.needlessSpaces(source) == nil {
      add(.paritySpaces, "Words are parted by one space that is seen; here \(spaces)")
    }
    if mine.traits.contains(.doubled), let word = Self.doubled(own), Self.doubled(source) == nil {
      add(.parityDoubledWord, "A word stands once; here `\(word)` follows itself")
    }
    return findings
  }

  private func named(_ numbers: [String]) -> String {
    numbers.isEmpty ? "none of its own" : numbers.joined(separator: ", ")
  }

  // MARK: Code

  /// The pieces of code that only one of the two has, where both have as many.
  private static func otherCode(_ mine: ArraySlice<UInt8>, _ theirs: ArraySlice<UInt8>) -> [(String, String)] {
    var (own, source) = (code(in: mine), code(in: theirs))
    guard own != source, own.count == source.count else { return [] }
    for piece in own {
      guard let index = source.firstIndex(of: piece), let other = own.firstIndex(of: piece) else { continue }
      source.remove(at: index)
      own.remove(at: other)
    }
    return zip(own, source).map { ($0.utf8String, $1.utf8String) }
  }

  private static func code(in text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var rest = text
    while let start = rest.firstIndex(of: PageOutline.Mark.kept) {
      rest = rest[(start + 1)...]
      guard let end = rest.firstIndex(of: PageOutline.Mark.keptEnd) else { break }
      if end > start + 1 { pieces.append(trimmed(rest[..<end])) }
      rest = rest[(end + 1)...]
    }
    return pieces
  }

  /// Without marks of direction (U+200E and U+200F) at its end, which nobody sees.
  private static func trimmed(_ code: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isMarked = code.count > 3 && code.suffix(3).starts(with: [0xE2, 0x80]) && (code.last ?? 0) & 0xFE == 0x8E
    return isMarked ? code.dropLast(3) : code
  }

  // MARK: Marks

  /// The first kind of bracket or quotation mark that is not closed as often as opened.
  private static func unpaired(_ text: ArraySlice<UInt8>) -> String? {
    var (round, straight, isCode, last, length) = (0, 0, false, UInt8(0), 0)
    let text = text.span
    for index in text.indices {
      let byte = text[index]
      // As most are.
      if byte > UInt8(ascii: ")") {
        last = byte
        length += 1
        continue
      }
      switch byte {
      case PageOutline.Mark.kept: isCode = true
      case PageOutline.Mark.keptEnd: isCode = false
      case UInt8(ascii: "(") where !isCode: round += 1
      // `a)` names a point.
      case UInt8(ascii: ")") where !isCode && (length != 1 || round > 0): round -= 1
      // Behind a number, where none is open, inches.
      case UInt8(ascii: "\"") where !isCode && (straight % 2 != 0 || !Ascii.isDigit(last)): straight += 1
      default: break
      }
      last = byte
      length = byte <= 0x20 ? 0 : length + 1
    }
    return round != 0 ? "round bracket" : straight % 2 != 0 ? "quotation mark" : nil
  }

  // MARK: Spaces

  /// What is wrong with the first space that no text needs; nil where there is none. Code may have any.
  private static func needlessSpaces(_ text: ArraySlice<UInt8>) -> String? {
    let text = text.span
    var isCode = false
    for index in text.indices {
      switch text[index] {
      case PageOutline.Mark.kept: isCode = true
      case PageOutline.Mark.keptEnd: isCode = false
      case UInt8(ascii: " ") where !isCode && index > 0 && index + 2 < text.count:
        // At the end of a line two of them break it, and at its beginning they indent.
        if text[index + 1] == UInt8(ascii: " "), isLetter(text[index - 1]), isLetter(text[index + 2]) {
          return "two follow `\(word(before: index, in: text))`"
        }
      // U+200B, U+2060 and U+FEFF show nothing.
      case 0xE2 where !isCode && index + 2 < text.count:
        let (second, third) = (text[index + 1], text[index + 2])
        if second == 0x80 && third == 0x8B || second == 0x81 && third == 0xA0 {
          return "one that nobody sees follows `\(word(before: index, in: text))`"
        }
      case 0xEF where !isCode && index + 2 < text.count:
        if text[index + 1] == 0xBB, text[index + 2] == 0xBF {
          return "one that nobody sees follows `\(word(before: index, in: text))`"
        }
      default: break
      }
    }
    return nil
  }

  private static func word(before end: Int, in text: Span<UInt8>) -> String {
    var start = end
    while start > 0, isLetter(text[start - 1]) { start -= 1 }
    return String(decoding: (start..<end).map { text[$0] }, as: UTF8.self)
  }

  // MARK: Words

  /// Words that a sentence may have twice: "that that", "der der".
  private static let twice: Set<String> = [
    "that", "had", "her", "der", "det", "den", "de", "som", "så", "die", "das", "sie", "dat", "vous", "nous", "se",
    "no",
    // Nouns that are verbs, too.
    "bruger", "modtager",
    // A verb's own before another's: "brug for for at", "logget på på siden".
    "for", "på", "til", "af", "om", "op", "ud", "ind", "med", "over", "an", "auf", "zu", "in", "on", "to", "aan", "uit",
  ]

  /// The first word that follows itself, with nothing but blanks between.
  private static func doubled(_ text: ArraySlice<UInt8>) -> String? {
    let text = text.span
    var before = 0..<0
    var index = 0
    while index < text.count {
      let byte = text[index]
      guard isLetter(byte) else {
        if byte == PageOutline.Mark.kept {
          while index + 1 < text.count, text[index] != PageOutline.Mark.keptEnd { index += 1 }
        }
        if byte != UInt8(ascii: " ") { before = 0..<0 }
        index += 1
        continue
      }
      let start = index
      while index < text.count, isLetter(text[index]) { index += 1 }
      let word = text.extracting(start..<index)
      // The end of `ID'er` is no word, nor is a blank that does not break.
      let isWhole =
        (start == 0 || text[start - 1] <= 0x20 || text[start - 1] == UInt8(ascii: "("))
        && word.indices.contains { Ascii.isLetter(word[$0]) }
        && (index == text.count || text[index] <= 0x20 || Ascii.isPunctuation(text[index]))
      if word.count > 1, isWhole, word.count == before.count, word.hasSameBytes(as: text.extracting(before)),
        index == text.count || text[index] != UInt8(ascii: "-")
      {
        let said = String(decoding: word.indices.map { word[$0] }, as: UTF8.self)
        if !twice.contains(said) { return said }
      }
      before = isWhole ? start..<index : 0..<0
    }
    return nil
  }

  private static func isLetter(_ byte: UInt8) -> Bool { Ascii.isLetter(byte) || byte >= 0x80 }
}

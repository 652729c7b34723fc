internal import Diagnostics
internal import LearnMarkdown

/// Finds sentences that stand in both pages word for word and are prose of the source language.
struct Untranslated {
  private(set) var findings: [Diagnostic] = []
  private let words: FunctionWords
  private let report: ParityReport

  /// Fewer words may be a name.
  private static let fewest = 5

  init(_ here: PageOutline, _ there: PageOutline, _ words: FunctionWords, _ report: ParityReport) {
    self.words = words
    self.report = report
    let sources = SentenceSet(there.sentences)
    for text in here.texts where !text.isQuotation { read(text, here, there, sources) }
  }

  private mutating func read(
    _ text: PageOutline.Text, _ here: PageOutline, _ there: PageOutline, _ sources: SentenceSet
  ) {
    var found: (Range<Int>, line: Int, count: Int)?
    for sentence in here.sentences[text.sentences.places] {
      guard let number = sources.numbers(of: sentence.hash).first, isSource(here.bytes[sentence.range.places]) else {
        continue
      }
      found =
        found.map { ($0.0, $0.line, $0.count + 1) } ?? (sentence.range.places, there.line(ofSentence: number) ?? 1, 1)
    }
    if let found { add(here.bytes[found.0], text, found.count, sourceLine: found.line) }
  }

  private mutating func add(
    _ sentence: ArraySlice<UInt8>, _ text: PageOutline.Text, _ count: Int, sourceLine: Int
  ) {
    let others = count == 1 ? "" : " and \(count - 1) more of this text"
    findings.append(
      report.finding(
        .parityUntranslated,
        "A translation is in its own language; `\(sentence.beginning)`\(others) stands in the source page word for word",
        line: text.line, sourceLine: sourceLine))
  }

  /// Whether it has what only prose of the source language has: its small words among others, also without capitals,
  /// and none of the translation's own.
  private func isSource(_ sentence: ArraySlice<UInt8>) -> Bool {
    var evidence = Evidence()
    evidence.read(sentence, words)
    let (all, small) = (evidence.words, evidence.source)
    guard evidence.smallOthers >= 1, evidence.own * 4 <= small else { return false }
    // "See … for more information.": the link's words are evidence where those around it are some.
    if all >= 3, small >= 1, evidence.own == 0, small + evidence.ofLinks >= 2, evidence.ofLinks > 0 { return true }
    return all >= Self.fewest && small >= 2 && small * 6 >= all
  }

  /// What the words of a sentence tell, outside of labels, links, code and quotations.
  private struct Evidence {
    var words = 0
    /// Function words of the source language only, and of the translation's own.
    var source = 0
    var own = 0
    /// Function words of the source language within links.
    var ofLinks = 0
    /// Other words without a capital.
    var smallOthers = 0

    mutating func read(_ bytes: ArraySlice<UInt8>, _ function: FunctionWords) {
      var quote: UInt8?
      var depth = 0
      var links = 0
      var index = bytes.startIndex
      while index < bytes.endIndex {
        let byte = bytes[index]
        switch byte {
        case PageOutline.Mark.label, PageOutline.Mark.kept: depth += 1
        case PageOutline.Mark.labelEnd, PageOutline.Mark.keptEnd: depth = max(0, depth - 1)
        case PageOutline.Mark.link: links += 1
        case PageOutline.Mark.linkEnd: links = max(0, links - 1)
        case UInt8(ascii: "\""): quote = quote == nil ? byte : nil
        // “ and „ begin a quotation, ” ends it.
        case 0xE2
        where index + 2 < bytes.endIndex && bytes[index + 1] == 0x80 && (0x9C...0x9E).contains(bytes[index + 2]):
          quote = bytes[index + 2] == 0x9D ? nil : byte
          index += 2
        default:
          if byte > 0x20 {
            let start = index
            while index < bytes.endIndex, bytes[index] > 0x20, bytes[index] != UInt8(ascii: "\"") { index += 1 }
            if quote == nil, depth == 0 { add(bytes[start..<index], function, isOfLink: links > 0) }
            continue
          }
        }
        index += 1
      }
    }

    /// - Parameter token: What stands between two blanks.
    private mutating func add(_ token: ArraySlice<UInt8>, _ function: FunctionWords, isOfLink: Bool) {
      var word = token
      while let first = word.first, first < 0x80, !Ascii.isLetter(first) { word.removeFirst() }
      while let last = word.last, last < 0x80, !Ascii.isLetter(last) { word.removeLast() }
      // Paths, addresses, options, identifiers are no words.
      guard !word.isEmpty,
        word.allSatisfy({ Ascii.isLetter($0) || $0 >= 0x80 || $0 == UInt8(ascii: "'") || $0 == UInt8(ascii: "-") })
      else { return }
      let small = ArraySlice(word.map(Ascii.lower))
      if isOfLink {
        if function.side(of: small) == .source { ofLinks += 1 }
        return
      }
      words += 1
      switch function.side(of: small) {
      case .source: source += 1
      case .own: own += 1
      case nil: if word.elementsEqual(small), word.count > 2 { smallOthers += 1 }
      }
    }
  }
}

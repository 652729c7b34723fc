internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// Finds sentences that the docset translates in another way elsewhere.
struct SentenceFindings {
  private let memory: SentenceMemory
  private let report: ParityReport
  private let functionWords: FunctionWords?
  /// A page and its source page, by number of article.
  private let page: (Int) -> PairedPage?
  /// One of the two alone.
  private let outline: (Int, _ isSource: Bool) -> PageOutline?

  init(
    memory: SentenceMemory, report: ParityReport, functionWords: FunctionWords?, page: @escaping (Int) -> PairedPage?,
    outline: @escaping (Int, _ isSource: Bool) -> PageOutline?
  ) {
    self.functionWords = functionWords
    self.memory = memory
    self.report = report
    self.page = page
    self.outline = outline
  }

  /// - Parameters:
  ///   - pairs: Of the article, in order.
  ///   - number: Of the article.
  func findings(_ pairs: [SentencePair], of number: Int) -> [Diagnostic] {
    // Of most articles nothing is read a second time.
    guard pairs.contains(where: { memory.otherWords(than: $0) != nil || memory.otherSource(of: $0) != nil }),
      let read = page(number)
    else { return [] }
    var findings: [Diagnostic] = []
    for (mine, theirs) in read.texts {
      let sentences = zip(read.here.sentences[mine.sentences], read.there.sentences[theirs.sentences])
      for (pair, (own, source)) in zip(
        SentencePair.of(mine, in: read.here, theirs, in: read.there), sentences)
      {
        if let other = memory.otherWords(than: pair),
          let usual = text(of: other, isSource: false)
        {
          let (words, elsewhere) = Self.differing(read.here.bytes[own.range], usual)
          findings.append(
            report.finding(
              .parityInconsistent,
              "A sentence of the source has the same words each time; `\(read.there.bytes[source.range].beginning)` has `\(elsewhere)` in \(other.count) articles and `\(words)` here",
              line: mine.line, sourceLine: theirs.line))
        } else if let other = memory.otherSource(of: pair), isProse(read.there.bytes[source.range]),
          let second = text(of: other, isSource: true), isProse(second)
        {
          findings.append(
            report.finding(
              .parityConflated,
              "Two sentences have words of their own; `\(read.here.bytes[own.range].beginning)` stands for `\(read.there.bytes[source.range].beginning)` here and for `\(second.beginning)` elsewhere",
              line: mine.line, sourceLine: theirs.line))
        }
      }
    }
    return findings
  }

  private func text(of use: SentenceMemory.Use, isSource: Bool) -> ArraySlice<UInt8>? {
    memory.texts.text(of: use, isSource: isSource) { outline(use.article, isSource)?.sentence(use.sentence) }
  }

  /// Whether a quarter of the words are the small ones of the source language: it is not a third one.
  private func isProse(_ sentence: ArraySlice<UInt8>) -> Bool {
    let words = sentence.split { !Ascii.isLetter($0) && $0 < 0x80 }.map { ArraySlice($0.map(Ascii.lower)) }
    return words.count { functionWords?.side(of: $0) == .source } * 4 >= words.count
  }

  /// Some words of each, from shortly before where they differ.
  private static func differing(_ some: ArraySlice<UInt8>, _ others: ArraySlice<UInt8>) -> (String, String) {
    let words = [some, others].map { $0.filter { $0 >= 0x20 }.split(separator: UInt8(ascii: " ")) }
    let start = max(0, zip(words[0], words[1]).prefix { $0.elementsEqual($1) }.count - 2)
    let shown = words.map { words in
      (start > 0 ? "… " : "") + words.dropFirst(start).prefix(8).map(\.utf8String).joined(separator: " ")
        + (words.count > start + 8 ? " …" : "")
    }
    return (shown[0], shown[1])
  }
}

/// A page and its source page as parity compares them.
struct PairedPage {
  let here: PageOutline
  let there: PageOutline
  /// Those that belong together.
  let sections: [(Int, Int)]

  /// Texts that surely belong together.
  var texts: [(PageOutline.Text, PageOutline.Text)] {
    sections.flatMap { mine, theirs -> [(PageOutline.Text, PageOutline.Text)] in
      let (own, source) = (here.sections[mine].texts, there.sections[theirs].texts)
      return TextPairs(own, source).sure.map { (own[$0], source[$1]) }
    }
  }
}

extension PageOutline {
  /// The first sentence with a hash.
  fileprivate func sentence(_ hash: UInt64) -> ArraySlice<UInt8>? {
    sentences.first { $0.hash == hash }.map { bytes[$0.range] }
  }
}

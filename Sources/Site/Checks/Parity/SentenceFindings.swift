internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// Finds sentences that the docset translates in another way elsewhere.
struct SentenceFindings {
  let memory: SentenceMemory
  let report: ParityReport
  /// Nil where too little is known of the source language.
  let functionWords: FunctionWords?

  func findings(_ page: PageSentences) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    for pair in page.pairs {
      if let other = memory.otherWords(than: pair), let usual = memory.translation(other) {
        let (words, elsewhere) = Self.differing(page.own(pair), usual)
        findings.append(
          report.finding(
            .parityInconsistent,
            "A sentence of the source has the same words each time; `\(page.source(pair).beginning)` has `\(elsewhere)` in \(other.count) articles and `\(words)` here",
            line: Int(pair.lines.own), sourceLine: Int(pair.lines.source)))
      } else if let other = memory.otherSource(of: pair), isProse(page.source(pair)),
        let second = memory.source(other), isProse(second)
      {
        findings.append(
          report.finding(
            .parityConflated,
            "Two sentences have words of their own; `\(page.own(pair).beginning)` stands for `\(page.source(pair).beginning)` here and for `\(second.beginning)` elsewhere",
            line: Int(pair.lines.own), sourceLine: Int(pair.lines.source)))
      }
    }
    return findings
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

internal import Diagnostics
internal import LearnMarkdown

/// Compares what stands below a heading with what stands below the same heading of the source page.
struct SectionParity {
  let here: PageOutline.Section
  let there: PageOutline.Section
  let report: ParityReport

  func findings() -> [Diagnostic] { lists() + tables() + codes() + marks() + texts() }

  private func lists() -> [Diagnostic] {
    guard here.lists.count == there.lists.count else {
      return [
        count(
          .parityLists, here.lists.count, there.lists.count, "list", here.lists.first?.line, there.lists.first?.line)
      ]
    }
    return zip(here.lists, there.lists).compactMap { mine, theirs in
      guard mine.shape != theirs.shape else { return nil }
      let what = mine.isOrdered && theirs.isOrdered ? "steps" : "items"
      let message =
        mine.isOrdered != theirs.isOrdered
        ? "A list is \(mine.isOrdered ? "numbered" : "bulleted") here and \(theirs.isOrdered ? "numbered" : "bulleted") in the source page"
        : mine.items.count != theirs.items.count
          ? "A list has as many \(what) as in the source page; here are \(mine.items.count), there \(theirs.items.count)"
          : "A list has its inner lists in the same \(what) as in the source page; here they stand elsewhere"
      return report.finding(.parityLists, message, line: mine.line, sourceLine: theirs.line)
    }
  }

  private func tables() -> [Diagnostic] {
    guard here.tables.count == there.tables.count else {
      return [
        count(
          .parityTables, here.tables.count, there.tables.count, "table", here.tables.first?.line,
          there.tables.first?.line)
      ]
    }
    return zip(here.tables, there.tables).compactMap { mine, theirs in
      guard mine.rows != theirs.rows || mine.columns != theirs.columns else { return nil }
      return report.finding(
        .parityTables,
        "A table has the shape that it has in the source page; here are \(mine.rows) rows of \(mine.columns) cells, there \(theirs.rows) of \(theirs.columns)",
        line: mine.line, sourceLine: theirs.line)
    }
  }

  private func codes() -> [Diagnostic] {
    guard here.codes.count == there.codes.count else {
      return [
        count(
          .parityCode, here.codes.count, there.codes.count, "code block", here.codes.first?.line,
          there.codes.first?.line)
      ]
    }
    return zip(here.codes, there.codes).compactMap { mine, theirs in
      guard mine.text != theirs.text else { return nil }
      let lines = [mine, theirs].map { $0.text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) }
      let same = zip(lines[0], lines[1]).prefix { $0.elementsEqual($1) }.count
      return report.finding(
        .parityCode, "Code is the same in every language, byte for byte; this block differs in its line \(same + 1)",
        line: mine.line, sourceLine: theirs.line)
    }
  }

  private func marks() -> [Diagnostic] {
    let mine = here.marks.map(\.name)
    let theirs = there.marks.map(\.name)
    guard mine != theirs else { return [] }
    let same = zip(mine, theirs).prefix { $0 == $1 }.count
    let missing = same < theirs.count ? "`\(theirs[same])`" : "none"
    let present = same < mine.count ? "`\(mine[same])`" : "none"
    return [
      report.finding(
        .parityDirectives,
        "Alerts and directives follow each other as in the source page; number \(same + 1) below this heading is \(present) here and \(missing) there",
        line: same < mine.count ? here.marks[same].line : here.line,
        sourceLine: same < theirs.count ? there.marks[same].line : there.line)
    ]
  }

  /// Labels and numbers, where the sections have the same paragraphs and items: otherwise nothing says which belong
  /// together.
  private func texts() -> [Diagnostic] {
    guard here.texts.count == there.texts.count else { return [] }
    var findings: [Diagnostic] = []
    for (mine, theirs) in zip(here.texts, there.texts) {
      if mine.labels != theirs.labels {
        findings.append(
          report.finding(
            .parityLabels,
            "A text has as many labels in bold as in the source page; here are \(mine.labels), there \(theirs.labels)",
            line: mine.line, sourceLine: theirs.line))
      }
      if mine.isStep, theirs.isStep, mine.numbers != theirs.numbers {
        let names = [mine, theirs].map { $0.numbers.map(\.utf8String).joined(separator: ", ") }
        findings.append(
          report.finding(
            .parityNumbers,
            "A step has the numbers of the source page's step; here is \(named(names[0])), there \(named(names[1]))",
            line: mine.line, sourceLine: theirs.line))
      }
    }
    return findings
  }

  private func named(_ numbers: String) -> String { numbers.isEmpty ? "none" : numbers }

  private func count(
    _ rule: DiagnosticRule, _ mine: Int, _ theirs: Int, _ noun: String, _ line: Int?, _ sourceLine: Int?
  ) -> Diagnostic {
    report.finding(
      rule,
      "A section has as many \(noun)s as in the source page; here \(mine == 1 ? "is" : "are") \(mine), there \(theirs)",
      line: line ?? here.line, sourceLine: sourceLine ?? there.line)
  }
}

/// Finds texts that stand in both pages word for word.
struct Untranslated {
  private(set) var findings: [Diagnostic] = []

  /// Fewer words may be names, or the same in both languages.
  private static let fewest = 6

  init(_ here: PageOutline, _ there: PageOutline, _ report: ParityReport) {
    let texts = there.sections.flatMap(\.texts).filter { $0.wordCount >= Self.fewest }
    let lines = Dictionary(texts.map { ($0.words, $0.line) }, uniquingKeysWith: { first, _ in first })
    for text in here.sections.flatMap(\.texts) where text.wordCount >= Self.fewest {
      guard let line = lines[text.words] else { continue }
      findings.append(
        report.finding(
          .parityUntranslated,
          "A translation is in its own language; this text stands in the source page word for word",
          line: text.line, sourceLine: line))
    }
  }
}

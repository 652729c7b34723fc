internal import Diagnostics
internal import LearnMarkdown

/// Compares what stands below a heading with what stands below the same heading of the source page.
struct SectionParity {
  private let here: PageOutline.Section
  private let there: PageOutline.Section
  private let pages: (here: PageOutline, there: PageOutline)
  private let numbers: NumberParity
  private let report: ParityReport

  /// - Parameter sections: Their numbers here and there.
  init(
    _ here: PageOutline, _ there: PageOutline, sections: (Int, Int), _ numbers: NumberParity, _ report: ParityReport
  ) {
    self.here = here.sections[sections.0]
    self.there = there.sections[sections.1]
    pages = (here, there)
    self.numbers = numbers
    self.report = report
  }

  func findings() -> [Diagnostic] { lists() + tables() + codes() + boxes() + texts() }

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

  private func boxes() -> [Diagnostic] {
    let mine = here.boxes.map(\.name)
    let theirs = there.boxes.map(\.name)
    guard mine != theirs else { return [] }
    let same = zip(mine, theirs).prefix { $0 == $1 }.count
    let missing = same < theirs.count ? "`\(theirs[same])`" : "none"
    let present = same < mine.count ? "`\(mine[same])`" : "none"
    return [
      report.finding(
        .parityDirectives,
        "Alerts and directives follow each other as in the source page; number \(same + 1) below this heading is \(present) here and \(missing) there",
        line: same < mine.count ? here.boxes[same].line : here.line,
        sourceLine: same < theirs.count ? there.boxes[same].line : there.line)
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
      if mine.isStep, theirs.isStep,
        let difference = numbers.difference(pages.here.bytes(of: mine), pages.there.bytes(of: theirs))
      {
        findings.append(
          report.finding(
            .parityNumbers,
            "A step has the numbers of the source page's step; here is \(named(difference.here)), there \(named(difference.there))",
            line: mine.line, sourceLine: theirs.line))
      }
    }
    return findings
  }

  private func named(_ numbers: [String]) -> String {
    numbers.isEmpty ? "none of its own" : numbers.joined(separator: ", ")
  }

  private func count(
    _ rule: DiagnosticRule, _ mine: Int, _ theirs: Int, _ noun: String, _ line: Int?, _ sourceLine: Int?
  ) -> Diagnostic {
    report.finding(
      rule,
      "A section has as many \(noun)s as in the source page; here \(mine == 1 ? "is" : "are") \(mine), there \(theirs)",
      line: line ?? here.line, sourceLine: sourceLine ?? there.line)
  }
}

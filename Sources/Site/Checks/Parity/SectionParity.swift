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

  /// What the labels of texts that surely belong together are called here.
  func labels() -> [LabelPair] {
    guard here.texts.count == there.texts.count else { return [] }
    return zip(here.texts, there.texts).flatMap { LabelPair.of($0, in: pages.here, $1, in: pages.there) }
  }

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

  /// What stands in texts that belong together, and paragraphs that have none there.
  private func texts() -> [Diagnostic] {
    let pairs = TextPairs(pages.here, here.texts, pages.there, there.texts)
    let compared = TextParity(here: pages.here, there: pages.there, numbers: numbers, report: report)
    let areTablesAlike = zip(here.tables, there.tables).allSatisfy { $0.rows == $1.rows && $0.columns == $1.columns }
    var findings = pairs.pairs.flatMap { mine, theirs in
      here.texts[mine].kind != .cell || areTablesAlike
        ? compared.findings(here.texts[mine], there.texts[theirs]) : []
    }
    // Of lists and tables, that they differ is said already.
    let missing = pairs.missing.filter {
      there.texts[$0].kind == .paragraph && there.texts[$0].bytes.count >= Self.shortest
    }
    guard pairs.extra.isEmpty, missing.count <= Self.mostMissing else { return findings }
    for number in missing {
      let text = there.texts[number]
      let before = pairs.pairs.last { $1 < number }.map { here.texts[$0.0].line } ?? here.line
      findings.append(
        report.finding(
          .parityParagraphs,
          "A paragraph of the source page is missing here: `\(pages.there.bytes(of: text).beginning)`", line: before,
          sourceLine: text.line))
    }
    return findings
  }

  /// Of fewer bytes, it may be a word that the language does without.
  private static let shortest = 20
  /// More are another text.
  private static let mostMissing = 3

  private func count(
    _ rule: DiagnosticRule, _ mine: Int, _ theirs: Int, _ noun: String, _ line: Int?, _ sourceLine: Int?
  ) -> Diagnostic {
    report.finding(
      rule,
      "A section has as many \(noun)s as in the source page; here \(mine == 1 ? "is" : "are") \(mine), there \(theirs)",
      line: line ?? here.line, sourceLine: sourceLine ?? there.line)
  }
}

internal import Diagnostics
internal import LearnMarkdown

/// Compares what stands below a heading with what stands below the same heading of the source page.
struct SectionParity {
  private let here: PageOutline.Section
  private let there: PageOutline.Section
  private let pages: ComparedPages
  /// Whether every section of the page has its partner: otherwise what a section lacks may stand below another heading.
  private let areAllPaired: Bool
  private let pairs: TextPairs
  private var report: ParityReport { pages.report }

  /// - Parameter sections: Their numbers here and there.
  init(_ pages: ComparedPages, sections: (Int, Int), areAllPaired: Bool) {
    self.pages = pages
    here = pages.here.sections[sections.0]
    there = pages.there.sections[sections.1]
    self.areAllPaired = areAllPaired
    pairs = TextPairs(pages.here.texts[here.texts.places], pages.there.texts[there.texts.places])
  }

  func findings() -> [Diagnostic] { lists() + tables() + codes() + boxes() + texts() }

  /// The labels of texts that surely belong together.
  func labels() -> [TextLabels] {
    pairs.sure.compactMap { mine, theirs in
      TextLabels(
        pages.here.texts[mine], in: pages.here.bytes, pages.there.texts[theirs], in: pages.there.bytes)
    }
  }

  /// Adds the sentences of texts that surely belong together.
  func addSentences(to sentences: inout [SentencePair]) {
    for (mine, theirs) in pairs.sure {
      SentencePair.add(
        pages.here.texts[mine], in: pages.here.sentences, pages.there.texts[theirs], in: pages.there.sentences,
        to: &sentences)
    }
  }

  private func lists() -> [Diagnostic] {
    let (here, there) = (pages.here.lists[here.lists.places], pages.there.lists[there.lists.places])
    guard here.count == there.count else {
      return count(.parityLists, here.count, there.count, "list", here.first?.line, there.first?.line)
    }
    return zip(here, there).compactMap { mine, theirs in
      if mine.hasShape(of: theirs) { return nil }
      let what = mine.isOrdered && theirs.isOrdered ? "steps" : "items"
      let message =
        mine.isOrdered != theirs.isOrdered
        ? "A list is \(mine.isOrdered ? "numbered" : "bulleted") here and \(theirs.isOrdered ? "numbered" : "bulleted") in the source page"
        : mine.count != theirs.count
          ? "A list has as many \(what) as in the source page; here are \(mine.count), there \(theirs.count)"
          : "A list has the same inner lists in each of its \(what) as in the source page; number \(1 + (mine.firstItem(unlike: theirs) ?? 0)) has others here"
      return report.finding(.parityLists, message, line: mine.line, sourceLine: theirs.line)
    }
  }

  private func tables() -> [Diagnostic] {
    let (here, there) = (pages.here.tables[here.tables.places], pages.there.tables[there.tables.places])
    guard here.count == there.count else {
      return count(.parityTables, here.count, there.count, "table", here.first?.line, there.first?.line)
    }
    return zip(here, there).compactMap { mine, theirs in
      guard mine.rows != theirs.rows || mine.columns != theirs.columns else { return nil }
      return report.finding(
        .parityTables,
        "A table has the shape that it has in the source page; here are \(mine.rows) rows of \(mine.columns) cells, there \(theirs.rows) of \(theirs.columns)",
        line: mine.line, sourceLine: theirs.line)
    }
  }

  private func codes() -> [Diagnostic] {
    let (here, there) = (pages.here.codes[here.codes.places], pages.there.codes[there.codes.places])
    guard here.count == there.count else {
      return count(.parityCode, here.count, there.count, "code block", here.first?.line, there.first?.line)
    }
    return zip(here, there).compactMap { mine, theirs in
      guard mine.text != theirs.text else { return nil }
      guard let line = Self.difference(mine.text, theirs.text) else { return nil }
      return report.finding(
        .parityCode, "Code is the same in every language; this block differs in its line \(line)",
        line: mine.line, sourceLine: theirs.line)
    }
  }

  /// The line here, from 1 on, where two texts of code differ in more than blanks; nil where they do not. A reference
  /// such as `&quot;` is the sign that it stands for.
  private static func difference(_ mine: [UInt8], _ theirs: [UInt8]) -> Int? {
    let (mine, theirs) = (Entities.decode(mine[...]), Entities.decode(theirs[...]))
    var (index, line) = (0, 1)
    for byte in theirs where !Ascii.isSpace(byte) {
      while index < mine.count, Ascii.isSpace(mine[index]) {
        if mine[index] == UInt8(ascii: "\n") { line += 1 }
        index += 1
      }
      guard index < mine.count, mine[index] == byte else { return line }
      index += 1
    }
    return mine[index...].contains { !Ascii.isSpace($0) } ? line : nil
  }

  private func boxes() -> [Diagnostic] {
    let (own, source) = (pages.here.boxes[here.boxes.places], pages.there.boxes[there.boxes.places])
    guard !own.elementsEqual(source, by: { $0.name == $1.name }) else { return [] }
    let (mine, theirs) = (own.map(\.name), source.map(\.name))
    // Names that both have, in order, are no difference, wherever they stand.
    let same = zip(mine, theirs).prefix { $0 == $1 }.count
    var (added, removed): (Int?, Int?)
    for step in mine[same...].difference(from: theirs[same...]) {
      switch step {
      case .insert(let offset, _, _): added = min(added ?? offset + same, offset + same)
      case .remove(let offset, _, _): removed = min(removed ?? offset + same, offset + same)
      }
    }
    let present = added.map { "`\(mine[$0])`" } ?? "none"
    let missing = removed.map { "`\(theirs[$0])`" } ?? "none"
    return [
      report.finding(
        .parityDirectives,
        "Alerts and directives follow each other as in the source page; below this heading is \(present) here and \(missing) there",
        line: added.map { own[own.startIndex + $0].line } ?? here.line,
        sourceLine: removed.map { source[source.startIndex + $0].line } ?? there.line)
    ]
  }

  /// What stands in texts that belong together, and paragraphs that have none there.
  private func texts() -> [Diagnostic] {
    let compared = TextParity(pages: pages)
    let areTablesAlike = zip(pages.here.tables[here.tables.places], pages.there.tables[there.tables.places])
      .allSatisfy { $0.rows == $1.rows && $0.columns == $1.columns }
    var findings: [Diagnostic] = []
    for (mine, theirs) in pairs.sure where pages.here.texts[mine].kind != .cell || areTablesAlike {
      findings += compared.findings(pages.here.texts[mine], pages.there.texts[theirs])
    }
    // Of lists and tables, that they differ is said already.
    let missing = pairs.missing.filter {
      pages.there.texts[$0].kind == .paragraph && pages.there.texts[$0].bytes.count >= Self.shortest
    }
    guard areAllPaired, pairs.extra.isEmpty, missing.count <= Self.mostMissing,
      here.codes.count == there.codes.count
    else { return findings }
    for number in missing {
      let text = pages.there.texts[number]
      let before = pairs.pairs.last { $1 < number }.map { pages.here.texts[$0.0].line } ?? here.line
      findings.append(
        report.finding(
          .parityParagraphs,
          "A paragraph of the source page is missing here, `\(pages.there.bytes(of: text).beginning)`\(pairs.isMistakable(number) ? " or one like it beside it" : "")",
          line: before,
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
  ) -> [Diagnostic] {
    guard areAllPaired else { return [] }
    return [
      report.finding(
        rule,
        "A section has as many \(noun)s as in the source page; here \(mine == 1 ? "is" : "are") \(mine), there \(theirs)",
        line: line ?? here.line, sourceLine: sourceLine ?? there.line)
    ]
  }
}

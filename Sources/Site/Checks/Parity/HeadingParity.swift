internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// Pairs the sections of two pages by the names of their headings, and finds what has no partner.
struct HeadingParity {
  private(set) var findings: [Diagnostic] = []
  /// Sections here and there that belong together, in order.
  private(set) var sections: [(Int, Int)] = [(0, 0)]
  private let report: ParityReport

  init(_ here: PageOutline, _ there: PageOutline, _ report: ParityReport) {
    self.report = report
    let mine = here.sections.map { ByteString($0.id) }
    let theirs = there.sections.map { ByteString($0.id) }
    let numbers = Dictionary(theirs.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    // Names that follow each other in both pages are the fixed points; what lies between two is paired by its place.
    let named = mine.indices.dropFirst().compactMap { index in numbers[mine[index]].map { (index, $0) } }
    let fixed = Self.increasing(named)
    let misplaced = Set(named.map(\.0)).subtracting(fixed.map(\.0))
    var from = (1, 1)
    for point in fixed + [(mine.count, theirs.count)] {
      pair(here, from.0..<point.0, there, from.1..<max(point.1, from.1), misplaced, known: Set(mine))
      if point.0 < mine.count {
        compare(here.sections[point.0], there.sections[point.1])
        sections.append(point)
      }
      from = (point.0 + 1, point.1 + 1)
    }
  }

  /// The longest run of pairs that increase in both numbers; the first are increasing already. O(n log n).
  private static func increasing(_ pairs: [(Int, Int)]) -> [(Int, Int)] {
    var ends: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for index in pairs.indices {
      var low = 0
      var high = ends.count
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].1 < pairs[index].1 { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var result: [(Int, Int)] = []
    var next = ends.last
    while let index = next {
      result.append(pairs[index])
      next = before[index]
    }
    return result.reversed()
  }

  private mutating func pair(
    _ here: PageOutline, _ mine: Range<Int>, _ there: PageOutline, _ theirs: Range<Int>, _ misplaced: Set<Int>,
    known: Set<ByteString>
  ) {
    for index in mine where misplaced.contains(index) {
      let section = here.sections[index]
      findings.append(
        report.finding(
          .parityHeadings,
          "Headings follow each other as in the source page; `\(section.title)` stands elsewhere there",
          line: section.line))
    }
    let mine = mine.filter { !misplaced.contains($0) }
    let theirs = theirs.filter { !known.contains(ByteString(there.sections[$0].id)) }
    if mine.count == theirs.count {
      for (index, other) in zip(mine, theirs) {
        rename(here.sections[index], there.sections[other])
        compare(here.sections[index], there.sections[other])
        sections.append((index, other))
      }
      return
    }
    for index in mine {
      let section = here.sections[index]
      findings.append(
        report.finding(.parityHeadings, "The source page has no heading for `\(section.title)`", line: section.line))
    }
    let line = mine.first.map { here.sections[$0].line } ?? here.sections[sections.last?.0 ?? 0].line
    for other in theirs {
      let section = there.sections[other]
      findings.append(
        report.finding(
          .parityHeadings, "A heading of the source page is missing here: `\(section.title)`", line: line,
          sourceLine: section.line))
    }
  }

  private mutating func rename(_ mine: PageOutline.Section, _ theirs: PageOutline.Section) {
    findings.append(
      report.finding(
        .parityAnchors,
        "A heading keeps the name that the source page gives it, `\(theirs.id.utf8String)`; here it is `\(mine.id.utf8String)`",
        line: mine.line, sourceLine: theirs.line, suggestion: "<a name=\"\(theirs.id.utf8String)\"></a>"))
  }

  private mutating func compare(_ mine: PageOutline.Section, _ theirs: PageOutline.Section) {
    guard mine.level != theirs.level else { return }
    findings.append(
      report.finding(
        .parityHeadings, "`\(mine.title)` is a heading of level \(mine.level) here and of level \(theirs.level) there",
        line: mine.line, sourceLine: theirs.line))
  }
}

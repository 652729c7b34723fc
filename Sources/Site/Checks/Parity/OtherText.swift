internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// Tells where a translation was made of another text than the source page has now: then every part of it differs, and
/// that is one finding, not one for each part.
struct OtherText {
  private let here: PageOutline
  private let there: PageOutline
  private let report: ParityReport

  init(_ here: PageOutline, _ there: PageOutline, _ report: ParityReport) {
    self.here = here
    self.there = there
    self.report = report
  }

  /// What parts of the page differ in.
  private static let parts: [(rule: DiagnosticRule, name: String)] = [
    (.parityHeadings, "headings"), (.parityAnchors, "names"), (.parityLinks, "links"), (.parityImages, "images"),
    (.parityCode, "code"), (.parityLists, "lists"), (.parityTables, "tables"), (.parityDirectives, "alerts"),
    (.parityNumbers, "numbers"), (.parityLabels, "labels"),
    (.parityParagraphs, "paragraphs"), (.parityTextNumbers, "numbers in prose"), (.parityCodeSpans, "code in texts"),
  ]

  private static let codes = Set(parts.map(\.rule.code))

  /// So few are shown one by one.
  private static let fewest = 4
  /// So many, in so great a share of the sections, are no faults of a translator.
  private static let most = 10

  /// - Parameters:
  ///   - findings: All of parity about the page.
  ///   - sections: Those here and there that belong together.
  ///   - isDated: The two pages say that they are of different texts.
  func summed(_ findings: [Diagnostic], sections: [(Int, Int)], isDated: @autoclosure () -> Bool) -> [Diagnostic] {
    if findings.count < Self.fewest { return findings }
    let isDated = isDated()
    let codes = Self.codes
    let structural = findings.filter { codes.contains($0.code) }
    guard structural.count >= (isDated ? Self.fewest : Self.most), isDated || isOther(sections) else { return findings }
    let counts = Self.parts.compactMap { part -> String? in
      let count = structural.lazy.filter { $0.code == part.rule.code }.count
      return count == 0 ? nil : "\(part.name) (\(count))"
    }
    let place = structural.map(\.place.line).filter { $0 > 1 }.min() ?? 1
    return findings.filter { !codes.contains($0.code) } + [
      report.finding(
        .parityStale,
        "This page was made of another text than its source page has; they differ in \(structural.count) places: \(counts.joined(separator: ", "))",
        line: place)
    ]
  }

  /// Whether a third of the sections have no partner, or one of another shape.
  private func isOther(_ sections: [(Int, Int)]) -> Bool {
    let all = max(here.sections.count, there.sections.count)
    let alike = sections.lazy.filter { mine, theirs in
      let (mine, theirs) = (here.sections[mine], there.sections[theirs])
      return mine.texts.count == theirs.texts.count && mine.lists.count == theirs.lists.count
        && mine.boxes.count == theirs.boxes.count
    }.count
    return all >= 3 && (all - alike) * 3 >= all
  }
}

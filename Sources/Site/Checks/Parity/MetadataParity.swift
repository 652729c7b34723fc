internal import Diagnostics
internal import Docset

/// Compares the metadata of two pages, and how old the translation is.
struct MetadataParity {
  let report: ParityReport

  func findings(_ file: ArticleFile, _ original: ArticleFile) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let mine = Set(file.metadata.entries.map(\.key))
    let missing = original.metadata.entries.map(\.key).filter { $0.hasPrefix("ms.") && !mine.contains($0) }
    if !missing.isEmpty, file.hasFrontMatter {
      let names = missing.map { "`\($0)`" }.joined(separator: ", ")
      findings.append(
        report.finding(
          .parityMetadata, "A translation keeps the metadata of its source page; here is no \(names)", line: 1,
          sourceLine: original.metadata.line(of: missing[0])))
    }
    if let stale = staleness(file, original) { findings.append(stale) }
    return findings
  }

  /// The source page's date against the day on which its text was handed over to be translated.
  private func staleness(_ file: ArticleFile, _ original: ArticleFile) -> Diagnostic? {
    guard let handed = file.metadata.text("ms.lasthandoff"), let handoff = CalendarDate(handed),
      let changed = original.metadata.text("ms.date"), let date = CalendarDate(changed), handoff < date
    else { return nil }
    return report.finding(
      .parityStale,
      "The source page is of \(changed); this translation was made of its text of \(handed)",
      line: file.metadata.line(of: "ms.lasthandoff") ?? 1, sourceLine: original.metadata.line(of: "ms.date"))
  }
}

/// A day as metadata writes it: `mm/dd/yyyy`, as Learn does, or `yyyy-mm-dd`, with whatever time after it.
struct CalendarDate: Comparable {
  private let year: Int
  private let month: Int
  private let day: Int

  init?(_ text: String) {
    let parts = text.prefix { !$0.isWhitespace && $0 != "T" }.split { $0 == "/" || $0 == "-" }.compactMap { Int($0) }
    guard parts.count == 3 else { return nil }
    let isYearFirst = parts[0] > 31
    (year, month, day) = isYearFirst ? (parts[0], parts[1], parts[2]) : (parts[2], parts[0], parts[1])
    guard (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day) else { return nil }
  }

  static func < (a: CalendarDate, b: CalendarDate) -> Bool { (a.year, a.month, a.day) < (b.year, b.month, b.day) }
}

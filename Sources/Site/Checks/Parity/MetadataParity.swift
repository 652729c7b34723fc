internal import Diagnostics
internal import Docset

/// Compares the metadata of two pages, and how old the translation is.
struct MetadataParity {
  let staleness: Staleness
  let report: ParityReport

  func findings(_ file: ArticleFile, _ original: ArticleFile) -> [Diagnostic] {
    var findings: [Diagnostic] = []
    let missing = original.metadata.keys.filter {
      $0.hasPrefix("ms.") && file.metadata[$0] == nil && original.metadata.text($0) != ""
    }
    if !missing.isEmpty, file.hasFrontMatter {
      let names = missing.map { "`\($0)`" }.joined(separator: ", ")
      findings.append(
        report.finding(
          .parityMetadata, "A translation keeps the metadata of its source page; here is no \(names)", line: 1,
          sourceLine: original.metadata.line(of: missing[0])))
    }
    let stale = staleness.knows(file) ? staleness.finding(about: file, report) : byDate(file, original)
    if let stale { findings.append(stale) }
    return findings
  }

  /// Whether the two say so themselves: by git, or by the dates that a translation takes over.
  func areOfDifferentTexts(_ file: ArticleFile, _ original: ArticleFile) -> Bool {
    if staleness.knows(file) { return staleness.isBehind(file) }
    guard let own = file.metadata.text("ms.date"), let source = original.metadata.text("ms.date"), own != source,
      let mine = CalendarDate(own), let theirs = CalendarDate(source)
    else { return false }
    return mine != theirs
  }

  /// The source page's date against the day on which its text was handed over to be translated.
  ///
  /// A translation takes over the date of the text that it was made of: where that is the source page's, it is of the
  /// same text, whatever the date says.
  private func byDate(_ file: ArticleFile, _ original: ArticleFile) -> Diagnostic? {
    guard let handed = file.metadata.text("ms.lasthandoff"), let changed = original.metadata.text("ms.date"),
      case let own = file.metadata.text("ms.date"), own != changed,
      let handoff = CalendarDate(handed), let date = CalendarDate(changed), handoff < date,
      own.flatMap({ CalendarDate($0) }) != date
    else { return nil }
    return report.finding(
      .parityStale,
      "The source page is of \(changed); this translation was made of its text of \(handed)",
      line: file.metadata.line(of: "ms.lasthandoff") ?? 1, sourceLine: original.metadata.line(of: "ms.date"))
  }
}

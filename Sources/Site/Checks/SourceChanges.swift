package import Docset
package import LearnMarkdown
package import SiteModel

/// What became of the source's pages after they were translated, for the pages of the translation to say.
package enum SourceChanges {
  /// By path of the page; empty where git knows nothing of the source.
  package static func read(of docset: SiteDocset) -> [ByteString: SourceChange] {
    guard !docset.isSource, let source = docset.fallback, case .known(let history) = source.history else { return [:] }
    let lags = Staleness(of: docset, against: source).behind.sorted { $0.key < $1.key }
    let hashes = history.hashes(of: Set(lags.compactMap(\.value.madeOf)))
    let files = lags.map { (commit: $0.value.madeOf.flatMap { hashes[$0] } ?? "", path: $0.key.string) }
    let former = GitObjects.texts(files, in: source.source.folder)
    var changes: [ByteString: SourceChange] = [:]
    for ((path, lag), text) in zip(lags, former) {
      let headings = text.flatMap { text in source.page(path.bytes).map { changedHeadings(of: $0, since: text) } }
      changes[path] = SourceChange(day: lag.newest, headings: headings ?? [])
    }
    return changes
  }

  /// The text that a page's own translation was made of, where git knows it, and the day of the last change since; nil where
  /// nothing changed.
  package static func former(of file: ArticleFile, in docset: SiteDocset) -> (day: CalendarDate, text: [UInt8]?)? {
    guard !docset.isSource, let source = docset.fallback, case .known(let history) = source.history,
      let lag = Staleness(of: docset, against: source, pages: [file]).behind[ByteString(file.path)]
    else { return nil }
    let commit = lag.madeOf.flatMap { history.hashes(of: [$0])[$0] }
    let text = commit.flatMap { GitObjects.texts([(commit: $0, path: file.path)], in: source.source.folder)[0] }
    return (lag.newest, text)
  }

  /// The headings whose sections do not stand in a former text as they are now. Of a page of YAML none are known.
  static func changedHeadings(of file: ArticleFile, since former: [UInt8]) -> [Int] {
    guard file.markdown == nil else { return [] }
    let lines = file.text
    let headings = file.article.headings
    let starts = headings.map { Int(lines.lineStarts[Int($0.line) - 1]) }
    return headings.indices.filter { number in
      let end = number + 1 < headings.count ? starts[number + 1] : file.source.count
      var section = file.source[starts[number]..<max(starts[number], end)]
      while let last = section.last, Ascii.isSpace(last) { section.removeLast() }
      return !contains(former, section)
    }
  }

  /// Whether a text has a section, as whole lines.
  private static func contains(_ text: [UInt8], _ section: ArraySlice<UInt8>) -> Bool {
    guard let first = section.first else { return true }
    var index = 0
    while let start = text[index...].firstIndex(of: first) {
      let isStart = start == 0 || text[start - 1] == UInt8(ascii: "\n")
      if isStart, text[start...].starts(with: section) {
        let end = text[(start + section.count)...].first { !Ascii.isBlank($0) }
        if end == nil || end == UInt8(ascii: "\n") || end == UInt8(ascii: "\r") { return true }
      }
      index = start + 1
    }
    return false
  }
}

internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// What an edit of a docset made necessary, and why.
package enum SiteUpdate: Sendable, CustomStringConvertible {
  /// No file has other bytes than before.
  case nothing
  /// Articles were read again, and what depends on them checked again.
  case articles(Articles)
  /// All was read again, for this reason.
  case whole(String)

  package struct Articles: Sendable {
    /// As findings show them.
    package let read: [String]
    /// Of those that were read again or show one that was, in their docsets and without their ending: the same in every
    /// language. Their steps may be others now.
    package let stepPaths: Set<String>
    /// Those that were checked again beside them, since they show, link to or translate one of them.
    package let checked: [String]
    package let changesBookmarks: Bool
    package let changesTitles: Bool
    package let changesBoldWords: Bool
    /// How long the files took to be read and parsed: no update takes less.
    package let reading: Duration

    init(_ edits: [ArticleEdit], _ touched: [TouchedFiles], in site: Site, reading: Duration) {
      self.reading = reading
      var read: Set<String> = []
      var checked: Set<String> = []
      var paths = Set(edits.map(\.new.path))
      for docset in site.docsets {
        for catalog in [docset.catalog, docset.fallback].compactMap({ $0 }) {
          for edit in edits where edit.folder === catalog.source.files {
            read.insert(Paths.shown(edit.new.path, behind: catalog.source.shownPrefix))
          }
        }
        let (catalog, touched) = (docset.catalog, touched[docset.number])
        let files = touched.pages.map { catalog.pages[$0] } + touched.fragments.map { catalog.fragments[$0] }
        checked.formUnion(files.map { Paths.shown($0.path, behind: catalog.source.shownPrefix) })
      }
      // Whatever shows an edited file has its steps, too.
      var known: Int
      repeat {
        known = paths.count
        for docset in site.docsets { paths = docset.showing(paths) }
      } while paths.count > known
      stepPaths = Set(paths.map { $0.hasSuffix(".md") ? String($0.dropLast(3)) : $0 })
      self.read = read.sorted { $0.precedesInBytes($1) }
      self.checked = checked.subtracting(read).sorted { $0.precedesInBytes($1) }
      changesBookmarks = touched.contains(where: \.changesBookmarks)
      changesTitles = touched.contains(where: \.changesTitles)
      changesBoldWords = touched.contains(where: \.changesBoldWords)
    }
  }

  package var description: String {
    switch self {
    case .nothing: return "nothing: no file has other bytes than before"
    case .whole(let reason): return "all was read again: \(reason)"
    case .articles(let articles):
      var lines = articles.read.map { "read again: \($0)" }
      let hundredths = Int((articles.reading / .microseconds(10)).rounded())
      lines.append("reading took \(hundredths / 100).\(hundredths / 10 % 10)\(hundredths % 10) ms")
      if articles.changesBookmarks { lines.append("bookmarks changed: tables of contents and redirections looked at") }
      if articles.changesTitles { lines.append("titles changed: tables of contents and broken links looked at") }
      if articles.changesBoldWords { lines.append("words in bold changed: labels of all articles looked at") }
      return (lines + articles.checked.map { "checked again: \($0)" }).joined(separator: "\n")
    }
  }
}

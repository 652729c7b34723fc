package import Diagnostics
package import LearnMarkdown

/// Lines and columns of a file: its lines are looked for when the first place is asked for, since of most files none is.
package struct FilePlaces {
  private let file: ArticleFile
  private let shownPrefix: String
  private var text: SourceText?

  /// - Parameter shownPrefix: What findings put before the file's path.
  package init(of file: ArticleFile, shownPrefix: String) {
    self.file = file
    self.shownPrefix = shownPrefix
  }

  package mutating func place(of link: Link) -> SourcePlace {
    let text = text ?? file.text
    self.text = text
    return text.place(link.source, in: Paths.shown(file.path, behind: shownPrefix))
  }
}

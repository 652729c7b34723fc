package import Diagnostics
package import LearnMarkdown

/// Lines and columns of a file: its lines are looked for when the first place is asked for, since of most files none is.
package struct FilePlaces {
  private let file: ArticleFile
  private let shown: String
  private var text: SourceText?

  /// - Parameter shown: The path as findings show it.
  package init(of file: ArticleFile, shown: String) {
    self.file = file
    self.shown = shown
  }

  package mutating func place(of link: Link) -> SourcePlace {
    let text = text ?? file.text
    self.text = text
    return text.place(link.source, in: shown)
  }
}

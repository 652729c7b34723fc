/// An article with the files that it includes: what a reader sees as one page.
package struct ComposedArticle: Sendable {
  /// One file of it.
  package struct Part: Sendable {
    package var article: Article
    /// What places in the file are counted by.
    package var text: SourceText
    /// As findings show it.
    package var file: String
    /// The parts that its includes stand for, by number of ``Article/links``; none for a file that is not there, or that
    /// would include itself.
    package var included: [Int: Int] = [:]

    package init(article: Article, text: SourceText, file: String) {
      self.article = article
      self.text = text
      self.file = file
    }
  }

  /// The article itself first; each file once, however often it is included. No part includes itself, at any depth.
  package var parts: [Part]

  package init(parts: [Part]) { self.parts = parts }
}

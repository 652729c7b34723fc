/// An article as HTML, with placeholders where only the whole site can answer.
package struct ArticleHTML: Sendable {
  package var bytes: [UInt8]
  /// Ascending by offset.
  package var placeholders: [Placeholder]

  package init(bytes: [UInt8], placeholders: [Placeholder]) {
    self.bytes = bytes
    self.placeholders = placeholders
  }
}

extension ArticleHTML {
  /// Writes an article's tree, one node after the other: what opens at each, and what ends before it.
  ///
  /// - Parameters:
  ///   - headings: Of the article.
  ///   - options: Those that the article was read with: the words of alerts and pivots are in them.
  package init(_ tree: ArticleTree, headings: [Heading], options: ArticleOptions) {
    var writer = HTMLWriter(tree: tree, headings: headings, options: options)
    writer.writeAll()
    self.init(bytes: writer.html.bytes, placeholders: writer.placeholders)
  }
}

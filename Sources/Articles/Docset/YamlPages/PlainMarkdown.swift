package import LearnMarkdown

/// A page's Markdown with the links in it.
package struct PlainMarkdown: Sendable {
  package var bytes: [UInt8]
  /// `source` of each is in ``bytes``.
  package var links: [Link]
  /// Those whose addresses no page may hold.
  package var refused: [Link] = []

  package init(bytes: [UInt8], links: [Link]) {
    self.bytes = bytes
    self.links = links
  }

  /// - Parameter article: What `text` was read as.
  mutating func append(_ text: [UInt8], of article: Article) {
    links += article.links.map(moved)
    refused += article.refused.map(moved)
    bytes += text
  }

  private func moved(_ link: Link) -> Link {
    func moved(_ range: Range<Int>) -> Range<Int> { range.lowerBound + bytes.count..<range.upperBound + bytes.count }
    var link = link
    link.source = moved(link.source)
    link.destinationSource = link.destinationSource.map(moved)
    return link
  }
}

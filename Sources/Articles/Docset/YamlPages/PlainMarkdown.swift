package import LearnMarkdown

/// A page's Markdown with the links in it.
package struct PlainMarkdown: Sendable {
  package var bytes: [UInt8]
  /// `source` of each is in ``bytes``.
  package var links: [Link]

  package init(bytes: [UInt8], links: [Link]) {
    self.bytes = bytes
    self.links = links
  }

  mutating func append(_ text: [UInt8], _ links: [Link]) {
    for link in links {
      var link = link
      link.source = link.source.lowerBound + bytes.count..<link.source.upperBound + bytes.count
      self.links.append(link)
    }
    bytes += text
  }
}

/// An address outside the docset that is fit for a page: whoever holds one need not look at it again.
///
/// Nothing else makes one of foreign bytes, so that an address from an article, a table of contents, a redirection or a
/// configuration reaches HTML, JSON, a map or Markdown only where its scheme is allowed.
package struct ExternalAddress: Sendable, Hashable {
  /// Without what a browser would drop; never empty.
  package let bytes: [UInt8]

  /// - Parameter written: With a scheme, or `//host/…`, or `/…` below the root of the web server. Anything else, such as
  ///   `javascript:…`, gives nil.
  package init?(_ written: [UInt8]) {
    let cleaned = Self.cleaned(written)
    switch Address(cleaned) {
    // In a file that is opened from a disk, an address without a scheme leads to the disk.
    case .external: bytes = cleaned.starts(with: "//".utf8) ? Array("https:".utf8) + cleaned : cleaned
    case .local where cleaned.first == UInt8(ascii: "/"):
      // `/\host` is `//host` to a browser, and no path.
      if cleaned.dropFirst().first == UInt8(ascii: "\\") { return nil }
      bytes = cleaned
    case .local, .empty, .fragment, .refused: return nil
    }
  }

  /// The same, of an address that a page opens by itself.
  package init?(openedByPage written: [UInt8]) {
    self.init(written)
    let isPage =
      bytes.first == UInt8(ascii: "/") || bytes.startsCaseless(with: "http:", at: 0)
      || bytes.startsCaseless(with: "https:", at: 0)
    guard isPage else { return nil }
  }

  /// As the URL standard cleans an address before it reads it.
  private static func cleaned(_ written: [UInt8]) -> [UInt8] {
    // Nearly always there is nothing to clean.
    guard written.contains(where: { $0 <= 0x20 }) else { return written }
    var rest = written[...]
    while let first = rest.first, first <= 0x20 { rest = rest.dropFirst() }
    while let last = rest.last, last <= 0x20 { rest = rest.dropLast() }
    return rest.filter { $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
  }
}

internal import Docset
internal import LearnMarkdown

extension SiteDocset {
  /// Whether a page is a translation of nothing: its source page is gone.
  package func isOrphan(_ page: SitePage) -> Bool {
    guard let fallback, !page.isFallback else { return false }
    return fallback.index[page.path] == nil
  }

  /// Where the source page of an orphan went, by a redirection or as the only file of its name; nil where that is not
  /// known.
  package func newPlace(of page: SitePage) -> String? {
    switch redirections.target(of: page.path) {
    case .path(let path, _)?: return path.utf8String
    case .address(let address)?: return address.utf8String
    case .circular?, nil: break
    }
    let name = Self.name(page.path)
    let fitting = fallback?.pages.filter { Self.name(Array($0.path.utf8)) == name }
    return fitting?.count == 1 ? fitting?[0].path : nil
  }

  private static func name(_ path: [UInt8]) -> ArraySlice<UInt8> {
    path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
  }
}

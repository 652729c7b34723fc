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
    let name = page.path[((page.path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    let fitting = fallback?.pages.filter { file in
      let path = file.path.utf8
      // Most paths end otherwise.
      guard path.count >= name.count, path.last == name.last, path.suffix(name.count).elementsEqual(name) else {
        return false
      }
      return path.count == name.count || path.dropLast(name.count).last == UInt8(ascii: "/")
    }
    return fitting?.count == 1 ? fitting?[0].path : nil
  }
}

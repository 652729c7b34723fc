internal import Docset
internal import LearnMarkdown

extension SiteDocset {
  /// Whether a page is a translation of nothing: its source page is gone.
  package func isOrphan(_ page: SitePage) -> Bool {
    guard let fallback, !page.isFallback else { return false }
    return fallback.index[page.path] == nil
  }
}

/// Where the source pages of orphans went.
package struct MovedPages: Sendable {
  private let redirections: Redirections
  /// The source's files by their names without folders; nil for a name that several have.
  private let paths: [Substring: String?]

  package init(of docset: SiteDocset) {
    redirections = docset.redirections
    let files = (docset.fallback?.pages ?? []).map { (Self.name(of: $0.path), Optional($0.path)) }
    paths = Dictionary(files) { _, _ in nil }
  }

  /// The place by a redirection, or as the only file of the name; nil where that is not known.
  package func newPlace(of page: SitePage) -> String? {
    switch redirections.target(of: page.path) {
    case .path(let path, _)?: return path.utf8String
    case .address(let address)?: return address.utf8String
    case .circular?, nil: break
    }
    return paths[Self.name(of: page.path.utf8String)] ?? nil
  }

  private static func name(of path: String) -> Substring {
    path[(path.utf8.lastIndex(of: UInt8(ascii: "/")).map { path.utf8.index(after: $0) } ?? path.startIndex)...]
  }
}

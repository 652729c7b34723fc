internal import LearnMarkdown

/// Where the page of an old address leads, answered in its docset.
package enum RedirectionTarget: Sendable {
  /// An address outside the docset, with its scheme.
  case address([UInt8])
  case page(SitePage, suffix: [UInt8])
}

extension SiteDocset {
  /// The end of the redirection of a source path; nil where it comes back to its beginning or leads to no page.
  package func redirectionTarget(of source: [UInt8]) -> RedirectionTarget? {
    switch redirections.target(of: source) {
    case .address(let address):
      let isRoot = address.first == UInt8(ascii: "/")
      return .address(isRoot ? Array("https://learn.microsoft.com".utf8) + address : address)
    case .path(let path, let suffix):
      let stem = path.last == UInt8(ascii: "/") ? Array(path.dropLast()) : path
      for ending in ["", ".md", ".yml", "/index.md", "/index.yml"] {
        if let page = page(stem + Array(ending.utf8)) { return .page(page, suffix: suffix) }
      }
      return nil
    case .circular, nil: return nil
    }
  }
}

internal import Docset
package import LearnMarkdown

/// Where the page of an old address leads, answered in its site.
package enum RedirectionTarget: Sendable {
  /// An address outside the site, with its scheme.
  case address(ExternalAddress)
  case page(SitePage, of: SiteDocset, suffix: [UInt8])
}

extension Site {
  /// The end of the redirection of a source path; nil where it comes back to its beginning, or leads to no page and to no
  /// address that a page may open.
  package func redirectionTarget(of source: [UInt8], in docset: SiteDocset) -> RedirectionTarget? {
    switch docset.redirections.target(of: source) {
    case .address(let address): return redirectionTarget(at: address, outOf: docset)
    case .path(let path, let suffix): return docset.page(stem: path).map { .page($0, of: docset, suffix: suffix) }
    case .circular, nil: return nil
    }
  }

  /// Where an address leads to which a docset redirects, and which is none of its own: `/…` is on Learn, if it is not
  /// in another docset of the site.
  ///
  /// - Returns: Nil for an address that no page may open, such as `javascript:…`, and for one that leads out of the root.
  package func redirectionTarget(at address: [UInt8], outOf docset: SiteDocset) -> RedirectionTarget? {
    guard address.first == UInt8(ascii: "/"), !address.starts(with: "//".utf8) else {
      return ExternalAddress(openedByPage: address).map { .address($0) }
    }
    if Paths.climbsOut(address) { return nil }
    if let page = page(ofOther: docset, at: address) { return page }
    return ExternalAddress(openedByPage: Array("https://learn.microsoft.com".utf8) + address).map { .address($0) }
  }

  /// The page of another docset of the same language, by its address below the site's root.
  private func page(ofOther docset: SiteDocset, at address: [UInt8]) -> RedirectionTarget? {
    let parts = Paths.split(address)
    guard let path = Paths.normalize(Array(parts.path)) else { return nil }
    for other in docsets where other.locale == docset.locale && other.number != docset.number {
      let base = Array((other.basePath + "/").utf8)
      guard base.count > 1, path.starts(with: base), let page = other.page(stem: Array(path[base.count...])) else {
        continue
      }
      return .page(page, of: other, suffix: Array(address[parts.path.endIndex...]))
    }
    return nil
  }
}

extension SiteDocset {
  /// A page by its path with or without its ending; a folder stands for its index.
  fileprivate func page(stem path: [UInt8]) -> SitePage? {
    let stem = path.last == UInt8(ascii: "/") ? Array(path.dropLast()) : path
    let endings = stem.isEmpty ? ["index.md", "index.yml"] : ["", ".md", ".yml", "/index.md", "/index.yml"]
    for ending in endings {
      if let page = page(self.path(ofAddress: stem + Array(ending.utf8))) { return page }
    }
    return nil
  }
}

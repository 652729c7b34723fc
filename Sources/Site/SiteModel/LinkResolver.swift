internal import Docset
package import LearnMarkdown

/// Answers links as Learn does: relative to the file, below the base path, through redirections, in the locale and
/// then in the source language.
///
/// A class, so that what holds one does not copy the whole site.
package final class LinkResolver: Sendable {
  package let site: Site
  package let docset: SiteDocset

  package init(_ site: Site, _ docset: SiteDocset) {
    self.site = site
    self.docset = docset
  }

  /// - Parameters:
  ///   - destination: A local one, as written.
  ///   - path: The file that holds it, relative to the docset.
  ///   - page: The page on which it is shown; its own bookmarks are meant by `#…`.
  ///   - verifiesBookmark: Whether to look for the bookmark: an address needs that only where it is to be mended.
  package func resolve(
    _ written: [UInt8], form: Link.Form = .link, from path: [UInt8], on page: SitePage, verifiesBookmark: Bool = true
  ) -> LinkResolution {
    if let reference = CrossReference(written) { return resolve(reference, on: page) }
    var destination = written
    var problems: [LinkResolution.Problem] = []
    if Self.isLocalPath(written) {
      return LinkResolution(target: .missing(route: docset.prefix), problems: [.localPath])
    }
    if destination.contains(UInt8(ascii: "\\")) {
      let flipped = destination.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
      problems.append(.backslash(mended: flipped))
      destination = flipped
    }
    let parts = Paths.split(destination)
    let fragment = Self.fragment(parts)
    var resolution: LinkResolution
    if parts.path.isEmpty {
      resolution = LinkResolution(target: .samePage)
    } else {
      let decoded = Paths.decodePercent(parts.path)
      if decoded.first == UInt8(ascii: "/") {
        resolution = resolveRoot(decoded, written: destination)
      } else if let inside = inside(decoded, from: path) {
        resolution = resolveFile(inside, form: form)
      } else {
        resolution = LinkResolution(target: .missing(route: docset.prefix + decoded), problems: [.outOfScope])
      }
    }
    resolution.problems = problems + resolution.problems
    if case .external = resolution.target { return resolution }
    if resolution.suffix.isEmpty {
      resolution.suffix = fragment.query + (fragment.id.map { [UInt8(ascii: "#")] + $0 } ?? [])
    }
    guard let id = fragment.id else { return resolution }
    if fragment.isMisplaced {
      let mended = Array(parts.path) + fragment.query + [UInt8(ascii: "#")] + id
      resolution.problems.append(.queryAfterFragment(mended: mended))
    }
    let decoded = Paths.decodePercent(id)
    if verifiesBookmark || decoded.contains(UInt8(ascii: " ")) { checkBookmark(decoded, of: &resolution, on: page) }
    return resolution
  }

  /// `C:\x`, `C:/x` or `\\server\share`.
  private static func isLocalPath(_ written: [UInt8]) -> Bool {
    if written.starts(with: "\\\\".utf8) { return true }
    guard written.count > 2, Ascii.isLetter(written[0]), written[1] == UInt8(ascii: ":") else { return false }
    return written[2] == UInt8(ascii: "\\") || written[2] == UInt8(ascii: "/")
  }

  /// The path in the docset that a relative one means; nil where it leaves the docset's folder.
  ///
  /// A path may climb out of it and come back by the folder's own name, which is the base path.
  private func inside(_ relative: [UInt8], from path: [UInt8]) -> [UInt8]? {
    if let inside = Paths.resolve(relative, from: path) { return inside }
    let base = Array(docset.basePath.utf8)
    guard !base.isEmpty, let whole = Paths.resolve(relative, from: base + [UInt8(ascii: "/")] + path),
      whole.starts(with: base), whole.dropFirst(base.count).first == UInt8(ascii: "/")
    else { return nil }
    return Array(whole.dropFirst(base.count + 1))
  }

  /// `#id?view=x`: what was written after the fragment as a query belongs before it; the id ends where it begins.
  private static func fragment(
    _ parts: (path: ArraySlice<UInt8>, query: ArraySlice<UInt8>, fragment: ArraySlice<UInt8>?)
  ) -> (id: [UInt8]?, query: [UInt8], isMisplaced: Bool) {
    guard let fragment = parts.fragment, !fragment.isEmpty else { return (nil, Array(parts.query), false) }
    let end = fragment.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "&") } ?? fragment.endIndex
    let id = Array(fragment[..<end])
    guard end < fragment.endIndex else { return (id, Array(parts.query), false) }
    let sign = UInt8(ascii: parts.query.isEmpty ? "?" : "&")
    return (id, parts.query + [sign] + fragment[(end + 1)...], true)
  }

  /// The file that a target is made from, relative to the docset; nil where it is none of the docset.
  package func sourcePath(of target: LinkResolution.Target) -> [UInt8]? {
    switch target {
    case .page(let route, _):
      if let page = docset.page(at: route) { return page.path }
      // YAML pages are known by their files only.
      let stem = route.dropFirst(docset.prefix.count).prefix { $0 != UInt8(ascii: ".") }
      let path = stem + Array(".yml".utf8)
      return docset.catalog.index[Array(path)] != nil || docset.fallback?.index[Array(path)] != nil ? Array(path) : nil
    case .file(_, let path, _): return path
    default: return nil
    }
  }

  // MARK: Files

  private func resolveFile(_ path: [UInt8], form: Link.Form) -> LinkResolution {
    if let found = locate(path) { return found }
    // A folder stands for its index.
    for index in ["/index.md", "/index.yml"] {
      if form == .link, let found = locate(path + Array(index.utf8)) { return found }
    }
    switch docset.redirections.target(of: path) {
    case .address(let address): return redirected(to: address)
    case .circular: return missing(path, .circularRedirection)
    case .path(let target, let suffix):
      if var found = locateStem(target) {
        found.suffix = suffix
        found.problems.append(.redirected(to: target))
        return found
      }
    case nil: break
    }
    if let right = docset.catalog.index.caseless(path) ?? docset.fallback?.index.caseless(path),
      var found = locate(right)
    {
      found.problems.append(.caseMismatch(right: right))
      return found
    }
    if docset.isSource || docset.fallback != nil {
      return missing(path, .fileNotFound(path: path))
    }
    return missing(path, .fallbackUnknown(path: path))
  }

  /// A file of the docset by its exact path, in the locale or else in the source language.
  private func locate(_ path: [UInt8]) -> LinkResolution? {
    if let kind = docset.catalog.index[path] { return answer(path, kind, isFallback: false) }
    return (docset.fallback?.index[path]).map { answer(path, $0, isFallback: true) }
  }

  private func answer(_ path: [UInt8], _ kind: FileIndex.Kind, isFallback: Bool) -> LinkResolution {
    switch kind {
    case .page:
      LinkResolution(target: .page(route: Route.page(path, prefix: docset.prefix), isFallback: isFallback))
    case .table where !isFallback:
      LinkResolution(target: .page(route: Route.contents(of: path, prefix: docset.prefix), isFallback: false))
    case .fragment, .table, .data: missing(path, .notAPage(path: path))
    case .resource: LinkResolution(target: .file(route: docset.prefix + path, path: path, isFallback: isFallback))
    }
  }

  /// The end of a redirection outside the docset.
  private func redirected(to address: [UInt8]) -> LinkResolution {
    switch site.redirectionTarget(at: address, outOf: docset) {
    case .address(let whole): LinkResolution(target: .external(whole), problems: [.redirected(to: address)])
    case .page(let page, _, let suffix):
      LinkResolution(
        target: .page(route: page.route, isFallback: page.isFallback), suffix: suffix,
        problems: [.redirected(to: address)])
    }
  }

  /// A page by its address below the base path: the source's ending is not written there.
  private func locateStem(_ stem: [UInt8]) -> LinkResolution? {
    let bare = stem.last == UInt8(ascii: "/") ? Array(stem.dropLast()) : stem
    let endings = bare.isEmpty ? ["index.md", "index.yml"] : [".md", ".yml", "/index.md", "/index.yml", ""]
    for ending in endings {
      if let found = locate(bare + Array(ending.utf8)) { return found }
    }
    return nil
  }

  private func missing(_ path: [UInt8], _ problem: LinkResolution.Problem) -> LinkResolution {
    let isPage = path.suffix(3).elementsEqual(".md".utf8) || path.suffix(4).elementsEqual(".yml".utf8)
    let route = isPage ? Route.page(path, prefix: docset.prefix) : docset.prefix + path
    return LinkResolution(target: .missing(route: route), problems: [problem])
  }

  // MARK: Below the site's root

  private func resolveRoot(_ path: [UInt8], written: [UInt8]) -> LinkResolution {
    var rest = path.dropFirst()
    var problems: [LinkResolution.Problem] = []
    if let locale = Self.localePart(rest) {
      problems.append(.hardCodedLocale(locale: Array(locale)))
      rest = rest.dropFirst(locale.count + 1)
    }
    let base = Array(docset.basePath.utf8)
    let inner: [UInt8]?
    if base.isEmpty {
      inner = Array(rest)
    } else if rest.elementsEqual(base) {
      inner = []
    } else if rest.starts(with: base), rest.dropFirst(base.count).first == UInt8(ascii: "/") {
      inner = Array(rest.dropFirst(base.count + 1))
    } else {
      inner = nil
    }
    guard let inner, let normal = Paths.normalize(inner) else {
      return elsewhere(path) ?? withoutBase(Array(rest), written: written, problems: problems)
    }
    return belowBase(normal, written: written, problems: problems)
  }

  /// A page of another docset of the same language, whose base path the address begins with.
  private func elsewhere(_ path: [UInt8]) -> LinkResolution? {
    let rest = path.dropFirst()
    for other in site.docsets where other.locale == docset.locale && other.basePath != docset.basePath {
      let base = Array(other.basePath.utf8)
      guard !base.isEmpty, rest.starts(with: base), rest.dropFirst(base.count).first == UInt8(ascii: "/"),
        let inner = Paths.normalize(Array(rest.dropFirst(base.count + 1)))
      else { continue }
      let found = LinkResolver(site, other).belowBase(inner, written: path, problems: [])
      if case .page = found.target { return found }
    }
    return nil
  }

  private func belowBase(
    _ stem: [UInt8], written: [UInt8], problems: [LinkResolution.Problem]
  ) -> LinkResolution {
    var resolution: LinkResolution
    if var found = locateStem(stem) {
      if stem.suffix(3).elementsEqual(".md".utf8) {
        found.problems.append(.rootPath(mended: sourcePath(of: found.target) ?? stem))
      }
      resolution = found
    } else if let target = [".md", ".yml", "/index.md", ""].lazy
      .compactMap({ self.docset.redirections.target(of: stem + Array($0.utf8)) }).first
    {
      switch target {
      case .address(let address):
        resolution = redirected(to: address)
      case .circular: resolution = missing(stem + Array(".md".utf8), .circularRedirection)
      case .path(let path, let suffix):
        resolution = resolve(stem: path)
        resolution.suffix = suffix
        resolution.problems.append(.redirected(to: path))
      }
    } else if let right = docset.catalog.index.caseless(stem + Array(".md".utf8)), let found = locate(right) {
      resolution = found
      resolution.problems.append(.caseMismatch(right: right))
    } else {
      resolution = notFound(stem)
    }
    resolution.problems = problems + resolution.problems
    return resolution
  }

  /// A page by its address below the base path, or that it is missing.
  package func resolve(stem: [UInt8]) -> LinkResolution { locateStem(stem) ?? notFound(stem) }

  private func notFound(_ stem: [UInt8]) -> LinkResolution {
    let path = stem.contains(UInt8(ascii: ".")) ? stem : stem + Array(".md".utf8)
    if docset.isSource || docset.fallback != nil {
      return missing(path, .fileNotFound(path: path))
    }
    return missing(path, .fallbackUnknown(path: path))
  }

  /// `/admin/x.md` in a docset whose base path is `microsoft-365`: meant inside it where one file fits.
  private func withoutBase(
    _ path: [UInt8], written: [UInt8], problems: [LinkResolution.Problem]
  ) -> LinkResolution {
    let isSource = path.suffix(3).elementsEqual(".md".utf8)
    if let normal = Paths.normalize(path), !normal.isEmpty {
      let isKnown = docset.catalog.index.mayHold(normal) || docset.fallback?.index.mayHold(normal) == true
      if var found = (isKnown ? locateStem(normal) : nil)
        ?? (isSource ? onlyFile(endingIn: normal).flatMap(locate) : nil)
      {
        found.problems = problems + [.rootPath(mended: sourcePath(of: found.target) ?? normal)]
        return found
      }
    }
    let host = site.shape == .learn ? Array("https://learn.microsoft.com".utf8) : []
    return LinkResolution(
      target: .external(host + written), problems: isSource ? problems + [.rootPath(mended: nil)] : problems)
  }

  /// The file below some folder that a path's parts end; nil where there are several.
  private func onlyFile(endingIn path: [UInt8]) -> [UInt8]? {
    let ending = [UInt8(ascii: "/")] + path
    let fitting = docset.catalog.index.paths.filter { $0.bytes.suffix(ending.count).elementsEqual(ending) }
    return fitting.count == 1 ? fitting[0].bytes : nil
  }

  /// `da-dk` at the head of a path.
  private static func localePart(_ path: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let part = path.prefix { $0 != UInt8(ascii: "/") }
    guard part.count == 5, part.dropFirst(2).first == UInt8(ascii: "-"),
      part.prefix(2).allSatisfy(Ascii.isLetter), part.suffix(2).allSatisfy(Ascii.isLetter)
    else { return nil }
    return part
  }
}

internal import Docset
package import LearnMarkdown

/// Answers links as Learn does: relative to the file, below the base path, through redirections, in the locale and
/// then in the source language.
package struct LinkResolver: Sendable {
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
  package func resolve(
    _ written: [UInt8], form: Link.Form = .link, from path: [UInt8], on page: SitePage
  ) -> LinkResolution {
    var destination = written
    var problems: [LinkResolution.Problem] = []
    if destination.contains(UInt8(ascii: "\\")) {
      let flipped = destination.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
      problems.append(.backslash(mended: flipped))
      destination = flipped
    }
    let parts = Paths.split(destination)
    let fragment = Self.fragment(parts.fragment)
    var resolution: LinkResolution
    if parts.path.isEmpty {
      resolution = LinkResolution(target: .samePage)
    } else {
      let decoded = Paths.decodePercent(parts.path)
      if decoded.first == UInt8(ascii: "/") {
        resolution = resolveRoot(decoded, written: destination)
      } else if let inside = Paths.resolve(decoded, from: path) {
        resolution = resolveFile(inside, form: form)
      } else {
        resolution = LinkResolution(target: .missing(route: docset.prefix + decoded), problems: [.outOfScope])
      }
    }
    resolution.problems = problems + resolution.problems
    if case .external = resolution.target { return resolution }
    if resolution.suffix.isEmpty { resolution.suffix = parts.query + fragment.suffix }
    if let id = fragment.id { checkBookmark(id, of: &resolution, on: page) }
    return resolution
  }

  /// `#id?view=x`: a query that was written after the fragment belongs before it; the id ends at the `?`.
  private static func fragment(_ fragment: ArraySlice<UInt8>?) -> (id: [UInt8]?, suffix: [UInt8]) {
    guard let fragment, !fragment.isEmpty else { return (nil, []) }
    let end = fragment.firstIndex(of: UInt8(ascii: "?")) ?? fragment.endIndex
    let id = Paths.decodePercent(fragment[..<end])
    return (id, fragment[end...] + [UInt8(ascii: "#")] + fragment[..<end])
  }

  /// The file that a target is made from, relative to the docset; nil where it is none of the docset.
  package func sourcePath(of target: LinkResolution.Target) -> [UInt8]? {
    switch target {
    case .page(let route, _):
      if let page = docset.pages.route(route) { return page.path }
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
    case .address(let address): return LinkResolution(target: .external(address), problems: [.redirected(to: address)])
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
      return missing(path, .fileNotFound(path: path, near: nearPath(path)))
    }
    return missing(path, .fallbackUnknown(path: path))
  }

  /// A file of the docset by its exact path, in the locale or else in the source language.
  private func locate(_ path: [UInt8]) -> LinkResolution? {
    for (catalog, isFallback) in [(docset.catalog, false), (docset.fallback, true)] {
      guard let catalog, let kind = catalog.index[path] else { continue }
      switch kind {
      case .page:
        return LinkResolution(
          target: .page(route: Route.page(path, prefix: docset.prefix), isFallback: isFallback))
      case .fragment: return missing(path, .notAPage(path: path))
      case .yaml:
        return LinkResolution(target: .page(route: Route.page(path, prefix: docset.prefix), isFallback: isFallback))
      case .resource:
        return LinkResolution(target: .file(route: docset.prefix + path, path: path, isFallback: isFallback))
      }
    }
    return nil
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

  private func nearPath(_ path: [UInt8]) -> [UInt8]? {
    let name = path[(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    // The same name in another folder is likelier than another name in the same.
    let same = docset.catalog.index.paths.filter { other in
      other.bytes.count > name.count && other.bytes.suffix(name.count).elementsEqual(name)
        && other.bytes[other.bytes.count - name.count - 1] == UInt8(ascii: "/")
    }
    if let first = same.min() { return first.bytes }
    return Near.closest(to: path, among: docset.catalog.index.paths)
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
      return withoutBase(Array(rest), written: written, problems: problems)
    }
    return belowBase(normal, written: written, problems: problems)
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
      .compactMap({ docset.redirections.target(of: stem + Array($0.utf8)) }).first
    {
      switch target {
      case .address(let address):
        resolution = LinkResolution(target: .external(address), problems: [.redirected(to: address)])
      case .circular: resolution = missing(stem + Array(".md".utf8), .circularRedirection)
      case .path(let path, let suffix):
        resolution = locateStem(path) ?? notFound(stem)
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

  private func notFound(_ stem: [UInt8]) -> LinkResolution {
    let path = stem.contains(UInt8(ascii: ".")) ? stem : stem + Array(".md".utf8)
    if docset.isSource || docset.fallback != nil {
      return missing(path, .fileNotFound(path: path, near: nearPath(path)))
    }
    return missing(path, .fallbackUnknown(path: path))
  }

  /// `/admin/x.md` in a docset whose base path is `microsoft-365`: meant inside it where one file fits.
  private func withoutBase(
    _ path: [UInt8], written: [UInt8], problems: [LinkResolution.Problem]
  ) -> LinkResolution {
    let isSource = path.suffix(3).elementsEqual(".md".utf8)
    if let normal = Paths.normalize(path), !normal.isEmpty {
      if var found = locateStem(normal) ?? (isSource ? onlyFile(endingIn: normal).flatMap(locate) : nil) {
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

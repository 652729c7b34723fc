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
  /// - Returns: What depends on the file by its folder only, and on the page only where it is
  ///   ``LinkResolution/Target/samePage``: ``FolderAnswers`` share the rest.
  package func resolve(
    _ written: [UInt8], form: Link.Form = .link, from path: [UInt8], on page: SitePage, verifiesBookmark: Bool = true
  ) -> LinkResolution {
    if let reference = CrossReference(written) { return resolve(reference, on: page) }
    var destination = written
    var problems: [LinkResolution.Problem] = []
    if Self.isLocalPath(written) {
      return LinkResolution(target: .missing(route: docset.prefix), problems: [.localPath])
    }
    if destination.firstIndex(of: UInt8(ascii: "\\"), in: 0..<destination.count) != nil {
      let flipped = destination.map { $0 == UInt8(ascii: "\\") ? UInt8(ascii: "/") : $0 }
      problems.append(.backslash(mended: flipped))
      destination = flipped
    }
    let ends = Paths.ends(of: destination)
    var resolution: LinkResolution
    if ends.path == 0 {
      resolution = LinkResolution(target: .samePage)
    } else {
      resolution = resolve(Paths.decodedPercent(destination[..<ends.path]), form, from: path, written: destination)
    }
    if !problems.isEmpty { resolution.problems = problems + resolution.problems }
    if case .external = resolution.target { return resolution }
    let keepsSuffix = !resolution.suffix.isEmpty
    let hash = ends.query
    guard hash + 1 < destination.count else {
      if !keepsSuffix, ends.path < hash { resolution.suffix = Array(destination[ends.path..<hash]) }
      return resolution
    }
    // `#id?view=x`: what was written after the fragment as a query belongs before it; the id ends where it begins.
    // `&` and `?` of a text fragment (`#id:~:text=a&text=b`) stay where they are.
    let last = destination.firstIndex(of: ":~:", in: hash + 1..<destination.count) ?? destination.count
    var end = hash + 1
    while end < last, destination[end] != UInt8(ascii: "?"), destination[end] != UInt8(ascii: "&") {
      end += 1
    }
    if end == last {
      if !keepsSuffix { resolution.suffix = Array(destination[ends.path...]) }
    } else {
      var suffix = Array(destination[ends.path..<hash])
      suffix.append(UInt8(ascii: suffix.isEmpty ? "?" : "&"))
      suffix += destination[(end + 1)...]
      suffix += destination[hash..<end]
      resolution.problems.append(.queryAfterFragment(mended: destination[..<ends.path] + suffix))
      if !keepsSuffix { resolution.suffix = suffix }
    }
    let id = Paths.decodedPercent(destination[(hash + 1)..<end])
    if verifiesBookmark || id.contains(UInt8(ascii: " ")) { checkBookmark(Array(id), of: &resolution, on: page) }
    return resolution
  }

  /// - Parameters:
  ///   - target: Neither empty nor encoded.
  ///   - written: All of the destination, as it is written.
  private func resolve(
    _ target: ArraySlice<UInt8>, _ form: Link.Form, from path: [UInt8], written: [UInt8]
  ) -> LinkResolution {
    if target.first == UInt8(ascii: "/") { return resolveRoot(Array(target), written: written) }
    if let inside = inside(target, from: path) { return resolveFile(inside, form: form) }
    return LinkResolution(target: .missing(route: docset.prefix + target), problems: [.outOfScope])
  }

  /// `C:\x`, `C:/x`, `C:x` or `\\server\share`, of which Markdown reads the two marks at the head as one.
  private static func isLocalPath(_ written: [UInt8]) -> Bool {
    guard written.count > 1 else { return false }
    if written[0] == UInt8(ascii: "\\") { return true }
    if Ascii.isLetter(written[0]), written[1] == UInt8(ascii: ":") { return true }
    return written[0] == UInt8(ascii: "%") && Paths.decodePercent(written.prefix(3)) == [UInt8(ascii: "\\")]
  }

  /// The path in the docset that a relative one means; nil where it leaves the docset's folder.
  ///
  /// A path may climb out of it and come back by the folder's own name, which is the base path.
  private func inside(_ relative: ArraySlice<UInt8>, from path: [UInt8]) -> [UInt8]? {
    if DocsetSource.isBeside(path) {
      let found = docset.catalog.source.path(to: Array(relative), from: path)
      return found.flatMap { DocsetSource.isBeside($0) ? nil : $0 }
    }
    if let inside = Paths.resolve(relative, from: path) { return inside }
    let base = docset.baseParts
    guard !base.isEmpty, let whole = Paths.resolve(relative, from: base + [UInt8(ascii: "/")] + path),
      whole.starts(with: base), whole.dropFirst(base.count).first == UInt8(ascii: "/")
    else { return nil }
    return Array(whole.dropFirst(base.count + 1))
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
    if form.leadsToPages, let found = index(of: path) { return found }
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

  /// The page that a folder stands for; the docset's own has one in any case.
  private func index(of folder: [UInt8]) -> LinkResolution? {
    let prefix = folder.isEmpty || folder.last == UInt8(ascii: "/") ? folder : folder + [UInt8(ascii: "/")]
    for index in ["index.md", "index.yml"] {
      if let found = locate(prefix + Array(index.utf8)) { return found }
    }
    guard folder.isEmpty else { return nil }
    return LinkResolution(target: .page(route: docset.prefix + Array("index.html".utf8), isFallback: false))
  }

  /// A file of the docset by its exact path, in the locale or else in the source language.
  func locate(_ path: [UInt8]) -> LinkResolution? {
    if let kind = docset.catalog.index[path] { return answer(path, kind, isFallback: false) }
    return (docset.fallback?.index[path]).map { answer(path, $0, isFallback: true) }
  }

  private func answer(_ path: [UInt8], _ kind: FileIndex.Kind, isFallback: Bool) -> LinkResolution {
    switch kind {
    case .page(let number):
      LinkResolution(target: .page(route: docset.route(ofPage: number, isFallback: isFallback), isFallback: isFallback))
    case .table where !isFallback:
      LinkResolution(target: .page(route: docset.route(ofTable: path), isFallback: false))
    case .fragment, .table, .data: missing(path, .notAPage(path: path))
    case .resource: LinkResolution(target: .file(route: docset.route(ofFile: path), path: path, isFallback: isFallback))
    }
  }

  /// The end of a redirection outside the docset.
  func redirected(to address: [UInt8]) -> LinkResolution {
    switch site.redirectionTarget(at: address, outOf: docset) {
    case nil: LinkResolution(target: .nowhere, problems: [.refused(address)])
    case .address(let whole)?: LinkResolution(target: .external(whole), problems: [.redirected(to: address)])
    case .page(let page, _, let suffix)?:
      LinkResolution(
        target: .page(route: page.route, isFallback: page.isFallback), suffix: suffix,
        problems: [.redirected(to: address)])
    }
  }

  /// A page by its address below the base path: the source's ending is not written there.
  func locateStem(_ stem: [UInt8]) -> LinkResolution? {
    let bare = stem.last == UInt8(ascii: "/") ? Array(stem.dropLast()) : stem
    let endings = bare.isEmpty ? ["index.md", "index.yml"] : [".md", ".yml", "/index.md", "/index.yml", ""]
    for ending in endings {
      if let found = locate(docset.path(ofAddress: bare + Array(ending.utf8))) { return found }
    }
    return nil
  }

  func missing(_ path: [UInt8], _ problem: LinkResolution.Problem) -> LinkResolution {
    let isPage = path.suffix(3).elementsEqual(".md".utf8) || path.suffix(4).elementsEqual(".yml".utf8)
    let route = isPage ? Route.page(path, prefix: docset.prefix) : docset.prefix + path
    return LinkResolution(target: .missing(route: route), problems: [problem])
  }
}

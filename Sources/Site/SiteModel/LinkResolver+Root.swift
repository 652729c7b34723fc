internal import Docset
internal import LearnMarkdown

/// Addresses from the site's root: `/base-path/…`, with or without a locale before it.
extension LinkResolver {
  func resolveRoot(_ path: [UInt8], written: [UInt8]) -> LinkResolution {
    var rest = path.dropFirst()
    var problems: [LinkResolution.Problem] = []
    if let locale = Self.localePart(rest) {
      problems.append(.hardCodedLocale(locale: Array(locale)))
      rest = rest.dropFirst(locale.count + 1)
    }
    let base = docset.baseParts
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
      let base = other.baseParts
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
    guard let address = ExternalAddress(host + written) else {
      return LinkResolution(target: .nowhere, problems: problems + [.refused(written)])
    }
    return LinkResolution(
      target: .external(address), problems: isSource ? problems + [.rootPath(mended: nil)] : problems)
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
    return LocaleName.isOne(part) ? part : nil
  }
}

internal import LearnMarkdown
package import SiteModel

/// How many references of one kind there are, by how they resolve.
package struct ResolutionCount: Sendable, Hashable {
  /// Each reference counts once here.
  package var total = 0
  /// To a page or file of the locale's own, without a detour.
  package var direct = 0
  package var redirected = 0
  package var otherCase = 0
  /// To what only the source language has.
  package var fallback = 0
  package var missing = 0
  package var outOfScope = 0
  /// To pages outside of the docset by an address below the site's root.
  package var elsewhere = 0
  /// Of all these, those that name a bookmark on a page that is there.
  package var bookmarks = 0
  package var missingBookmarks = 0

  package mutating func add(_ resolution: LinkResolution, namesBookmark: Bool) {
    total += 1
    var isRedirected = false
    var isOtherCase = false
    var isOutside = false
    for problem in resolution.problems {
      switch problem {
      case .redirected: isRedirected = true
      case .caseMismatch: isOtherCase = true
      case .outOfScope: isOutside = true
      case .bookmarkNotFound: missingBookmarks += 1
      default: break
      }
    }
    switch resolution.target {
    case .missing, .nowhere: if isOutside { outOfScope += 1 } else { missing += 1 }
    case .external: if isRedirected { redirected += 1 } else { elsewhere += 1 }
    case .page(_, let isFallback), .file(_, _, let isFallback):
      if isRedirected {
        redirected += 1
      } else if isOtherCase {
        otherCase += 1
      } else if isFallback {
        fallback += 1
      } else {
        direct += 1
      }
    case .samePage: direct += 1
    }
    switch resolution.target {
    case .page, .samePage: if namesBookmark { bookmarks += 1 }
    default: break
    }
  }

  package static func + (a: ResolutionCount, b: ResolutionCount) -> ResolutionCount {
    ResolutionCount(
      total: a.total + b.total, direct: a.direct + b.direct, redirected: a.redirected + b.redirected,
      otherCase: a.otherCase + b.otherCase, fallback: a.fallback + b.fallback, missing: a.missing + b.missing,
      outOfScope: a.outOfScope + b.outOfScope, elsewhere: a.elsewhere + b.elsewhere,
      bookmarks: a.bookmarks + b.bookmarks, missingBookmarks: a.missingBookmarks + b.missingBookmarks)
  }
}

/// The local references of a site by kind, for `--statistics`.
package struct LinkCount: Sendable, Hashable {
  package var links = ResolutionCount()
  package var images = ResolutionCount()
  package var entries = ResolutionCount()

  mutating func add(_ resolved: ResolvedLink, of link: Link) {
    let destination = link.destination
    let namesBookmark = destination.firstIndex(of: UInt8(ascii: "#"), in: 0..<destination.count) != nil
    if link.form.showsImage {
      images.add(resolved.resolution, namesBookmark: namesBookmark)
    } else {
      links.add(resolved.resolution, namesBookmark: namesBookmark)
    }
  }

  static func += (a: inout LinkCount, b: LinkCount) {
    a.links = a.links + b.links
    a.images = a.images + b.images
    a.entries = a.entries + b.entries
  }
}

extension Link.Form {
  var showsImage: Bool {
    switch self {
    case .image, .htmlImage, .lightbox: true
    case .link, .include, .htmlLink, .mention: false
    }
  }
}

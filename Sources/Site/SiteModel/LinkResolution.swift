package import LearnMarkdown

/// What a link leads to, and what is wrong with how it is written.
package struct LinkResolution: Sendable {
  package enum Target: Sendable, Hashable {
    case page(route: [UInt8], isFallback: Bool)
    /// A file that the site copies, from the docset's own folder or from the source language's.
    case file(route: [UInt8], path: [UInt8], isFallback: Bool)
    /// The page that holds the link.
    case samePage
    /// Outside the docset; written as it is.
    case external(ExternalAddress)
    /// Not known at all: no link is made.
    case nowhere
    /// Nothing is there; the route where it would be.
    case missing(route: [UInt8])
  }

  package enum Problem: Sendable, Hashable {
    case fileNotFound(path: [UInt8])
    /// A page that is not built: an include, or excluded by the configuration.
    case notAPage(path: [UInt8])
    /// Not here, and the source language's docset is not at hand.
    case fallbackUnknown(path: [UInt8])
    case bookmarkNotFound(fragment: [UInt8], near: [UInt8]?)
    /// `#bookmark?view=x`: to a browser all of it is the bookmark's name.
    case queryAfterFragment(mended: [UInt8])
    case redirected(to: [UInt8])
    case circularRedirection
    /// Leads, or redirects, to an address that no page may hold.
    case refused([UInt8])
    case uidNotFound(uid: [UInt8], near: String?)
    case caseMismatch(right: [UInt8])
    case outOfScope
    /// On somebody's own machine.
    case localPath
    case backslash(mended: [UInt8])
    /// A path from the root of the site that ends in `.md` or leaves the base path out; `mended` is the one file of the
    /// docset that fits.
    case rootPath(mended: [UInt8]?)
    case hardCodedLocale(locale: [UInt8])
    case fragmentSpace(mended: [UInt8])
  }

  package var target: Target
  /// `?query` and `#fragment`, as they go into the address.
  package var suffix: [UInt8] = []
  package var problems: [Problem] = []

  package var isFallback: Bool {
    switch target {
    case .page(_, let isFallback): isFallback
    default: false
    }
  }
}

internal import Docset
internal import LearnMarkdown

/// An address that leads readers on.
package struct MovedAddress: Sendable {
  /// The path that a redirection begins at, such as `admin/old.md`.
  package let source: [UInt8]
  package let route: [UInt8]
}

extension Site {
  /// The addresses of a docset that lead on, sorted by source: each once, and none at which something stands.
  package func movedAddresses(of docset: SiteDocset) -> [MovedAddress] {
    var taken = Set(navigations[docset.number].trees.map { ByteString($0.route) })
    taken.insert(ByteString(docset.notFoundRoute))
    var moved: [MovedAddress] = []
    // Two sources that differ in their ending are one address: the first that somebody wrote counts.
    for source in docset.redirections.written {
      let route = docset.route(ofPage: source.bytes)
      if docset.page(at: route) == nil, taken.insert(ByteString(route)).inserted {
        moved.append(MovedAddress(source: source.bytes, route: route))
      }
    }
    return moved.sorted { $0.source.precedesInBytes($1.source) }
  }
}

extension SiteDocset {
  /// Of the page for addresses that lead nowhere, which is made for every docset.
  package var notFoundRoute: [UInt8] { Self.notFoundRoute(below: prefix) }

  static func notFoundRoute(below prefix: [UInt8]) -> [UInt8] { prefix + Array("404.html".utf8) }
}

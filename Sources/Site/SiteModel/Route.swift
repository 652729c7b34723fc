package import LearnMarkdown

/// Where a page or a file stands in the site: bytes relative to the output folder, without a leading `/`.
package enum Route {
  /// `<locale in lower case>/<base path>/`.
  package static func prefix(locale: String, basePath: String) -> [UInt8] {
    var prefix = locale.utf8.map(Ascii.lower) + [slash]
    if !basePath.isEmpty { prefix += Array(basePath.utf8) + [slash] }
    return prefix
  }

  /// The route of the page that has an address within its docset, such as `admin/x.md`.
  package static func page(_ path: [UInt8], prefix: [UInt8]) -> [UInt8] {
    let stem = path[..<(path.lastIndex(of: UInt8(ascii: ".")) ?? path.endIndex)]
    var route: [UInt8] = []
    route.reserveCapacity(prefix.count + stem.count + 5)
    route += prefix
    route += stem
    route += ".html".utf8
    return route
  }

  /// The route of the page that shows the table of contents at `path` whole.
  package static func contents(of path: [UInt8], prefix: [UInt8]) -> [UInt8] {
    prefix + path[..<(path.lastIndex(of: slash).map { $0 + 1 } ?? 0)] + Array("contents.html".utf8)
  }

  /// Appends the relative address of `target` as seen from the page at `page`.
  package static func appendRelative(to target: [UInt8], from page: [UInt8], _ html: inout HTMLBytes) {
    var common = target.lengthShared(with: page)
    while common > 0, page[common - 1] != slash { common -= 1 }
    let climbs = page.count(of: slash, from: common)
    for _ in 0..<climbs { html.append("../") }
    // A colon in the first part would be read as a scheme; an empty address is the page itself.
    if climbs == 0, common == target.count || hasColon(target, from: common) { html.append("./") }
    html.append(path: target, from: common)
  }

  /// Whether there is a colon before the next slash.
  private static func hasColon(_ route: [UInt8], from start: Int) -> Bool {
    guard let colon = route.firstIndex(of: UInt8(ascii: ":"), in: start..<route.count) else { return false }
    return route.firstIndex(of: slash, in: start..<colon) == nil
  }

  /// The relative address of `target` as seen from the page at `page`, fit for an attribute.
  package static func relative(to target: [UInt8], from page: [UInt8]) -> [UInt8] {
    var html = HTMLBytes()
    appendRelative(to: target, from: page, &html)
    return html.bytes
  }

  /// The absolute address of a route; it holds nothing that XML, JSON or a line of text would have to escape.
  package static func address(_ route: [UInt8], below base: String) -> [UInt8] {
    var html = HTMLBytes(reserving: base.utf8.count + route.count + 16)
    html.append(raw: base)
    html.append(path: route)
    return html.bytes
  }

  private static let slash = UInt8(ascii: "/")
}

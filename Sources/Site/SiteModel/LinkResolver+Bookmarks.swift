internal import Docset
internal import LearnMarkdown

extension LinkResolver {
  /// Looks for a bookmark on the page that a link leads to, also where the page is borrowed from the source language.
  func checkBookmark(_ id: [UInt8], of resolution: inout LinkResolution, on page: SitePage) {
    let target: SitePage
    switch resolution.target {
    case .samePage: target = page
    case .page(let route, _):
      guard let found = docset.pages.route(route) else { return }
      target = found
    default: return
    }
    if id.starts(with: "tab/".utf8) || id.elementsEqual("top".utf8) { return }
    var names: [[UInt8]] = []
    let catalog = docset.catalog(of: target)
    if Bookmarks.find(id, on: docset.file(of: target), in: catalog, names: &names) { return }
    if id.contains(UInt8(ascii: " ")) {
      let hyphened = id.map { $0 == UInt8(ascii: " ") ? UInt8(ascii: "-") : $0 }
      if names.contains(hyphened) {
        resolution.problems.append(.fragmentSpace(mended: hyphened))
        resolution.suffix = [UInt8(ascii: "#")] + hyphened
        return
      }
    }
    resolution.problems.append(
      .bookmarkNotFound(fragment: id, near: Near.closest(to: id, among: names.map { ByteString($0) })))
  }
}

/// The ids of a page, those of its includes among them.
enum Bookmarks {
  /// Whether `id` is there. Where it is not, `names` holds what is.
  static func find(_ id: [UInt8], on file: ArticleFile, in catalog: Catalog, names: inout [[UInt8]]) -> Bool {
    var seen: Set<String> = [file.path]
    return find(id, on: file, in: catalog, names: &names, seen: &seen)
  }

  private static func find(
    _ id: [UInt8], on file: ArticleFile, in catalog: Catalog, names: inout [[UInt8]], seen: inout Set<String>
  ) -> Bool {
    for anchor in file.article.anchors {
      if anchor.id == id { return true }
      names.append(anchor.id)
    }
    for link in file.article.links where link.form == .include {
      guard let path = Paths.resolve(Paths.decodePercent(link.destination), from: Array(file.path.utf8)),
        let included = catalog.article(path), seen.insert(included.path).inserted
      else { continue }
      if find(id, on: included, in: catalog, names: &names, seen: &seen) { return true }
    }
    return false
  }
}

extension [SitePage] {
  /// The page at a route, in pages sorted by route.
  package func route(_ route: [UInt8]) -> SitePage? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].route.lexicographicallyPrecedes(route) { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low].route == route ? self[low] : nil
  }
}

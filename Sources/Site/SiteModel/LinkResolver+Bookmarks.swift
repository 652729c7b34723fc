internal import Docset
internal import LearnMarkdown

extension LinkResolver {
  /// Looks for a bookmark on the page that a link leads to, also where the page is borrowed from the source language.
  func checkBookmark(_ id: [UInt8], of resolution: inout LinkResolution, on page: SitePage) {
    let target: SitePage
    switch resolution.target {
    case .samePage: target = page
    case .page(let route, _):
      guard let found = docset.page(at: route) else { return }
      target = found
    default: return
    }
    if id.starts(with: "tab/".utf8) || id.elementsEqual("top".utf8) { return }
    let catalog = docset.catalog(of: target)
    let file = catalog.pages[target.number]
    if Bookmarks.has(id, on: file, in: catalog) { return }
    let names = Bookmarks.names(on: file, in: catalog)
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
  static func has(_ id: [UInt8], on file: ArticleFile, in catalog: Catalog) -> Bool {
    if file.article.anchors.contains(where: { $0.id == id }) { return true }
    var names: [[UInt8]] = []
    var seen: Set<String> = [file.path]
    collectIncluded(by: file, in: catalog, names: &names, seen: &seen)
    return names.contains(id)
  }

  static func names(on file: ArticleFile, in catalog: Catalog) -> [[UInt8]] {
    var names = file.article.anchors.map(\.id)
    var seen: Set<String> = [file.path]
    collectIncluded(by: file, in: catalog, names: &names, seen: &seen)
    return names
  }

  private static func collectIncluded(
    by file: ArticleFile, in catalog: Catalog, names: inout [[UInt8]], seen: inout Set<String>
  ) {
    for link in file.article.links where link.form == .include {
      guard let included = catalog.included(by: link, in: file.path), seen.insert(included.path).inserted
      else { continue }
      names += included.article.anchors.map(\.id)
      collectIncluded(by: included, in: catalog, names: &names, seen: &seen)
    }
  }
}

internal import Docset
internal import LearnMarkdown

extension LinkResolver {
  /// Looks for a bookmark on the page that a link leads to, also where the page is borrowed from the source language.
  package func checkBookmark(_ written: [UInt8], of resolution: inout LinkResolution, on page: SitePage) {
    // What follows `:~:` is no part of the name: browsers look for that text on the page.
    let id = Array(written[..<(written.firstIndex(of: ":~:", in: written.indices) ?? written.count)])
    if id.isEmpty || id.starts(with: "tab/".utf8) || id.elementsEqual("top".utf8, by: { Ascii.lower($0) == $1 }) {
      return
    }
    let target: SitePage
    switch resolution.target {
    case .samePage: target = page
    case .page(let route, _):
      guard let found = docset.page(at: route) else { return }
      target = found
    default: return
    }
    let file = docset.file(of: target)
    if Bookmarks.has(id, on: file) { return }
    let catalog = docset.catalog(of: target)
    if Bookmarks.has(id, onIncludesOf: file, in: catalog) { return }
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
  static func has(_ id: [UInt8], on file: ArticleFile) -> Bool {
    let anchors = file.article.anchors
    // The lengths tell nearly all apart, without a copy of any.
    return anchors.indices.contains { anchors[$0].id.count == id.count && anchors[$0].id.hasSameBytes(as: id) }
  }

  static func has(_ id: [UInt8], onIncludesOf file: ArticleFile, in catalog: Catalog) -> Bool {
    files(on: file, in: catalog).dropFirst().contains { has(id, on: $0) }
  }

  static func names(on file: ArticleFile, in catalog: Catalog) -> [[UInt8]] {
    files(on: file, in: catalog).flatMap { $0.article.anchors.map(\.id) }
  }

  /// A file and those that it includes, each once.
  private static func files(on file: ArticleFile, in catalog: Catalog) -> [ArticleFile] {
    var files = [file]
    var seen: Set<String> = [file.path]
    var index = 0
    while index < files.count {
      let path = files[index].path
      for link in files[index].includes {
        guard let included = catalog.included(by: link, in: path), seen.insert(included.path).inserted else { continue }
        files.append(included)
      }
      index += 1
    }
    return files
  }
}

internal import LearnMarkdown

/// Which tables hold breadcrumbs: those that `breadcrumb_path` names, and those in a folder `breadcrumb`.
package struct BreadcrumbTables {
  private var named: Set<[UInt8]> = []

  init(of catalog: Catalog) {
    let source = catalog.source
    var paths = source.metadata.all("breadcrumb_path")
    for page in catalog.pages { if let path = page.metadata.text("breadcrumb_path") { paths.append(path) } }
    for path in paths { if let stem = Self.stem(path, basePath: source.basePath) { named.insert(stem) } }
  }

  func contains(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    if parts.count > 1, ["breadcrumb", "breadcrumbs"].contains(parts[parts.count - 2].lowercased()) { return true }
    return Self.stem(path, basePath: "").map(named.contains) ?? false
  }

  /// `/base/breadcrumb/toc.json` names the source `breadcrumb/TOC.yml`: neither ending nor letter case counts.
  package static func stem(_ path: String, basePath: String) -> [UInt8]? {
    var path = Array(path.utf8)
    for index in path.indices { path[index] = Ascii.lower(path[index]) }
    let length = basePath.utf8.count
    let slash = UInt8(ascii: "/")
    if length > 0, path.count >= length + 2, path[0] == slash, path[length + 1] == slash,
      zip(path[1...], basePath.utf8).allSatisfy({ $0 == Ascii.lower($1) })
    {
      path.removeFirst(length + 2)
    }
    if path.starts(with: "~/" as StaticString, at: 0) { path.removeFirst(2) }
    guard var normal = Paths.normalize(path) else { return nil }
    if let point = normal.lastIndex(of: UInt8(ascii: ".")) { normal.removeLast(normal.count - point) }
    return normal
  }
}

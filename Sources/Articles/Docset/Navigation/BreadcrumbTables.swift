internal import LearnMarkdown

/// Which tables hold breadcrumbs: those that `breadcrumb_path` names, and those in a folder `breadcrumb`.
package struct BreadcrumbTables {
  private var named: Set<[UInt8]> = []

  /// - Parameter paths: What pages name.
  init(of source: DocsetSource, namedBy paths: [ByteString]) {
    let all = Set(source.metadata.all("breadcrumb_path").map { ByteString($0) } + paths)
    for path in all {
      if let stem = Self.stem(path.string, basePath: source.basePath) { named.insert(stem) }
    }
  }

  func contains(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    if parts.count > 1, ["breadcrumb", "breadcrumbs"].contains(parts[parts.count - 2].lowercased()) { return true }
    return Self.stem(path, basePath: "").map(named.contains) ?? false
  }

  /// `/base/breadcrumb/toc.json` names the source `breadcrumb/TOC.yml`: neither ending nor letter case counts.
  package static func stem(_ path: String, basePath: String) -> [UInt8]? {
    var path = Paths.small(Array(path.utf8))
    let base = Paths.small(Array(("/" + basePath + "/").utf8))
    if !basePath.isEmpty, path.starts(with: base) { path.removeFirst(base.count) }
    if path.starts(with: "~/".utf8) { path.removeFirst(2) }
    guard let normal = Paths.normalize(path) else { return nil }
    return Array(normal[..<(normal.lastIndex(of: UInt8(ascii: ".")) ?? normal.count)])
  }
}

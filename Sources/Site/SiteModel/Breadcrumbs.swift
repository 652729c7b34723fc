internal import Diagnostics
internal import Docset
internal import LearnMarkdown

/// A table of breadcrumbs with its links answered: the path from the site's top to a part of it.
package struct Breadcrumbs: Sendable {
  package struct Crumb: Sendable {
    package var title: String
    package var target: LinkResolution.Target
    package var suffix: [UInt8]

    package init(title: String, target: LinkResolution.Target, suffix: [UInt8] = []) {
      self.title = title
      self.target = target
      self.suffix = suffix
    }
  }

  private struct Entry: Sendable {
    var crumb: Crumb?
    /// The addresses below it are in its part; nil: it has only the parts of its entries.
    var scope: [UInt8]?
    var entries: [Entry]
  }

  /// The table's own file, relative to the docset.
  let path: String
  private let entries: [Entry]

  init(
    _ table: TableOfContents, of docset: SiteDocset, _ resolver: LinkResolver
  ) {
    path = table.path
    let file = Array(table.path.utf8)
    let base = Self.root(docset)
    func entry(_ item: TableOfContents.Item) -> Entry {
      var crumb: Crumb?
      if let destination = item.destination, let holder = docset.pages.first,
        let resolution = Navigation.resolve(destination, in: file, on: holder, resolver)
      {
        crumb = Crumb(title: item.name, target: resolution.target, suffix: resolution.suffix)
      }
      return Entry(
        crumb: crumb, scope: item.scope.flatMap { Self.absolute($0, from: file, base: base) },
        entries: item.items.map(entry))
    }
    entries = table.items.map(entry)
  }

  /// `/base/` of a docset, below which its pages' addresses lie.
  private static func root(_ docset: SiteDocset) -> [UInt8] {
    Array((docset.basePath.isEmpty ? "/" : "/\(docset.basePath)/").utf8)
  }

  /// The address that a `tocHref` names; it may name the table of a folder for the folder.
  private static func absolute(_ scope: [UInt8], from file: [UInt8], base: [UInt8]) -> [UInt8]? {
    var address = scope
    if scope.first != UInt8(ascii: "/") {
      guard let inside = Paths.resolve(scope, from: file) else { return nil }
      address = base + inside
    }
    let name = address[(address.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)...]
    if name.map(Ascii.lower).starts(with: "toc.".utf8) { address.removeLast(name.count) }
    return address
  }

  /// The crumbs above a page, from the top down: those of the longest `tocHref` that its address begins with.
  package func trail(to page: SitePage, of docset: SiteDocset) -> [Crumb] {
    let address = Self.root(docset) + page.path
    var best: (length: Int, trail: [Crumb]) = (-1, [])
    func search(_ entries: [Entry], _ above: [Crumb]) {
      for entry in entries {
        let trail = above + (entry.crumb.map { [$0] } ?? [])
        if let scope = entry.scope, scope.count >= best.length, Self.isInside(address, scope) {
          best = (scope.count, trail)
        }
        search(entry.entries, trail)
      }
    }
    search(entries, [])
    return best.trail
  }

  private static func isInside(_ address: [UInt8], _ scope: [UInt8]) -> Bool {
    guard address.starts(with: scope) else { return false }
    return scope.last == UInt8(ascii: "/") || scope.isEmpty
      || [UInt8(ascii: "/"), UInt8(ascii: ".")].contains(
        address.dropFirst(scope.count).first ?? UInt8(ascii: "/"))
  }
}

extension Navigation {
  /// The crumbs above a page, by the table that its `breadcrumb_path` names, or else by that of the nearest folder.
  package func trail(to page: SitePage, of docset: SiteDocset) -> [Breadcrumbs.Crumb] {
    guard !breadcrumbs.isEmpty else { return [] }
    let path = String(decoding: page.path, as: UTF8.self)
    let named =
      docset.file(of: page).metadata.text("breadcrumb_path")
      ?? docset.catalog.source.metadata.value("breadcrumb_path", for: path)
    let table: Breadcrumbs?
    if let stem = named.flatMap({ BreadcrumbTables.stem($0, basePath: docset.basePath) }) {
      table = breadcrumbs.first { BreadcrumbTables.stem($0.path, basePath: "") == stem }
    } else {
      table =
        breadcrumbs.filter { page.path.starts(with: $0.folder) }.max { $0.folder.count < $1.folder.count }
    }
    return table?.trail(to: page, of: docset) ?? []
  }
}

extension Breadcrumbs {
  /// The folder that holds the table's own folder, with `/` at its end.
  fileprivate var folder: [UInt8] {
    let parts = path.split(separator: "/").dropLast(2)
    return Array(parts.map { $0 + "/" }.joined().utf8)
  }
}

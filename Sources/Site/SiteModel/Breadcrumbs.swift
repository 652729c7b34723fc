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

  /// A part of the site: the addresses below `scope`.
  private struct Part: Sendable {
    var scope: [UInt8]
    var trail: [Crumb]
  }

  /// What names of the table's own file have in common.
  fileprivate let stem: [UInt8]?
  /// The folder that holds the table's own folder, with `/` at its end.
  fileprivate let folder: [UInt8]
  /// In the order of the table.
  private let parts: [Part]

  init(
    _ table: TableOfContents, of docset: SiteDocset, _ resolver: LinkResolver
  ) {
    stem = BreadcrumbTables.stem(table.path, basePath: "")
    folder = Array(table.path.split(separator: "/").dropLast(2).map { $0 + "/" }.joined().utf8)
    let file = Array(table.path.utf8)
    let base = Self.root(docset)
    var parts: [Part] = []
    func add(_ items: [TableOfContents.Item], below above: [Crumb]) {
      for item in items {
        var trail = above
        if let destination = item.destination, let holder = docset.pages.first,
          let resolution = Navigation.resolve(destination, in: file, on: holder, resolver)
        {
          trail.append(
            Crumb(
              title: Navigation.title(of: item, leadingTo: resolution, in: docset), target: resolution.target,
              suffix: resolution.suffix))
        }
        if let scope = item.scope.flatMap({ Self.absolute($0, from: file, base: base) }) {
          parts.append(Part(scope: scope, trail: trail))
        }
        add(item.items, below: trail)
      }
    }
    add(table.items, below: [])
    self.parts = parts
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
    let address = Self.root(docset) + docset.catalog.source.address(of: page.path)
    var best: Part?
    for part in parts where part.scope.count >= best?.scope.count ?? 0 && Self.isInside(address, part.scope) {
      best = part
    }
    return best?.trail ?? []
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
    var named = docset.file(of: page).metadata.text("breadcrumb_path")
    if named == nil {
      named = docset.catalog.source.metadata.value("breadcrumb_path", for: String(decoding: page.path, as: UTF8.self))
    }
    let table: Breadcrumbs?
    if let stem = named.flatMap({ BreadcrumbTables.stem($0, basePath: docset.basePath) }) {
      table = breadcrumbs.first { $0.stem == stem }
    } else {
      table =
        breadcrumbs.filter { page.path.starts(with: $0.folder) }.max { $0.folder.count < $1.folder.count }
    }
    return table?.trail(to: page, of: docset) ?? []
  }
}

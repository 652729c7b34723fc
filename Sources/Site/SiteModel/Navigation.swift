internal import Docset
internal import LearnMarkdown

/// The tables of contents of a docset with their links answered: what stands beside, before and after a page.
package struct Navigation: Sendable {
  package struct Node: Sendable {
    package var title: String
    package var target: LinkResolution.Target?
    package var suffix: [UInt8]
    package var children: [Int]
    /// -1 at the top.
    package var parent: Int
  }

  package struct Tree: Sendable {
    /// The table's own file, relative to the docset.
    package var path: String
    /// The route of the page that shows it whole.
    package var route: [UInt8]
    package var nodes: [Node]
    package var roots: [Int]
    /// The nodes that lead to pages of the site, in reading order.
    package var sequence: [Int]

    /// The nodes above one, from the top down.
    package func ancestors(of node: Int) -> [Int] {
      var ancestors: [Int] = []
      var node = nodes[node].parent
      while node >= 0 {
        ancestors.append(node)
        node = nodes[node].parent
      }
      return ancestors.reversed()
    }
  }

  package struct Position: Sendable, Hashable {
    package var tree: Int
    package var node: Int
    /// In the tree's sequence.
    package var place: Int
  }

  package private(set) var trees: [Tree] = []
  package private(set) var breadcrumbs: [Breadcrumbs] = []
  private var positions: [ByteString: Position] = [:]
  private var treeOfFolder: [(folder: [UInt8], tree: Int)] = []

  package init(_ site: Site, _ docset: SiteDocset) {
    let resolver = LinkResolver(site, docset)
    let catalog = docset.catalog
    let tables = NestedTables(catalog)
    // A deeper table knows its pages better than one further up that lists them too; but one that another table takes in
    // is a part of that.
    let sorted = catalog.tablesOfContents.sorted { Self.depth($0.path) > Self.depth($1.path) }
    for isTakenIn in [false, true] {
      for toc in sorted where tables.isTakenIn(toc.path) == isTakenIn { add(toc, docset, resolver, tables) }
    }
    treeOfFolder.sort { $0.folder.count > $1.folder.count }
    for table in catalog.breadcrumbs {
      breadcrumbs.append(Breadcrumbs(table, of: docset, resolver))
    }
  }

  private static func depth(_ path: String) -> Int { path.utf8.count { $0 == UInt8(ascii: "/") } }

  /// Where a page stands; nil for a page that no table lists.
  package func position(of page: SitePage) -> Position? { positions[ByteString(page.route)] }

  /// The table of the nearest folder, for a page that none lists.
  package func nearestTree(to page: SitePage) -> Int? {
    treeOfFolder.first { page.path.starts(with: $0.folder) }?.tree
  }

  private mutating func add(
    _ toc: TableOfContents, _ docset: SiteDocset, _ resolver: LinkResolver, _ tables: NestedTables
  ) {
    guard let holder = docset.pages.first else { return }
    let path = Array(toc.path.utf8)
    let folder = Array(path[..<(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)])
    var tree = Tree(path: toc.path, route: docset.route(ofTable: path), nodes: [], roots: [], sequence: [])
    let number = trees.count
    func insert(_ item: TableOfContents.Item, from path: [UInt8], open: [[UInt8]], parent: Int) -> Int {
      // Without a name of its own, what it leads to is said.
      let name = item.name.isEmpty ? (item.destination ?? []).utf8String : item.name
      var node = Node(title: name, target: nil, suffix: [], children: [], parent: parent)
      let entry = tables.entry(item, in: path, open: open, isFull: tree.nodes.count >= NestedTables.mostEntries)
      if let destination = entry.destination, !destination.isEmpty,
        let resolution = Self.resolve(destination, in: entry.origin, on: holder, resolver)
      {
        node.target = resolution.target
        node.suffix = resolution.suffix
        node.title = Self.title(of: item, leadingTo: resolution, in: docset)
      }
      let index = tree.nodes.count
      tree.nodes.append(node)
      if case .page(let route, _)? = node.target {
        let key = ByteString(route)
        if positions[key] == nil {
          positions[key] = Position(tree: number, node: index, place: tree.sequence.count)
        }
        tree.sequence.append(index)
      }
      for child in entry.items {
        let child = insert(child, from: entry.table, open: open + [entry.table], parent: index)
        tree.nodes[index].children.append(child)
      }
      return index
    }
    for item in toc.items { tree.roots.append(insert(item, from: path, open: [path], parent: -1)) }
    trees.append(tree)
    treeOfFolder.append((folder, number))
  }

  /// What an entry is called that may have no name of its own: as the page that it leads to.
  static func title(
    of item: TableOfContents.Item, leadingTo resolution: LinkResolution, in docset: SiteDocset
  ) -> String {
    guard item.name.isEmpty else { return item.name }
    if case .page(let route, _) = resolution.target, let page = docset.page(at: route) {
      return docset.file(of: page).title
    }
    return (item.destination ?? []).utf8String
  }

  /// Where an entry leads; nil for an address that leads nowhere.
  static func resolve(
    _ destination: [UInt8], in path: [UInt8], on holder: SitePage,
    _ resolver: LinkResolver
  ) -> LinkResolution? {
    switch Address(destination) {
    case .external: return ExternalAddress(destination).map { LinkResolution(target: .external($0)) }
    case .local:
      return resolver.resolve(destination, from: path, on: holder)
    default: return nil
    }
  }
}

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
    // A deeper table knows its pages better than one further up that lists them too.
    let catalog = docset.catalog
    for toc in catalog.tablesOfContents.sorted(by: { Self.depth($0.path) > Self.depth($1.path) }) {
      add(toc, docset, resolver)
    }
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

  private mutating func add(_ toc: TableOfContents, _ docset: SiteDocset, _ resolver: LinkResolver) {
    guard let holder = docset.pages.first else { return }
    let path = Array(toc.path.utf8)
    let folder = Array(path[..<(path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0)])
    var tree = Tree(
      path: toc.path, route: Route.contents(of: path, prefix: docset.prefix), nodes: [], roots: [], sequence: [])
    let number = trees.count
    func insert(_ item: TableOfContents.Item, parent: Int) -> Int {
      var node = Node(title: item.name, target: nil, suffix: [], children: [], parent: parent)
      if let destination = item.destination, !destination.isEmpty { answer(destination, item, &node) }
      let index = tree.nodes.count
      tree.nodes.append(node)
      if case .page(let route, _)? = node.target {
        let key = ByteString(route)
        if positions[key] == nil {
          positions[key] = Position(tree: number, node: index, place: tree.sequence.count)
        }
        tree.sequence.append(index)
      }
      for child in item.items {
        let child = insert(child, parent: index)
        tree.nodes[index].children.append(child)
      }
      return index
    }
    func answer(_ destination: [UInt8], _ item: TableOfContents.Item, _ node: inout Node) {
      guard let resolution = Self.resolve(destination, in: path, on: holder, resolver) else { return }
      node.target = resolution.target
      node.suffix = resolution.suffix
    }
    for item in toc.items { tree.roots.append(insert(item, parent: -1)) }
    trees.append(tree)
    treeOfFolder.append((folder, number))
  }

  /// Where an entry leads; nil for an address that leads nowhere.
  static func resolve(
    _ destination: [UInt8], in path: [UInt8], on holder: SitePage,
    _ resolver: LinkResolver
  ) -> LinkResolution? {
    switch Address(destination) {
    case .external: return LinkResolution(target: .external(destination))
    case .local:
      return resolver.resolve(destination, from: path, on: holder)
    default: return nil
    }
  }
}

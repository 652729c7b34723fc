internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  /// The branch of the table of contents that a page stands in, and its neighbours: never the whole table.
  func addNavigation(_ page: SitePage, to context: inout [String: Any]) {
    var crumbs: [[String: Any]] = []
    if let home = homePage, home.route != page.route {
      crumbs.append([
        "title": site.configuration.title(docset.locale), "href": Route.relative(to: home.route, from: page.route),
      ])
    }
    if let position = navigation.position(of: page) {
      let tree = navigation.trees[position.tree]
      var ancestors: [Int] = []
      var node = tree.nodes[position.node].parent
      while node >= 0 {
        ancestors.insert(node, at: 0)
        node = tree.nodes[node].parent
      }
      for ancestor in ancestors {
        if let href = href(tree.nodes[ancestor], from: page.route) {
          let crumb = tree.nodes[ancestor].title
          if crumbs.last?["href"] as? String != href { crumbs.append(["title": crumb, "href": href]) }
        }
      }
      addNeighbours(position, tree, page, to: &context)
      context["nav"] = branch(of: position.node, ancestors, tree, page)
      context["contentsHref"] = Route.relative(to: tree.route, from: page.route)
    } else if let number = navigation.nearestTree(to: page) {
      let tree = navigation.trees[number]
      context["nav"] = level(tree.roots, open: nil, current: nil, tree, page)
      context["contentsHref"] = Route.relative(to: tree.route, from: page.route)
    }
    context["breadcrumbs"] = crumbs
  }

  var homePage: SitePage? { docset.page(Array("index.md".utf8)) ?? docset.page(Array("index.yml".utf8)) }

  private func addNeighbours(
    _ position: Navigation.Position, _ tree: Navigation.Tree, _ page: SitePage, to context: inout [String: Any]
  ) {
    guard let place = tree.sequence.firstIndex(of: position.node) else { return }
    if place > 0 { context["previous"] = neighbour(tree.nodes[tree.sequence[place - 1]], page) }
    if place + 1 < tree.sequence.count { context["next"] = neighbour(tree.nodes[tree.sequence[place + 1]], page) }
  }

  private func neighbour(_ node: Navigation.Node, _ page: SitePage) -> [String: Any]? {
    href(node, from: page.route).map { ["title": node.title, "href": $0] }
  }

  /// Two levels: the page's own level, open, within the level of its parent.
  private func branch(
    of node: Int, _ ancestors: [Int], _ tree: Navigation.Tree, _ page: SitePage
  ) -> [[String: Any]] {
    let hasChildren = !tree.nodes[node].children.isEmpty
    let open = hasChildren ? node : ancestors.last
    guard let open else { return level(tree.roots, open: nil, current: node, tree, page) }
    let parent = tree.nodes[open].parent
    let siblings = parent >= 0 ? tree.nodes[parent].children : tree.roots
    return level(siblings, open: open, current: node, tree, page)
  }

  private func level(
    _ nodes: [Int], open: Int?, current: Int?, _ tree: Navigation.Tree, _ page: SitePage
  ) -> [[String: Any]] {
    nodes.map { number in
      var entry = entry(tree.nodes[number], isCurrent: number == current, page)
      entry["isOpen"] = number == open
      if number == open {
        entry["items"] = tree.nodes[number].children.compactMap { child -> [String: Any]? in
          var item = self.entry(tree.nodes[child], isCurrent: child == current, page)
          if item["href"] == nil { item["href"] = firstHref(child, tree, page) }
          return item["href"] == nil ? nil : item
        }
      }
      return entry
    }
  }

  private func entry(_ node: Navigation.Node, isCurrent: Bool, _ page: SitePage) -> [String: Any] {
    var entry: [String: Any] = ["title": node.title, "isCurrent": isCurrent, "isExternal": false, "isOpen": false]
    if let href = href(node, from: page.route) { entry["href"] = href }
    if case .external? = node.target { entry["isExternal"] = true }
    return entry
  }

  /// A group without a page of its own leads to its first page.
  private func firstHref(_ node: Int, _ tree: Navigation.Tree, _ page: SitePage) -> String? {
    for child in tree.nodes[node].children {
      if let href = href(tree.nodes[child], from: page.route) ?? firstHref(child, tree, page) { return href }
    }
    return nil
  }

  func href(_ node: Navigation.Node, from route: [UInt8]) -> String? {
    switch node.target {
    case .page(let target, _): Route.relative(to: target, from: route) + Self.address(node.suffix)
    case .file(let target, _, _): Route.relative(to: target, from: route)
    case .external(let address): Self.address(address)
    case .missing, .samePage, nil: nil
    }
  }
}

internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  /// The branch of the table of contents that a page stands in, and its neighbours: never the whole table.
  func addNavigation(_ page: SitePage, to values: inout TemplateValues) {
    var crumbs = trail(to: page)
    var list = HTMLBytes()
    if let position = navigation.position(of: page) {
      let tree = navigation.trees[position.tree]
      let ancestors = tree.ancestors(of: position.node)
      crumbs += ancestors.compactMap { ancestor in
        let node = tree.nodes[ancestor]
        return node.target.map { Breadcrumbs.Crumb(title: node.title, target: $0, suffix: node.suffix) }
      }
      addNeighbours(position, tree, page, to: &values)
      addBranch(of: position.node, ancestors, tree, page, to: &list)
      values.set(.contentsHref, Route.relative(to: tree.route, from: page.route))
    } else if let number = navigation.nearestTree(to: page) {
      let tree = navigation.trees[number]
      addLevel(tree.roots, open: nil, current: nil, tree, page, to: &list)
      values.set(.contentsHref, Route.relative(to: tree.route, from: page.route))
    }
    values.set(.nav, list.bytes)
    addBreadcrumbs(crumbs, page, to: &values)
  }

  var homePage: SitePage? { docset.page(Array("index.md".utf8)) ?? docset.page(Array("index.yml".utf8)) }

  private func addNeighbours(
    _ position: Navigation.Position, _ tree: Navigation.Tree, _ page: SitePage, to values: inout TemplateValues
  ) {
    let place = position.place
    if place > 0 {
      let node = tree.nodes[tree.sequence[place - 1]]
      values.set(.previousHref, href(node, from: page.route))
      values.set(.previousTitle, node.title)
    }
    if place + 1 < tree.sequence.count {
      let node = tree.nodes[tree.sequence[place + 1]]
      values.set(.nextHref, href(node, from: page.route))
      values.set(.nextTitle, node.title)
    }
  }

  /// Two levels: the page's own level, open, within the level of its parent.
  private func addBranch(
    of node: Int, _ ancestors: [Int], _ tree: Navigation.Tree, _ page: SitePage, to list: inout HTMLBytes
  ) {
    let hasChildren = !tree.nodes[node].children.isEmpty
    let open = hasChildren ? node : ancestors.last
    let parent = open.map { tree.nodes[$0].parent } ?? -1
    let siblings = parent >= 0 ? tree.nodes[parent].children : tree.roots
    addLevel(siblings, open: open, current: node, tree, page, to: &list)
  }

  private func addLevel(
    _ nodes: [Int], open: Int?, current: Int?, _ tree: Navigation.Tree, _ page: SitePage, to list: inout HTMLBytes
  ) {
    for number in nodes {
      var item = self.item(tree.nodes[number], from: page.route)
      item.set(.isCurrent, if: number == current)
      if number == open {
        var children = HTMLBytes()
        for child in tree.nodes[number].children {
          var item = self.item(tree.nodes[child], from: page.route)
          if item[.href] == nil { item.set(.href, firstHref(child, tree, page)) }
          guard item[.href] != nil else { continue }
          item.set(.isCurrent, if: child == current)
          templates.fill("nav-item", item, into: &children)
        }
        item.set(.isOpen, if: true)
        item.set(.hasItems, if: true)
        item.set(.items, children.bytes)
      }
      templates.fill("nav-item", item, into: &list)
    }
  }

  func item(_ node: Navigation.Node, from route: [UInt8]) -> TemplateValues {
    var item = TemplateValues()
    item.set(.title, node.title)
    item.set(.href, href(node, from: route))
    if case .external? = node.target { item.set(.isExternal, if: true) }
    return item
  }

  /// A group without a page of its own leads to its first page.
  private func firstHref(_ node: Int, _ tree: Navigation.Tree, _ page: SitePage) -> [UInt8]? {
    for child in tree.nodes[node].children {
      if let href = href(tree.nodes[child], from: page.route) ?? firstHref(child, tree, page) { return href }
    }
    return nil
  }

  /// The address of an entry's target, fit for an attribute.
  func href(_ node: Navigation.Node, from route: [UInt8]) -> [UInt8]? { href(node.target, node.suffix, from: route) }

  func href(_ target: LinkResolution.Target?, _ suffix: [UInt8], from route: [UInt8]) -> [UInt8]? {
    var html = HTMLBytes()
    switch target {
    case .page(let target, _):
      Route.appendRelative(to: target, from: route, &html)
      html.append(address: suffix)
    case .file(let target, _, _): Route.appendRelative(to: target, from: route, &html)
    case .external(let address): html.append(address: address)
    case .missing, .nowhere, .samePage, nil: return nil
    }
    return html.bytes
  }
}

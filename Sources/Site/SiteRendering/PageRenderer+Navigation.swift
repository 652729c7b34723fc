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
      addBranch(of: position.node, ancestors, position.tree, page, to: &list)
      values.set(.contentsHref, Route.relative(to: tree.route, from: page.route))
    } else if let number = navigation.nearestTree(to: page) {
      addLevel(below: -1, open: nil, current: nil, number, page, to: &list)
      values.set(.contentsHref, Route.relative(to: navigation.trees[number].route, from: page.route))
    }
    values.set(.nav, list.bytes)
    addBreadcrumbs(crumbs, page, to: &values)
  }

  var homePage: SitePage? { docset.page(at: docset.prefix + Array("index.html".utf8)) }

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
    of node: Int, _ ancestors: [Int], _ tree: Int, _ page: SitePage, to list: inout HTMLBytes
  ) {
    let nodes = navigation.trees[tree].nodes
    let open = nodes[node].children.isEmpty ? ancestors.last : node
    let parent = open.map { nodes[$0].parent } ?? -1
    addLevel(below: parent, open: open, current: node, tree, page, to: &list)
  }

  private func addLevel(
    below parent: Int, open: Int?, current: Int?, _ tree: Int, _ page: SitePage, to list: inout HTMLBytes
  ) {
    let siblings = entries(below: parent, in: tree)
    let level = level(below: parent, isInner: false, tree, page)
    let special = siblings.indices.filter { siblings[$0] == open || siblings[$0] == current }
    level.write(Self.window(of: siblings.count, around: special.first), into: &list, except: special) { number, list in
      let node = siblings[number]
      var inner: [UInt8]?
      if node == open {
        var children = HTMLBytes()
        addInnerLevel(below: node, current: current, tree, page, to: &children)
        inner = children.bytes
      }
      addEntry(node, isCurrent: node == current, inner: inner, isInner: false, tree, page, to: &list)
    }
  }

  private func addInnerLevel(
    below parent: Int, current: Int?, _ tree: Int, _ page: SitePage, to list: inout HTMLBytes
  ) {
    let siblings = entries(below: parent, in: tree)
    let special = siblings.firstIndex { $0 == current }.map { [$0] } ?? []
    let window = Self.window(of: siblings.count, around: special.first)
    level(below: parent, isInner: true, tree, page).write(window, into: &list, except: special) { number, list in
      addEntry(siblings[number], isCurrent: true, inner: nil, isInner: true, tree, page, to: &list)
    }
  }

  /// The entries of a level that a page shows: all of most, and of a long one those near its own. The page of all
  /// articles, which every page leads to, has them all.
  private static func window(of count: Int, around place: Int?) -> Range<Int> {
    guard count > mostEntries else { return 0..<count }
    let start = min(max(0, (place ?? 0) - mostEntries / 2), count - mostEntries)
    return start..<start + mostEntries
  }

  /// Some 10 KB of HTML. Of the levels in the docsets of Microsoft 365 all but one have at most 34; that one has 303.
  private static let mostEntries = 100

  private func entries(below parent: Int, in tree: Int) -> [Int] {
    let tree = navigation.trees[tree]
    return parent >= 0 ? tree.nodes[parent].children : tree.roots
  }

  /// A level in which no entry is current or open.
  private func level(below parent: Int, isInner: Bool, _ tree: Int, _ page: SitePage) -> NavigationLevels.Level {
    let folder = ByteString(Array(page.route[..<(page.route.lastIndex(of: UInt8(ascii: "/")) ?? 0)]))
    let key = NavigationLevels.Key(tree: tree, parent: parent, isInner: isInner, folder: folder)
    return levels.level(key) {
      NavigationLevels.Level(entries(below: parent, in: tree)) { node, list in
        addEntry(node, isCurrent: false, inner: nil, isInner: isInner, tree, page, to: &list)
      }
    }
  }

  /// - Parameter inner: The level below the entry, where it is open.
  private func addEntry(
    _ number: Int, isCurrent: Bool, inner: [UInt8]?, isInner: Bool, _ tree: Int, _ page: SitePage,
    to list: inout HTMLBytes
  ) {
    let tree = navigation.trees[tree]
    var item = item(tree.nodes[number], from: page.route)
    if isInner, item[.href] == nil {
      guard let href = firstHref(number, tree, page) else { return }
      item.set(.href, href)
    }
    item.set(.isCurrent, if: isCurrent)
    if let inner {
      item.set(.isOpen, if: true)
      item.set(.hasItems, if: true)
      item.set(.items, inner)
    }
    templates.fill("nav-item", item, into: &list)
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
    case .external(let address): html.append(address: address.bytes)
    case .missing, .nowhere, .samePage, nil: return nil
    }
    return html.bytes
  }
}

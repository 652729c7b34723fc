internal import Docset
package import LearnMarkdown
internal import SiteModel

/// A page that no article makes.
package enum SpecialPage: Sendable {
  /// A table of contents as a whole, by number of tree.
  case contents(Int)
  /// All articles, for a docset without a home page of its own.
  case home
  /// What running the steps showed.
  case verification
  case notFound
  /// A page at an old address, by source path, that leads on to the new one.
  case redirection([UInt8])
}

extension PageRenderer {
  package func specialPages() -> [SpecialPage] {
    // Two tables of a folder have one page: that of the first.
    var seen: Set<ByteString> = []
    var pages: [SpecialPage] = []
    for (number, tree) in navigation.trees.enumerated()
    where docset.page(at: tree.route) == nil && seen.insert(ByteString(tree.route)).inserted {
      pages.append(.contents(number))
    }
    var made = [SpecialPage.notFound]
    if verification != nil { made.append(.verification) }
    let moved = site.movedAddresses(of: docset).filter { moved in
      NameLength.allowsPage(moved.source) && site.redirectionTarget(of: moved.source, in: docset) != nil
        && !made.contains { route(of: $0) == moved.route }
    }
    // The home page may have moved, too.
    if homePage == nil, !moved.contains(where: { $0.route == route(of: .home) }) { made.append(.home) }
    return pages + made + moved.map { .redirection($0.source) }
  }

  /// Where a page stands, if it is written.
  package func route(of page: SpecialPage) -> [UInt8] {
    switch page {
    case .contents(let number): navigation.trees[number].route
    case .home: docset.prefix + Array("index.html".utf8)
    case .verification: Self.verificationRoute(of: docset)
    case .notFound: docset.notFoundRoute
    case .redirection(let source): docset.route(ofPage: source)
    }
  }

  /// Writes a page.
  ///
  /// - Returns: Its route; nil for a redirection that arrives nowhere, of which nothing is written.
  package func render(_ page: SpecialPage, into html: inout HTMLBytes) -> [UInt8]? {
    switch page {
    case .contents(let number): return contents(navigation.trees[number], into: &html)
    case .home: return home(into: &html)
    case .verification: return verification.map { verificationPage($0, into: &html) }
    case .notFound: return notFound(into: &html)
    case .redirection(let source): return redirection(of: source, into: &html)
    }
  }

  private func contents(_ tree: Navigation.Tree, into html: inout HTMLBytes) -> [UInt8] {
    var list = HTMLBytes()
    for root in tree.roots { addContents(root, tree, to: &list) }
    return contentsPage(list.bytes, route: tree.route, into: &html)
  }

  private func addContents(_ number: Int, _ tree: Navigation.Tree, to list: inout HTMLBytes) {
    let node = tree.nodes[number]
    var item = item(node, from: tree.route)
    if !node.children.isEmpty {
      var children = HTMLBytes()
      for child in node.children { addContents(child, tree, to: &children) }
      item.set(.hasItems, if: true)
      item.set(.items, children.bytes)
    }
    templates.fill("nav-item", item, into: &list)
  }

  /// All articles by title, for a docset that has no index of its own.
  private func home(into html: inout HTMLBytes) -> [UInt8] {
    let route = docset.prefix + Array("index.html".utf8)
    var list = HTMLBytes()
    for page in docset.pages {
      var item = TemplateValues()
      item.set(.title, docset.file(of: page).title)
      item.set(.href, Route.relative(to: page.route, from: route))
      templates.fill("nav-item", item, into: &list)
    }
    return contentsPage(list.bytes, route: route, into: &html)
  }

  private func contentsPage(_ list: [UInt8], route: [UInt8], into html: inout HTMLBytes) -> [UInt8] {
    var content = TemplateValues()
    content.set(.items, list)
    write("contents", content, in: frame(route: route, title: words["allArticles"] ?? ""), into: &html)
    return route
  }

  private func notFound(into html: inout HTMLBytes) -> [UInt8] {
    let route = docset.notFoundRoute
    var values = frame(route: route, title: words["notFoundTitle"] ?? "")
    values.set(.noindex, if: true)
    values.remove(.canonical)
    values.remove(.feedHref)
    // A server shows the page at addresses of any depth: nothing on it may be relative to its own.
    let root = BaseURL.path(of: site.configuration.baseURL)
    func fromRoot(_ route: [UInt8]) -> [UInt8] {
      var address = HTMLBytes()
      address.append(address: root)
      address.append(path: route)
      return address.bytes
    }
    values.set(.root, fromRoot([]))
    values.set(.localeRoot, fromRoot(docset.prefix))
    if verification != nil { values.set(.verificationHref, fromRoot(Self.verificationRoute(of: docset))) }
    var content = TemplateValues()
    content.set(.localeRoot, fromRoot(docset.prefix))
    write("not-found", content, in: values, into: &html)
    return route
  }

  private func write(
    _ template: String, _ content: TemplateValues, in frame: TemplateValues, into html: inout HTMLBytes
  ) {
    templates.fill("page", frame, into: &html) { templates.fill(template, content, into: &$0) }
  }

  private func redirection(of source: [UInt8], into html: inout HTMLBytes) -> [UInt8]? {
    guard let target = site.redirectionTarget(of: source, in: docset) else { return nil }
    let route = docset.route(ofPage: source)
    var href = HTMLBytes()
    var title: String?
    switch target {
    case .address(let address): href.append(address: address.bytes)
    case .page(let page, let other, let suffix):
      Route.appendRelative(to: page.route, from: route, &href)
      href.append(address: suffix)
      title = other.file(of: page).title
    }
    let address = href.bytes
    var values = frame(route: route, title: title ?? String(decoding: address, as: UTF8.self))
    values.set(.href, address)
    templates.fill("redirect", values, into: &html)
    return route
  }
}

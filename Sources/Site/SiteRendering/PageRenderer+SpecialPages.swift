internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  /// Pages that no article makes: the tables of contents whole, a home page where none is, what was
  /// verified, 404, redirections.
  package func specialPages() -> [Rendered] {
    // Two tables of a folder have one page: that of the first.
    var seen: Set<[UInt8]> = []
    var pages = navigation.trees.filter { docset.page(at: $0.route) == nil && seen.insert($0.route).inserted }
      .map(contents)
    if homePage == nil { pages.append(home()) }
    if let verification { pages.append(verificationPage(verification)) }
    pages.append(notFound())
    pages += redirections()
    return pages
  }

  private func contents(_ tree: Navigation.Tree) -> Rendered {
    var list = HTMLBytes()
    for root in tree.roots { addContents(root, tree, to: &list) }
    return contentsPage(list.bytes, route: tree.route)
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
  private func home() -> Rendered {
    let route = docset.prefix + Array("index.html".utf8)
    var list = HTMLBytes()
    for page in docset.pages {
      var item = TemplateValues()
      item.set(.title, docset.file(of: page).title)
      item.set(.href, Route.relative(to: page.route, from: route))
      templates.fill("nav-item", item, into: &list)
    }
    return contentsPage(list.bytes, route: route)
  }

  private func contentsPage(_ list: [UInt8], route: [UInt8]) -> Rendered {
    var content = TemplateValues()
    content.set(.items, list)
    return inFrame("contents", content, frame(route: route, title: words["allArticles"] ?? ""), route: route)
  }

  private func notFound() -> Rendered {
    let route = docset.prefix + Array("404.html".utf8)
    var values = frame(route: route, title: words["notFoundTitle"] ?? "")
    values.set(.noindex, if: true)
    values.remove(.canonical)
    var content = TemplateValues()
    content.set(.localeRoot, Route.relative(to: docset.prefix, from: route))
    return inFrame("not-found", content, values, route: route)
  }

  private func inFrame(
    _ template: String, _ content: TemplateValues, _ values: TemplateValues, route: [UInt8]
  ) -> Rendered {
    var html = HTMLBytes()
    templates.fill("page", values, into: &html) { templates.fill(template, content, into: &$0) }
    return Rendered(route: route, bytes: html.bytes, files: [])
  }

  /// A page at each old address that leads on to the new one, where no page stands there now.
  private func redirections() -> [Rendered] {
    docset.redirections.sources.compactMap { source in
      guard docset.page(source) == nil, let target = docset.redirectionTarget(of: source) else { return nil }
      let route = Route.page(source, prefix: docset.prefix)
      var href = HTMLBytes()
      var title: String?
      switch target {
      case .address(let address): href.append(address: address)
      case .page(let page, let suffix):
        Route.appendRelative(to: page.route, from: route, &href)
        href.append(address: suffix)
        title = docset.file(of: page).title
      }
      var values = frame(route: route, title: title ?? String(decoding: href.bytes, as: UTF8.self))
      values.set(.href, href.bytes)
      var html = HTMLBytes()
      templates.fill("redirect", values, into: &html)
      return Rendered(route: route, bytes: html.bytes, files: [])
    }
  }
}

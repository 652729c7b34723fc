internal import Docset
internal import LearnMarkdown
internal import Mustache
internal import SiteModel

extension PageRenderer {
  /// Pages that no article makes: the tables of contents whole, a home page where none is, 404, redirections.
  package func specialPages() -> [Rendered] {
    var pages = navigation.trees.filter { docset.pages.route($0.route) == nil }.map(contents)
    if homePage == nil { pages.append(home()) }
    pages.append(notFound())
    pages += redirections()
    return pages
  }

  private func contents(_ tree: Navigation.Tree) -> Rendered {
    let title = words["allArticles"] ?? ""
    var context = frame(route: tree.route, title: title)
    context["items"] = tree.roots.map { contentsItem($0, tree) }
    return renderInFrame("contents", context, route: tree.route)
  }

  private func contentsItem(_ number: Int, _ tree: Navigation.Tree) -> [String: Any] {
    let node = tree.nodes[number]
    let href = href(node, from: tree.route)
    var isExternal = false
    if case .external? = node.target { isExternal = true }
    return [
      "title": node.title, "href": href ?? "", "isGroup": href == nil, "isExternal": isExternal,
      "hasItems": !node.children.isEmpty, "items": node.children.map { contentsItem($0, tree) },
    ]
  }

  /// All articles by title, for a docset that has no index of its own.
  private func home() -> Rendered {
    let route = docset.prefix + Array("index.html".utf8)
    var context = frame(route: route, title: words["allArticles"] ?? "")
    context["items"] = docset.pages.map { page -> [String: Any] in
      [
        "title": docset.file(of: page).title, "href": Route.relative(to: page.route, from: route), "isGroup": false,
        "isExternal": false, "hasItems": false,
      ]
    }
    return renderInFrame("contents", context, route: route)
  }

  private func notFound() -> Rendered {
    let route = docset.prefix + Array("404.html".utf8)
    var context = frame(route: route, title: words["notFoundTitle"] ?? "")
    context["noindex"] = true
    context["canonical"] = nil
    return renderInFrame("not-found", context, route: route)
  }

  private func renderInFrame(_ template: String, _ context: [String: Any], route: [UInt8]) -> Rendered {
    var html = HTMLBytes()
    let inner = theme.templates.render(context, withTemplate: template) ?? ""
    fill("page", context, into: &html) { $0.append(inner) }
    return Rendered(route: route, bytes: html.bytes, files: [])
  }

  /// A page at each old address that leads on to the new one, where no page stands there now.
  private func redirections() -> [Rendered] {
    docset.redirections.sources.compactMap { source in
      guard docset.page(source) == nil, let target = docset.redirections.target(of: source) else { return nil }
      let route = Route.page(source, prefix: docset.prefix)
      let href: String
      var title: String
      switch target {
      case .circular: return nil
      case .address(let address):
        href = Self.address(
          address.first == UInt8(ascii: "/") ? Array("https://learn.microsoft.com".utf8) + address : address)
        title = href
      case .path(let path, let suffix):
        let candidates = [path, path + Array(".md".utf8), path + Array(".yml".utf8)]
        guard let page = candidates.lazy.compactMap({ docset.page($0) }).first else { return nil }
        href = Route.relative(to: page.route, from: route) + Self.address(suffix)
        title = docset.file(of: page).title
      }
      var context = frame(route: route, title: title)
      context["href"] = href
      var html = HTMLBytes()
      fill("redirect", context, into: &html) { _ in }
      return Rendered(route: route, bytes: html.bytes, files: [])
    }
  }
}

internal import Docset
internal import LearnMarkdown
internal import Mustache
package import SiteModel

/// Renders the pages of one docset: its frame by the theme's templates, its body from the article's bytes.
package struct PageRenderer: Sendable {
  package let site: Site
  package let docset: SiteDocset
  let theme: Theme
  let navigation: Navigation
  let words: [String: String]
  /// Marks beside proven headings, by article path and then by heading id.
  let marks: [String: [[UInt8]: String]]

  /// Stands in the frame where the body goes: the body never passes through a `String`.
  private static let bodyMark = "\u{1}body\u{1}"

  package init(_ site: Site, _ docset: SiteDocset, theme: Theme, marks: [String: [[UInt8]: String]] = [:]) {
    self.site = site
    self.docset = docset
    self.theme = theme
    self.marks = marks
    navigation = Navigation(site, docset)
    words = theme.words(docset.locale)
  }

  package struct Rendered: Sendable {
    package var route: [UInt8]
    package var bytes: [UInt8]
    package var files: Set<SiteFile>
  }

  package func render(_ page: SitePage) -> Rendered {
    let file = docset.file(of: page)
    var context = frame(route: page.route, title: file.title)
    context["description"] = file.metadata.text("description")
    context["toc"] = tableOfPage(file)
    context["hasToc"] = file.article.headings.count { $0.level == 2 || $0.level == 3 } > 1
    addLanguages(page, to: &context)
    addNavigation(page, to: &context)
    if page.isFallback, let locale = docset.fallback?.source.locale {
      context["isFallback"] = true
      context["fallbackLang"] = locale
      context["fallbackName"] = theme.words(locale)["languageName"] ?? locale
    }
    var body = ArticleBody(
      resolver: LinkResolver(site, docset), page: page, marks: marks[String(decoding: page.path, as: UTF8.self)] ?? [:])
    var html = HTMLBytes(reserving: file.article.html.count * 2 + 4096)
    fill("page", context, into: &html) { body.write(into: &$0) }
    return Rendered(route: page.route, bytes: html.bytes, files: body.files)
  }

  /// What every page of the docset has.
  func frame(route: [UInt8], title: String) -> [String: Any] {
    var context: [String: Any] = [
      "lang": docset.locale, "title": title, "siteTitle": site.configuration.title(docset.locale),
      "root": Self.climb(from: route, to: []), "localeRoot": Self.climb(from: route, to: docset.prefix),
      "strings": words, "content": Self.bodyMark, "isFallback": false, "noindex": false, "hasToc": false,
    ]
    if let base = site.configuration.baseURL {
      context["canonical"] = base + Self.address(route)
    }
    return context
  }

  /// Renders a template and puts the body in its place.
  func fill(
    _ template: String, _ context: [String: Any], into html: inout HTMLBytes, body: (inout HTMLBytes) -> Void
  ) {
    let frame = Array((theme.templates.render(context, withTemplate: template) ?? "").utf8)
    let mark = frame.firstIndex(of: "\u{1}body\u{1}", in: 0..<frame.count)
    guard let mark else {
      html.append(raw: frame)
      return
    }
    html.append(raw: frame[..<mark])
    body(&html)
    html.append(raw: frame[(mark + Self.bodyMark.utf8.count)...])
  }

  /// `../` as often as it takes from a page to a folder above it, and then down to it.
  static func climb(from route: [UInt8], to folder: [UInt8]) -> String {
    var html = HTMLBytes()
    Route.appendRelative(to: folder, from: route, &html)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  static func address(_ route: [UInt8]) -> String {
    var html = HTMLBytes()
    html.append(address: route)
    return String(decoding: html.bytes, as: UTF8.self)
  }

  private func tableOfPage(_ file: ArticleFile) -> [[String: Any]] {
    file.article.headings.filter { $0.level == 2 || $0.level == 3 }.map {
      ["id": String(decoding: $0.id, as: UTF8.self), "text": $0.text, "level": $0.level]
    }
  }

  private func addLanguages(_ page: SitePage, to context: inout [String: Any]) {
    let counterparts = site.counterparts(of: page, in: docset)
    context["languages"] = counterparts.map { other -> [String: Any] in
      [
        "lang": other.docset.locale, "name": theme.words(other.docset.locale)["languageName"] ?? other.docset.locale,
        "href": Route.relative(to: other.page.route, from: page.route),
        "isCurrent": other.docset.number == docset.number,
      ]
    }
    guard let base = site.configuration.baseURL else { return }
    let translated = counterparts.filter { !$0.page.isFallback }
    var alternates: [[String: Any]] = translated.map {
      ["lang": $0.docset.locale, "href": base + Self.address($0.page.route)]
    }
    if let source = translated.first(where: { $0.docset.isSource }) {
      alternates.append(["lang": "x-default", "href": base + Self.address(source.page.route)])
      if page.isFallback { context["canonical"] = base + Self.address(source.page.route) }
    }
    context["alternates"] = alternates
  }
}

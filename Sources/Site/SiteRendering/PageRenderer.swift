internal import Docset
package import LearnMarkdown
package import SiteModel

/// Renders the pages of one docset: its frame by the theme's templates, its body from the article's bytes.
///
/// A class, since each page to write names its renderer, and a copy of its many parts would cost more than the page's
/// title.
package final class PageRenderer: Sendable {
  package let site: Site
  package let docset: SiteDocset
  let theme: Theme
  let templates: ShapedTemplates
  private let tocItem: ShapedTemplates.Shape
  let navigation: Navigation
  let levels = NavigationLevels()
  let resolver: LinkResolver
  let words: [String: String]
  /// What each language of the site calls itself.
  let languageNames: [String: String]
  let monikers: MonikerChoice
  let sizes: PictureSizes
  /// By path of the translation: the sources that were changed after they were translated.
  let sourceChanges: [ByteString: SourceChange]
  private let hasFeed: Bool
  /// Nil where no steps were run, and where an article has taken the report's address.
  package let verification: SiteVerification?

  package init(
    _ site: Site, _ docset: SiteDocset, theme: Theme, verification: SiteVerification? = nil,
    sourceChanges: [ByteString: SourceChange] = [:]
  ) {
    self.sourceChanges = sourceChanges
    hasFeed = ChangesFeed.exists(for: docset, in: site)
    self.site = site
    self.docset = docset
    self.theme = theme
    self.verification = docset.page(at: Self.verificationRoute(of: docset)) == nil ? verification : nil
    navigation = site.navigations[docset.number]
    resolver = LinkResolver(site, docset)
    sizes = PictureSizes(docset)
    words = theme.words[docset.locale]
    monikers = site.monikers[docset.number]
    languageNames = theme.words.languageNames(of: site.configuration.locales)
    var constants = [
      "lang": docset.locale, "languageName": languageNames[docset.locale] ?? docset.locale,
      "siteTitle": site.configuration.title(docset.locale),
      "openGraphLocale": docset.locale.replacing("-", with: "_"),
    ]
    if TextDirection(docset.locale) == .rightToLeft { constants["isRightToLeft"] = "true" }
    constants.merge(theme.frame.constants(site.configuration, locale: docset.locale)) { $1 }
    templates = ShapedTemplates(theme, words: words, constants: constants)
    tocItem = templates.shape("toc-item", of: [.id, .text, .level])
  }

  /// Writes the page of an article.
  ///
  /// - Returns: The files of the docset that the page shows or links to.
  package func render(_ page: SitePage, into html: inout HTMLBytes) -> Set<SiteFile> {
    let file = docset.file(of: page)
    var values = frame(route: page.route, title: file.title)
    if let description = docset.metadata("description", of: page), !description.isEmpty {
      values.set(.description, description)
    }
    values.set(.titleSuffix, docset.metadata("titleSuffix", of: page))
    values.set(.noindex, if: docset.isHiddenFromSearch(page))
    addMonikers(file, page, to: &values)
    addTableOfPage(file, to: &values)
    addLanguages(page, to: &values)
    addNavigation(page, to: &values)
    if site.configuration.frame.hasNotes { addNotes(page, to: &values) }
    addTranslation(page, to: &values)
    if let base = site.configuration.baseURL { values.set(.pictureAddress, firstPicture(of: file, on: page, base)) }
    if let verification, !page.isFallback {
      values.set(.jsonLd, HowTo.json(of: verification.procedures(of: page.path), on: page, in: self))
    }
    if page.isFallback, let locale = docset.fallback?.source.locale {
      values.set(.isFallback, if: true)
      values.set(.fallbackLang, locale)
      values.set(.fallbackName, languageNames[locale] ?? theme.words.languageName(locale))
      let direction = TextDirection(locale)
      if direction != TextDirection(docset.locale) { values.set(.fallbackDirection, direction.rawValue) }
    }
    values.set(.markdownHref, Route.relative(to: MarkdownTwin.route(of: page), from: page.route))
    var body = ArticleBody(
      resolver: resolver, page: page, marks: marks(on: page), sizes: sizes)
    templates.fill("page", values, into: &html) { body.write(into: &$0) }
    return body.files
  }

  /// Writes the page as plain Markdown.
  package func renderMarkdown(of page: SitePage, into text: inout HTMLBytes) {
    MarkdownTwin(resolver: resolver, page: page).write(into: &text)
  }

  /// Where the page as plain Markdown stands.
  package static func markdownRoute(of page: SitePage) -> [UInt8] { MarkdownTwin.route(of: page) }

  /// What every page of the docset has.
  func frame(route: [UInt8], title: String) -> TemplateValues {
    var values = TemplateValues()
    values.set(.title, title)
    values.set(.root, Route.relative(to: [], from: route))
    values.set(.localeRoot, Route.relative(to: docset.prefix, from: route))
    values.set(.content, if: true)
    if let base = site.configuration.baseURL { values.set(.canonical, address(base, route)) }
    if hasFeed { values.set(.feedHref, Route.relative(to: ChangesFeed.route(of: docset), from: route)) }
    if verification != nil {
      values.set(.verificationHref, Route.relative(to: Self.verificationRoute(of: docset), from: route))
    }
    return values
  }

  /// The address of a route below the site's own, fit for an attribute.
  func address(_ base: String, _ route: [UInt8]) -> [UInt8] {
    var html = HTMLBytes(reserving: base.utf8.count + route.count)
    html.append(escaping: base)
    html.append(path: route)
    return html.bytes
  }

  /// The whole address of the first picture that an article itself shows.
  private func firstPicture(of file: ArticleFile, on page: SitePage, _ base: String) -> [UInt8]? {
    guard let number = file.article.links.firstIndex(where: { $0.form == .image }) else { return nil }
    switch ShownLinks(of: file, on: page, resolver)[number].resolution.target {
    case .file(let route, _, _): return address(base, route)
    case .external, .page, .missing, .samePage, .nowhere: return nil
    }
  }

  /// How many headings the table of a page has at most: where there are more, those of the third level are left out.
  private static let mostHeadings = 60

  private func addTableOfPage(_ file: ArticleFile, to values: inout TemplateValues) {
    var list = HTMLBytes(reserving: 1024)
    var count = 0
    // A list of more is no overview, and on some pages longer than the rest of the frame.
    let deepest = file.article.headings.count { $0.level == 2 || $0.level == 3 } > Self.mostHeadings ? 2 : 3
    for heading in file.article.headings where (2...deepest).contains(heading.level) {
      if count == Self.mostHeadings { break }
      templates.fill(tocItem, into: &list) { key, list in
        switch key {
        case .id: list.append(escaping: heading.id)
        case .text: list.append(escaping: heading.text)
        default: list.append(number: heading.level)
        }
      }
      count += 1
    }
    guard count > 1 else { return }
    values.set(.hasToc, if: true)
    values.set(.toc, list.bytes)
  }

  private func addLanguages(_ page: SitePage, to values: inout TemplateValues) {
    let counterparts = site.counterparts(of: page, in: docset)
    var languages = HTMLBytes()
    for other in counterparts {
      let locale = other.docset.locale
      var item = TemplateValues()
      item.set(.lang, locale)
      item.set(.name, languageNames[locale] ?? locale)
      item.set(.href, Route.relative(to: other.page.route, from: page.route))
      item.set(.isCurrent, if: other.docset.number == docset.number)
      item.set(.isMissing, if: other.page.isFallback)
      templates.fill("language", item, into: &languages)
    }
    let shown = Set(counterparts.map(\.docset.locale))
    for locale in site.configuration.locales where !shown.contains(locale) {
      var item = TemplateValues()
      item.set(.lang, locale)
      item.set(.name, languageNames[locale] ?? locale)
      item.set(.isMissing, if: true)
      templates.fill("language", item, into: &languages)
    }
    values.set(.languages, languages.bytes)
    guard let base = site.configuration.baseURL else { return }
    let translated = counterparts.filter { !$0.page.isFallback }
    var alternates = HTMLBytes()
    func add(_ language: String, _ page: SitePage) {
      var item = TemplateValues()
      item.set(.lang, language)
      item.set(.href, address(base, page.route))
      templates.fill("alternate", item, into: &alternates)
    }
    for other in translated { add(other.docset.locale, other.page) }
    if let source = translated.first(where: { $0.docset.isSource }) {
      add("x-default", source.page)
      if page.isFallback { values.set(.canonical, address(base, source.page.route)) }
    }
    values.set(.alternates, alternates.bytes)
  }
}

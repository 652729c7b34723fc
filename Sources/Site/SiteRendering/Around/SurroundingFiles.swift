internal import Docset
internal import LearnMarkdown
package import SiteModel
internal import SiteSearch

/// The files of a site that are no pages: what search engines, language models and web servers read.
package struct SurroundingFiles: Sendable {
  package struct File: Sendable {
    /// Relative to the output folder.
    package var route: String
    package var bytes: [UInt8]
  }

  let site: Site
  let theme: Theme

  package init(_ site: Site, theme: Theme) {
    self.site = site
    self.theme = theme
  }

  /// What makes them, each by itself.
  package var makers: [@Sendable () -> [File]] { search + others }

  /// What makes the search of each language. It takes longest by far, so that it is begun first.
  package var search: [@Sendable () -> [File]] {
    let site = site
    return SearchIndex.locales(of: site).map { locale in
      { SearchIndex(of: locale, in: site).files().map { File(route: $0.route, bytes: $0.bytes) } }
    }
  }

  package var others: [@Sendable () -> [File]] {
    let (site, theme) = (site, theme)
    let index = LanguageModelIndex(site, theme: theme)
    var makers: [@Sendable () -> [File]] = [
      { [robots()] }, { [index.root()] }, { [RedirectionMap(site).file()] },
    ]
    for docset in site.docsets { makers.append({ [index.index(docset)] }) }
    if let base = site.configuration.baseURL {
      makers.append({ Sitemap(site, base: base).files() })
      for docset in site.docsets {
        let title = "\(site.configuration.title(docset.locale)): \(theme.words[docset.locale]["changedArticles"] ?? "")"
        makers.append({ ChangesFeed(site, docset, base: base, title: title).files() })
      }
    }
    return makers
  }

  private func robots() -> File {
    var text = HTMLBytes()
    text.append("User-agent: *\nAllow: /\n")
    if let base = site.configuration.baseURL {
      text.append(raw: "\nSitemap: \(base)sitemap.xml\n")
    }
    return File(route: "robots.txt", bytes: text.bytes)
  }
}

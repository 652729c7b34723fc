internal import Docset
internal import LearnMarkdown
package import SiteModel

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

  /// All of them, in an order that is always the same.
  package func all() -> [File] {
    var files = [robots()] + LanguageModelIndex(site, theme: theme).files() + [RedirectionMap(site).file()]
    if let base = site.configuration.baseURL { files += Sitemap(site, base: base).files() }
    return files
  }

  private func robots() -> File {
    var text = HTMLBytes()
    text.append("User-agent: *\nAllow: /\n")
    if let base = site.configuration.baseURL {
      text.append("\nSitemap: \(base)sitemap.xml\n")
    }
    return File(route: "robots.txt", bytes: text.bytes)
  }
}

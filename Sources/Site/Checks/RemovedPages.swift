package import Diagnostics
internal import Docset
internal import LearnMarkdown
package import SiteModel

/// Pages that a change takes away from their addresses.
package enum RemovedPages {
  /// - Parameters:
  ///   - before: The site as it was, resolved or not.
  ///   - formerNames: The former paths of the files that were renamed, by their paths now; relative to the docset's root.
  ///   - locales: Only these; empty: all.
  /// - Returns: A finding for each page whose address neither has a page now nor leads on; at the file as it is called
  ///   now, or where the page was.
  package static func findings(
    of site: Site, before: Site, formerNames: [String: String], locales: Set<String> = []
  ) -> [Diagnostic] {
    let names = Dictionary(formerNames.map { ($0.value, $0.key) }, uniquingKeysWith: { first, _ in first })
    let root = site.configuration.shownRoot
    return site.docsets.flatMap { docset -> [Diagnostic] in
      guard locales.isEmpty || locales.contains(docset.locale),
        let former = before.docsets.first(where: { $0.prefix == docset.prefix })
      else { return [] }
      let redirected = Set(docset.redirections.written.map { ByteString(docset.route(ofPage: $0.bytes)) })
      return former.pages.compactMap { page in
        guard !page.isFallback, docset.page(at: page.route) == nil, !redirected.contains(ByteString(page.route)) else {
          return nil
        }
        let path = former.catalog.source.shownPrefix + page.path.utf8String
        let name = names[String(path.dropFirst(root.count))].map { root + $0 }
        return finding(page.path.utf8String, at: path, now: name, site)
      }
    }
  }

  private static func finding(_ page: String, at path: String, now name: String?, _ site: Site) -> Diagnostic {
    let place = site.shape == .own ? "`redirects` in `Site/site.yml`" : "`.openpublishing.redirection.json`"
    let what = name == nil ? "`\(page)` is gone" : "this one was `\(page)`"
    return Diagnostic(
      rule: .redirectionMissing,
      "A page that is renamed or deleted leaves a redirection at its address; \(what), and \(place) has none for it.",
      at: SourcePlace(file: name ?? path))
  }
}

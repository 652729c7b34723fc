internal import Docset
package import ExternalLinks
internal import LearnMarkdown
package import SiteModel

/// The addresses outside of a site that its articles and tables of contents lead to.
package enum ExternalAddresses {
  /// - Parameter locales: Only those of these; empty: all.
  package static func of(_ site: Site, locales: Set<String>) -> [ExternalLink] {
    site.docsets.filter { locales.isEmpty || locales.contains($0.locale) }.flatMap { docset in
      let catalog = docset.catalog
      let included = IncludedFiles(docset)
      let files = catalog.pages + catalog.fragments.filter { included.contains($0.path) }
      let articles = files.flatMap { file in
        let text = file.text
        return file.article.addresses.map { link in
          ExternalLink(
            address: link.destination.utf8String,
            place: text.place(link.source, in: Paths.shown(file.path, behind: catalog.source.shownPrefix)))
        }
      }
      return articles + catalog.tablesOfContents.flatMap { entries($0.items) }
    }
  }

  private static func entries(_ items: [TableOfContents.Item]) -> [ExternalLink] {
    items.flatMap { item in
      let own = item.destination.flatMap { destination -> ExternalLink? in
        guard Address(destination) == .external else { return nil }
        return ExternalLink(address: destination.utf8String, place: item.place)
      }
      return [own].compactMap { $0 } + entries(item.items)
    }
  }
}

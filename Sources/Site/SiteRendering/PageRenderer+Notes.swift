internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  /// When an article was changed last, and where it is edited and answered.
  func addNotes(_ page: SitePage, to values: inout TemplateValues) {
    let frame = site.configuration.frame
    let catalog = docset.catalog(of: page)
    if frame.lastUpdated != nil, let day = docset.lastUpdated(page) {
      values.set(.updated, DateForm(theme.words.own(docset.locale)?.words ?? [:]).text(day))
      values.set(.updatedDate, "\(day)")
      values.set(.hasNotes, if: true)
    }
    func address(_ pattern: LinkPattern) -> [UInt8] {
      pattern.address { name in
        switch name {
        case .path: catalog.source.pathInRepository(page.path)
        case .locale: Array(catalog.source.locale.utf8)
        case .title: Array(docset.file(of: page).title.utf8)
        case .address: Array((site.configuration.baseURL ?? "/").utf8) + Route.address(page.route, below: "")
        }
      }
    }
    // The file of a page that is borrowed from another repository is not where the address leads, unless the locale
    // tells the two apart.
    if let pattern = frame.editLink, !isFromReference(page) || pattern.has(.locale) {
      values.set(.editHref, address(pattern))
      values.set(.hasNotes, if: true)
    }
    if let pattern = frame.feedbackLink {
      values.set(.feedbackHref, address(pattern))
      values.set(.hasNotes, if: true)
    }
    if let link = frame.helpfulLink {
      values.set(.helpfulHref, address(link.pattern))
      values.set(.helpfulPage, Array((site.configuration.baseURL ?? "/").utf8) + Route.address(page.route, below: ""))
      values.set(.hasNotes, if: true)
    }
  }

  private func isFromReference(_ page: SitePage) -> Bool {
    page.isFallback && !site.docsets.contains { $0.isSource && $0.basePath == docset.basePath }
  }
}

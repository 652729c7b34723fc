/// All pages of a translation, by what there is to do.
package struct DeskOverview: Sendable {
  /// The first that holds of a page, in this order.
  package enum State: String, Sendable, CaseIterable {
    /// Not translated: readers see the source's page.
    case missing
    /// Its markup is broken, or a finding is an error.
    case damaged
    /// A step that is not proven: what was read of it fails, or cannot be run.
    case unproven
    /// The source page has changed since.
    case behind
    case fine
  }

  package struct Page: Sendable {
    package var title: String
    package var path: String
    /// Of the page on the site.
    package var address: String
    package var state: State
    package var errors: Int
    package var findings: Int
    package var repairs: Int
    /// How often it is read, where that is known.
    package var views: Int?

    package init(
      title: String, path: String, address: String, state: State, errors: Int, findings: Int, repairs: Int,
      views: Int? = nil
    ) {
      self.title = title
      self.path = path
      self.address = address
      self.state = state
      self.errors = errors
      self.findings = findings
      self.repairs = repairs
      self.views = views
    }
  }

  /// A translation whose source page is gone.
  package struct Orphan: Sendable {
    package var path: String
    package var address: String
    /// Where the source page went, as far as that is known.
    package var movedTo: String?

    package init(path: String, address: String, movedTo: String?) {
      self.path = path
      self.address = address
      self.movedTo = movedTo
    }
  }

  package var locale: String
  /// All that the site has, for the switch between them.
  package var locales: [String]
  package var pages: [Page]
  package var orphans: [Orphan]

  package init(locale: String, locales: [String], pages: [Page], orphans: [Orphan]) {
    self.locale = locale
    self.locales = locales
    self.pages = pages
    self.orphans = orphans
  }
}

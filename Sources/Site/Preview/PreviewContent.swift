package import Diagnostics

/// One build of the docset as the preview needs it: pages are rendered when they are asked for.
///
/// A path is absolute and decoded: `/da-dk/admin/x.html`, `/assets/site.css`. The closures are asked often and for
/// paths that do not exist, so they should answer from what is in memory; and they must go on answering for their own
/// build when there are later ones, since the last good build is kept.
package struct PreviewContent: Sendable {
  package struct Page: Sendable, Equatable {
    package var bytes: [UInt8]
    /// As the header has it: `text/html; charset=utf-8`. Of the site's own, what starts with `text/html` gets the strip.
    package var contentType: String
    /// It is made by the site, and no file of an author's: only such a page runs the site's script and gets the strip.
    package var isOfSite: Bool

    package init(bytes: [UInt8], contentType: String, isOfSite: Bool = true) {
      self.bytes = bytes
      self.contentType = contentType
      self.isOfSite = isOfSite
    }

    package var isHTML: Bool { isOfSite && contentType.lowercased().hasPrefix("text/html") }
  }

  /// The path to which a visitor of `/` is led when there is no `/index.html`.
  package var home: String
  /// The page or file at a path; nil where there is none.
  package var page: @Sendable (_ path: String) -> Page?
  /// How many findings of severity error the docset has: with one, this is a broken build.
  package var errors: Int
  package var warnings: Int
  package var findings: Int
  /// The findings that belong to the page at a path, in reading order. They must be given also for a page that could not
  /// be rendered, or the preview cannot tell why the page is missing.
  package var findingsOfPage: @Sendable (_ path: String) -> [Diagnostic]
  /// Nil where there is nothing to translate.
  package var desk: (any TranslationDesk)?
  /// The same build with what takes longer than anybody waits for a page, such as running its steps; nil where there is
  /// no more, or where a newer build made it void.
  package var completed: (@Sendable () async throws -> PreviewContent?)?

  package init(
    home: String = "/", errors: Int = 0, warnings: Int = 0, findings: Int = 0, desk: (any TranslationDesk)? = nil,
    findingsOfPage: @escaping @Sendable (_ path: String) -> [Diagnostic] = { _ in [] },
    page: @escaping @Sendable (_ path: String) -> Page?
  ) {
    self.home = home
    self.page = page
    self.errors = errors
    self.warnings = warnings
    self.findings = findings
    self.desk = desk
    self.findingsOfPage = findingsOfPage
  }
}

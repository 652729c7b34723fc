package import Diagnostics

/// What the owner of a site says about the frame of its pages, beside the theme.
package struct SiteFrame: Sendable {
  /// A file beside the configuration.
  package struct File: Sendable {
    /// Relative to the docset's folder.
    package var path: String
    package var place: SourcePlace
  }

  package var logo: File?
  package var editLink: LinkPattern?
  package var feedbackLink: LinkPattern?
  /// Where it is sent whether a page helped.
  package var helpfulLink: (pattern: LinkPattern, origin: WebOrigin)?
  /// Where it is written that pages show when they were changed last; nil: they do not.
  package var lastUpdated: SourcePlace?
  /// HTML, by locale, and for the others.
  package var footers: [String: [UInt8]] = [:]
  package var footer: [UInt8]?
  /// HTML that counts visits.
  package var analytics: File?

  package init() {}

  /// Whether pages say something about themselves below their text.
  package var hasNotes: Bool { lastUpdated != nil || editLink != nil || feedbackLink != nil || helpfulLink != nil }

  package static let keys = [
    "logo", "edit-link", "feedback-link", "helpful-link", "last-updated", "footer", "analytics",
  ]
}

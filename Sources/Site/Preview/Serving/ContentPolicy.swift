/// What a browser may load and run of what the preview serves: the policy of the theme's pages, by header, so that it
/// holds for a theme without it, too.
///
/// - SeeAlso: W3C Content Security Policy Level 3.
enum ContentPolicy {
  static let ofPages =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' https: http:; "
    + "media-src 'self' https:; font-src 'self'; connect-src 'self'; frame-src https:; base-uri 'none'; "
    + "form-action 'none'; frame-ancestors 'self'"

  /// The desk and the overview, which write: nobody may frame them, and nothing but the preview's own script runs.
  static let ofDesk =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; "
    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

  /// A file of an author's that is opened by itself runs no script, and is of no origin.
  ///
  /// A browser's viewer of PDF files does not open in a sandbox, and no script in one reaches the site.
  static func ofFiles(_ contentType: String) -> String {
    let policy = "default-src 'none'; img-src 'self' data:; media-src 'self'; style-src 'unsafe-inline'"
    return contentType == "application/pdf" ? policy : "sandbox; \(policy)"
  }
}

/// The ids and classes that the frame of a page is made of: what stands in an article cannot have them, so that no
/// style, script or link of the theme takes a part of the article for a part of the frame.
package enum FrameNames {
  // MARK: Ids

  package static func isReserved(_ id: [UInt8]) -> Bool {
    id.elementsEqual("trin-main".utf8) || id.starts(with: "trin-moniker".utf8)
  }

  /// The id that an article has for one that it wants; a heading may be called so, too.
  static func free(_ id: [UInt8]) -> [UInt8] { isReserved(id) ? Array("article-".utf8) + id : id }

  // MARK: Classes

  /// Of the theme's frame, and of what the dialect's own constructs become. Whatever else an article names, such as
  /// Learn's `nextstepaction` or a docset's own, stays.
  package static let classes: Set<String> = [
    "skip-link", "page", "content", "contents", "all-articles", "breadcrumbs", "languages", "toc", "pager",
    "pager-previous", "pager-next", "is-open", "external", "moved", "visually-hidden", "fallback-notice",
    "fallback-link", "alert", "alert-title", "alert-note", "alert-tip", "alert-important", "alert-caution",
    "alert-warning", "tabs", "tab", "tab-title", "tab-list", "moniker", "moniker-title", "zone", "zone-title", "row",
    "column", "lightbox", "long-description", "video", "image", "borderless", "icon", "table-scroll", "footnotes",
    "continued", "answer", "task", "cards", "card", "card-icon", "card-kind", "card-section", "card-title", "counts",
    "faults", "procedure", "proven", "proven-partly", "proven-steps", "passed", "passed-in-part", "failed", "result",
    "step-result", "step-run", "step-told", "step-manual", "step-skipped", "step-open", "step-uncovered",
  ]

  /// What begins so is the frame's, too.
  private static let prefixes = ["trin-", "site-", "nav-", "toc-"]

  package static func isReserved(className name: String) -> Bool {
    classes.contains(name) || prefixes.contains { name.hasPrefix($0) }
  }

  /// Parts the classes that an article names into those that it may have, as one value, and the first that it may not.
  static func classes(of value: [UInt8]) -> (own: [UInt8], refused: [UInt8]?) {
    var own: [UInt8] = []
    var refused: [UInt8]?
    for name in value.split(whereSeparator: Ascii.isSpace) {
      // A page in quirks mode would compare without letter case.
      if isReserved(className: String(decoding: name.map(Ascii.lower), as: UTF8.self)) {
        refused = refused ?? Array(name)
      } else {
        if !own.isEmpty { own.append(UInt8(ascii: " ")) }
        own += name
      }
    }
    return (own, refused)
  }
}

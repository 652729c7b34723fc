internal import Diagnostics
internal import LearnMarkdown
internal import Yams

/// Reads the keys of ``SiteFrame`` from `site.yml` or `.trin.yml`.
struct SiteFrameReader {
  /// As findings show it.
  let file: String
  /// The folder of the configuration, in the docset's; empty or ends with `/`.
  let folder: String

  func read(_ root: Node, into configuration: inout SiteConfiguration) throws(DocsetError) {
    var frame = SiteFrame()
    frame.logo = try path("logo", of: root, endings: Self.pictures)
    frame.analytics = try path("analytics", of: root, endings: ["html", "htm"])
    if let node = root["edit-link"] {
      let pattern = try pattern("edit-link", node, schemes: ["https://", "http://"])
      guard pattern.has(.path) else {
        throw wrong(
          node, "`edit-link` says by `{path}` where in the address the file of a page is named; here it is not named.")
      }
      frame.editLink = pattern
    }
    if let node = root["feedback-link"] {
      frame.feedbackLink = try pattern("feedback-link", node, schemes: ["https://", "http://", "mailto:"])
    }
    if let node = root["helpful-link"] {
      let pattern = try pattern("helpful-link", node, schemes: ["https://"])
      guard let origin = WebOrigin((node.string ?? "").utf8), origin.path.isEmpty || origin.path.hasPrefix("/") else {
        throw wrong(
          node,
          "`helpful-link` names its host in full, since pages may send to that one alone; here it is \(node.shown).")
      }
      frame.helpfulLink = (pattern, origin)
    }
    if let node = root["last-updated"] {
      switch node.string {
      case "true": frame.lastUpdated = node.place(in: file)
      case "false": break
      default: throw wrong(node, "`last-updated` is `true` or `false`; here it is \(node.shown).")
      }
    }
    if let node = root["footer"] { try readFooter(node, configuration, into: &frame) }
    configuration.frame = frame
  }

  static let pictures = ["svg", "png", "jpg", "jpeg", "gif", "webp"]

  private func readFooter(
    _ node: Node, _ configuration: SiteConfiguration, into frame: inout SiteFrame
  ) throws(DocsetError) {
    guard let mapping = node.mapping else {
      frame.footer = try text(node)
      return
    }
    for (key, value) in mapping {
      let locale = (key.string ?? "").canonicalLocale
      guard configuration.locales.contains(locale) else {
        throw wrong(
          key,
          "`footer` has a text for each locale of the site, which are \(configuration.locales.joined(separator: ", ")); `\(key.string ?? "")` is none of these."
        )
      }
      frame.footers[locale] = try text(value)
    }
    // As with titles, a language without a text of its own has the source language's.
    frame.footer = frame.footers[configuration.sourceLocale]
  }

  private func text(_ node: Node) throws(DocsetError) -> [UInt8] {
    guard let written = node.string else {
      throw wrong(node, "`footer` is a text, or one for each locale; here it is \(node.shown).")
    }
    do throws(ShortText.Refused) {
      return try ShortText.html(written)
    } catch {
      throw wrong(node, "`footer` is paragraphs of text with emphasis, code and links; \(error.reason).")
    }
  }

  private func path(_ key: String, of root: Node, endings: [String]) throws(DocsetError) -> SiteFrame.File? {
    guard let node = root[key] else { return nil }
    guard let written = node.string, let path = Paths.inside(written), !path.isEmpty else {
      throw wrong(
        node, "`\(key)` is a file beside `\(name)`, such as `\(key).\(endings[0])`; here it is \(node.shown).")
    }
    guard let ending = path.split(separator: ".").last?.lowercased(), endings.contains(ending) else {
      throw wrong(
        node,
        "`\(key)` is a file that ends with \(endings.map { "`.\($0)`" }.joined(separator: ", ")); `\(written)` does not."
      )
    }
    return SiteFrame.File(path: folder + path, place: node.place(in: file))
  }

  private func pattern(_ key: String, _ node: Node, schemes: [String]) throws(DocsetError) -> LinkPattern {
    do throws(LinkPattern.Mistake) {
      return try LinkPattern(node.string ?? "", key: key, schemes: schemes)
    } catch {
      throw wrong(node, error.reason)
    }
  }

  private var name: Substring { file.split(separator: "/").last ?? "" }

  private func wrong(_ node: Node, _ reason: String) -> DocsetError {
    DocsetError(.invalidConfiguration, reason, at: node.place(in: file))
  }
}

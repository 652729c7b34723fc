internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  /// The crumbs above the table of contents: those of the docset's breadcrumbs, or else the home page.
  func trail(to page: SitePage) -> [Breadcrumbs.Crumb] {
    let trail = navigation.trail(to: page, of: docset)
    if !trail.isEmpty { return trail }
    guard let home = homePage else { return [] }
    return [
      Breadcrumbs.Crumb(
        title: site.configuration.title(docset.locale), target: .page(route: home.route, isFallback: home.isFallback))
    ]
  }

  /// Writes the crumbs as links, and as linked data where the site's address is known.
  func addBreadcrumbs(_ crumbs: [Breadcrumbs.Crumb], _ page: SitePage, to values: inout TemplateValues) {
    var list = HTMLBytes()
    var data = BreadcrumbList()
    var last: [UInt8] = []
    for crumb in crumbs {
      if case .page(page.route, _) = crumb.target { continue }
      guard let href = href(crumb.target, crumb.suffix, from: page.route), href != last else { continue }
      last = href
      var item = TemplateValues()
      item.set(.title, crumb.title)
      item.set(.href, href)
      templates.fill("breadcrumb", item, into: &list)
      if let base = site.configuration.baseURL, let address = address(of: crumb.target, base) {
        data.add(crumb.title, address)
      }
    }
    values.set(.breadcrumbs, list.bytes)
    guard let base = site.configuration.baseURL, !data.isEmpty else { return }
    data.add(docset.file(of: page).title, Route.address(page.route, below: base))
    values.set(.breadcrumbData, data.finish())
  }

  private func address(of target: LinkResolution.Target, _ base: String) -> [UInt8]? {
    switch target {
    case .page(let route, _): Route.address(route, below: base)
    case .external(let address): address.bytes
    case .file, .missing, .nowhere, .samePage: nil
    }
  }
}

/// Schema.org's `BreadcrumbList`, fit for a script element.
private struct BreadcrumbList: ~Copyable {
  private var json = HTMLBytes(reserving: 512)
  private var count = 0

  var isEmpty: Bool { count == 0 }

  mutating func add(_ name: String, _ address: [UInt8]) {
    count += 1
    json.append(
      count == 1
        ? "{\"@context\":\"https://schema.org\",\"@type\":\"BreadcrumbList\",\"itemListElement\":[" : ",")
    json.append("{\"@type\":\"ListItem\",\"position\":")
    json.append(number: count)
    json.append(",\"name\":")
    append(JSONText.string(name))
    json.append(",\"item\":")
    append(JSONText.string(String(decoding: address, as: UTF8.self)))
    json.append("}")
  }

  /// No `<` may stand in a script element, where it could end it or begin a comment.
  private mutating func append(_ string: String) {
    for byte in string.utf8 {
      if byte == UInt8(ascii: "<") { json.append("\\u003C") } else { json.append(byte) }
    }
  }

  consuming func finish() -> [UInt8] {
    json.append("]}")
    return json.bytes
  }
}

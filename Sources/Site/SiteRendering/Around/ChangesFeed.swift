internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// `feed.xml` of a language: the articles that were changed last, the newest first.
///
/// The day of a change is that of the last commit where the site shows it (`last-updated`), and else the one in the
/// metadata (`ms.date`); articles without one, borrowed ones and those that search engines leave out are not listed.
/// - SeeAlso: RFC 4287, the Atom Syndication Format.
struct ChangesFeed {
  private static let most = 50

  private let site: Site
  private let docset: SiteDocset
  private let base: String
  private let title: String

  init(_ site: Site, _ docset: SiteDocset, base: String, title: String) {
    self.site = site
    self.docset = docset
    self.base = base
    self.title = title
  }

  static func route(of docset: SiteDocset) -> [UInt8] { docset.prefix + Array("feed.xml".utf8) }

  /// Whether a docset has articles to list.
  static func exists(for docset: SiteDocset, in site: Site) -> Bool {
    site.configuration.baseURL != nil && docset.pages.contains { !$0.isFallback && docset.lastUpdated($0) != nil }
  }

  func files() -> [SurroundingFiles.File] {
    var entries: [(day: CalendarDate, page: SitePage)] = docset.pages.compactMap { page in
      guard !page.isFallback, !docset.isHiddenFromSearch(page), let day = docset.lastUpdated(page) else { return nil }
      return (day, page)
    }
    // Pages are in the order of their routes already, which tells apart those of one day.
    entries.sort { $0.day == $1.day ? $0.page.route.precedesInBytes($1.page.route) : $0.day > $1.day }
    guard let newest = entries.first?.day else { return [] }
    var xml = HTMLBytes(reserving: 1 << 14)
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"")
    xml.append(escaping: docset.locale)
    xml.append("\">\n<title>")
    xml.append(escaping: title)
    xml.append("</title>\n<id>")
    xml.append(raw: Route.address(Self.route(of: docset), below: base))
    xml.append("</id>\n<link rel=\"self\" type=\"application/atom+xml\" href=\"")
    xml.append(raw: Route.address(Self.route(of: docset), below: base))
    xml.append("\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"")
    xml.append(raw: Route.address(docset.prefix + Array("index.html".utf8), below: base))
    xml.append(raw: "\"/>\n<updated>\(newest)T00:00:00Z</updated>\n<author><name>")
    xml.append(escaping: site.configuration.title(docset.locale))
    xml.append("</name></author>\n")
    for entry in entries.prefix(Self.most) { add(entry.page, entry.day, to: &xml) }
    xml.append("</feed>\n")
    return [SurroundingFiles.File(route: String(decoding: Self.route(of: docset), as: UTF8.self), bytes: xml.bytes)]
  }

  private func add(_ page: SitePage, _ day: CalendarDate, to xml: inout HTMLBytes) {
    let address = Route.address(page.route, below: base)
    xml.append("<entry>\n<title>")
    xml.append(escaping: Self.withoutControls(docset.file(of: page).title))
    xml.append("</title>\n<id>")
    xml.append(raw: address)
    xml.append("</id>\n<link rel=\"alternate\" type=\"text/html\" href=\"")
    xml.append(raw: address)
    xml.append(raw: "\"/>\n<updated>\(day)T00:00:00Z</updated>\n")
    if let about = docset.metadata("description", of: page), !about.isEmpty {
      xml.append("<summary>")
      xml.append(escaping: Self.withoutControls(about))
      xml.append("</summary>\n")
    }
    xml.append("</entry>\n")
  }

  /// XML 1.0 has no control characters but white space, not even escaped.
  private static func withoutControls(_ text: String) -> String {
    guard
      text.utf8.contains(where: { $0 < 0x20 }) || text.unicodeScalars.contains(where: { $0.value & 0xFFFE == 0xFFFE })
    else { return text }
    return String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value & 0xFFFE == 0xFFFE ? " " : $0 }))
  }
}

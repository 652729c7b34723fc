internal import Docset
internal import LearnMarkdown
package import SiteModel

/// `sitemap.xml`: every page in its own language, with its translations beside it.
///
/// A page that is borrowed from the source language is left out: its canonical address is the source's.
/// - SeeAlso: sitemaps.org, protocol 0.9: at most 50,000 addresses and 50 MiB a file, above that an index.
package struct Sitemap {
  private static let mostBytes = 50 << 20

  let site: Site
  let base: String
  private let mostAddresses: Int

  package init(_ site: Site, base: String, mostAddresses: Int = 50_000) {
    self.site = site
    self.base = base
    self.mostAddresses = mostAddresses
  }

  package func files() -> [SurroundingFiles.File] {
    var parts: [[UInt8]] = []
    var part = Self.begin("urlset")
    var count = 0
    for docset in site.docsets {
      for page in docset.pages where !page.isFallback && !docset.isHiddenFromSearch(page) {
        let entry = entry(page, docset)
        if count == mostAddresses || part.count + entry.count > Self.mostBytes - 16 {
          parts.append(Self.ended(part))
          part = Self.begin("urlset")
          count = 0
        }
        part.append(raw: entry)
        count += 1
      }
    }
    parts.append(Self.ended(part))
    guard parts.count > 1 else { return [SurroundingFiles.File(route: "sitemap.xml", bytes: parts[0])] }
    let files = parts.enumerated().map { number, part in
      SurroundingFiles.File(route: "sitemap-\(number + 1).xml", bytes: part)
    }
    return [index(of: files)] + files
  }

  private static func ended(_ part: consuming HTMLBytes) -> [UInt8] {
    part.append("</urlset>\n")
    return part.bytes
  }

  private static func begin(_ root: StaticString) -> HTMLBytes {
    var xml = HTMLBytes(reserving: 1 << 16)
    xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<")
    xml.append(root)
    xml.append(" xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\"")
    if "\(root)" == "urlset" { xml.append(" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\"") }
    xml.append(">\n")
    return xml
  }

  private func entry(_ page: SitePage, _ docset: SiteDocset) -> [UInt8] {
    var xml = HTMLBytes(reserving: 512)
    xml.append("<url>\n<loc>")
    append(page.route, to: &xml)
    xml.append("</loc>\n")
    let translated = site.counterparts(of: page, in: docset).filter { !$0.page.isFallback }
    if translated.count > 1 {
      for other in translated { append(other.page.route, in: other.docset.locale, to: &xml) }
      if let source = translated.first(where: { $0.docset.isSource }) {
        append(source.page.route, in: "x-default", to: &xml)
      }
    }
    xml.append("</url>\n")
    return xml.bytes
  }

  private func append(_ route: [UInt8], in language: String, to xml: inout HTMLBytes) {
    xml.append("<xhtml:link rel=\"alternate\" hreflang=\"")
    xml.append(escaping: language)
    xml.append("\" href=\"")
    append(route, to: &xml)
    xml.append("\"/>\n")
  }

  private func append(_ route: [UInt8], to xml: inout HTMLBytes) {
    xml.append(escaping: base)
    xml.append(path: route)
  }

  private func index(of files: [SurroundingFiles.File]) -> SurroundingFiles.File {
    var xml = Self.begin("sitemapindex")
    for file in files {
      xml.append("<sitemap><loc>")
      xml.append(escaping: base)
      xml.append(raw: file.route)
      xml.append("</loc></sitemap>\n")
    }
    xml.append("</sitemapindex>\n")
    return SurroundingFiles.File(route: "sitemap.xml", bytes: xml.bytes)
  }
}

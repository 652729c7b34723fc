internal import Docset
package import LearnMarkdown
package import SiteModel

extension PageRenderer {
  /// What a page says of the text that it was translated from: where that is, and how far the two are apart.
  func addTranslation(_ page: SitePage, to values: inout TemplateValues) {
    guard !page.isFallback, !docset.isSource else { return }
    if docset.metadata("ms.translationtype", of: page)?.uppercased() == "MT" {
      values.set(.isMachineTranslated, if: true)
    }
    let change = sourceChanges[ByteString(page.path)]
    if let change {
      values.set(.sourceChanged, DateForm(theme.words.own(docset.locale)?.words ?? [:]).text(change.day))
      values.set(.sourceChangedDate, "\(change.day)")
    }
    guard let original = docset.original(of: page), let locale = docset.fallback?.source.locale else { return }
    values.set(.sourceScript, Route.relative(to: Self.originalRoute(of: page), from: page.route))
    values.set(.sourceLang, locale)
    values.set(.sourceName, languageNames[locale] ?? theme.words.languageName(locale))
    let source = site.counterparts(of: page, in: docset).first { $0.docset.isSource }
    if let source { values.set(.sourceHref, Route.relative(to: source.page.route, from: page.route)) }
    guard let change, !change.headings.isEmpty else { return }
    var sections = HTMLBytes()
    let headings = docset.file(of: original).article.headings
    for number in change.headings {
      var item = TemplateValues()
      item.set(.text, headings[number].text)
      if let source {
        item.set(.href, Route.relative(to: source.page.route, from: page.route))
        item.set(.id, headings[number].id)
      }
      templates.fill("changed-section", item, into: &sections)
    }
    values.set(.sourceChanges, sections.bytes)
  }

  /// Where the text stands that a page was translated from.
  package static func originalRoute(of page: SitePage) -> [UInt8] { page.route + Array(".source.js".utf8) }

  /// Writes the text that a page was translated from as a script: scripts alone are loaded by pages on a disk, too.
  ///
  /// - Returns: Whether there is such a text.
  package func renderOriginal(of page: SitePage, into script: inout HTMLBytes) -> Bool {
    guard let original = docset.original(of: page), let locale = docset.fallback?.source.locale else { return false }
    var html = HTMLBytes(reserving: 1 << 14)
    var body = ArticleBody(resolver: resolver, page: original, marks: [:], sizes: sizes)
    body.write(into: &html)
    script.append("trinSource({\"lang\":\"")
    script.append(escaping: locale)
    script.append("\",\"dir\":\"")
    script.append(raw: TextDirection(locale).rawValue)
    script.append("\",\"html\":\"")
    for byte in html.bytes {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        script.append(UInt8(ascii: "\\"))
        script.append(byte)
      case UInt8(ascii: "\n"): script.append("\\n")
      // White space, all of it.
      case ..<0x20: script.append(UInt8(ascii: " "))
      default: script.append(byte)
      }
    }
    script.append("\"})\n")
    return true
  }
}

internal import Docset
internal import LearnMarkdown
internal import SiteModel

extension PageRenderer {
  static func verificationRoute(of docset: SiteDocset) -> [UInt8] { docset.prefix + Array("verification.html".utf8) }

  private var verificationRoute: [UInt8] { Self.verificationRoute(of: docset) }

  /// The marks beside the proven headings of a page, each a link to what was run, by heading id.
  ///
  /// What was proven in part says so in words: a mark never stands for more than was done.
  func marks(on page: SitePage) -> [[UInt8]: [UInt8]] {
    guard let verification, !page.isFallback else { return [:] }
    var marks: [[UInt8]: [UInt8]] = [:]
    for procedure in verification.procedures(of: page.path) {
      switch procedure.result {
      case .proven: marks[procedure.anchor] = mark(procedure, "proven", class: "proven", on: page)
      case .provenInPart:
        marks[procedure.anchor] = mark(procedure, "provenPartly", class: "proven proven-partly", on: page)
      case .failed, .uncovered: break
      }
    }
    return marks
  }

  private func mark(
    _ procedure: SiteVerification.Procedure, _ word: String, class name: String, on page: SitePage
  ) -> [UInt8] {
    var html = HTMLBytes()
    html.append(raw: "<a class=\"\(name)\" href=\"")
    Route.appendRelative(to: verificationRoute, from: page.route, &html)
    html.append("#")
    html.append(address: procedure.reportID)
    html.append("\" title=\"")
    html.append(escaping: words["\(word)Title"] ?? "")
    html.append("\">")
    html.append(escaping: words[word] ?? "")
    html.append("</a>")
    return html.bytes
  }

  /// The page that says what was run: for every procedure its steps, its variants and its roles.
  func verificationPage(_ verification: SiteVerification, into html: inout HTMLBytes) -> [UInt8] {
    var values = frame(route: verificationRoute, title: words["verificationTitle"] ?? "")
    addVerificationFrame(to: &values)
    templates.fill("page", values, into: &html) { html in
      VerificationPage(renderer: self, route: verificationRoute).write(verification, into: &html)
    }
    return verificationRoute
  }

  private func addVerificationFrame(to values: inout TemplateValues) {
    var languages = HTMLBytes()
    for other in site.docsets where other.basePath == docset.basePath {
      var item = TemplateValues()
      item.set(.lang, other.locale)
      item.set(.name, languageNames[other.locale] ?? other.locale)
      item.set(.href, Route.relative(to: Self.verificationRoute(of: other), from: verificationRoute))
      item.set(.isCurrent, if: other.number == docset.number)
      templates.fill("language", item, into: &languages)
    }
    values.set(.languages, languages.bytes)
    guard let home = homePage else { return }
    var crumb = TemplateValues()
    crumb.set(.title, site.configuration.title(docset.locale))
    crumb.set(.href, Route.relative(to: home.route, from: verificationRoute))
    var crumbs = HTMLBytes()
    templates.fill("breadcrumb", crumb, into: &crumbs)
    values.set(.breadcrumbs, crumbs.bytes)
  }
}

/// The overview of a locale as HTML.
enum OverviewHTML {
  static func bytes(
    of overview: DeskOverview, words: DeskWords, build: Int, server: String, token: String
  ) -> [UInt8] {
    var html = HTMLBytes()
    let frame = DeskFrame(title: words[.overview], words: words, build: build, server: server, token: token)
    frame.begin(kind: "overview", into: &html)
    html.raw("<main class=\"overview\" id=\"desk-main\" tabindex=\"-1\"><h1>\(words[.overview]) <span lang=\"zxx\">")
    html.text(overview.locale)
    html.raw("</span></h1>")
    locales(overview, words, into: &html)
    progress(overview, words, into: &html)
    filters(overview, words, into: &html)
    table(overview, words, into: &html)
    orphans(overview, words, into: &html)
    html.raw("</main>")
    frame.end(into: &html)
    return html.bytes
  }

  private static func phrase(_ state: DeskOverview.State) -> DeskWords.Phrase {
    switch state {
    case .missing: .missing
    case .damaged: .damaged
    case .unproven: .unproven
    case .behind: .behind
    case .fine: .fine
    }
  }

  private static func locales(_ overview: DeskOverview, _ words: DeskWords, into html: inout HTMLBytes) {
    guard overview.locales.count > 1 else { return }
    html.raw("<nav class=\"ways\" aria-label=\"\(words[.locale])\">")
    for locale in overview.locales {
      html.raw("<a href=\"/_trin/overview/")
      html.text(locale.lowercased())
      html.raw(locale == overview.locale ? "\" aria-current=\"page\">" : "\">")
      html.text(locale)
      html.raw("</a> ")
    }
    html.raw("</nav>")
  }

  private static func progress(_ overview: DeskOverview, _ words: DeskWords, into html: inout HTMLBytes) {
    let fine = overview.pages.count { $0.state == .fine }
    html.raw(
      "<p class=\"progress\"><label for=\"progress\">\(fine) / \(overview.pages.count) \(words[.progress])</label> ")
    html.raw("<progress id=\"progress\" value=\"\(fine)\" max=\"\(max(1, overview.pages.count))\"></progress></p>")
  }

  private static func filters(_ overview: DeskOverview, _ words: DeskWords, into html: inout HTMLBytes) {
    html.raw("<form class=\"filters\"><input type=\"search\" id=\"search\" aria-label=\"\(words[.search])\"")
    html.raw(" placeholder=\"\(words[.search])\" autocomplete=\"off\" spellcheck=\"false\">")
    html.raw("<fieldset><legend>\(words[.filter])</legend>")
    html.raw(
      "<label><input type=\"radio\" name=\"state\" value=\"\" checked> \(words[.all]) \(overview.pages.count)</label>")
    for state in DeskOverview.State.allCases {
      let count = overview.pages.count { $0.state == state }
      html.raw(
        "<label><input type=\"radio\" name=\"state\" value=\"\(state.rawValue)\"> \(words[phrase(state)]) \(count)</label>"
      )
    }
    html.raw("</fieldset></form><p class=\"keys\">\(words[.keys])</p>")
  }

  private static func table(_ overview: DeskOverview, _ words: DeskWords, into html: inout HTMLBytes) {
    html.raw(
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(words[.overview])\"><table><thead><tr>")
    let hasViews = overview.pages.contains { $0.views != nil }
    for phrase in [DeskWords.Phrase.page, .state, .errorCount, .findingCount, .repairCount]
      + (hasViews ? [.viewCount] : [])
    {
      html.raw("<th scope=\"col\">\(words[phrase])</th>")
    }
    html.raw("</tr></thead><tbody>")
    // What there is to do comes first, and of that what is read most, or else what is worst.
    let order = DeskOverview.State.allCases
    let pages = overview.pages.enumerated().sorted { a, b in
      let (mine, theirs) = (order.firstIndex(of: a.element.state) ?? 0, order.firstIndex(of: b.element.state) ?? 0)
      let areOpen = a.element.state != .fine && b.element.state != .fine
      if areOpen, let read = a.element.views, let other = b.element.views, read != other { return read > other }
      if mine != theirs { return mine < theirs }
      if a.element.errors != b.element.errors { return a.element.errors > b.element.errors }
      return a.offset < b.offset
    }
    for (_, page) in pages {
      html.raw("<tr data-state=\"\(page.state.rawValue)\"><th scope=\"row\"><a href=\"/_trin/desk")
      html.text(PercentEncoding.path(page.address))
      html.raw("\">")
      html.text(page.title)
      html.raw("</a><span class=\"path\">")
      html.text(page.path)
      html.raw("</span></th><td><span class=\"state \(page.state.rawValue)\">\(words[phrase(page.state)])</span></td>")
      html.raw("<td>\(page.errors)</td><td>\(page.findings)</td><td>\(page.repairs)</td>")
      if hasViews { html.raw("<td>\(page.views ?? 0)</td>") }
      html.raw("</tr>")
    }
    html.raw("</tbody></table><p class=\"none\" hidden>\(words[.noPage])</p></div>")
  }

  private static func orphans(_ overview: DeskOverview, _ words: DeskWords, into html: inout HTMLBytes) {
    guard !overview.orphans.isEmpty else { return }
    html.raw("<section><h2>\(words[.orphans]) <span class=\"count\">\(overview.orphans.count)</span></h2>")
    html.raw("<p>\(words[.orphansSay])</p><ul>")
    for orphan in overview.orphans {
      html.raw("<li><a href=\"/_trin/desk")
      html.text(PercentEncoding.path(orphan.address))
      html.raw("\">")
      html.text(orphan.path)
      html.raw("</a>")
      if let place = orphan.movedTo {
        html.raw(" – \(words[.movedTo]) <code>")
        html.text(place)
        html.raw("</code>")
      }
      html.raw("</li>")
    }
    html.raw("</ul></section>")
  }
}

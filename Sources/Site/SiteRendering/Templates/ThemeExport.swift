internal import DefaultTheme

/// The default theme as files to begin a theme of one's own with.
package enum ThemeExport {
  /// Templates, assets and words, and a list of what each template may show; by path, sorted.
  package static var files: [(path: String, text: String)] {
    let theme = DefaultTheme.files.map { (path: $0.key, text: String(decoding: $0.value, as: UTF8.self)) }
    return (theme + [("templates/README.md", list)]).sorted { $0.path < $1.path }
  }

  /// What each template of the default theme shows, in the order in which it does.
  private static var list: String {
    var text = """
      # What the templates show

      Each file is a [Mustache](https://mustache.github.io/mustache.5.html) template; `{{name}}` is escaped, `{{{name}}}` is HTML. A file that you delete is taken from the program again, so keep only those that you change. A name that stands for nothing is a finding of `trin check`.

      Every template has `lang`, `languageName`, `siteTitle`, `isRightToLeft` (where the language is written so), `openGraphLocale` (`lang` as OpenGraph writes it), and `strings.…`: the words in `strings/<locale>.yml`. Some have what `site.yml` names:

      \(PageFrame.names.map { "- `\($0.name)`: \($0.meaning)" }.joined(separator: "\n"))


      """
    let files = ThemeFiles().inside("templates/", ending: ".mustache")
    for file in files {
      var seen: Set<String> = []
      let names = TemplateTags(file.bytes).tags.filter { $0.kind == .value && !$0.name.hasPrefix("strings.") }.map(
        \.name
      )
      .filter { !ThemeChecks.constants.contains($0) && seen.insert($0).inserted }
      text += "## \(file.name).mustache\n\n"
      for name in names {
        text += "- `\(name)`: \(TemplateKey.allCases.first { "\($0)" == name }?.meaning ?? "")\n"
      }
      if names.isEmpty { text += "Nothing of a page.\n" }
      text += "\n"
    }
    return text
  }
}

extension TemplateKey {
  /// What it is, for those who write templates.
  fileprivate var meaning: String {
    switch self {
    case .title: "the title of the page, or of an entry"
    case .root: "the address of the site's root, from this page"
    case .localeRoot: "the address of the language's home, from this page"
    case .canonical: "the page's whole address; only with a base address"
    case .description: "the description in the front matter"
    case .content: "the article itself"
    case .noindex: "set where search engines leave the page out"
    case .isFallback: "set where the page is shown in the source language"
    case .fallbackLang: "the locale that such a page is in"
    case .fallbackName: "what that language calls itself"
    case .fallbackDirection: "`ltr` or `rtl`, where it is other than the page's"
    case .languages: "HTML: the page in other languages, by `language.mustache`"
    case .alternates: "HTML: the same for search engines, by `alternate.mustache`"
    case .breadcrumbs: "HTML: the path above the page, by `breadcrumb.mustache`"
    case .nav: "HTML: the branch of the table of contents, by `nav-item.mustache`"
    case .contentsHref: "the address of the whole table of contents"
    case .hasToc: "set where the page has more than one heading"
    case .toc: "HTML: its headings, by `toc-item.mustache`"
    case .previousHref, .nextHref: "the address of the article before or after this one"
    case .previousTitle, .nextTitle: "the title of that article"
    case .jsonLd: "linked data about procedures that were proven"
    case .breadcrumbData: "linked data about the path above the page"
    case .markdownHref: "the address of the page as Markdown"
    case .monikers: "HTML: the versions that the page can be shown for, by `moniker.mustache`"
    case .monikerStyle: "CSS that shows one version"
    case .titleSuffix: "what stands behind the title in the window's title"
    case .verificationHref: "the address of the report of the steps; only where some were run"
    case .pictureAddress: "the whole address of the article's first picture; only with a base address"
    case .feedHref: "the address of the language's feed of changed articles, where there is one"
    case .sourceScript: "the address of the text that the page was translated from, as a script, where that is at hand"
    case .sourceLang: "the locale of that text"
    case .sourceName: "what that language calls itself"
    case .sourceHref: "the address of the page in that language, where the site has it"
    case .isMachineTranslated: "set where the metadata say so (`ms.translationtype: MT`)"
    case .sourceChanged: "the day on which the source was changed last, where that was after it was translated"
    case .sourceChangedDate: "the same as `yyyy-mm-dd`"
    case .sourceChanges: "HTML: the sections that were changed, by `changed-section.mustache`"
    case .hasNotes: "set where one of the next six is"
    case .updated: "the day on which the article was changed last, as the language writes it"
    case .updatedDate: "the same as `yyyy-mm-dd`"
    case .editHref: "the address at which the article is edited"
    case .feedbackHref: "the address at which the page is answered"
    case .helpfulHref: "the address that is told whether the page helped"
    case .helpfulPage: "the address of the page itself, as that is told"
    case .href: "an address"
    case .text: "the text of an entry"
    case .id: "the id of a heading or of a choice"
    case .level: "the level of a heading"
    case .name: "the name of a language or of a version"
    case .lang: "the locale of an entry, or of the page"
    case .isCurrent: "set for the page itself, or what is shown now"
    case .isMissing: "set for a language that lacks the page"
    case .isOpen: "set where the branch is open"
    case .isExternal: "set where the address is on another site"
    case .hasItems: "set where there are entries below"
    case .items: "HTML: those entries"
    }
  }
}

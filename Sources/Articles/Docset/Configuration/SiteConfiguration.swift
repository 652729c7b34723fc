package import Diagnostics
internal import LearnMarkdown

/// What a site is besides its articles: `Site/site.yml` of Trin's own shape, or what a Learn repository implies.
package struct SiteConfiguration: Sendable {
  /// By locale; the title of a locale that has none is that of the source locale.
  package var titles: [String: String]
  /// For canonical links, alternates and the site map; ends with `/`. Nil: those are left out.
  package var baseURL: String?
  package var sourceLocale: String
  package var locales: [String]
  /// The folder of each of ``locales``, which may be written in other letter case.
  package var localeFolders: [String] = []
  /// Where each of ``locales`` is written.
  package var localePlaces: [SourcePlace] = []
  /// A folder beside `site.yml` with `templates`, `assets` and `strings`; nil: the theme in the program.
  package var themeFolder: String?
  /// Where ``themeFolder`` is written.
  package var themePlace: SourcePlace?
  /// From article paths without a locale, as `admin/x.md`, to addresses or to paths below the locale that begin with `/`.
  package var redirects: [DocsetSource.Redirection]
  /// From the oldest to the newest.
  package var monikers: [String] = []
  /// By code; nil: such findings are not reported.
  package var severities: [String: Diagnostic.Severity?]
  package var severityPlaces: [String: SourcePlace]
  package var suppressions: [FileSuppression]
  package var external = ExternalLists()
  /// The product file, relative to the root of the docset; nil: the product that Trin brings.
  package var productFile: String?
  package var productPlace: SourcePlace?
  package var frame = SiteFrame()
  /// `site.yml`, or the file that stands for it in a Learn repository, as findings show it.
  package var file: String
  /// What findings put before a path relative to the root of the docset.
  package var shownRoot: String

  /// Findings that a docset puts up with, and why.
  package struct FileSuppression: Sendable {
    package var code: String
    /// A pattern of article paths; nil: all.
    package var file: Glob?
    package var reason: String
    package var place: SourcePlace
  }

  /// What the site is called; where nobody says it, "Help" in the language.
  package func title(_ locale: String) -> String {
    titles[locale] ?? titles[sourceLocale] ?? Self.help[String(locale.prefix { $0 != "-" })] ?? "Help"
  }

  private static let help = [
    "cs": "Nápověda", "da": "Hjælp", "de": "Hilfe", "es": "Ayuda", "fi": "Ohje", "fr": "Aide", "hu": "Súgó",
    "it": "Guida", "ja": "ヘルプ", "ko": "도움말", "nb": "Hjelp", "nl": "Help", "nn": "Hjelp", "pl": "Pomoc",
    "pt": "Ajuda", "ru": "Справка", "sv": "Hjälp", "tr": "Yardım", "uk": "Довідка", "zh": "帮助",
  ]

  package init(
    titles: [String: String], sourceLocale: String, locales: [String], file: String, shownRoot: String,
    baseURL: String? = nil
  ) {
    self.titles = titles
    self.sourceLocale = sourceLocale
    self.locales = locales
    self.file = file
    self.shownRoot = shownRoot
    self.baseURL = baseURL
    redirects = []
    severities = [:]
    severityPlaces = [:]
    suppressions = []
  }
}

internal import Diagnostics
internal import Docset
internal import LearnMarkdown
internal import SiteModel

/// `--locale`, given to commands that can leave locales out.
enum LocaleOption {
  /// Locales are the same in any letter case.
  static func canonical(_ locale: String) -> String { locale.canonicalLocale }

  /// Ends the command where a locale is named that the docset does not have.
  static func validate(_ locales: [String], in site: Site) throws {
    let known = site.configuration.locales
    for locale in locales where !known.contains(locale) {
      let near = NearName.closest(to: locale, among: known).map { " Did you mean `\($0)`?" } ?? ""
      Console.error("trin: The docset has no locale `\(locale)`; it has \(known.joined(separator: ", ")).\(near)")
      throw Outcome.usage
    }
  }
}

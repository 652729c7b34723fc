internal import BoundedYAML
internal import Diagnostics
internal import LearnMarkdown
internal import Yams

/// The words of a theme in each language: what the pages say around the articles, and what alerts are called in them.
package struct ThemeWords: Sendable {
  private var byLocale: [String: [String: String]] = [:]

  package init(_ files: ThemeFiles) throws(Theme.Failure) {
    // What a theme's language lacks is said in the default theme's words of the same language.
    for file in ThemeFiles().inside("strings/", ending: ".yml") + files.inside("strings/", ending: ".yml") {
      let read = try Self.read(file.bytes, file.place)
      byLocale[file.name.canonicalLocale, default: [:]].merge(read) { $1 }
    }
  }

  /// The names of all words, sorted.
  var keys: [String] { Set(byLocale.values.flatMap(\.keys)).sorted() }

  /// Whether the default theme has the word, so that the program may use it where no template does.
  static func isDefault(_ key: String) -> Bool { defaults.contains(key) }

  private static let defaults: Set<String> = {
    let files = ThemeFiles().inside("strings/", ending: ".yml")
    return Set(files.flatMap { file in keys(in: file).map(\.key) })
  }()

  /// The names in a file of words, with their places.
  static func keys(in file: ThemeFiles.File) -> [(key: String, place: SourcePlace)] {
    let node = try? BoundedYAML.compose(String(decoding: file.bytes, as: UTF8.self))
    return (node?.mapping ?? [:]).map { key, _ in
      let name = key.string ?? ""
      let (line, column) = (key.mark?.line ?? 1, key.mark?.column ?? 1)
      return (
        name,
        SourcePlace(
          file: file.place.file, line: line, column: column, endLine: line,
          endColumn: column + name.unicodeScalars.count)
      )
    }
  }

  private static func read(_ bytes: [UInt8], _ place: SourcePlace) throws(Theme.Failure) -> [String: String] {
    let node: Node?
    do {
      node = try BoundedYAML.compose(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Theme.Failure(place: place, reason: "The YAML cannot be read: \(error).")
    }
    guard let mapping = node?.mapping else {
      throw Theme.Failure(place: place, reason: "The words of a theme are lines of `key: text`.")
    }
    var strings: [String: String] = [:]
    for (key, value) in mapping { strings[key.string ?? ""] = value.string }
    return strings
  }

  /// The words of a locale; those that it lacks are English.
  package subscript(locale: String) -> [String: String] {
    let english = byLocale["en-US"] ?? [:]
    return english.merging(own(locale)?.words ?? [:]) { $1 }
  }

  /// The words of a locale, or else of another with the same language; and which locale's they are.
  func own(_ locale: String) -> (locale: String, words: [String: String])? {
    if let words = byLocale[locale] { return (locale, words) }
    let language = locale.prefix { $0 != "-" }
    let other = byLocale.keys.sorted().first { $0.hasPrefix(language + "-") }
    return other.flatMap { name in byLocale[name].map { (name, $0) } }
  }

  /// What a language calls itself.
  package func languageName(_ locale: String) -> String { languageNames(of: [locale])[locale] ?? locale }

  /// What each language calls itself: with its country where another of them is called the same.
  package func languageNames(of locales: [String]) -> [String: String] {
    var names: [String: String] = [:]
    for locale in locales { names[locale] = own(locale)?.words["languageName"] ?? LanguageName.of(locale) ?? locale }
    let count = Dictionary(grouping: names.values, by: \.self).mapValues(\.count)
    for (locale, name) in names where count[name, default: 0] > 1 {
      if let country = LanguageName.country(of: locale) { names[locale] = "\(name) (\(country))" }
    }
    return names
  }

  /// The words that a locale lacks, sorted; they are shown in English. Nil where its language has none at all.
  package func missing(in locale: String) -> (keys: [String], locale: String)? {
    guard let own = own(locale) else { return nil }
    return ((byLocale["en-US"] ?? [:]).keys.filter { own.words[$0] == nil }.sorted(), own.locale)
  }

  /// The heading word of each alert, by kind in lower case.
  package func alertTitles(_ locale: String) -> [String: String] {
    let words = self[locale]
    var titles: [String: String] = [:]
    for kind in ArticleOptions.alerts {
      titles[kind] = words["alert" + kind.prefix(1).uppercased() + kind.dropFirst()]
    }
    return titles
  }

  /// The words for kinds of links on landing pages and hubs, by their name in YAML: `how-to-guide`.
  package func linkKinds(_ locale: String) -> [String: String] {
    let prefix = "linkKind-"
    var kinds: [String: String] = [:]
    for (key, word) in self[locale] where key.hasPrefix(prefix) { kinds[String(key.dropFirst(prefix.count))] = word }
    return kinds
  }
}

internal import BoundedYAML
internal import DefaultTheme
package import Diagnostics
package import Mustache
internal import Yams

/// Templates, assets and words: those of the program, each replaced by a file of the docset's own where there is one.
package struct Theme: Sendable {
  package let templates: MustacheLibrary
  /// By their path below the theme's folder, such as `assets/trin.css`, sorted.
  package let assets: [(path: String, bytes: [UInt8])]
  /// By locale.
  package let strings: [String: [String: String]]

  /// A template or a file of words that cannot be read.
  package struct Failure: Error, Sendable {
    package var place: SourcePlace
    package var reason: String
  }

  /// - Parameter own: The files of the docset's own theme, by their path below its folder, and how findings show it.
  package init(own: [String: [UInt8]] = [:], shownFolder: String = "Site/") throws(Failure) {
    let files = DefaultTheme.files.merging(own) { $1 }
    var templates: [String: MustacheTemplate] = [:]
    var assets: [(path: String, bytes: [UInt8])] = []
    var strings: [String: [String: String]] = [:]
    for (path, bytes) in files.sorted(by: { $0.key < $1.key }) {
      let place = SourcePlace(file: shownFolder + path)
      if let name = Self.name(path, in: "templates/", ending: ".mustache") {
        do {
          templates[name] = try MustacheTemplate(string: String(decoding: bytes, as: UTF8.self))
        } catch {
          throw Failure(place: place, reason: "The template cannot be read: \(error).")
        }
      } else if let locale = Self.name(path, in: "strings/", ending: ".yml") {
        strings[locale] = try Self.readStrings(bytes, place)
      } else if path.hasPrefix("assets/") {
        assets.append((path, bytes))
      }
    }
    self.templates = MustacheLibrary(templates: templates)
    self.assets = assets
    self.strings = strings
  }

  private static func name(_ path: String, in folder: String, ending: String) -> String? {
    guard path.hasPrefix(folder), path.hasSuffix(ending) else { return nil }
    return String(path.dropFirst(folder.utf8.count).dropLast(ending.utf8.count))
  }

  private static func readStrings(_ bytes: [UInt8], _ place: SourcePlace) throws(Failure) -> [String: String] {
    let node: Node?
    do {
      node = try BoundedYAML.compose(String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Failure(place: place, reason: "The YAML cannot be read: \(error).")
    }
    guard let mapping = node?.mapping else {
      throw Failure(place: place, reason: "The words of a theme are lines of `key: text`.")
    }
    var strings: [String: String] = [:]
    for (key, value) in mapping { strings[key.string ?? ""] = value.string }
    return strings
  }

  /// The words of a locale; those that it lacks are English.
  package func words(_ locale: String) -> [String: String] {
    let english = strings["en-US"] ?? [:]
    let language = locale.prefix { $0 != "-" }
    let own = strings[locale] ?? strings.sorted { $0.key < $1.key }.first { $0.key.hasPrefix(language + "-") }?.value
    return english.merging(own ?? [:]) { $1 }
  }

  /// What a language calls itself.
  package func languageName(_ locale: String) -> String { words(locale)["languageName"] ?? locale }

  /// The heading word of each alert, by kind in lower case.
  package func alertTitles(_ locale: String) -> [String: String] {
    let words = words(locale)
    var titles: [String: String] = [:]
    for kind in ["note", "tip", "important", "caution", "warning"] {
      titles[kind] = words["alert" + kind.prefix(1).uppercased() + kind.dropFirst()]
    }
    return titles
  }

  /// The words for kinds of links on landing pages and hubs, by their name in YAML: `how-to-guide`.
  package func linkKinds(_ locale: String) -> [String: String] {
    let prefix = "linkKind-"
    var kinds: [String: String] = [:]
    for (key, word) in words(locale) where key.hasPrefix(prefix) { kinds[String(key.dropFirst(prefix.count))] = word }
    return kinds
  }
}

internal import BoundedYAML
internal import Diagnostics
internal import LearnMarkdown
internal import Yams

/// Reads `site.yml`; a mistake in it names its line.
package enum SiteConfigurationReader {
  private static let keys =
    ["title", "base-url", "source-locale", "locales", "theme", "redirects", "monikers"] + sharedKeys

  /// Those that a Learn repository may say, too.
  private static let sharedKeys = ["severities", "suppressions", "external", "product"] + SiteFrame.keys

  package static func read(_ bytes: [UInt8], file: String, shownRoot: String) throws(DocsetError) -> SiteConfiguration {
    try Reader(file: file, shownRoot: shownRoot).read(try root(of: bytes, file: file))
  }

  /// Reads `.trin.yml`, which a Learn repository may have: the keys of `site.yml` that its own files have nothing for.
  package static func readRules(
    _ bytes: [UInt8], file: String, into configuration: inout SiteConfiguration
  ) throws(DocsetError) {
    let reader = Reader(file: file, shownRoot: configuration.shownRoot)
    let root = try root(of: bytes, file: file)
    try reader.checkKeys(root, sharedKeys)
    try reader.readRules(root, into: &configuration)
    try SiteFrameReader(file: file, folder: "").read(root, into: &configuration)
  }

  private static func root(of bytes: [UInt8], file: String) throws(DocsetError) -> Node {
    do {
      guard let node = try BoundedYAML.compose(String(decoding: bytes, as: UTF8.self)) else {
        throw DocsetError(
          .invalidConfiguration, "The configuration is empty; it is lines of `key: value`.", at: .init(file: file))
      }
      return node
    } catch let error as YamlError {
      let finding = YamlFinding(error).diagnostic(file: file, firstLine: 0)
      throw DocsetError(.invalidConfiguration, finding.message, at: finding.place)
    } catch let error as DocsetError {
      throw error
    } catch {
      throw DocsetError(.invalidConfiguration, "\(error)", at: .init(file: file))
    }
  }

  private struct Reader {
    let file: String
    let shownRoot: String

    func checkKeys(_ root: Node, _ keys: [String]) throws(DocsetError) {
      let name = file.split(separator: "/").last ?? ""
      guard let mapping = root.mapping else {
        throw wrong(root, "`\(name)` is lines of `key: value`; here it is \(root.shown).")
      }
      try checkKeys(of: mapping, keys, "`\(name)`")
    }

    /// - Parameter what: Whose keys they are, as a message begins with it.
    private func checkKeys(of mapping: Node.Mapping, _ keys: [String], _ what: String) throws(DocsetError) {
      for (key, _) in mapping where !keys.contains(key.string ?? "") {
        let near = NearName.closest(to: key.string ?? "", among: keys).map { "Did you mean `\($0)`?" }
        let known = "Its keys are \(keys.map { "`\($0)`" }.joined(separator: ", "))."
        throw wrong(key, "\(what) has no key `\(key.string ?? "")`. \(near ?? known)")
      }
    }

    /// An entry of a list that has these keys and no others, each with one text.
    private func checkEntry(_ entry: Node, _ keys: [String], _ what: String) throws(DocsetError) {
      guard let mapping = entry.mapping else { return }
      try checkKeys(of: mapping, keys, what)
      for (key, value) in mapping where value.string == nil {
        throw wrong(
          value, "`\(key.string ?? "")` of an entry is one text; here it is \(value.shown). Write an entry for each.")
      }
    }

    func read(_ root: Node) throws(DocsetError) -> SiteConfiguration {
      try checkKeys(root, keys)
      guard let nodes = root["locales"]?.sequence, !nodes.isEmpty else {
        throw wrong(root["locales"] ?? root, "`locales` lists at least one locale, such as `[en-US, da-DK]`.")
      }
      var (locales, folders): ([String], [String]) = ([], [])
      for node in nodes {
        let locale = node.string ?? ""
        guard LocaleName.isOne(locale) else { throw wrong(node, LocaleName.rule(brokenBy: locale)) }
        let name = locale.canonicalLocale
        guard !locales.contains(name) else { throw wrong(node, "A locale is listed once; `\(locale)` is twice.") }
        locales.append(name)
        folders.append(locale)
      }
      let source = root["source-locale"]?.string.map(\.canonicalLocale) ?? locales[0]
      guard locales.contains(source) else {
        throw wrong(root["source-locale"] ?? root, "`source-locale` is one of `locales`; `\(source)` is not.")
      }
      var configuration = SiteConfiguration(
        titles: [:], sourceLocale: source, locales: locales, file: file, shownRoot: shownRoot)
      configuration.localePlaces = nodes.map(place)
      configuration.localeFolders = folders
      if let titles = root["title"]?.mapping {
        for (locale, title) in titles { configuration.titles[(locale.string ?? "").canonicalLocale] = title.string }
      } else {
        configuration.titles[source] = root["title"]?.string
      }
      if let node = given("base-url", root) {
        guard let base = node.string.flatMap({ BaseURL.read($0) }) else {
          throw wrong(
            node,
            "`base-url` is the address of the site, such as `https://help.example.org/`; here it is \(node.shown).")
        }
        configuration.baseURL = base
      }
      if let node = given("theme", root), node.string != "default" {
        guard let theme = node.string else {
          throw wrong(node, "`theme` is a folder beside `site.yml`; here it is \(node.shown).")
        }
        guard let folder = Paths.inside(theme) else {
          throw wrong(node, "`theme` is a folder beside `site.yml`; `\(theme)` leads elsewhere.")
        }
        configuration.themeFolder = folder
        configuration.themePlace = place(node)
      }
      for entry in try list("redirects", root, such: "- {from: admin/old.md, to: admin/new.md}") {
        try checkEntry(entry, ["from", "to"], "A redirect")
        guard let from = entry["from"]?.string, let to = entry["to"]?.string, !to.isEmpty else {
          throw wrong(entry, "A redirect has `from` and `to`; here \(entry.lacking(["from", "to"])).")
        }
        guard let path = Paths.inside(from), !path.isEmpty else {
          throw wrong(
            entry["from"] ?? entry, "A redirect begins at an article, such as `admin/x.md`; `\(from)` is none.")
        }
        let target = Address(Array(to.utf8)) == .local && !to.hasPrefix("/") ? "/" + to : to
        guard !Paths.climbsOut(Array(target.utf8)) else {
          throw wrong(
            entry["to"] ?? entry,
            "A redirect leads to an article, such as `admin/x.md`, or to an address of the web; `\(to)` leads out of the docset."
          )
        }
        configuration.redirects.append(.init(from: path, to: target, place: place(entry)))
      }
      configuration.monikers = try list("monikers", root, such: "[help-1.0, help-2.0]").compactMap(\.string)
      try readRules(root, into: &configuration)
      try SiteFrameReader(file: file, folder: "Site/").read(root, into: &configuration)
      return configuration
    }

    func readRules(_ root: Node, into configuration: inout SiteConfiguration) throws(DocsetError) {
      if let node = given("severities", root) {
        guard let severities = node.mapping else {
          throw wrong(node, "`severities` is lines of `code: severity`; here it is \(node.shown).")
        }
        for (code, value) in severities {
          let name = value.string ?? ""
          guard name == "off" || Diagnostic.Severity(rawValue: name) != nil else {
            let meant = ["error", "warning", "suggestion", "info", "off"].first { !name.isEmpty && $0.hasPrefix(name) }
            throw wrong(
              value,
              "A severity is error, warning, suggestion, info or off; `\(name)` is none of these."
                + (meant.map { " Did you mean `\($0)`?" } ?? ""))
          }
          configuration.severities[code.string ?? ""] = .some(Diagnostic.Severity(rawValue: name))
          configuration.severityPlaces[code.string ?? ""] = place(code)
        }
      }
      if let node = root["product"] {
        guard let path = Paths.inside(node.string ?? ""), !path.isEmpty else {
          throw wrong(
            node, "`product` is a file of the docset, such as `product.yml`; `\(node.string ?? "")` leads elsewhere.")
        }
        configuration.productFile = path
        configuration.productPlace = place(node)
      }
      if let external = root["external"] { try readExternal(external, into: &configuration.external) }
      for entry in try list("suppressions", root, such: "- {code: missing-image-alt-text, reason: Decoration only}") {
        try checkEntry(entry, ["code", "file", "reason"], "A suppression")
        guard let code = entry["code"]?.string, let reason = entry["reason"]?.string else {
          throw wrong(
            entry,
            "A suppression has `code` and `reason`, and `file` where it holds for some files only; here \(entry.lacking(["code", "reason"]))."
          )
        }
        let pattern = entry["file"]?.string
        configuration.suppressions.append(
          .init(
            code: code, file: try pattern.map { pattern throws(DocsetError) in try glob(pattern, entry) },
            reason: reason,
            place: place(entry)))
      }
    }

    /// What stands at a key; nil where it is left out or empty.
    private func given(_ key: String, _ root: Node) -> Node? { root[key].flatMap { $0.null == nil ? $0 : nil } }

    private func list(_ key: String, _ root: Node, such example: String) throws(DocsetError) -> [Node] {
      guard let node = given(key, root) else { return [] }
      guard let entries = node.sequence else {
        throw wrong(node, "`\(key)` is a list, such as `\(example)`; here it is \(node.shown).")
      }
      return Array(entries)
    }

    private func readExternal(_ node: Node, into lists: inout ExternalLists) throws(DocsetError) {
      guard let mapping = node.mapping else {
        throw wrong(node, "`external` is lines with `accept` and `exclude`; here it is \(node.shown).")
      }
      for (key, value) in mapping {
        switch key.string {
        case "accept":
          lists.accepted = Set(value.sequence?.compactMap(\.int) ?? [])
          guard lists.accepted.count == value.sequence?.count, lists.accepted.allSatisfy((100...599).contains) else {
            throw wrong(
              value,
              "`accept` is a list of statuses from 100 to 599, such as `[403, 429]`; here it is \(value.shownList).")
          }
        case "exclude":
          guard let patterns = value.sequence?.map(\.string), !patterns.contains(nil) else {
            throw wrong(
              value,
              "`exclude` is a list of patterns, such as `[https://example.org/**]`; here it is \(value.shownList).")
          }
          lists.excluded = []
          for pattern in patterns { if let pattern { lists.excluded.append(try glob(pattern, value)) } }
        case "allow-private":
          throw wrong(
            key, "A docset cannot allow private addresses for itself; give `trin check` --external-allow-private.")
        default:
          let near = NearName.closest(to: key.string ?? "", among: ["accept", "exclude"])
          throw wrong(
            key, "`external` has no key `\(key.string ?? "")`." + (near.map { " Did you mean `\($0)`?" } ?? ""))
        }
      }
    }

    private func glob(_ pattern: String, _ node: Node) throws(DocsetError) -> Glob {
      let glob = Glob(pattern)
      guard !glob.isTooLarge else { throw wrong(node, Glob.rule(brokenBy: pattern)) }
      return glob
    }

    private func wrong(_ node: Node, _ reason: String) -> DocsetError {
      DocsetError(.invalidConfiguration, reason, at: place(node))
    }

    private func place(_ node: Node) -> SourcePlace { node.place(in: file) }
  }
}

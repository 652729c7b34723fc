internal import Diagnostics

/// What a command was pointed at: the docsets found there, and the configuration of the site that they make.
package struct Workspace: Sendable {
  package enum Shape: Sendable { case own, learn }

  package var shape: Shape
  package var root: String
  package var configuration: SiteConfiguration
  /// The locales that are built, in the order of the configuration.
  package var sources: [DocsetSource]
  /// The source language's docset where it is only read, for fallback and parity (`--source`).
  package var reference: DocsetSource?
  /// Files that configure it, watched by the preview.
  package var configurationFiles: [String]
  /// Whether it is published as a repository, with redirections for all its docsets.
  private var isLearnRepository = false

  /// Finds out by looking which of the two shapes a folder has.
  ///
  /// The redirections of a Learn repository are left for ``redirections()``.
  ///
  /// - Parameters:
  ///   - path: As it was given; findings begin with it, unless it is the current folder.
  ///   - reference: The folder of the source language's docset.
  /// - Throws: ``DocsetError`` where there is no folder, no docset in it, or a configuration that cannot be read.
  package static func open(_ path: String, reference: String? = nil) throws(DocsetError) -> Workspace {
    guard Files.exists(path) else { throw DocsetError(.notFound, "There is no folder `\(path)`.") }
    guard Files.isDirectory(path) else {
      throw DocsetError(.noDocset, "`\(path)` is a file; give the folder of the docset that it belongs to.")
    }
    let shown = Self.shown(path)
    var workspace: Workspace
    if Files.exists(path + "/Site/site.yml") {
      workspace = try openOwn(path, shown: shown)
    } else if Files.exists(path + "/.openpublishing.publish.config.json") {
      workspace = try openLearn(path, shown: shown)
    } else if Files.exists(path + "/docfx.json") {
      workspace = try openDocfx(path, shown: shown)
    } else {
      throw DocsetError(
        .noDocset,
        """
        `\(path)` holds no docset: neither `Site/site.yml` with `Content/` (Trin's own shape) \
        nor `.openpublishing.publish.config.json` (a Microsoft Learn repository).
        """)
    }
    if let reference {
      let other = try open(reference)
      workspace.reference = other.sources.first { $0.locale == other.configuration.sourceLocale } ?? other.sources.first
      if let locale = workspace.reference?.locale { workspace.configuration.sourceLocale = locale }
    }
    for index in workspace.sources.indices {
      workspace.sources[index].isTranslation =
        workspace.sources[index].locale != workspace.configuration.sourceLocale
    }
    return workspace
  }

  package static func shown(_ path: String) -> String {
    var path = path
    while path.hasPrefix("./") { path.removeFirst(2) }
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path.isEmpty || path == "." ? "" : path == "/" ? "/" : path + "/"
  }

  private static func openOwn(_ path: String, shown: String) throws(DocsetError) -> Workspace {
    let file = shown + "Site/site.yml"
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try Files.read(path + "/Site/site.yml")
    } catch {
      throw DocsetError(.unreadable, "`site.yml` cannot be read: \(error.reason).", at: .init(file: file))
    }
    let configuration = try SiteConfigurationReader.read(bytes, file: file, shownRoot: shown)
    var sources: [DocsetSource] = []
    for locale in configuration.locales {
      guard Files.isDirectory("\(path)/Content/\(locale)") else {
        throw DocsetError(
          .notFound, "`site.yml` lists the locale \(locale), but there is no folder `Content/\(locale)`.",
          at: .init(file: file))
      }
      sources.append(
        DocsetSource(
          locale: locale, basePath: "", folder: "\(path)/Content/\(locale)",
          shownPrefix: "\(shown)Content/\(locale)/",
          redirections: configuration.redirects, monikers: configuration.monikers))
    }
    return Workspace(
      shape: .own, root: path, configuration: configuration, sources: sources, configurationFiles: [file])
  }

  private static func openDocfx(_ path: String, shown: String) throws(DocsetError) -> Workspace {
    let source = try learnSource(path, folder: ".", locale: nil, shown: shown, monikers: [])
    return try learn(path, shown: shown, file: "docfx.json", [source])
  }

  private static func openLearn(_ path: String, shown: String) throws(DocsetError) -> Workspace {
    let name = ".openpublishing.publish.config.json"
    let publishing = try LearnConfiguration.read(
      LearnConfiguration.Publishing.self, path: "\(path)/\(name)", shown: shown + name)
    var sources: [DocsetSource] = []
    for entry in publishing.docsets where Files.isDirectory("\(path)/\(entry.folder)") {
      sources.append(
        try learnSource(
          path, folder: entry.folder, locale: entry.locale, shown: shown, monikers: entry.monikerRanges ?? []))
    }
    guard !sources.isEmpty else {
      throw DocsetError(
        .noDocset, "None of the folders that `docsets_to_publish` names is there.", at: .init(file: shown + name))
    }
    var workspace = try learn(path, shown: shown, file: name, sources)
    workspace.isLearnRepository = true
    return workspace
  }

  private static func learn(
    _ path: String, shown: String, file: String, _ sources: [DocsetSource]
  ) throws(DocsetError) -> Workspace {
    var locales: [String] = []
    for source in sources where !locales.contains(source.locale) { locales.append(source.locale) }
    let title = sources[0].metadata.global["titleSuffix"] ?? sources[0].metadata.global["brand"] ?? "Help"
    var configuration = SiteConfiguration(
      titles: [locales[0]: title], sourceLocale: "en-US", locales: locales, file: shown + file, shownRoot: shown)
    let rules = path + "/.trin.yml"
    if Files.exists(rules) {
      let bytes: [UInt8]
      do throws(Files.Failure) {
        bytes = try Files.read(rules)
      } catch {
        throw DocsetError(
          .unreadable, "`.trin.yml` cannot be read: \(error.reason).", at: .init(file: shown + ".trin.yml"))
      }
      try SiteConfigurationReader.readRules(bytes, file: shown + ".trin.yml", into: &configuration)
    }
    return Workspace(shape: .learn, root: path, configuration: configuration, sources: sources, configurationFiles: [])
  }

  /// The redirections of all docsets of a Learn repository, whose paths begin with the docset's folder; none for other
  /// shapes, whose sources have theirs.
  ///
  /// Apart from the rest: the files are long, and nobody asks for them before the whole site is known.
  package func redirections() throws(DocsetError) -> [DocsetSource.Redirection] {
    guard isLearnRepository else { return [] }
    let shown = Self.shown(root)
    var all: [DocsetSource.Redirection] = []
    for name in try Files.names(in: root)
    where name.hasPrefix(".openpublishing.redirection") && name.hasSuffix(".json") {
      all += try LearnConfiguration.redirections("\(root)/\(name)", shown: shown + name)
    }
    return all
  }

  private static func learnSource(
    _ root: String, folder: String, locale: String?, shown: String, monikers: [String]
  ) throws(DocsetError) -> DocsetSource {
    let name = folder == "." ? "" : folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    let prefix = name.isEmpty ? "" : name + "/"
    var source = DocsetSource(
      locale: locale ?? "en-US", basePath: name, folder: name.isEmpty ? root : "\(root)/\(name)",
      shownPrefix: shown + prefix, monikers: monikers)
    let docfx = source.folder + "/docfx.json"
    if Files.exists(docfx) {
      let file = try LearnConfiguration.read(
        LearnConfiguration.Docfx.self, path: docfx, shown: source.shownPrefix + "docfx.json")
      if let build = file.build { source.apply(build) }
    }
    return source
  }
}

extension FileRules {
  /// - Parameter files: What a group takes that names no files.
  fileprivate init(
    _ groups: [LearnConfiguration.FileGroup], files: [String], monikerRanges: [String: String] = [:]
  ) {
    self.init(
      groups: groups.map { group in
        let prefix = group.src.map { $0 == "." || $0.isEmpty ? "" : $0.hasSuffix("/") ? $0 : $0 + "/" } ?? ""
        return .init(
          files: (group.files?.elements ?? files).map { Glob(prefix + $0) },
          exclude: (group.exclude?.elements ?? []).map { Glob(prefix + $0) },
          monikerRange: group.group.flatMap { monikerRanges[$0] })
      })
  }
}

extension DocsetSource {
  /// With those of ``Workspace/redirections()`` that are the docset's own.
  package func adding(_ redirections: [Redirection]) -> DocsetSource {
    var source = self
    let prefix = basePath.isEmpty ? "" : basePath + "/"
    for entry in redirections where entry.from.hasPrefix(prefix) {
      source.redirections.append(
        Redirection(from: String(entry.from.dropFirst(prefix.count)), to: entry.to, place: entry.place))
    }
    return source
  }

  private static func rank(_ pattern: String) -> (Int, Int, String) {
    (pattern.prefix { !"*?{".contains($0) }.utf8.count, pattern.utf8.count, pattern)
  }

  fileprivate mutating func apply(_ build: LearnConfiguration.Docfx.Build) {
    let ranges = (build.groups ?? [:]).compactMapValues(\.monikerRange)
    if let groups = build.content?.elements, !groups.isEmpty {
      content = FileRules(groups, files: ["**/*.md"], monikerRanges: ranges)
    }
    if let groups = build.resource?.elements, !groups.isEmpty { resources = FileRules(groups, files: ["**"]) }
    for case (let key, .text(let value)) in build.globalMetadata ?? [:] { metadata.global[key] = value }
    for (key, patterns) in build.fileMetadata ?? [:] {
      // JSON objects have no order; the pattern that says more before its first wildcard is the more special one.
      metadata.byFile[key] = patterns.sorted { Self.rank($0.key) < Self.rank($1.key) }
        .compactMap { pattern, value in
          guard case .text(let text) = value else { return nil }
          return (Glob(pattern), text)
        }
    }
  }
}

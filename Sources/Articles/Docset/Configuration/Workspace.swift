package import Diagnostics

/// What a command was pointed at: the docsets found there, and the configuration of the site that they make.
package struct Workspace: Sendable {
  package enum Shape: Sendable { case own, learn }

  package var shape: Shape
  package var root: SourceFolder
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
  ///   - snapshot: Files of the folder that are read as they were at another time.
  /// - Throws: ``DocsetError`` where there is no folder, no docset in it, or a configuration that cannot be read.
  package static func open(
    _ path: String, reference: String? = nil, snapshot: FolderSnapshot? = nil
  ) throws(DocsetError) -> Workspace {
    guard Files.exists(path) else { throw DocsetError(.notFound, "There is no folder `\(path)`.") }
    guard Files.isDirectory(path) else {
      throw DocsetError(.noDocset, "`\(path)` is a file; give the folder of the docset that it belongs to.")
    }
    let shown = Self.shown(path)
    let root = SourceFolder(path, snapshot: snapshot)
    var workspace: Workspace
    if root.exists("Site/site.yml") {
      workspace = try openOwn(root, shown: shown)
    } else if root.exists(Self.publishingFile) {
      workspace = try openLearn(root, shown: shown)
    } else if root.exists("docfx.json") {
      workspace = try openDocfx(root, shown: shown)
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

  /// The docset that a path lies in: the nearest folder above it, or itself, that is one. A docset of docfx alone is
  /// taken only where no folder above it is a whole one, since a repository holds it.
  ///
  /// - Parameter path: Of a folder, without symbolic links, from the root of the file system on.
  package static func folder(holding path: String) -> String? {
    var (folder, docfx) = (path[...], String?.none)
    while true {
      let shown = folder.isEmpty ? "/" : String(folder)
      if ["Site/site.yml", publishingFile].contains(where: { Files.exists("\(shown)/\($0)") }) { return shown }
      if docfx == nil, Files.exists("\(shown)/docfx.json") { docfx = shown }
      guard let slash = folder.lastIndex(of: "/") else { return docfx }
      folder = folder[..<slash]
    }
  }

  /// Whether a folder is a docset by itself.
  package static func isOne(_ folder: String) -> Bool {
    ["Site/site.yml", publishingFile, "docfx.json"].contains { Files.exists("\(folder)/\($0)") }
  }

  private static let publishingFile = ".openpublishing.publish.config.json"

  private static func openOwn(_ root: SourceFolder, shown: String) throws(DocsetError) -> Workspace {
    let file = shown + "Site/site.yml"
    let bytes = try configuration("Site/site.yml", in: root, shown: file)
    let configuration = try SiteConfigurationReader.read(bytes, file: file, shownRoot: shown)
    var sources: [DocsetSource] = []
    for (number, locale) in configuration.locales.enumerated() {
      let place = configuration.localePlaces[number]
      let folder = Self.folder(of: configuration.localeFolders[number], in: root)
      let files: SourceFolder
      do throws(Files.Failure) {
        files = try root.folder("Content/\(folder)")
      } catch {
        let reason =
          if case .missing = error { "there is no folder `Content/\(folder)`" } else {
            "`Content/\(folder)` cannot be read: \(error.reason)"
          }
        throw DocsetError(.notFound, "`site.yml` lists the locale \(locale), but \(reason).", at: place)
      }
      var source = DocsetSource(
        locale: locale, basePath: "", files: files, shownPrefix: "\(shown)Content/\(folder)/",
        redirections: configuration.redirects, monikers: configuration.monikers)
      source.place = place
      source.repository = .init(files: root, folder: Array("Content/\(folder)".utf8))
      sources.append(source)
    }
    return Workspace(
      shape: .own, root: root, configuration: configuration, sources: sources, configurationFiles: [file])
  }

  /// The folder of a locale: as it is written in `site.yml`, or else one whose name differs in letter case only.
  private static func folder(of locale: String, in root: SourceFolder) -> String {
    guard !root.isFolder("Content/\(locale)"), let names = try? root.folder("Content").names() else { return locale }
    return names.first { $0.lowercased() == locale.lowercased() } ?? locale
  }

  private static func openDocfx(_ root: SourceFolder, shown: String) throws(DocsetError) -> Workspace {
    let source = try learnSource(root, folder: "", locale: nil, shown: shown, monikers: [])
    return try learn(root, shown: shown, file: "docfx.json", [source])
  }

  private static func openLearn(_ root: SourceFolder, shown: String) throws(DocsetError) -> Workspace {
    let file = try JSONFile(publishingFile, in: root, shown: shown + publishingFile)
    var sources: [DocsetSource] = []
    for entry in try LearnConfiguration.publishing(file) {
      switch root.kind(of: entry.folder.isEmpty ? "." : entry.folder) {
      case .folder:
        sources.append(
          try learnSource(root, folder: entry.folder, locale: entry.locale, shown: shown, monikers: entry.monikers))
        if !sources[sources.count - 1].files.exists("docfx.json") {
          sources[sources.count - 1].place = entry.folderPlace
        }
      case .outside:
        throw DocsetError(
          .invalidConfiguration,
          "`build_source_folder` is a folder of the repository; `\(entry.folder)` is a symbolic link out of it.",
          at: entry.folderPlace)
      default: continue
      }
    }
    guard !sources.isEmpty else {
      throw DocsetError(
        .noDocset, "None of the folders that `docsets_to_publish` names is there.",
        at: .init(file: shown + publishingFile))
    }
    var workspace = try learn(root, shown: shown, file: publishingFile, sources)
    workspace.isLearnRepository = true
    return workspace
  }

  private static func learn(
    _ root: SourceFolder, shown: String, file: String, _ sources: [DocsetSource]
  ) throws(DocsetError) -> Workspace {
    var locales: [String] = []
    for source in sources where !locales.contains(source.locale) { locales.append(source.locale) }
    let title = sources[0].metadata.global["titleSuffix"] ?? sources[0].metadata.global["brand"]
    var configuration = SiteConfiguration(
      titles: title.map { [locales[0]: $0] } ?? [:], sourceLocale: "en-US", locales: locales, file: shown + file,
      shownRoot: shown)
    if root.exists(".trin.yml") {
      let bytes = try Self.configuration(".trin.yml", in: root, shown: shown + ".trin.yml")
      try SiteConfigurationReader.readRules(bytes, file: shown + ".trin.yml", into: &configuration)
    }
    return Workspace(shape: .learn, root: root, configuration: configuration, sources: sources, configurationFiles: [])
  }

  private static func configuration(
    _ name: String, in root: SourceFolder, shown: String
  ) throws(DocsetError) -> [UInt8] {
    do throws(Files.Failure) {
      return try root.read(name, limit: Files.articleLimit)
    } catch {
      let file = name.split(separator: "/").last ?? ""
      throw DocsetError(.unreadable, "`\(file)` cannot be read: \(error.reason).", at: .init(file: shown))
    }
  }

  /// The redirections of all docsets of a Learn repository, whose paths begin with the docset's folder; none for other
  /// shapes, whose sources have theirs.
  ///
  /// Apart from the rest: the files are long, and nobody asks for them before the whole site is known.
  package func redirections() throws(DocsetError) -> (redirections: [DocsetSource.Redirection], findings: [Diagnostic])
  {
    guard isLearnRepository else { return ([], []) }
    let shown = Self.shown(root.path)
    var all: [DocsetSource.Redirection] = []
    var findings: [Diagnostic] = []
    for name in try redirectionFiles() {
      let read = try LearnConfiguration.redirections(
        JSONFile(name, in: root, shown: shown + name), in: name.split(separator: "/").dropLast().joined(separator: "/"))
      all += read.redirections
      findings += read.findings
    }
    return (all, findings)
  }

  /// Those at the repository's root, and those that its publishing file names.
  private func redirectionFiles() throws(DocsetError) -> [String] {
    let names = try root.names().filter { $0.hasPrefix(".openpublishing.redirection") && $0.hasSuffix(".json") }
    guard root.exists(Self.publishingFile) else { return names }
    let file = try JSONFile(Self.publishingFile, in: root, shown: Self.shown(root.path) + Self.publishingFile)
    var seen: Set<String> = []
    return (names + (try LearnConfiguration.redirectionFiles(file))).filter { seen.insert($0).inserted }
  }

  private static func learnSource(
    _ root: SourceFolder, folder: String, locale: String?, shown: String, monikers: [String]
  ) throws(DocsetError) -> DocsetSource {
    let prefix = folder.isEmpty ? "" : folder + "/"
    let files: SourceFolder
    do throws(Files.Failure) {
      files = try root.folder(folder)
    } catch {
      throw DocsetError(.unreadable, "The folder `\(shown)\(folder)` cannot be read: \(error.reason).")
    }
    var source = DocsetSource(
      locale: locale ?? "en-US", basePath: folder, files: files, shownPrefix: shown + prefix, monikers: monikers)
    source.repository = .init(files: root, folder: Array(folder.utf8))
    if files.exists("docfx.json") {
      let file = try JSONFile("docfx.json", in: files, shown: source.shownPrefix + "docfx.json")
      source.apply(try LearnConfiguration.docfx(file, folder: folder))
    }
    return source
  }
}

extension FileRules {
  /// - Parameter files: What a group takes that names no files.
  fileprivate init(_ groups: [LearnConfiguration.FileGroup], files: [Glob]) {
    self.init(
      groups: groups.map { group in
        Group(
          files: group.files ?? files, exclude: group.exclude, monikerRange: group.monikerRange, source: group.source,
          target: group.target)
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

  fileprivate mutating func apply(_ docfx: LearnConfiguration.Docfx) {
    if !docfx.content.isEmpty { content = FileRules(docfx.content, files: [Glob("**/*.md")]) }
    if !docfx.resource.isEmpty { resources = FileRules(docfx.resource, files: [Glob("**")]) }
    metadata.global = docfx.global
    metadata.byFile = docfx.byFile
    findings = docfx.findings
    place = docfx.place
  }
}

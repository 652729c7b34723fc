package import Diagnostics

/// One locale of one docset: where its files lie and which of them are what. Found, not read yet.
package struct DocsetSource: Sendable {
  package var locale: String
  /// Between the locale and a page's own path in its address; empty in Trin's own shape.
  package var basePath: String
  package var files: SourceFolder
  /// What findings put before a path in the folder; empty or ends with `/`.
  package var shownPrefix: String
  package var content: FileRules
  /// Which other files the site may copy; nil: all that a page uses.
  package var resources: FileRules?
  /// Source paths in the folder, and where they lead: a path below the site's root or an address.
  package var redirections: [Redirection]
  package var metadata: DefaultMetadata
  /// From the oldest to the newest.
  package var monikers: [String]
  /// Whether the locale is another than the source language's.
  package var isTranslation = false
  /// Where it is configured, for findings about it as a whole.
  package var place = SourcePlace(file: "")
  /// About the docset's configuration.
  package var findings: [Diagnostic] = []

  /// The repository around the docset's folder; nil where there is none.
  package var repository: Repository?

  package var folder: String { files.path }

  package struct Repository: Sendable {
    package let files: SourceFolder
    /// Of the docset, in it.
    package let folder: [UInt8]
  }

  package struct Redirection: Sendable {
    package var from: String
    package var to: String
    package var place: SourcePlace

    /// - Parameter from: A path as ``Paths/inside(_:)`` gives it.
    init(from: String, to: String, place: SourcePlace) {
      self.from = from
      self.to = to
      self.place = place
    }
  }

  package init(
    locale: String, basePath: String, files: SourceFolder, shownPrefix: String, content: FileRules = .ownShape,
    redirections: [Redirection] = [], metadata: DefaultMetadata = .init(), monikers: [String] = []
  ) {
    self.locale = locale
    self.basePath = basePath
    self.files = files
    self.shownPrefix = shownPrefix
    self.content = content
    self.redirections = redirections
    self.metadata = metadata
    self.monikers = monikers
  }
}

extension DocsetSource {
  /// The monikers that the group of a page is for; nil: all, also where one of its groups is for all.
  package func monikerRange(of path: String) -> String? {
    let ranges = content.groups.filter { $0.contains(path) }.map(\.monikerRange)
    return ranges.contains(nil) || ranges.isEmpty ? nil : ranges.compactMap { $0 }.joined(separator: " || ")
  }
}

extension DocsetSource {
  /// The path of one of its files from the folder on that the docset was opened as.
  package func pathInRepository(_ path: [UInt8]) -> [UInt8] {
    guard let folder = repository?.folder, !folder.isEmpty else { return path }
    return folder + [UInt8(ascii: "/")] + path
  }
}

extension DocsetSource {
  /// Whether addresses differ from the paths of the files in more than their endings.
  package var mapsAddresses: Bool { content.mapsAddresses || resources?.mapsAddresses == true }

  /// What a file is called in its address, below the docset's: its path, but for docfx's `src` and `dest`.
  package func address(of path: [UInt8]) -> [UInt8] {
    guard mapsAddresses else { return path }
    let text = String(decoding: path, as: UTF8.self)
    return content.address(of: text) ?? resources?.address(of: text) ?? path
  }
}

/// Which files are pages: docfx's `content`, with `files` and `exclude`.
package struct FileRules: Sendable {
  package struct Group: Sendable {
    package var files: [Glob]
    package var exclude: [Glob]
    /// What the group's files are for, where the configuration says it.
    package var monikerRange: String?
    /// The folder that the patterns begin in, and the one that the addresses of its files begin with instead (docfx's
    /// `src` and `dest`); each empty or ends with `/`.
    package var source = ""
    package var target = ""

    func contains(_ path: String) -> Bool {
      guard source.isEmpty || path.hasPrefix(source) else { return false }
      let inner = source.isEmpty ? path : String(path.dropFirst(source.count))
      return files.contains { $0.matches(inner) } && !exclude.contains { $0.matches(inner) }
    }
  }

  package var groups: [Group] { didSet { mapsAddresses = Self.maps(groups) } }
  fileprivate private(set) var mapsAddresses: Bool

  package init(groups: [Group]) {
    self.groups = groups
    mapsAddresses = Self.maps(groups)
  }

  private static func maps(_ groups: [Group]) -> Bool { groups.contains { $0.source != $0.target } }

  /// Nil for a file of no group.
  fileprivate func address(of path: String) -> [UInt8]? {
    groups.first { $0.contains(path) }.map { Array(($0.target + path.dropFirst($0.source.utf8.count)).utf8) }
  }

  /// Every Markdown file but the includes.
  package static let ownShape = FileRules(groups: [
    .init(files: [Glob("**/*.md"), Glob("**/*.yml")], exclude: [Glob("**/includes/**")])
  ])

  package func contains(_ path: String) -> Bool { groups.contains { $0.contains(path) } }
}

/// docfx's `globalMetadata` and `fileMetadata`: what an article's front matter does not say itself.
package struct DefaultMetadata: Sendable {
  package var global: [String: String] = [:]
  /// By key: patterns in the order of the file; the last that matches wins.
  package var byFile: [String: [(pattern: Glob, value: String)]] = [:]

  package init() {}

  /// Every value that a key has for some file.
  func all(_ key: String) -> [String] { (byFile[key] ?? []).map(\.value) + (global[key].map { [$0] } ?? []) }

  package func value(_ key: String, for path: @autoclosure () -> String) -> String? {
    if let patterns = byFile[key] {
      let path = path()
      if let fitting = patterns.last(where: { $0.pattern.matches(path) }) { return fitting.value }
    }
    return global[key]
  }
}

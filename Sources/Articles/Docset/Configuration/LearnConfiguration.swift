internal import Diagnostics
internal import LearnMarkdown

/// The configuration of a Microsoft Learn repository, as its own JSON files have it.
enum LearnConfiguration {
  /// An entry of `docsets_to_publish` in `.openpublishing.publish.config.json`.
  struct Entry {
    /// Relative to the repository, without `.` and `..`; empty for the repository itself.
    var folder: String
    var folderPlace: SourcePlace
    var locale: String?
    var monikers: [String]
  }

  static func publishing(_ file: JSONFile) throws(DocsetError) -> [Entry] {
    guard let docsets = file.root["docsets_to_publish"], case .list(let elements) = docsets.kind else {
      throw file.wrong(
        file.root, "The publishing file lists its docsets as `docsets_to_publish`; here is no such list.")
    }
    var entries: [Entry] = []
    for element in elements {
      guard let folder = element["build_source_folder"] else {
        throw file.wrong(element, "A docset to publish has a `build_source_folder`; this one has none.")
      }
      let written = try file.text(folder, of: "build_source_folder")
      guard let path = Paths.inside(written) else {
        throw file.wrong(
          folder, "`build_source_folder` is a folder of the repository; `\(written)` leads out of it.")
      }
      let locale = try file.text("locale", of: element)
      if let locale, let value = element["locale"], !LocaleName.isOne(locale) {
        throw file.wrong(value, LocaleName.rule(brokenBy: locale))
      }
      entries.append(
        Entry(
          folder: path, folderPlace: file.place(of: folder), locale: locale.map(\.canonicalLocale),
          monikers: try file.texts("moniker_ranges", of: element)))
    }
    return entries
  }

  /// What `docfx.json` says of a docset.
  struct Docfx {
    var content: [FileGroup] = []
    var resource: [FileGroup] = []
    var global: [String: String] = [:]
    /// By key: in the order of the file.
    var byFile: [String: [(pattern: Glob, value: String)]] = [:]
    /// Where its content is told.
    var place: SourcePlace
    var findings: [Diagnostic] = []
  }

  struct FileGroup {
    var files: [Glob]?
    var exclude: [Glob]
    var monikerRange: String?
    /// The folder that its files lie in and the one that its addresses begin with, relative to the docset; each empty or
    /// ends with `/`.
    var source: String
    var target: String
  }

  /// - Parameter folder: Of the docset, relative to the repository.
  static func docfx(_ file: JSONFile, folder: String) throws(DocsetError) -> Docfx {
    var docfx = Docfx(place: file.place(of: file.root))
    guard let build = file.root["build"] else { return docfx }
    _ = try file.members(build, of: "build")
    var ranges: [String: String] = [:]
    if let groups = build["groups"] {
      for group in try file.members(groups, of: "groups") {
        ranges[group.key] = try file.text("moniker_range", of: group.value)
      }
    }
    let reader = GroupReader(file: file, folder: folder, ranges: ranges)
    if let content = build["content"] { docfx.place = file.place(of: content) }
    docfx.content = try reader.groups("content", of: build, &docfx.findings)
    docfx.resource = try reader.groups("resource", of: build, &docfx.findings)
    if let metadata = build["globalMetadata"] {
      for member in try file.members(metadata, of: "globalMetadata") {
        if let text = member.value.metadata { docfx.global[member.key] = text }
      }
    }
    if let metadata = build["fileMetadata"] {
      for key in try file.members(metadata, of: "fileMetadata") {
        for member in try file.members(key.value, of: key.key) {
          guard let text = member.value.metadata else { continue }
          docfx.byFile[key.key, default: []].append((try reader.glob(member.key, member.value), text))
        }
      }
    }
    return docfx
  }

  private struct GroupReader {
    let file: JSONFile
    let folder: String
    let ranges: [String: String]

    func groups(
      _ key: String, of build: JSONValue, _ findings: inout [Diagnostic]
    ) throws(DocsetError) -> [FileGroup] {
      var groups: [FileGroup] = []
      for element in file.parts(key, of: build) {
        _ = try file.members(element, of: key)
        guard let source = try path("src", of: element, &findings) else { continue }
        let target = try path("dest", of: element, &findings)
        groups.append(
          FileGroup(
            files: element["files"] == nil ? nil : try globs("files", of: element),
            exclude: try globs("exclude", of: element),
            monikerRange: try file.text("group", of: element).flatMap { ranges[$0] }, source: source,
            target: target ?? ""))
      }
      return groups
    }

    /// A folder of the docset; nil, and a finding, for one of the repository that lies elsewhere.
    private func path(
      _ key: String, of group: JSONValue, _ findings: inout [Diagnostic]
    ) throws(DocsetError) -> String? {
      guard let value = group[key] else { return "" }
      let written = try file.text(value, of: key)
      if let path = Paths.inside(written) { return path.isEmpty ? "" : path + "/" }
      guard key == "src", Paths.inside("\(folder)/\(written)") != nil, !written.hasPrefix("/") else {
        throw file.wrong(value, "`\(key)` is a folder of the docset; `\(written)` leads out of the repository.")
      }
      findings.append(
        Diagnostic(
          rule: .contentOutsideDocset,
          "A docset takes its files from its own folder; `\(written)` lies beside it, so its files are left out.",
          at: file.place(of: value)))
      return nil
    }

    private func globs(_ key: String, of group: JSONValue) throws(DocsetError) -> [Glob] {
      var globs: [Glob] = []
      for part in file.parts(key, of: group) { globs.append(try glob(try file.text(part, of: key), part)) }
      return globs
    }

    func glob(_ pattern: String, _ value: JSONValue) throws(DocsetError) -> Glob {
      let glob = Glob(pattern)
      guard !glob.isTooLarge else { throw file.wrong(value, Glob.rule(brokenBy: pattern)) }
      return glob
    }
  }

  /// What the publishing file names as `redirection_files`, relative to the repository.
  static func redirectionFiles(_ file: JSONFile) throws(DocsetError) -> [String] {
    guard let value = file.root["redirection_files"] else { return [] }
    guard case .list(let names) = value.kind else {
      throw file.wrong(value, "`redirection_files` is a list of files, such as `[\"docs/moved.json\"]`; here is none.")
    }
    var files: [String] = []
    for name in names {
      let written = try file.text(name, of: "redirection_files")
      guard let path = Paths.inside(written), !path.isEmpty else {
        throw file.wrong(name, "A redirection file is a file of the repository; `\(written)` leads elsewhere.")
      }
      files.append(path)
    }
    return files
  }

  /// The entries of a redirection file, each with its place.
  ///
  /// - Parameter folder: The file's: `source_path` is relative to it, `source_path_from_root` to the repository.
  static func redirections(
    _ file: JSONFile, in folder: String
  ) throws(DocsetError) -> (redirections: [DocsetSource.Redirection], findings: [Diagnostic]) {
    guard let list = file.root["redirections"], case .list(let entries) = list.kind else {
      throw file.wrong(file.root, "A redirection file lists its entries as `redirections`; here is no such list.")
    }
    var redirections: [DocsetSource.Redirection] = []
    var findings: [Diagnostic] = []
    redirections.reserveCapacity(entries.count)
    for entry in entries {
      let members = try file.members(entry, of: "redirections")
      let key = members.first { $0.key == "source_path" } ?? members.first { $0.key == "source_path_from_root" }
      let fromRoot = try file.text("source_path_from_root", of: entry)
      let written = try file.text("source_path", of: entry) ?? fromRoot ?? ""
      let url = try file.text("redirect_url", of: entry) ?? ""
      let place = key.map(file.place(ofKey:)) ?? file.place(of: entry)
      let named = written.replacing("\\", with: "/")
      let isFromRoot = key?.key == "source_path_from_root" || folder.isEmpty || named.isEmpty
      let source = isFromRoot ? named : folder + "/" + named
      guard let from = Paths.inside(source.hasPrefix("/") ? String(source.dropFirst()) : source) else {
        throw DocsetError(
          .invalidConfiguration, "A redirection begins at a file of the repository; `\(written)` leads out of it.",
          at: place)
      }
      guard !from.isEmpty, !url.isEmpty else {
        findings.append(.incomplete(hasSource: !from.isEmpty, at: place))
        continue
      }
      redirections.append(DocsetSource.Redirection(from: from, to: url, place: place))
    }
    return (redirections, findings)
  }
}

extension Diagnostic {
  /// - Parameter hasSource: Whether it is only the target that is missing.
  static func incomplete(hasSource: Bool, at place: SourcePlace) -> Diagnostic {
    Diagnostic(
      rule: .redirectionIsEmpty,
      hasSource
        ? "A redirection has a `redirect_url`, where its readers are led; this one has none, so it leads nowhere."
        : "A redirection has a `source_path`, the file whose readers it leads on; this one has none.", at: place)
  }
}

extension JSONValue {
  /// What docfx takes for the value of a key of an article.
  fileprivate var metadata: String? {
    switch kind {
    case .text(let text): text
    case .flag(let flag): flag ? "true" : "false"
    default: nil
    }
  }
}

extension Files.Failure {
  package var reason: String {
    switch self {
    case .missing: "it is not there"
    case .tooLarge(let size): "it has \(size) bytes"
    case .unreadable(let words): words
    }
  }
}

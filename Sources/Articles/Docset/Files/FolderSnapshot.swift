internal import Diagnostics
internal import LearnMarkdown

/// Files of a folder as they were at another time. What it does not name is as it lies on the disk.
package struct FolderSnapshot: Sendable {
  package enum State: Sendable {
    case bytes([UInt8])
    case absent
  }

  /// By path relative to the folder.
  private let files: [String: State]
  /// The folders that its files lie in.
  private let folders: Set<String>

  package init(_ files: [String: State]) {
    self.files = files
    var folders: Set<String> = []
    for (path, state) in files {
      guard case .bytes = state else { continue }
      var folder = path[...]
      while let slash = folder.lastIndex(of: "/") {
        folder = folder[..<slash]
        guard folders.insert(String(folder)).inserted else { break }
      }
    }
    self.folders = folders
  }

  /// Nil where the path is as it lies on the disk.
  package subscript(path: String) -> State? { files[Paths.inside(path) ?? path] }

  /// What the snapshot alone says of a path; nil: the disk says it.
  func kind(of path: String) -> SourceFolder.Kind? {
    switch self[path] {
    case .bytes: .file
    case .absent: .missing
    case nil: nil
    }
  }

  func hasFolder(_ path: String) -> Bool {
    let path = Paths.inside(path) ?? path
    return path.isEmpty ? !folders.isEmpty || !files.isEmpty : folders.contains(path)
  }

  /// The same of a folder beneath, by paths relative to that.
  func beneath(_ folder: String) -> FolderSnapshot {
    guard let folder = Paths.inside(folder), !folder.isEmpty else { return self }
    var inner: [String: State] = [:]
    for (path, state) in files where path.hasPrefix(folder + "/") {
      inner[String(path.dropFirst(folder.count + 1))] = state
    }
    return FolderSnapshot(inner)
  }

  /// The listing of the folder with what was there then and without what was not; hidden files are left out, and so is
  /// what lies in a folder of `skipping`.
  func applied(to listing: [String], skipping: Set<String>) -> [String] {
    var result = listing.filter { path in if case .absent? = files[path] { false } else { true } }
    let listed = Set(result)
    for (path, state) in files {
      guard case .bytes = state, !listed.contains(path) else { continue }
      let parts = path.split(separator: "/")
      guard !parts.contains(where: { $0.first == "." }) else { continue }
      let parents = parts.indices.dropFirst().map { parts[..<$0].joined(separator: "/") }
      if parents.allSatisfy({ !skipping.contains($0) }) { result.append(path) }
    }
    return result
  }

  /// The names of a folder's own entries with those of files that were there then.
  func applied(toNames names: [String]) -> [String] {
    let added = files.keys.filter { !$0.contains("/") && !names.contains($0) && kind(of: $0) == .file }
    return (names.filter { kind(of: $0) != .missing } + added).sorted { $0.precedesInBytes($1) }
  }
}

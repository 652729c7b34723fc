internal import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files below a folder, as paths relative to it, sorted by bytes.
///
/// Each folder is walked once, by the path without symbolic links where there is one: links to a folder of the same tree,
/// however many, add nothing.
package struct FileTree: Sendable {
  /// A docset of a million files is a mistake, such as a link to a disk.
  package static let mostFiles = 1_000_000
  /// Folders within each other.
  package static let deepest = 64
  /// The file that marks a folder as the output of an earlier build, which is no content.
  package static let outputMark = ".trin-site"

  package private(set) var files: [String] = []
  /// Symbolic links that lead out of the folder, or nowhere: not followed.
  package private(set) var outsideLinks: [String] = []
  /// Symbolic links to folders that have another path already.
  package private(set) var repeatedLinks: [String] = []
  /// Folders that are too deep, and what lies in them.
  package private(set) var tooDeep: [String] = []
  /// Whether files were left out, since there are too many.
  package private(set) var isCut = false

  /// Whether a symbolic link to a file or a folder was met.
  package private(set) var hasSymbolicLinks = false

  private let root: SourceFolder
  private let skipping: Set<String>
  private let mostFiles: Int
  private var known: Set<SourceFolder.Identity> = []
  /// Links to folders, for when all folders without a link on their way are known.
  private var links: [String] = []

  /// Hidden entries (`.git`, `.vscode`) are passed over, folders whose paths are in `skipping`, and outputs.
  package init(
    of folder: SourceFolder, skipping: Set<String> = [], mostFiles: Int = Self.mostFiles
  ) throws(DocsetError) {
    root = folder
    self.skipping = skipping
    self.mostFiles = mostFiles
    if !folder.isOnlyRemembered { try list("", depth: 0) }
    while !links.isEmpty {
      let next = links.sorted { $0.precedesInBytes($1) }
      links = []
      for link in next { try follow(link) }
    }
    if let snapshot = folder.snapshot { files = snapshot.applied(to: files, skipping: skipping) }
    files.sort { $0.precedesInBytes($1) }
    for list in [\Self.outsideLinks, \.repeatedLinks, \.tooDeep] { self[keyPath: list].sort { $0.precedesInBytes($1) } }
  }

  package init(of folder: String) throws(DocsetError) { try self.init(of: SourceFolder(folder)) }

  private mutating func follow(_ link: String) throws(DocsetError) {
    if let identity = root.look(at: link).identity, known.contains(identity) {
      repeatedLinks.append(link)
    } else {
      try list(link, depth: link.utf8.count { $0 == UInt8(ascii: "/") } + 1)
    }
  }

  private mutating func list(_ folder: String, depth: Int) throws(DocsetError) {
    guard depth <= Self.deepest else { return tooDeep.append(folder) }
    guard let entries = try entries(of: folder), depth == 0 || !entries.isOutput else { return }
    for (name, type) in entries.names {
      let path = folder.isEmpty ? name : folder + "/" + name
      if type == Int32(DT_LNK) || type == Int32(DT_UNKNOWN) { hasSymbolicLinks = true }
      switch type == Int32(DT_REG) || type == Int32(DT_DIR)
        ? (type == Int32(DT_DIR) ? .folder : .file) : kind(of: path, type)
      {
      case .folder:
        if type == Int32(DT_LNK) {
          links.append(path)
        } else if !skipping.contains(path) {
          try list(path, depth: depth + 1)
        }
      case .file:
        guard files.count < mostFiles else {
          isCut = true
          return
        }
        files.append(path)
      case .outside, .missing: outsideLinks.append(path)
      case .other: break
      }
    }
  }

  /// Of a link, what it leads to.
  private func kind(of path: String, _ type: Int32) -> SourceFolder.Kind {
    type == Int32(DT_LNK) || type == Int32(DT_UNKNOWN) ? root.kind(of: path) : .other
  }

  /// The entries that are not hidden; nil for a folder that was listed before.
  private mutating func entries(
    of folder: String
  ) throws(DocsetError) -> (names: [(name: String, type: Int32)], isOutput: Bool)? {
    let stream: OpaquePointer
    do throws(Files.Failure) {
      unsafe stream = try root.entries(of: folder)
    } catch {
      let shown = folder.isEmpty ? root.path : "\(root.path)/\(folder)"
      if folder.isEmpty, case .missing = error { throw DocsetError(.notFound, "There is no folder `\(shown)`.") }
      throw DocsetError(.unreadable, "The folder `\(shown)` cannot be read: \(error.reason).")
    }
    defer { unsafe closedir(stream) }
    var status = stat()
    guard unsafe fstat(dirfd(stream), &status) == 0,
      known.insert(SourceFolder.Identity(device: status.st_dev, number: status.st_ino)).inserted
    else { return nil }
    var names: [(String, Int32)] = []
    var isOutput = false
    while let entry = unsafe readdir(stream) {
      let name = unsafe Files.entryName(entry)
      if name == Self.outputMark { isOutput = true }
      if name.utf8.first != UInt8(ascii: ".") { names.append((name, Int32(unsafe entry.pointee.d_type))) }
    }
    return (names, isOutput)
  }
}

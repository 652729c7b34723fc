internal import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files below a folder, as paths relative to it, sorted by bytes.
package struct FileTree: Sendable {
  package private(set) var files: [String] = []
  /// Symbolic links that lead out of the folder, or nowhere: not followed.
  package private(set) var outsideLinks: [String] = []

  /// Hidden entries (`.git`, `.vscode`) are passed over, and folders whose names are in `skipping`.
  package init(of folder: String, skipping: Set<String> = []) throws(DocsetError) {
    guard let root = Files.realPath(folder) else {
      throw DocsetError(.notFound, "There is no folder `\(folder)`.")
    }
    try list(folder, prefix: "", root: root, skipping: skipping, depth: 0)
    files.sort { $0.precedesInBytes($1) }
    outsideLinks.sort { $0.precedesInBytes($1) }
  }

  private mutating func list(
    _ folder: String, prefix: String, root: String, skipping: Set<String>, depth: Int
  ) throws(DocsetError) {
    // A folder that links to one above it would be walked for ever.
    guard depth < 64 else { return }
    guard let stream = unsafe opendir(folder) else {
      throw DocsetError(.unreadable, "The folder `\(folder)` cannot be read: \(Files.lastError()).")
    }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let name = unsafe Files.entryName(entry)
      guard name.utf8.first != UInt8(ascii: ".") else { continue }
      let path = prefix.isEmpty ? name : prefix + "/" + name
      var type = Int32(unsafe entry.pointee.d_type)
      if type == Int32(DT_LNK) || type == Int32(DT_UNKNOWN) {
        guard let target = Files.realPath(folder + "/" + name), target == root || target.hasPrefix(root + "/") else {
          outsideLinks.append(path)
          continue
        }
        type = Files.isDirectory(target) ? Int32(DT_DIR) : Int32(DT_REG)
      }
      if type == Int32(DT_DIR) {
        guard !skipping.contains(path) else { continue }
        try list(folder + "/" + name, prefix: path, root: root, skipping: skipping, depth: depth + 1)
      } else if type == Int32(DT_REG) {
        files.append(path)
      }
    }
  }
}

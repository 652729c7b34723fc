#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// The few questions that the watcher has to the file system.
enum Folders {
  /// The names of the folders directly in `folder`, in no order; links are not followed. Empty when it cannot be read.
  static func children(of folder: String) -> [String] {
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let type = unsafe Int(entry.pointee.d_type)
      guard type == Int(DT_DIR) || type == Int(DT_UNKNOWN) else { continue }
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      guard name != ".", name != ".." else { continue }
      // Some file systems do not tell the type in the listing.
      if type == Int(DT_DIR) || isFolder("\(folder)/\(name)") { names.append(name) }
    }
    return names
  }

  /// Whether `path` is a folder itself, not a link to one.
  static func isFolder(_ path: String) -> Bool {
    let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    close(descriptor)
    return true
  }

  /// The absolute path without links, or nil where there is nothing.
  static func canonical(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }

  /// The same for a folder that may not be there yet; `path` itself where its parent is not there either.
  static func expected(_ path: String) -> String {
    if let path = canonical(path) { return path }
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last else { return path }
    let parent =
      path.hasPrefix("/") ? "/" + parts.dropLast().joined(separator: "/") : parts.dropLast().joined(separator: "/")
    guard let folder = canonical(parent.isEmpty ? "." : parent) else { return path }
    return folder == "/" ? "/\(name)" : "\(folder)/\(name)"
  }
}

internal import Docset

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes files that are not there yet: all of them, or none.
package enum NewFiles {
  /// - Throws: ``OutputError`` where one of the files exists, or cannot be written; what was written is gone again.
  package static func write(_ files: [(path: String, text: String)], to folder: String) throws(OutputError) {
    for file in files where Files.exists("\(folder)/\(file.path)") {
      throw OutputError(
        "`\(folder)/\(file.path)` exists already; nothing was written. Give a folder that does not hold these files yet."
      )
    }
    var made: [String] = []
    do throws(OutputError) {
      for file in files {
        let path = "\(folder)/\(file.path)"
        let parent = String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
        try makeFolders(parent, &made)
        try write(file.text, to: path)
        made.append(path)
      }
    } catch {
      for path in made.reversed() { unsafe remove(path) }
      throw error
    }
  }

  static func makeFolders(_ path: String, _ made: inout [String]) throws(OutputError) {
    if Files.isDirectory(path) { return }
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex { try makeFolders(String(path[..<slash]), &made) }
    guard unsafe mkdir(path, 0o755) == 0 else {
      throw OutputError("The folder `\(path)` cannot be made: \(Files.lastError()).")
    }
    made.append(path)
  }

  private static func write(_ text: String, to path: String) throws(OutputError) {
    // Made anew or not at all, also where somebody else makes it at the same moment.
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError("`\(path)` cannot be written: \(Files.lastError()).") }
    defer { close(descriptor) }
    guard Files.writeAll(Array(text.utf8), to: descriptor) else {
      let reason = Files.lastError()
      unsafe remove(path)
      throw OutputError("`\(path)` cannot be written: \(reason).")
    }
  }
}

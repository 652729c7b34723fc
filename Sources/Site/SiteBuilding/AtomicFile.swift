internal import Docset

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that is written whole or not at all.
package enum AtomicFile {
  /// - Throws: ``OutputError`` where the file cannot be written; what was there before is still there then.
  package static func write(_ text: String, to path: String) throws(OutputError) {
    try write(Array(text.utf8), to: path)
  }

  /// Puts a file into a folder, which is made where it is missing.
  package static func write(_ bytes: [UInt8], named name: String, into folder: String) throws(OutputError) {
    var made: [String] = []
    try NewFiles.makeFolders(folder, &made)
    try write(bytes, to: "\(folder)/\(name)")
  }

  /// - Throws: ``OutputError`` where the file cannot be written; what was there before is still there then.
  package static func write(_ bytes: [UInt8], to path: String) throws(OutputError) {
    let draft = "\(path).trin-\(getpid())"
    let descriptor = unsafe open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError("`\(path)` cannot be written: \(Files.lastError()).") }
    let isWritten = Files.writeAll(bytes, to: descriptor)
    let failure = isWritten && fsync(descriptor) == 0 ? nil : Files.lastError()
    close(descriptor)
    guard failure == nil, unsafe rename(draft, path) == 0 else {
      let reason = failure ?? Files.lastError()
      unsafe unlink(draft)
      throw OutputError("`\(path)` cannot be written: \(reason).")
    }
  }

  /// Adds to a file that others write to, too, such as the summary of a run that a platform keeps.
  package static func append(_ text: String, to path: String) throws(OutputError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw OutputError("`\(path)` cannot be written: \(Files.lastError()).") }
    defer { close(descriptor) }
    guard Files.writeAll(Array(text.utf8), to: descriptor) else {
      throw OutputError("`\(path)` cannot be written: \(Files.lastError()).")
    }
  }
}

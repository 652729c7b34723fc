internal import CLibrary
internal import Docset
internal import LearnMarkdown
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why an output folder cannot be written, and what to do.
package struct OutputError: Error, Sendable, CustomStringConvertible {
  package var description: String

  package init(_ description: String) { self.description = description }
}

/// Writes a site into a folder of its own, and then puts that in the place of the output, as a whole or not at all.
///
/// A file whose bytes did not change is linked, not written: it keeps its modification time. Safe for many writers.
package final class OutputFolder: Sendable {
  private enum State {
    case open
    /// In its place, or taken away.
    case closed
  }

  private let staging: StagingFolder
  /// Whether text files have their compressed forms beside them.
  private let compresses: Bool
  /// The folder that the last build left, where there is one; -1 else.
  private let old: Int32
  private let state = Mutex(State.open)

  /// - Throws: ``OutputError`` where the folder holds something else, or where nothing can be written.
  package init(_ path: String, compresses: Bool = false) throws(OutputError) {
    if compresses { try CompressedForm.checkLibraries() }
    self.compresses = compresses
    staging = try StagingFolder(for: path)
    old = staging.openOutput()
    try write(Array("trin\n".utf8).span, to: OutputPath(FileTree.outputMark))
  }

  deinit { if old >= 0 { close(old) } }

  func write(_ bytes: Span<UInt8>, to path: OutputPath) throws(OutputError) {
    var folder = OpenFolder()
    try write(bytes, to: path, by: &folder)
  }

  /// Writes a file, or links the one that the last build left where its bytes are the same.
  ///
  /// - Parameter folder: The one that the caller's last file was written to.
  func write(_ bytes: Span<UInt8>, to path: OutputPath, by folder: inout OpenFolder) throws(OutputError) {
    guard state.withLock({ $0 == .open }) else { throw OutputError("The build was ended.") }
    if !folder.isAt(path.folder) { try staging.enter(path.folder, by: &folder) }
    try writeAlone(bytes, to: path, in: folder)
    guard compresses, CompressedForm.isOf(path, count: bytes.count) else { return }
    for form in CompressedForm.allCases {
      guard let compressed = form.bytes(of: bytes) else { continue }
      try writeAlone(compressed.span, to: OutputPath(path.bytes + form.ending.utf8), in: folder)
    }
  }

  private func writeAlone(
    _ bytes: Span<UInt8>, to path: OutputPath, in folder: borrowing OpenFolder
  ) throws(OutputError) {
    if old >= 0, keep(path, ifSameAs: bytes, in: folder) { return }
    let descriptor = folder.create(path.name)
    let isWritten = descriptor >= 0 && Files.writeAll(bytes, to: descriptor)
    let reason = isWritten ? "" : Files.lastError()
    if descriptor >= 0 { close(descriptor) }
    guard isWritten else { throw OutputError("`\(path.bytes.utf8String)` cannot be written: \(reason).") }
  }

  /// Links the file that the last build left; false where there is none of these bytes.
  private func keep(_ path: OutputPath, ifSameAs bytes: Span<UInt8>, in folder: borrowing OpenFolder) -> Bool {
    let route = path.bytes.utf8String
    var file = unsafe trin_open_beneath_unlinked(old, route, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    if file < 0, errno == ENOSYS { file = unsafe openat(old, route, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC) }
    guard file >= 0 else { return false }
    defer { close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size == bytes.count,
      let held = try? Files.read(open: file), held.span.hasSameBytes(as: bytes)
    else { return false }
    let name = path.name.utf8String
    guard unsafe linkat(old, route, folder.descriptor, name, 0) == 0 else { return false }
    guard staging.isWithin else { return true }
    // Another build may have put its own file there in the meantime.
    var linked = stat()
    let isSame =
      unsafe fstatat(folder.descriptor, name, &linked, AT_SYMLINK_NOFOLLOW) == 0 && linked.st_ino == status.st_ino
    if !isSame { _ = unsafe unlinkat(folder.descriptor, name, 0) }
    return isSame
  }

  /// Puts the new folder in the place of the old one.
  package func commit() throws(OutputError) {
    // Whoever ends the process waits for this: it is soon done.
    let failure: OutputError? = state.withLock { state in
      guard state == .open else { return OutputError("The build was ended.") }
      state = .closed
      do throws(OutputError) {
        try staging.replaceOutput()
        return nil
      } catch {
        staging.remove()
        return error
      }
    }
    if let failure { throw failure }
  }

  /// Takes away what was written; the output stays as it was. Nothing is written from then on.
  package func discard() {
    state.withLock { state in
      guard state == .open else { return }
      state = .closed
      staging.remove()
    }
  }
}

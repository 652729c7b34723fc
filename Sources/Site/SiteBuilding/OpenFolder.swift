internal import LearnMarkdown

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder that files are written to, held open from one to the next: nearly all of a task's files go to the same, and
/// are made there without a walk from the root of the file system.
struct OpenFolder: ~Copyable {
  private var name: [UInt8]?
  private var descriptor: Int32 = -1

  deinit { if descriptor >= 0 { close(descriptor) } }

  // By bytes: names that only look alike, as of one letter and of a letter with an accent, are two folders.
  func isAt(_ name: ArraySlice<UInt8>) -> Bool {
    guard let own = self.name else { return false }
    return own.span.hasSameBytes(as: name.span)
  }

  /// - Parameter name: What ``isAt(_:)`` is asked.
  /// - Returns: False where the folder cannot be opened; `errno` says why.
  mutating func enter(_ path: String, as name: ArraySlice<UInt8>) -> Bool {
    let opened = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard opened >= 0 else { return false }
    if descriptor >= 0 { close(descriptor) }
    descriptor = opened
    self.name = Array(name)
    return true
  }

  /// Opens a file of the folder for writing, empty; -1 where that cannot be, and `errno` says why.
  func create(_ file: ArraySlice<UInt8>) -> Int32 {
    unsafe openat(descriptor, file.utf8String, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
  }
}

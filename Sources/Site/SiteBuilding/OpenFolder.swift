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
  private(set) var descriptor: Int32 = -1

  deinit { if descriptor >= 0 { close(descriptor) } }

  // By bytes: names that only look alike, as of one letter and of a letter with an accent, are two folders.
  func isAt(_ name: ArraySlice<UInt8>) -> Bool {
    guard let own = self.name else { return false }
    return own.span.hasSameBytes(as: name.span)
  }

  /// - Parameters:
  ///   - opened: The folder's descriptor, which is closed with it.
  ///   - name: What ``isAt(_:)`` is asked.
  mutating func enter(_ opened: Int32, as name: ArraySlice<UInt8>) {
    if descriptor >= 0 { close(descriptor) }
    descriptor = opened
    self.name = Array(name)
  }

  /// Makes a file of the folder and opens it for writing; -1 where that cannot be, and `errno` says why.
  ///
  /// The file is always a new one: what has the name already may be one file with that of the old output.
  func create(_ file: ArraySlice<UInt8>) -> Int32 {
    let name = file.utf8String
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC
    let made = unsafe openat(descriptor, name, flags, 0o644)
    guard made < 0, errno == EEXIST, unsafe unlinkat(descriptor, name, 0) == 0 else { return made }
    return unsafe openat(descriptor, name, flags, 0o644)
  }
}

internal import CLibrary

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder that is opened once, and what lies beneath it.
///
/// A path leads nowhere but to files beneath the folder, also where a folder on its way is changed for a symbolic link
/// while it is read: strangers write what a docset holds, and must not choose which files of the machine are published.
package final class SourceFolder: Sendable {
  /// As it was given.
  package let path: String
  /// -1 where the folder cannot be opened; then nothing beneath it can be read.
  private let descriptor: Int32
  /// Files that are read as they were, not as they lie there.
  let snapshot: FolderSnapshot?

  /// - Parameter path: Of the folder that a command was given: what symbolic links lead there is not asked.
  package init(_ path: String, snapshot: FolderSnapshot? = nil) {
    self.path = path
    self.snapshot = snapshot
    descriptor = Self.uninterrupted { unsafe Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
  }

  private init(_ path: String, open descriptor: Int32, snapshot: FolderSnapshot?) {
    self.path = path
    self.snapshot = snapshot
    self.descriptor = descriptor
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// What a path is found to be.
  package enum Kind: Sendable, Equatable {
    case file, folder
    /// A device, a socket or a pipe.
    case other
    case missing
    /// A way out of the folder.
    case outside
  }

  // MARK: Asking

  package func kind(of path: String) -> Kind { look(at: path).kind }

  package func isFolder(_ path: String) -> Bool { kind(of: path) == .folder }

  /// Whether something has the path, be it beneath the folder or not.
  package func exists(_ path: String) -> Bool { kind(of: path) != .missing }

  /// Tells folders apart, however many paths lead to one.
  struct Identity: Hashable {
    var device: dev_t
    var number: ino_t
  }

  func look(at path: String) -> (kind: Kind, identity: Identity?) {
    if let kind = snapshot?.kind(of: path) { return (kind, nil) }
    let found = lookOnDisk(at: path)
    return found.kind == .missing && snapshot?.hasFolder(path) == true ? (.folder, nil) : found
  }

  private func lookOnDisk(at path: String) -> (kind: Kind, identity: Identity?) {
    let found = open(path, trin_look_only)
    guard found >= 0 else {
      // A link that leads nowhere is one that leads to no file of the docset.
      return (errno == EXDEV || errno == ELOOP ? .outside : .missing, nil)
    }
    defer { close(found) }
    var status = stat()
    guard unsafe fstat(found, &status) == 0 else { return (.missing, nil) }
    let kind: Kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      default: .other
      }
    return (kind, Identity(device: status.st_dev, number: status.st_ino))
  }

  // MARK: Reading

  /// - Parameters:
  ///   - count: How many of the first bytes are read.
  ///   - limit: Of the whole file, in bytes.
  package func read(_ path: String, first count: Int = .max, limit: Int = .max) throws(Files.Failure) -> [UInt8] {
    switch snapshot?[path] {
    case .bytes(let bytes):
      guard bytes.count <= limit else { throw .tooLarge(bytes.count) }
      return Array(bytes.prefix(count))
    case .absent: throw .missing
    case nil: break
    }
    let descriptor = open(path, O_RDONLY | O_NONBLOCK)
    guard descriptor >= 0 else { throw Files.Failure.ofOpening() }
    defer { close(descriptor) }
    return try Files.read(open: descriptor, first: count, limit: limit)
  }

  /// A folder beneath this one.
  package func folder(_ path: String) throws(Files.Failure) -> SourceFolder {
    if path.isEmpty || path == "." { return self }
    let descriptor = open(path, O_RDONLY | O_DIRECTORY)
    guard descriptor >= 0 || snapshot?.hasFolder(path) == true else { throw Files.Failure.ofOpening() }
    return SourceFolder("\(self.path)/\(path)", open: descriptor, snapshot: snapshot?.beneath(path))
  }

  /// Whether there is nothing but what the snapshot holds.
  var isOnlyRemembered: Bool { descriptor < 0 && snapshot != nil }

  /// The names of its own entries, hidden ones too, sorted by bytes.
  func names() throws(DocsetError) -> [String] {
    let names = isOnlyRemembered ? [] : try Files.names(in: path)
    return snapshot?.applied(toNames: names) ?? names
  }

  /// The entries of a folder beneath this one, in no order; the caller closes them.
  func entries(of path: String) throws(Files.Failure) -> OpaquePointer {
    let opened = open(path.isEmpty ? "." : path, O_RDONLY | O_DIRECTORY)
    guard opened >= 0 else { throw Files.Failure.ofOpening() }
    guard let stream = unsafe fdopendir(opened) else {
      let failure = Files.Failure.ofOpening()
      close(opened)
      throw failure
    }
    return unsafe stream
  }

  // MARK: Opening

  /// A descriptor; -1 with `errno`, which is `EXDEV` for what leads out of the folder.
  private func open(_ path: String, _ flags: Int32) -> Int32 {
    guard descriptor >= 0 else {
      errno = ENOENT
      return -1
    }
    let flags = flags | O_CLOEXEC
    let opened = Self.uninterrupted { unsafe trin_open_beneath(descriptor, path, flags) }
    if opened >= 0 || ![EXDEV, ENOSYS, EPERM, EAGAIN].contains(errno) { return opened }
    return openByParts(path, flags)
  }

  /// The same on a system without `openat2`, and for absolute links that lead back into the folder: the path is found
  /// first and then walked without following any link, so that no change on the way leads elsewhere.
  private func openByParts(_ path: String, _ flags: Int32) -> Int32 {
    guard let root = Files.realPath(self.path), let target = Files.realPath("\(self.path)/\(path)") else { return -1 }
    let prefix = root == "/" ? root : root + "/"
    guard target == root || target.hasPrefix(prefix) else {
      errno = EXDEV
      return -1
    }
    let parts = target.dropFirst(prefix.count).split(separator: "/").map(String.init)
    var current = dup(descriptor)
    for (number, part) in parts.enumerated() where current >= 0 {
      let isLast = number == parts.count - 1
      let next = unsafe openat(current, part, O_NOFOLLOW | (isLast ? flags : O_RDONLY | O_DIRECTORY | O_CLOEXEC))
      let reason = errno
      close(current)
      errno = reason
      current = next
    }
    return current
  }

  private static func uninterrupted(_ call: () -> Int32) -> Int32 {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

extension Files.Failure {
  /// What `errno` says after an opening that failed.
  fileprivate static func ofOpening() -> Files.Failure {
    switch errno {
    case ENOENT: .missing
    case EXDEV, ELOOP: .unreadable("a symbolic link on its way leads out of the docset, or in a circle")
    default: .unreadable(Files.lastError())
    }
  }
}

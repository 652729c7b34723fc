internal import Diagnostics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Reads whole files.
package enum Files {
  /// An article above this size (bytes) is not read: it is a mistake, and would be held in memory several times.
  package static let articleLimit = 16 << 20

  package enum Failure: Error, Sendable {
    case missing
    case tooLarge(Int)
    /// The system's own words.
    case unreadable(String)
  }

  package static func read(_ path: String, limit: Int = .max) throws(Failure) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw errno == ENOENT ? .missing : .unreadable(lastError()) }
    defer { close(descriptor) }
    return try read(open: descriptor, limit: limit)
  }

  /// - Parameter count: How many of the first bytes are read.
  package static func read(
    open descriptor: Int32, first count: Int = .max, limit: Int = .max
  ) throws(Failure) -> [UInt8] {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw .unreadable(lastError()) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable("it is no file") }
    guard status.st_size <= limit else { throw .tooLarge(Int(status.st_size)) }
    let size = min(Int(status.st_size), count)
    var failed = false
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, size - count)
        if got < 0, errno == EINTR { continue }
        failed = got < 0
        guard got > 0 else { break }
        count += got
      }
    }
    if failed { throw .unreadable(lastError()) }
    return bytes
  }

  package static func lastError() -> String { unsafe String(cString: strerror(errno)) }

  package static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  package static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The path without symbolic links, `.` and `..`; nil where nothing is there.
  package static func realPath(_ path: String) -> String? {
    guard let resolved = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(resolved) }
    return unsafe String(cString: resolved)
  }
}

extension Files {
  /// The names of the entries of one folder, hidden ones too, sorted by bytes.
  package static func names(in folder: String) throws(DocsetError) -> [String] {
    guard let stream = unsafe opendir(folder) else {
      throw DocsetError(.unreadable, "The folder `\(folder)` cannot be read: \(lastError()).")
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) { names.append(unsafe entryName(entry)) }
    return names.sorted { $0.precedesInBytes($1) }
  }

  static func entryName(_ entry: UnsafeMutablePointer<dirent>) -> String {
    unsafe withUnsafePointer(to: &entry.pointee.d_name) {
      unsafe $0.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
    }
  }
}

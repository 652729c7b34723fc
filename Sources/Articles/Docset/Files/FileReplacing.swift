#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Why a file was left as it was.
package struct ReplacementError: Error, Sendable, CustomStringConvertible {
  package var description: String
}

extension Files {
  /// Puts `new` in the place of a file's bytes: beside it first, then over it in one step, so that no reader and no
  /// interruption ever meets half a file. Its permissions stay.
  ///
  /// - Parameters:
  ///   - path: Of the file itself; a symbolic link would be replaced by a file.
  ///   - old: What the file must hold: somebody else's later edit is never overwritten.
  package static func replace(_ path: String, expecting old: [UInt8], with new: [UInt8]) throws(ReplacementError) {
    func failure(_ reason: String) -> ReplacementError {
      ReplacementError(description: "`\(path)` was left as it is: \(reason).")
    }
    var status = stat()
    guard unsafe stat(path, &status) == 0, unsafe access(path, W_OK) == 0 else { throw failure(lastError()) }
    guard (try? read(path)) == old else { throw failure("it has changed in the meantime") }
    var name = Array((path + ".trin-XXXXXX").utf8CString)
    let descriptor = unsafe name.withUnsafeMutableBufferPointer { buffer in
      unsafe buffer.baseAddress.map { unsafe mkstemp($0) } ?? -1
    }
    guard descriptor >= 0 else { throw failure(lastError()) }
    let temporary = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Only the owner or root may keep a foreign owner; the bytes matter more than that.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    let isWritten =
      writeAll(new, to: descriptor) && fchmod(descriptor, status.st_mode & 0o7777) == 0 && fsync(descriptor) == 0
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed, unsafe rename(temporary, path) == 0 else {
      let reason = lastError()
      _ = unsafe unlink(temporary)
      throw failure(reason)
    }
  }
}

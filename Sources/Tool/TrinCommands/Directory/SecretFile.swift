internal import Docset
internal import Glibc
internal import PasswordReset

/// Files that hold one secret each: a password or a key on the first line.
enum SecretFile {
  private static let largest = 4096

  /// The first line of a file that belongs to the caller or to root and is closed to everybody else; or of a pipe, such
  /// as a password manager writes to.
  static func read(_ path: String) throws(CommandFailure) -> Secret { try lines(path)[0] }

  /// Every line of such a file, at least one.
  static func lines(_ path: String) throws(CommandFailure) -> [Secret] {
    func refuse(_ reason: String) -> CommandFailure { .usage("\(path): \(reason)") }
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY)
    guard descriptor >= 0 else {
      throw errno == ENOENT ? refuse("there is no such file.") : refuse("\(Files.lastError()).")
    }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw refuse("\(Files.lastError()).") }
    switch status.st_mode & S_IFMT {
    case S_IFIFO: break
    case S_IFREG:
      guard status.st_mode & 0o077 == 0 else {
        let mode = String(status.st_mode & 0o777, radix: 8)
        throw refuse("others may read or change this file (mode \(mode)). Close it with `chmod 600 \(path)`.")
      }
      guard status.st_uid == geteuid() || status.st_uid == 0 else { throw refuse("it belongs to somebody else.") }
    default: throw refuse("it is neither a file nor a pipe.")
    }
    var bytes = [UInt8](repeating: 0, count: largest + 1)
    defer { wipe(&bytes) }
    var count = 0
    while count < bytes.count {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress.map { unsafe $0 + count }, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw refuse("\(Files.lastError()).") }
      guard got > 0 else { break }
      count += got
    }
    guard count <= largest else { throw refuse("it holds more than \(largest) bytes, and so no password or key.") }
    let lines = bytes[..<count].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
    guard let first = lines.first, !first.isEmpty else { throw refuse("its first line is empty.") }
    return lines.filter { !$0.isEmpty }.map { Secret($0) }
  }

  /// Writes the lines in place of those of a file, at once and on the disk when it returns.
  static func replace(_ path: String, by lines: [Secret]) throws(CommandFailure) {
    let fresh = path + ".new"
    var bytes: [UInt8] = []
    defer { wipe(&bytes) }
    for line in lines { unsafe line.withBytes { line in unsafe bytes += Array(line) + [UInt8(ascii: "\n")] } }
    unsafe unlink(fresh)
    try create(fresh, Secret(bytes.dropLast()))
    guard unsafe rename(fresh, path) == 0 else {
      let reason = Files.lastError()
      unsafe unlink(fresh)
      throw .usage("\(path): \(reason).")
    }
  }

  /// Makes a file that was not there, for the caller alone, and has it on the disk when it returns.
  static func create(_ path: String, _ secret: Secret) throws(CommandFailure) {
    func refuse() -> CommandFailure { .usage("\(path): \(Files.lastError()).") }
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard descriptor >= 0 else { throw refuse() }
    defer { close(descriptor) }
    let isWritten = unsafe secret.withBytes { bytes in unsafe write(descriptor, bytes.baseAddress, bytes.count) }
    guard isWritten == secret.count, unsafe write(descriptor, "\n", 1) == 1, fsync(descriptor) == 0 else {
      let failure = refuse()
      unsafe unlink(path)
      throw failure
    }
  }

  static func wipe(_ bytes: inout [UInt8]) {
    unsafe bytes.withUnsafeMutableBytes { buffer in
      if let start = buffer.baseAddress { unsafe explicit_bzero(start, buffer.count) }
    }
  }
}

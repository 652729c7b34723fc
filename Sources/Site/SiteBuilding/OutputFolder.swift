internal import CLibrary
internal import Docset
internal import FoundationEssentials
internal import LearnMarkdown

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

  init(_ description: String) { self.description = description }
}

/// Writes a site beside its output folder and then puts it in that folder's place, as a whole or not at all.
///
/// A file whose bytes did not change is linked, not written: it keeps its modification time. Safe for many writers.
package final class OutputFolder: Sendable {
  /// Marks a folder as made here, so that nobody's own files are ever replaced.
  private static let marker = ".trin-site"

  private let output: String
  private let staging: String
  private let hadOutput: Bool

  /// - Throws: ``OutputError`` where the folder holds something else, or where nothing can be written.
  package init(_ path: String) throws(OutputError) {
    var output = path
    while output.count > 1, output.hasSuffix("/") { output.removeLast() }
    if Files.exists(output) {
      guard Files.isDirectory(output) else { throw OutputError("The output `\(output)` is a file; give a folder.") }
      let names = (try? Files.names(in: output))?.filter { $0 != "." && $0 != ".." } ?? []
      guard names.isEmpty || names.contains(Self.marker) else {
        throw OutputError(
          """
          The folder `\(output)` was not made by trin and is not empty; it would be replaced as a whole. \
          Give another folder with --output, or remove it.
          """)
      }
      // Links and `..` are resolved, so that the staging folder lies on the same file system.
      output = Files.realPath(output) ?? output
    }
    self.output = output
    hadOutput = Files.isDirectory(output)
    staging = "\(output).trin-\(getpid())"
    try Self.makeFolders(Self.parent(output))
    try Self.makeFolder(staging)
    try write(Array("trin\n".utf8), to: Self.marker)
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolder(_ path: String) throws(OutputError) {
    guard unsafe mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    let reason = Files.lastError()
    throw OutputError(
      "The folder `\(path)` cannot be made: \(reason). Give a folder that can be written with --output.")
  }

  private static func makeFolders(_ path: String) throws(OutputError) {
    if Files.isDirectory(path) { return }
    let above = parent(path)
    if above != path { try makeFolders(above) }
    try makeFolder(path)
  }

  /// Writes a file, or links the one that the last build left where its bytes are the same.
  package func write(_ bytes: [UInt8], to route: String) throws(OutputError) {
    var folder = OpenFolder()
    try write(bytes.span, to: Array(route.utf8), by: &folder)
  }

  /// - Parameter folder: The one that the caller's last file was written to.
  func write(_ bytes: Span<UInt8>, to route: [UInt8], by folder: inout OpenFolder) throws(OutputError) {
    if hadOutput, try keep(route.utf8String, ifSameAs: bytes) { return }
    let slash = route.lastIndex(of: UInt8(ascii: "/"))
    let parent = route[..<(slash ?? 0)]
    if !folder.isAt(parent) {
      let path = parent.isEmpty ? staging : "\(staging)/\(parent.utf8String)"
      if !folder.enter(path, as: parent) {
        try Self.makeFolders(path)
        guard folder.enter(path, as: parent) else {
          throw OutputError("The folder `\(path)` cannot be written: \(Files.lastError()).")
        }
      }
    }
    let descriptor = folder.create(route[(slash.map { $0 + 1 } ?? 0)...])
    let isWritten = descriptor >= 0 && Files.writeAll(bytes, to: descriptor)
    let reason = isWritten ? "" : Files.lastError()
    if descriptor >= 0 { close(descriptor) }
    guard isWritten else { throw OutputError("`\(staging)/\(route.utf8String)` cannot be written: \(reason).") }
  }

  /// Links the file that the last build left; false where there is none of these bytes.
  private func keep(_ route: String, ifSameAs bytes: Span<UInt8>) throws(OutputError) -> Bool {
    let (old, new) = ("\(output)/\(route)", "\(staging)/\(route)")
    guard isSame(bytes, as: old) else { return false }
    if unsafe link(old, new) == 0 { return true }
    guard errno == ENOENT else { return false }
    try Self.makeFolders(Self.parent(new))
    return unsafe link(old, new) == 0
  }

  private func isSame(_ bytes: Span<UInt8>, as path: String) -> Bool {
    var status = stat()
    guard unsafe stat(path, &status) == 0, status.st_size == bytes.count else { return false }
    guard let old = try? Files.read(path), old.count == bytes.count else { return false }
    return unsafe old.withUnsafeBytes { old in
      unsafe bytes.withUnsafeBytes { new in
        guard let old = old.baseAddress, let new = new.baseAddress else { return true }
        return unsafe memcmp(old, new, bytes.count) == 0
      }
    }
  }

  /// Puts the new folder in the place of the old one, in one step where the system can.
  package func commit() throws(OutputError) {
    if hadOutput {
      guard exchange() else {
        throw OutputError("`\(output)` cannot be replaced: \(Files.lastError()).")
      }
      Self.remove(staging)
    } else {
      guard unsafe rename(staging, output) == 0 else {
        throw OutputError("`\(output)` cannot be written: \(Files.lastError()).")
      }
    }
  }

  private func exchange() -> Bool {
    if unsafe trin_exchange(staging, output) == 0 { return true }
    // A file system that cannot exchange: the old folder steps aside for a moment.
    let aside = staging + ".old"
    guard unsafe rename(output, aside) == 0 else { return false }
    guard unsafe rename(staging, output) == 0 else {
      unsafe rename(aside, output)
      return false
    }
    Self.remove(aside)
    return true
  }

  /// Takes away what was written; the output folder stays as it was.
  package func discard() { Self.remove(staging) }

  private static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}

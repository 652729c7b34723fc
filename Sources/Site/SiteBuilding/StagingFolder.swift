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

/// The folder that a site is written into before it is put in the place of the output: beside it, or in it where its own
/// folder may not be written or where it is a file system of its own.
///
/// It is locked as long as it is in use, so that what a process left that was killed is told from what another writes.
final class StagingFolder: Sendable {
  private let output: String
  private let path: String
  /// Whether it lies in the output, which others may be replacing at the same time.
  let isWithin: Bool
  private let lock: Int32

  /// - Throws: ``OutputError`` where the output holds something else, or where nothing can be written.
  init(for output: String) throws(OutputError) {
    var output = output
    while output.count > 1, output.hasSuffix("/") { output.removeLast() }
    if Files.exists(output) {
      try Self.check(output)
      // Links and `..` are resolved, so that the new folder lies on the same file system.
      output = Files.realPath(output) ?? output
    }
    self.output = output
    let parent = Self.parent(output)
    try Self.makeFolders(parent)
    let isMounted = Self.isMountPoint(output, in: parent)
    let isShut = unsafe access(parent, W_OK) != 0
    isWithin = isMounted || isShut && Files.isDirectory(output)
    let start = isWithin ? "\(output)/.trin-new-" : "\(output).trin-"
    Self.removeLeftovers(start)
    path = try Self.makeNew(start)
    lock = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    flock(lock, LOCK_EX)
  }

  deinit { if lock >= 0 { close(lock) } }

  /// Takes away what builds left that were killed: folders with the mark of an output, which nobody holds.
  private static func removeLeftovers(_ start: String) {
    let folder = parent(start)
    let name = start.split(separator: "/").last ?? ""
    for found in (try? Files.names(in: folder)) ?? [] where found.hasPrefix(name) {
      let path = "\(folder)/\(found)"
      guard Files.exists("\(path)/\(FileTree.outputMark)") else { continue }
      let descriptor = unsafe open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { try? FileManager.default.removeItem(atPath: path) }
      close(descriptor)
    }
  }

  /// Whether the folder is one that may be replaced.
  private static func check(_ output: String) throws(OutputError) {
    guard Files.isDirectory(output) else { throw OutputError("The output `\(output)` is a file; give a folder.") }
    let names = (try? Files.names(in: output))?.filter { ![".", "..", "lost+found"].contains($0) } ?? []
    guard names.allSatisfy({ $0.hasPrefix(".trin-new-") }) || names.contains(FileTree.outputMark) else {
      throw OutputError(
        """
        The folder `\(output)` was not made by trin and is not empty; it would be replaced as a whole. \
        Give another folder with --output, or remove it.
        """)
    }
  }

  private static func isMountPoint(_ output: String, in parent: String) -> Bool {
    guard Files.isDirectory(output) else { return false }
    let folder = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard folder >= 0 else { return false }
    defer { close(folder) }
    let name = output.split(separator: "/").last.map(String.init) ?? "/"
    var (own, above) = (stat(), stat())
    guard unsafe fstat(folder, &above) == 0, unsafe stat(output, &own) == 0 else { return false }
    if own.st_dev != above.st_dev || output == "/" { return true }
    return unsafe trin_is_mount_point(folder, name) != 0
  }

  /// Makes a folder under a name that no other process has.
  private static func makeNew(_ start: String) throws(OutputError) -> String {
    for _ in 0..<16 {
      let path = "\(start)\(String(UInt64.random(in: .min ... .max), radix: 36))"
      if unsafe mkdir(path, 0o755) == 0 { return path }
      guard errno == EEXIST else { throw cannotMake(path) }
    }
    throw cannotMake(start)
  }

  private static func cannotMake(_ path: String) -> OutputError {
    let reason = Files.lastError()
    return OutputError(
      "The folder `\(path)` cannot be made: \(reason). Give a folder that can be written with --output.")
  }

  private static func parent(_ path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func makeFolders(_ path: String) throws(OutputError) {
    if Files.isDirectory(path) { return }
    let above = parent(path)
    if above != path { try makeFolders(above) }
    guard unsafe mkdir(path, 0o755) != 0, errno != EEXIST else { return }
    throw cannotMake(path)
  }

  // MARK: Writing

  /// A descriptor of the output as it is; -1 where there is none.
  func openOutput() -> Int32 { unsafe open(output, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }

  /// Opens a folder of the new site, which is made where it is not there yet.
  func enter(_ folder: ArraySlice<UInt8>, by open: inout OpenFolder) throws(OutputError) {
    let whole = folder.isEmpty ? path : "\(path)/\(folder.utf8String)"
    var opened = unsafe Glibc.open(whole, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    if opened < 0 {
      try Self.makeFolders(whole)
      opened = unsafe Glibc.open(whole, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    }
    guard opened >= 0 else { throw OutputError("The folder `\(whole)` cannot be written: \(Files.lastError()).") }
    open.enter(opened, as: folder)
  }

  /// Takes the folder away, also while others still write a last file to it.
  func remove() {
    for _ in 0..<100 where Files.exists(path) {
      try? FileManager.default.removeItem(atPath: path)
      if Files.exists(path) { usleep(10_000) }
    }
  }

  // MARK: Taking the place

  /// In one step, where the system and the place of the output allow it.
  func replaceOutput() throws(OutputError) {
    if isWithin { return try replaceFromWithin() }
    // Another build may put its own there, or take it away, between two of these steps.
    for _ in 0..<100 {
      if unsafe trin_rename_new(AT_FDCWD, path, AT_FDCWD, output) == 0 { return }
      switch errno {
      case EEXIST: break
      case ENOSYS, EINVAL:
        if !Files.exists(output), unsafe rename(path, output) == 0 { return }
      default: throw OutputError("`\(output)` cannot be written: \(Files.lastError()).")
      }
      try Self.check(output)
      if unsafe trin_exchange(AT_FDCWD, path, AT_FDCWD, output) == 0 { return try removeFormer() }
      switch errno {
      case ENOENT: continue
      case ENOSYS, EINVAL: return try stepAside()
      default: throw OutputError("`\(output)` cannot be replaced: \(Files.lastError()).")
      }
    }
    throw OutputError("`\(output)` cannot be replaced: other builds write it at the same time.")
  }

  /// The former output has the name of the staging folder now.
  private func removeFormer() throws(OutputError) {
    remove()
    guard Files.exists(path) else { return }
    throw OutputError(
      "`\(output)` is the new site, but its former files cannot all be taken away, maybe since something is mounted there; they are in `\(path)`."
    )
  }

  /// On a file system that cannot exchange, the old folder steps aside for a moment.
  private func stepAside() throws(OutputError) {
    let aside = path + ".old"
    guard unsafe rename(output, aside) == 0 else {
      throw OutputError("`\(output)` cannot be replaced: \(Files.lastError()).")
    }
    guard unsafe rename(path, output) == 0 else {
      let reason = Files.lastError()
      unsafe rename(aside, output)
      throw OutputError("`\(output)` cannot be replaced: \(reason).")
    }
    try? FileManager.default.removeItem(atPath: aside)
  }

  /// Entry by entry, each in one step: what is at the top of the output, which stays where it is.
  private func replaceFromWithin() throws(OutputError) {
    // One build after the other: the entries of two must not be mixed.
    let turn = openOutput()
    flock(turn, LOCK_EX)
    defer { close(turn) }
    let wanted = Set(try names(in: path))
    for name in wanted.sorted() {
      let (new, old) = ("\(path)/\(name)", "\(output)/\(name)")
      if unsafe trin_exchange(AT_FDCWD, new, AT_FDCWD, old) == 0 { continue }
      // Nothing is there yet, or the file system cannot exchange.
      if Files.exists(old), unsafe rename(old, "\(path)/.old-\(name)") != 0 { throw cannotReplace(old) }
      guard unsafe rename(new, old) == 0 else { throw cannotReplace(old) }
    }
    for name in try names(in: output)
    where !wanted.contains(name) && !name.hasPrefix(".trin-new-") && name != "lost+found" {
      guard unsafe rename("\(output)/\(name)", "\(path)/.old-\(name)") == 0 else {
        throw cannotReplace("\(output)/\(name)")
      }
    }
    remove()
  }

  private func cannotReplace(_ path: String) -> OutputError {
    OutputError("`\(path)` cannot be replaced: \(Files.lastError()).")
  }

  private func names(in folder: String) throws(OutputError) -> [String] {
    do throws(DocsetError) {
      return try Files.names(in: folder).filter { $0 != "." && $0 != ".." }
    } catch {
      throw OutputError(error.reason)
    }
  }
}

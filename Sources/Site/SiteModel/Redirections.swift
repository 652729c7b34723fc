internal import Docset
package import LearnMarkdown
internal import Synchronization

/// Where pages that are gone have gone to.
package final class Redirections: Sendable {
  package enum Target: Sendable, Hashable {
    /// A source path of the same docset without its ending, and what follows it (`?…`, `#…`).
    case path([UInt8], suffix: [UInt8])
    case address([UInt8])
    /// The chain comes back to where it began.
    case circular
  }

  /// The source paths that redirect, as they were written.
  package let written: [ByteString]
  private let targets: [ByteString: [UInt8]]
  private let basePath: [UInt8]
  /// Where a destination is looked for as it is written: the name of a file may hold `#`, `?` and `%`.
  private let files: FileIndex
  /// The ends that were asked for, and those of what lies on the way to them: so a long chain is followed once.
  private let ends = Mutex<[ByteString: Target]>([:])

  init(_ entries: [DocsetSource.Redirection], basePath: String, files: FileIndex) {
    written = entries.map { ByteString($0.from) }
    targets = Dictionary(
      entries.map { (ByteString($0.from), Array($0.to.utf8)) }, uniquingKeysWith: { first, _ in first })
    self.basePath = Array(basePath.utf8)
    self.files = files
  }

  /// Follows the redirection of a source path, such as `admin/x.md`, to its end.
  package func target(of path: [UInt8]) -> Target? {
    var source = ByteString(path)
    guard var destination = targets[source] else { return nil }
    if let end = known(source) { return end }
    var passed: Set<ByteString> = []
    var end: Target?
    while end == nil {
      guard let inner = inner(destination, from: source.bytes) else {
        end = .address(destination)
        break
      }
      guard let (next, beyond) = redirection(at: inner.path) else {
        end = .path(inner.path, suffix: inner.suffix)
        break
      }
      passed.insert(source)
      (source, destination) = (next, beyond)
      end = passed.contains(source) ? .circular : known(source)
    }
    passed.insert(source)
    ends.withLock { for source in passed { $0[source] = end } }
    return end
  }

  private func known(_ source: ByteString) -> Target? { ends.withLock { $0[source] } }

  /// The redirection of a page by its path, with or without its ending.
  private func redirection(at path: [UInt8]) -> (source: ByteString, destination: [UInt8])? {
    for ending in ["", ".md", ".yml"] {
      let source = ByteString(path + Array(ending.utf8))
      if let destination = targets[source] { return (source, destination) }
    }
    return nil
  }

  /// The file that a destination names as it is written, without an escape.
  private func wholePath(_ destination: [UInt8], from source: [UInt8]) -> [UInt8]? {
    guard
      destination.contains(where: { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "%") }),
      Address(destination) == .local
    else { return nil }
    let isRooted = destination.first == UInt8(ascii: "/")
    let path = isRooted ? Paths.normalize(destination) : Paths.resolve(destination, from: source)
    return path.flatMap { files[$0] == nil ? nil : $0 }
  }

  /// The part of a destination below the docset's base path; nil where it leads elsewhere.
  ///
  /// - Parameter source: The page that is gone: a destination without `/` at its head is relative to it.
  private func inner(_ destination: [UInt8], from source: [UInt8]) -> (path: [UInt8], suffix: [UInt8])? {
    if let whole = wholePath(destination, from: source) { return (whole, []) }
    let parts = Paths.split(destination)
    let suffix = Array(destination[parts.path.endIndex...])
    guard parts.path.first == UInt8(ascii: "/") else {
      guard Address(destination) == .local else { return nil }
      return Paths.resolve(Paths.decodePercent(parts.path), from: source).map { ($0, suffix) }
    }
    guard let path = Paths.normalize(Paths.decodePercent(parts.path)) else { return nil }
    if basePath.isEmpty { return (path, suffix) }
    if path == basePath { return ([], suffix) }
    guard path.starts(with: basePath), path.count > basePath.count, path[basePath.count] == UInt8(ascii: "/") else {
      return nil
    }
    return (Array(path[(basePath.count + 1)...]), suffix)
  }
}

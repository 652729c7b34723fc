internal import Docset
internal import LearnMarkdown

/// Where pages that are gone have gone to.
package struct Redirections: Sendable {
  package enum Target: Sendable, Hashable {
    /// A source path of the same docset without its ending, and what follows it (`?…`, `#…`).
    case path([UInt8], suffix: [UInt8])
    case address([UInt8])
    /// The chain comes back to where it began.
    case circular
  }

  private let targets: [ByteString: [UInt8]]
  private let basePath: [UInt8]

  init(_ entries: [DocsetSource.Redirection], basePath: String) {
    targets = Dictionary(
      entries.map { (ByteString($0.from), Array($0.to.utf8)) }, uniquingKeysWith: { first, _ in first })
    self.basePath = Array(basePath.utf8)
  }

  /// The source paths that redirect, sorted by bytes.
  package var sources: [[UInt8]] { targets.keys.sorted().map(\.bytes) }

  /// Follows the redirection of a source path, such as `admin/x.md`, to its end.
  package func target(of path: [UInt8]) -> Target? {
    guard var destination = targets[ByteString(path)] else { return nil }
    var seen: Set<ByteString> = [ByteString(path)]
    var source = path
    while true {
      guard let inner = inner(destination, from: source) else { return .address(destination) }
      guard seen.insert(ByteString(inner.path)).inserted else { return .circular }
      let candidates = [inner.path, inner.path + Array(".md".utf8), inner.path + Array(".yml".utf8)]
      guard let next = candidates.lazy.map({ ByteString($0) }).first(where: { targets[$0] != nil }) else {
        return .path(inner.path, suffix: inner.suffix)
      }
      source = next.bytes
      destination = targets[next] ?? []
    }
  }

  /// The part of a destination below the docset's base path; nil where it leads elsewhere.
  ///
  /// - Parameter source: The page that is gone: a destination without `/` at its head is relative to it.
  private func inner(_ destination: [UInt8], from source: [UInt8]) -> (path: [UInt8], suffix: [UInt8])? {
    let parts = Paths.split(destination)
    let suffix = Array(destination[parts.path.endIndex...])
    guard parts.path.first == UInt8(ascii: "/") else {
      guard Address(destination) == .local else { return nil }
      return Paths.resolve(Array(parts.path), from: source).map { ($0, suffix) }
    }
    guard let path = Paths.normalize(Array(parts.path)) else { return nil }
    if basePath.isEmpty { return (path, suffix) }
    guard path.starts(with: basePath), path.count > basePath.count, path[basePath.count] == UInt8(ascii: "/") else {
      return nil
    }
    return (Array(path[(basePath.count + 1)...]), suffix)
  }
}

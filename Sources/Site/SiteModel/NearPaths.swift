internal import Diagnostics
package import Docset
internal import LearnMarkdown
internal import Synchronization

/// The paths of a docset by folder and by name, for "did you mean".
///
/// Only neighbours are compared, so that ten thousand missing files in a docset of ten thousand cost no more than
/// a look at a folder each.
package struct NearPaths: Sendable {
  private var byName: [ByteString: [UInt8]] = [:]
  private let namesByFolder: [ByteString: NearNames]
  /// What was asked before: after an edit, most is asked again.
  private let answers = Answers()

  private final class Answers: Sendable {
    let known = Mutex<[ByteString: [UInt8]?]>([:])
  }

  package init(_ catalogs: [Catalog]) {
    var names: [ByteString: [String]] = [:]
    for path in catalogs.flatMap({ $0.index.paths }).sorted() {
      let (folder, name) = Self.split(path.bytes)
      if byName[name] == nil { byName[name] = path.bytes }
      names[folder, default: []].append(name.string)
    }
    namesByFolder = names.mapValues { NearNames($0) }
  }

  /// The path that was likely meant by one where nothing is: the same name in another folder, or else the nearest
  /// name in the same.
  package func closest(to path: [UInt8]) -> [UInt8]? {
    let key = ByteString(path)
    if let known = answers.known.withLock({ $0[key] }) { return known }
    let found = find(closestTo: path)
    answers.known.withLock { $0[key] = .some(found) }
    return found
  }

  private func find(closestTo path: [UInt8]) -> [UInt8]? {
    let (folder, name) = Self.split(path)
    if let same = byName[name] { return same }
    return namesByFolder[folder]?.closest(to: name.string).map { folder.bytes + Array($0.utf8) }
  }

  private static func split(_ path: [UInt8]) -> (folder: ByteString, name: ByteString) {
    let start = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return (ByteString(Array(path[..<start])), ByteString(Array(path[start...])))
  }
}

internal import LearnMarkdown

/// Files that lie beside a docset, in its repository, and are shown by its articles: a path to one begins with `../`, as
/// seen from the docset's folder.
///
/// - SeeAlso: Learn's engine takes includes and code from anywhere in the repository.
extension DocsetSource {
  package static func isBeside(_ path: some Sequence<UInt8>) -> Bool { path.starts(with: "../".utf8) }

  /// The file that an include or a block of code names, as seen from the file at `path`.
  ///
  /// - Returns: Nil where it leaves the repository, and for what lies beside the docset in anything hidden: `.git` holds
  ///   what nobody means to publish, a password of the build among it.
  package func path(to relative: [UInt8], from path: [UInt8]) -> [UInt8]? {
    if !Self.isBeside(path), let inside = Paths.resolve(relative, from: path) { return inside }
    guard let repository, !repository.folder.isEmpty else { return nil }
    let slash = UInt8(ascii: "/")
    let isRooted = relative.starts(with: "~/".utf8)
    let place = isRooted ? [] : path[..<(path.lastIndex(of: slash) ?? 0)]
    let whole = [repository.folder[...], place, isRooted ? relative.dropFirst(2) : relative[...]]
    guard let found = Paths.normalize(Array(whole.filter { !$0.isEmpty }.joined(separator: [slash]))) else {
      return nil
    }
    if found.starts(with: repository.folder), found.dropFirst(repository.folder.count).first == slash {
      return Array(found.dropFirst(repository.folder.count + 1))
    }
    guard !found.split(separator: slash).contains(where: { $0.first == UInt8(ascii: ".") }) else { return nil }
    let depth = repository.folder.split(separator: slash).count
    return Array(repeatElement(Array("../".utf8), count: depth).joined()) + found
  }

  /// - Parameter path: As ``path(to:from:)`` gives it.
  package func read(_ path: String) throws(Files.Failure) -> [UInt8] {
    guard Self.isBeside(path.utf8) else { return try files.read(path, limit: Files.articleLimit) }
    guard let repository, let whole = Paths.normalize(repository.folder + [UInt8(ascii: "/")] + Array(path.utf8)) else {
      throw .missing
    }
    return try repository.files.read(whole.utf8String, limit: Files.articleLimit)
  }
}

extension Paths {
  /// The name that findings give a file.
  ///
  /// - Parameter prefix: What stands before the names of a docset's files; empty, or ends with `/`.
  package static func shown(_ path: String, behind prefix: String) -> String {
    var (prefix, path) = (prefix[...], path[...])
    while path.hasPrefix("../"), !prefix.isEmpty {
      path = path.dropFirst(3)
      prefix = prefix.dropLast()
      while let last = prefix.last, last != "/" { prefix.removeLast() }
    }
    return String(prefix + path)
  }
}

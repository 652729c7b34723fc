internal import Diagnostics

/// Paths that one file system tells apart and another does not.
enum PathConflicts {
  /// - Parameters:
  ///   - paths: Relative to the docset, sorted by bytes.
  ///   - shownPrefix: What findings put before them.
  /// - Returns: A finding at each path that another before it is like, letter case and the composition of letters aside.
  static func findings(_ paths: [String], shownPrefix: String) -> [Diagnostic] {
    // Strings compare by canonical equivalence: a composed `å` and one of two scalars are one letter, as on macOS.
    var first: [String: String] = [:]
    first.reserveCapacity(paths.count)
    return paths.compactMap { path in
      guard let other = first.updateValue(path, forKey: path.lowercased()) else { return nil }
      return Diagnostic(
        rule: .pathCaseConflict,
        "Paths differ by more than letter case; this file and `\(other)` are one on Windows, on macOS and on many servers.",
        at: SourcePlace(file: shownPrefix + path))
    }
  }
}

/// How long the names of files may be.
package enum NameLength {
  /// Bytes; what ext4, XFS, APFS and NTFS take.
  private static let most = 255
  /// Of the longest name that a page has: that of its Markdown.
  private static let ending = ".html.md".utf8.count

  /// Whether a page can be written for a source path.
  package static func allowsPage(_ path: some Sequence<UInt8>) -> Bool {
    var count = 0
    var stem = 0
    for byte in path {
      if byte == UInt8(ascii: "/") {
        if count > most { return false }
        (count, stem) = (0, 0)
        continue
      }
      if byte == UInt8(ascii: ".") { stem = count }
      count += 1
    }
    return (stem > 0 ? stem : count) + ending <= most
  }
}

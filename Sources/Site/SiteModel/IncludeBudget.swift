package import Docset
internal import LearnMarkdown

/// What one page may be put together from: files that include each other many times over are cut off.
///
/// The page, its Markdown and the check that reports what was cut ask in the same order, and so agree.
package struct IncludeBudget: Sendable {
  package static let depthLimit = 24
  package static let fileLimit = 1_000
  /// Of all files together, in bytes.
  package static let sizeLimit = 16 << 20

  private var files = 0
  private var size = 0
  /// Whether a file was refused.
  package private(set) var isExceeded = false

  package init() {}

  /// Whether a file is put in where the files of `trail`, outermost first, include each other. It is not where it
  /// stands in the trail itself: that is an error of its own.
  package mutating func take(_ file: ArticleFile, trail: [String]) -> Bool {
    guard !trail.contains(file.path) else { return false }
    guard trail.count <= Self.depthLimit, files < Self.fileLimit, size + file.source.count <= Self.sizeLimit else {
      isExceeded = true
      return false
    }
    files += 1
    size += file.source.count
    return true
  }
}

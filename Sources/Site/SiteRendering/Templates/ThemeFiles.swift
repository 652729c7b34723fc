internal import DefaultTheme
internal import Diagnostics

/// The files of a theme by their path below its folder: those of the program, and what a docset has in their place.
package struct ThemeFiles: Sendable {
  struct File: Sendable {
    /// Below the folder that was asked for, without the ending.
    var name: String
    var bytes: [UInt8]
    var place: SourcePlace
    /// The docset's, not the program's.
    var isOwn: Bool
  }

  private let files: [String: [UInt8]]
  private let own: Set<String>
  private let shownFolder: String

  /// - Parameter own: The files of the docset's own theme, by their path below its folder, and how findings show it.
  package init(own: [String: [UInt8]] = [:], shownFolder: String = "Site/") {
    files = DefaultTheme.files.merging(own) { $1 }
    // A copy of the program's own file is nothing to judge.
    self.own = Set(own.filter { DefaultTheme.files[$0.key] != $0.value }.keys)
    self.shownFolder = shownFolder
  }

  /// The files of a folder, by their paths.
  func inside(_ folder: String, ending: String = "") -> [File] {
    files.filter { $0.key.hasPrefix(folder) && $0.key.hasSuffix(ending) }.sorted { $0.key < $1.key }
      .map { path, bytes in
        let name = String(path.dropFirst(folder.count).dropLast(ending.count))
        return File(
          name: name, bytes: bytes, place: SourcePlace(file: shownFolder + path), isOwn: own.contains(path))
      }
  }
}

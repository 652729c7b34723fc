/// What of the watched folders counts as a source.
struct SourceFilter: Sendable {
  /// Absolute paths of folders that are left out with all below them.
  var excludedFolders: Set<String>
  /// Names of folders that hold no sources wherever they lie.
  var excludedNames: Set<String> = ["_site", "node_modules"]

  func watches(folder path: String, named name: String) -> Bool {
    !name.hasPrefix(".") && !excludedNames.contains(name) && !excludedFolders.contains(path)
  }

  /// False for the files that editors put beside the edited one while they save (Vim, Emacs, Kate, GNOME, JetBrains).
  func isSource(fileNamed name: String) -> Bool {
    let isDroppings =
      name.hasSuffix("~") || name == "4913" || name.hasPrefix(".#") || (name.hasPrefix("#") && name.hasSuffix("#"))
      || name.hasSuffix(".kate-swp") || name.hasPrefix(".goutputstream-") || name.hasSuffix("___jb_tmp___")
      || name.hasSuffix("___jb_old___")
      || (name.hasPrefix(".") && [".swp", ".swo", ".swx", ".swpx"].contains { name.hasSuffix($0) })
    return !isDroppings
  }
}

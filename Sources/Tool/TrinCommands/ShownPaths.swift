internal import Diagnostics
internal import Docset

/// What files are called where they are shown: relative to the current folder, or to the folder that a platform checked
/// the repository out to, however the docset was named.
struct ShownPaths {
  private let docset: (shown: String, real: String)
  private let here: String
  private let base: String
  private let isFromHere: Bool

  /// - Parameter base: The folder that paths are shown relative to, nil: the current one.
  init(docset: String, base: String? = nil) {
    let real = Files.realPath(docset) ?? docset
    self.docset = (Workspace.shown(docset), real == "/" ? real : real + "/")
    here = Files.realPath(".") ?? "/"
    self.base = base.flatMap { Files.realPath($0) } ?? here
    isFromHere = self.base == here
  }

  func path(_ file: String) -> String {
    if isFromHere, !file.hasPrefix("/"), !Self.climbs(file) { return file }
    let absolute =
      if !docset.shown.isEmpty, file.hasPrefix(docset.shown) {
        docset.real + file.dropFirst(docset.shown.count)
      } else {
        Self.joined(here, file)
      }
    // What lies elsewhere altogether keeps the name that it was given.
    return absolute.hasPrefix(base == "/" ? "/" : base + "/") || !file.hasPrefix("/")
      ? Self.relative(absolute, to: base) : file
  }

  private static func climbs(_ path: String) -> Bool {
    path.utf8.split(separator: UInt8(ascii: "/")).contains { $0.elementsEqual("..".utf8) }
  }

  /// `path` without `.` and `..`, as seen from `folder`.
  private static func joined(_ folder: String, _ path: String) -> String {
    var parts = path.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Both from the root of the file system on.
  static func relative(_ path: String, to folder: String) -> String {
    let (parts, base) = (path.split(separator: "/"), folder.split(separator: "/"))
    let common = zip(parts, base).prefix { $0 == $1 }.count
    let up = [Substring](repeating: "..", count: base.count - common)
    let result = (up + parts[common...]).joined(separator: "/")
    return result.isEmpty ? "." : result
  }
}

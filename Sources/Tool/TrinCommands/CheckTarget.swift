internal import Docset

/// What `trin check` was pointed at: a docset, and the files and folders in it whose findings are wanted.
struct CheckTarget {
  /// As it is opened, and as findings begin with it.
  let docset: String
  /// Paths without symbolic links; empty: the whole docset.
  private let only: [String]
  /// The docset's folder without symbolic links.
  private let root: String

  /// Finds the docset that the paths lie in by looking upward; ends the command where there is none, or more than one.
  init(_ paths: [String]) throws {
    var named: String?
    var only: [(given: String, real: String)] = []
    for path in paths {
      guard let real = Files.realPath(path) else { throw Self.end("There is no file or folder `\(path)`.") }
      guard Files.isDirectory(real), Workspace.isOne(real) else {
        only.append((path, real))
        continue
      }
      if let first = named, Files.realPath(first) != real {
        throw Self.end("A check is of one docset; `\(first)` and `\(path)` are two.")
      }
      named = named ?? path
    }
    let docset = try named ?? Self.found(above: only)
    root = Files.realPath(docset) ?? docset
    for path in only where path.real != root && !path.real.hasPrefix(root == "/" ? "/" : root + "/") {
      throw Self.end("`\(path.given)` does not lie in the docset `\(docset)`.")
    }
    self.docset = docset
    self.only = only.map(\.real)
  }

  /// The docset that holds the first of the paths, or the current folder where there are none.
  private static func found(above only: [(given: String, real: String)]) throws -> String {
    guard let here = Files.realPath(".") else {
      throw end("The current folder is gone; change to one that is there, or name the docset.")
    }
    let start = only.first?.real ?? here
    guard let found = Workspace.folder(holding: start) else {
      // The message of a folder that is none says what makes a docset.
      let isFolder = Files.isDirectory(start)
      if isFolder { return only.first?.given ?? "." }
      throw end(
        "`\(only.first?.given ?? ".")` lies in no docset: no folder above it holds `Site/site.yml`, `.openpublishing.publish.config.json` or `docfx.json`."
      )
    }
    return ShownPaths.relative(found, to: here)
  }

  /// Whether a finding is about what was asked for.
  ///
  /// - Parameter file: As findings show it.
  func holds(_ file: String) -> Bool {
    if only.isEmpty { return true }
    let shown = Workspace.shown(docset)
    let path = file.hasPrefix(shown) ? "\(root)/\(file.dropFirst(shown.count))" : file
    return only.contains { path == $0 || path.hasPrefix($0 + "/") }
  }

  /// The files that were named and are none of the docset's articles.
  func strangers(among files: [String]) -> [String] {
    let shown = Workspace.shown(docset)
    let known = files.map { "\(root)/\($0.dropFirst($0.hasPrefix(shown) ? shown.count : 0))" }
    return only.filter { path in !known.contains { $0 == path || $0.hasPrefix(path + "/") } }
      .map { ShownPaths.relative($0, to: Files.realPath(".") ?? "/") }
  }

  private static func end(_ message: String) -> Outcome {
    Console.error("trin check: \(message)")
    return .usage
  }
}

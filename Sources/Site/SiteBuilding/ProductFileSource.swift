package import Docset

/// The product file that a docset names, or the command line in its place; not what it says.
package struct ProductFileSource: Sendable {
  package let bytes: [UInt8]
  /// As findings show it.
  package let shown: String
  /// Where it lies, without symbolic links.
  package let path: String
  /// For the files that it names.
  let folder: SourceFolder

  /// - Parameter path: A file in place of the one that the docset names.
  /// - Returns: Nil where nobody names one.
  /// - Throws: ``DocsetError`` where the file cannot be read.
  package init?(of workspace: Workspace, _ path: String?) throws(DocsetError) {
    let (root, configuration) = (workspace.root, workspace.configuration)
    guard let file = path ?? configuration.productFile else { return nil }
    let full = path ?? root.path + "/" + file
    shown = path ?? configuration.shownRoot + file
    self.path = Files.realPath(full) ?? full
    do throws(Files.Failure) {
      if path == nil {
        // What the docset names lies in it: no link leads out.
        let parent = file.split(separator: "/").dropLast().joined(separator: "/")
        bytes = try root.read(file, limit: Files.articleLimit)
        folder = parent.isEmpty ? root : try root.folder(parent)
      } else {
        bytes = try Files.read(full, limit: Files.articleLimit)
        folder = SourceFolder(Self.parent(of: self.path))
      }
    } catch {
      throw DocsetError(
        .unreadable, "The product file `\(file)` cannot be read: \(error.reason).",
        at: path == nil ? configuration.productPlace : nil)
    }
  }

  /// Of the file itself, wherever a link to it lies.
  package var realFolder: String { Self.parent(of: path) }

  /// What findings put before a path below the folder.
  var shownFolder: String {
    String(shown.dropLast(shown.split(separator: "/", omittingEmptySubsequences: false).last?.count ?? 0))
  }

  private static func parent(of path: String) -> String {
    String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
  }
}

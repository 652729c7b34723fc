internal import Foundation

/// A real folder, removed with the value.
final class TemporaryFolder: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appending(path: "trin-preview-\(UUID().uuidString)").path()
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  subscript(_ name: String) -> String { "\(path)/\(name)" }

  /// Saves in place, as most editors do.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(filePath: self[name]))
  }

  /// Saves beside and renames over, as careful editors do.
  func replace(_ name: String, with text: String) throws {
    try write(text, to: ".\(name).tmp")
    try rename(".\(name).tmp", name)
  }

  func rename(_ old: String, _ new: String) throws {
    guard unsafe Foundation.rename(self[old], self[new]) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self[name]) }
}

extension TemporaryFolder {
  /// Moves the folder itself away.
  func move(to other: String) throws { try FileManager.default.moveItem(atPath: path, toPath: other) }
  func moveBack(from other: String) throws { try FileManager.default.moveItem(atPath: other, toPath: path) }
}

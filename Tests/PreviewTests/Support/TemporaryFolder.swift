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

  /// Saves beside and renames over, as careful editors do; the name beside is GNOME's, which is no source.
  func replace(_ name: String, with text: String) throws {
    try write(text, to: ".goutputstream-A1B2C3")
    try rename(".goutputstream-A1B2C3", name)
  }

  func rename(_ old: String, _ new: String) throws {
    guard unsafe Foundation.rename(self[old], self[new]) == 0 else { throw CocoaError(.fileWriteUnknown) }
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
  }

  /// Moves an entry, or with an empty name the folder itself, to a path elsewhere.
  func move(_ name: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: name.isEmpty ? path : self[name], toPath: other)
  }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self[name]) }
}

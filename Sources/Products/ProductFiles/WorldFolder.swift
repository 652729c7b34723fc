internal import Foundation
internal import Scenarios

/// A folder of one world for its data, and for what its programs say.
struct WorldFolder: Sendable {
  let url: URL

  init() throws(ProductFault) {
    url = FileManager.default.temporaryDirectory.appending(path: "trin-world-\(UUID().uuidString)")
    do {
      // What a world keeps is nobody else's.
      try FileManager.default.createDirectory(
        at: url, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw ProductFault("no folder can be made for a world: \(error)")
    }
  }

  func delete() { try? FileManager.default.removeItem(at: url) }
}

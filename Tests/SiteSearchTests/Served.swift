internal import ChildProcesses
internal import Foundation
internal import SiteBuilding

/// The built site of a docset, and a server of its files.
final class Served {
  /// The docset of this repository.
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  let folder = FileManager.default.temporaryDirectory.appending(path: "trin-site-\(UUID().uuidString)").path
  let address: String
  private let process = ChildProcess()

  struct NoPort: Error {}

  init(_ docset: String = repository) async throws {
    let loaded = try await SitePipeline.load(PipelineOptions(docset: docset, jobs: 2))
    try await SitePipeline.write(loaded, to: folder, jobs: 2)
    let output = Pipe()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", folder]
    process.standardOutput = .pipe(output)
    process.standardError = .nothing
    try process.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte.first != 0x0A { line += byte }
    let words = String(decoding: line, as: UTF8.self).split(separator: " ")
    guard let index = words.firstIndex(of: "port"), words.indices.contains(index + 1) else { throw NoPort() }
    address = "http://127.0.0.1:\(words[index + 1])"
  }

  /// Of files by their paths below the folder of the docset, which is gone again when this returns.
  convenience init(files: [String: String]) async throws {
    let docset = FileManager.default.temporaryDirectory.appending(path: "trin-docset-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: docset) }
    for (path, text) in files {
      let file = docset.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    try await self.init(docset.path)
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    try? FileManager.default.removeItem(atPath: folder)
  }
}

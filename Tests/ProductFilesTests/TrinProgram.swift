internal import ChildProcesses
internal import Foundation

/// The program as somebody at a shell runs it.
enum TrinProgram {
  static let repository = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let path = repository + "/.build/debug/trin"
  static let isBuilt = FileManager.default.isExecutableFile(atPath: path)

  struct Run {
    let code: Int32
    /// What it printed and what it complained of.
    let said: String
  }

  static func run(_ arguments: [String], in folder: URL) async throws -> Run {
    let output = folder.appending(path: "trin-\(UUID().uuidString).txt")
    try Data().write(to: output)
    let process = ChildProcess()
    process.executableURL = URL(filePath: path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = .nothing
    let file = try FileHandle(forWritingTo: output)
    process.standardOutput = .file(file)
    process.standardError = .file(file)
    try process.run()
    while process.isRunning { try await Task.sleep(for: .milliseconds(20)) }
    let said = try String(contentsOf: output, encoding: .utf8)
    try FileManager.default.removeItem(at: output)
    return Run(code: process.terminationStatus, said: said)
  }
}

/// A folder of a test, gone with it.
final class ScratchFolder {
  let url = FileManager.default.temporaryDirectory.appending(path: "trin-product-\(UUID().uuidString)")

  init(_ files: [String: String]) throws {
    for (path, text) in files {
      let file = url.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
  }

  func has(_ path: String) -> Bool { FileManager.default.fileExists(atPath: url.appending(path: path).path) }

  deinit { try? FileManager.default.removeItem(at: url) }
}

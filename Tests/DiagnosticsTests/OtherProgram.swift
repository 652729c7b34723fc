import ChildProcesses
internal import Foundation
internal import Testing

/// Another program that reads what the printers write, so that a format is not judged by the code that writes it.
struct OtherProgram {
  let executable: URL

  /// Python with the readers that `.ci/setup` installs.
  static let python = OtherProgram(executable: Fixture.repository.appending(path: ".venv/bin/python"))
  static let git = OtherProgram(executable: URL(filePath: "/usr/bin/git"))

  var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: executable.path) }

  func canImport(_ module: String) -> Bool {
    isInstalled && (try? run(["-c", "import \(module)"]).status) == 0
  }

  /// Runs to the end; `output` holds both streams.
  func run(_ arguments: [String], in folder: URL? = nil) throws -> (status: Int32, output: String) {
    let process = ChildProcess()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let pipe = Pipe()
    process.standardOutput = .pipe(pipe)
    process.standardError = .pipe(pipe)
    process.standardInput = .nothing
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  /// Runs `body` with a folder of its own, which is gone afterwards.
  static func inTemporaryFolder<R>(_ body: (URL) throws -> R) throws -> R {
    let folder = FileManager.default.temporaryDirectory.appending(path: "trin-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
  }
}

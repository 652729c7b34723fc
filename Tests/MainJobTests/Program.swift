import ChildProcesses
import Foundation

/// The program as a user meets it: its own process, its exit code, its two streams.
enum Program {
  static let path = Repository.root + "/.build/debug/trin"

  /// - Parameter environment: Added to the test's own, less what a platform that the tests run on says of itself.
  static func start(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> (process: ChildProcess, output: Pipe, errors: Pipe) {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let own = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GITHUB_") && $0.key != "CI_PROJECT_DIR" }
    process.environment = own.merging(environment) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardOutput = .pipe(output)
    process.standardError = .pipe(errors)
    try process.run()
    return (process, output, errors)
  }

  static var isBuilt: Bool { FileManager.default.isExecutableFile(atPath: path) }

  static func run(_ arguments: String..., in folder: String) throws -> (code: Int32, output: String, errors: String) {
    try run(arguments, in: folder)
  }

  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:]
  ) throws -> (code: Int32, output: String, errors: String) {
    let (process, output, errors) = try start(arguments, in: folder, environment: environment)
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let said = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: printed, as: UTF8.self), String(decoding: said, as: UTF8.self))
  }
}

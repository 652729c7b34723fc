import ChildProcesses
import Foundation
import Synchronization

/// A mail server in Python that a test starts, reads from, and ends.
package final class PythonServer: Sendable {
  /// Debian's own interpreter, which finds Debian's modules.
  package static let interpreter = "/usr/bin/python3"

  /// Whether the interpreter and all of `modules` are installed.
  package static func isInstalled(_ modules: String...) -> Bool {
    guard FileManager.default.isExecutableFile(atPath: interpreter) else { return false }
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: interpreter)
    process.arguments = ["-c", "import \(modules.joined(separator: ", "))"]
    process.standardError = .nothing
    do {
      try process.run()
    } catch {
      return false
    }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }

  struct NoPort: Error {}

  package let port: Int
  private let process: ChildProcess
  private let input: Pipe
  private let output: Pipe
  private let pending = Mutex(Data())

  /// Starts `script` of Fixtures/smtp and waits for the port that it prints first.
  package init(_ script: String, _ arguments: [String] = []) throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/smtp")
    process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: Self.interpreter)
    process.arguments = ["-B", folder.appendingPathComponent(script).path] + arguments
    input = Pipe()
    output = Pipe()
    process.standardInput = .pipe(input)
    process.standardOutput = .pipe(output)
    try process.run()
    guard let line = Self.line(output, pending), let port = Int(line) else { throw NoPort() }
    self.port = port
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Ends the server and gives what it has printed since the last line that was read.
  package func end() async throws -> [String] {
    try input.fileHandleForWriting.close()
    var lines: [String] = []
    while let line = await nextLine() { lines.append(line) }
    return lines
  }

  /// The next line that the server prints, or nothing when it has ended.
  /// It is waited for on a thread of its own: a test's task shares its thread with those that make the server print.
  package func nextLine() async -> String? {
    await withCheckedContinuation { waiting in
      Thread.detachNewThread { waiting.resume(returning: Self.line(self.output, self.pending)) }
    }
  }

  private static func line(_ output: Pipe, _ pending: borrowing Mutex<Data>) -> String? {
    pending.withLock { data in
      while true {
        if let end = data.firstIndex(of: UInt8(ascii: "\n")) {
          let line = String(decoding: data[..<end], as: UTF8.self)
          data.removeSubrange(...end)
          return line
        }
        let more = output.fileHandleForReading.availableData
        if more.isEmpty { return nil }
        data += more
      }
    }
  }
}

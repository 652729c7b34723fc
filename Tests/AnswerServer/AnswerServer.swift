import ChildProcesses
import Foundation

/// The server of `Tests/Fixtures/http/answers.py`, on this machine.
package final class AnswerServer {
  package static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")

  package let port: Int
  private let process = ChildProcess()
  private let input = Pipe()
  private let output = Pipe()

  package struct NoPort: Error {}

  package init(leadingTo other: Int? = nil) throws {
    let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/http/answers.py")
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = ["-B", script.path] + (other.map { ["\($0)"] } ?? [])
    process.standardInput = .pipe(input)
    process.standardOutput = .pipe(output)
    try process.run()
    var line = Data()
    while let byte = try output.fileHandleForReading.read(upToCount: 1), byte.first != 0x0A { line += byte }
    guard let port = Int(String(decoding: line, as: UTF8.self)) else { throw NoPort() }
    self.port = port
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  package func address(_ path: String, host: String = "127.0.0.1") -> String { "http://\(host):\(port)\(path)" }

  /// Ends the server: the requests that it had, and at last the most at the same time.
  package func end() throws -> [String] {
    try input.fileHandleForWriting.close()
    let said = try output.fileHandleForReading.readToEnd() ?? Data()
    return String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
  }
}

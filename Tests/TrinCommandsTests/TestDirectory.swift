import ChildProcesses
import Foundation

/// A folder with a directory in it, on which the program runs as its operator runs it.
final class TestDirectory: Sendable {
  static let administrator = "Nine-green-7-tractors"
  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path
  static let program = repository + "/.build/debug/trin"
  static let isBuilt = FileManager.default.isExecutableFile(atPath: program)
  /// Debian's own Python, which plays the terminal.
  static let python = "/usr/bin/python3"

  struct Run {
    let code: Int32
    let output: String
    let errors: String
  }

  let folder: String

  /// A folder with the administrator's password in `password` and nothing else.
  init() throws {
    folder = FileManager.default.temporaryDirectory.path + "/trin-directory-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try secret(Self.administrator, in: "password")
  }

  /// A directory of Contoso with `ada` as its global administrator.
  static func made() throws -> TestDirectory {
    let directory = try TestDirectory()
    let run = try directory.initialize()
    guard run.code == 0 else { throw Failed(run: run) }
    return directory
  }

  struct Failed: Error { let run: Run }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func initialize() throws -> Run {
    try run(
      "init", "--tenant", "Contoso", "--domain", "contoso.example", "--administrator", "ada@contoso.example",
      "--password-file", "password")
  }

  func asAda(_ arguments: String...) throws -> Run {
    try run(arguments + ["--as", "ada@contoso.example", "--password-file", "password"])
  }

  func run(_ arguments: String...) throws -> Run { try run(arguments) }

  /// Without a terminal, as from a timer.
  func run(_ arguments: [String]) throws -> Run {
    try start("/usr/bin/setsid", ["--wait", Self.program, "directory"] + arguments, input: "")
  }

  /// On a terminal, where each question is answered by the next of `answers`.
  func onTerminal(_ arguments: String..., answers: [String]) throws -> Run {
    try onTerminal(arguments, answers: answers)
  }

  func onTerminal(_ arguments: [String], answers: [String]) throws -> Run {
    let script = Self.repository + "/Tests/Fixtures/terminal/answer.py"
    return try start(
      Self.python, ["-B", script, Self.program, "directory"] + arguments,
      input: answers.map { $0 + "\n" }.joined())
  }

  func deliver(to port: Int) throws -> Run {
    try run("deliver", "--smtp", "smtp://127.0.0.1:\(port)", "--from", "no-reply@contoso.example")
  }

  func secret(_ text: String, in name: String, mode: Int = 0o600) throws {
    try Data("\(text)\n".utf8).write(to: URL(fileURLWithPath: path(name)))
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path(name))
  }

  func copyFixture(_ name: String) throws {
    try FileManager.default.copyItem(
      atPath: "\(Self.repository)/Tests/Fixtures/directory/\(name)", toPath: path(name))
  }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

  func start(_ program: String, _ arguments: [String], input: String) throws -> Run {
    let process = ChildProcess()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    // Files, not pipes: neither side ever waits for the other.
    let names = ["input", "output", "errors"].map { path(".\($0)-\(UUID().uuidString)") }
    defer { for name in names { try? FileManager.default.removeItem(atPath: name) } }
    for name in names { try Data(input.utf8).write(to: URL(fileURLWithPath: name)) }
    process.standardInput = .file(try FileHandle(forReadingFrom: URL(fileURLWithPath: names[0])))
    for name in names.dropFirst() { try Data().write(to: URL(fileURLWithPath: name)) }
    process.standardOutput = .file(try FileHandle(forWritingTo: URL(fileURLWithPath: names[1])))
    process.standardError = .file(try FileHandle(forWritingTo: URL(fileURLWithPath: names[2])))
    try process.run()
    process.waitUntilExit()
    return Run(
      code: process.terminationStatus, output: try String(contentsOfFile: names[1], encoding: .utf8),
      errors: try String(contentsOfFile: names[2], encoding: .utf8))
  }
}

internal import ChildProcesses
internal import Foundation
internal import Scenarios
internal import WebDriver

/// A program of the product file, its output kept in a folder of this run.
///
/// Its standard input and output are files: a program that reads nothing or writes much makes nobody wait.
struct ProgramCall {
  let command: ProductFile.Command
  /// Of the product file.
  let folder: String
  /// Of this run, for what goes in and comes out.
  let scratch: URL
  let environment: [String: String]

  struct Answer {
    let status: Int32
    let output: Data
    let errors: String
  }

  /// The words with `{port}` and the like filled in.
  var shown: String { command.words.joined(separator: " ") }

  private func prepared(_ name: String) throws -> ChildProcess {
    let process = ChildProcess()
    let program = command.words[0]
    // A program beside the product file is named as a path; all others are looked up.
    let beside = URL(fileURLWithPath: program, relativeTo: URL(fileURLWithPath: folder, isDirectory: true))
    guard let path = program.contains("/") ? beside.path : DriverProcess.program([program]) else {
      throw ProductFault("There is no program `\(program)`, which the product file starts.")
    }
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = Array(command.words.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: folder, isDirectory: true)
    process.standardError = .file(try empty("\(name).err"))
    return process
  }

  private func empty(_ file: String) throws -> FileHandle {
    let url = scratch.appending(path: file)
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  /// Runs it to its end.
  /// - Throws: `ProductFault` where it does not start or does not end in time.
  func answer(_ name: String, to input: Data, within limit: Duration) async throws -> Answer {
    let process = try start(name, input: input)
    let end = ContinuousClock.now + limit
    while process.isRunning {
      guard ContinuousClock.now < end else {
        process.send(SIGKILL)
        throw ProductFault("`\(shown)` did not end within \(limit)")
      }
      do {
        try await Task.sleep(for: .milliseconds(10))
      } catch {
        process.send(SIGKILL)
        throw error
      }
    }
    let output = try Data(contentsOf: scratch.appending(path: "\(name).out"))
    return Answer(status: process.terminationStatus, output: output, errors: lastWords(name))
  }

  /// Starts it, with files as its input and output.
  func start(_ name: String, input: Data = Data()) throws(ProductFault) -> ChildProcess {
    try start(name) { process in
      try input.write(to: scratch.appending(path: "\(name).in"))
      process.standardInput = .file(try FileHandle(forReadingFrom: scratch.appending(path: "\(name).in")))
      process.standardOutput = .file(try empty("\(name).out"))
    }
  }

  func start(_ name: String, with streams: (ChildProcess) throws -> Void) throws(ProductFault) -> ChildProcess {
    do {
      let process = try prepared(name)
      try streams(process)
      try process.run()
      return process
    } catch let fault as ProductFault {
      throw fault
    } catch {
      throw ProductFault("`\(shown)`: \(error)")
    }
  }

  /// The last lines that it wrote to its standard error, for a report.
  func lastWords(_ name: String) -> String {
    guard let data = try? Data(contentsOf: scratch.appending(path: "\(name).err")) else { return "" }
    return String(decoding: data.suffix(2000), as: UTF8.self).split(separator: "\n").suffix(3).joined(separator: " ")
  }
}

internal import ChildProcesses
internal import Foundation
internal import Scenarios
internal import WebDriver

/// The programs of a product file, run for one world.
struct WorldPrograms: Sendable {
  let file: ProductFile
  let folder: WorldFolder
  let filling: Filling
  let port: Int

  func call(_ command: ProductFile.Command) -> ProgramCall {
    ProgramCall(
      command: .init(words: command.words.map(filling.filled), place: command.place), folder: file.folder,
      scratch: folder.url, environment: ["TRIN_PORT": "\(port)", "TRIN_WORLD": folder.url.path])
  }

  /// - Returns: The values that it made.
  func makeWorld(_ command: ProductFile.Command, _ setup: WorldSetup) async throws -> [String: String] {
    let asked = try JSONEncoder().encode(WorldRequest(setup))
    let answer = try await call(command).answer("world", to: asked, within: .seconds(60))
    guard answer.status == 0 else {
      throw ProductFault("the command for a fresh world ended with \(answer.status): \(answer.errors)")
    }
    return try WorldAnswer(answer.output, names: file.values).values
  }

  /// Starts the server, and waits until it is ready; nil where it is running anyway.
  func start(for address: String) async throws -> ChildProcess? {
    guard let start = file.start else { return nil }
    let program = call(start.command)
    let process = try program.start("start")
    do {
      try await LocalServer.wait(
        for: filling.filled(start.ready ?? address), limit: start.limit, while: { process.isRunning },
        lastWords: { program.lastWords("start") })
    } catch {
      await LocalServer.end(process)
      throw error
    }
    return process
  }

  /// - Returns: Nothing where it holds; else what it said.
  func check(_ name: String, _ setup: WorldSetup, _ values: [String: String]) async throws -> String? {
    guard let command = file.checks[name] else { return "the product file has no check '\(name)'" }
    let asked = try JSONEncoder().encode(WorldRequest(setup, values: values))
    let answer = try await call(command).answer("check", to: asked, within: .seconds(60))
    if answer.status == 0 { return nil }
    let said = String(decoding: answer.output.prefix(300), as: UTF8.self)
      .split(separator: "\n").joined(separator: " ")
    return said.isEmpty ? "the check '\(name)' ended with \(answer.status). \(answer.errors)" : said
  }
}

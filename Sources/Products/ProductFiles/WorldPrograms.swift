internal import AsyncHTTPClient
internal import ChildProcesses
internal import Foundation
internal import NIOCore
internal import NIOHTTP1
internal import Scenarios
internal import WebDriver

/// The programs and addresses of a product file, run and asked for one world.
struct WorldPrograms: Sendable {
  let file: ProductFile
  let folder: WorldFolder
  let filling: Filling
  let port: Int
  /// The start page.
  let address: String
  let mail: WorldMail?

  private func call(_ command: ProductFile.Command) -> ProgramCall {
    var environment = ["TRIN_PORT": "\(port)", "TRIN_WORLD": folder.url.path]
    if let sink = mail?.sink { environment["TRIN_MAIL_PORT"] = "\(sink.port)" }
    return ProgramCall(
      command: .init(words: command.words.map(filling.filled), place: command.place), folder: file.folder,
      scratch: folder.url, environment: environment)
  }

  /// Starts the product in a fresh world: a command makes it before the start, an address after it.
  /// - Returns: The server, where it was started, and the values that the world made.
  func start(_ setup: WorldSetup) async throws -> (server: ChildProcess?, values: [String: String]) {
    let asked = WorldRequest(setup)
    var values: [String: String] = [:]
    if case .command(let command) = file.world {
      let answer = try await call(command).answer("world", to: asked.json, within: .seconds(60))
      guard answer.status == 0 else {
        throw ProductFault("the command for a fresh world ended with \(answer.status): \(answer.errors)")
      }
      values = try WorldAnswer(answer.output, names: file.values).values
    }
    let server = try await startServer()
    do {
      if case .request(let request) = file.world {
        let answer = try await answer(to: request, asked, values)
        guard (200..<300).contains(answer.status) else {
          throw ProductFault("\(answer.address), asked for a fresh world, answers \(answer.status): \(answer.brief)")
        }
        values = try WorldAnswer(answer.body, names: file.values).values
      }
    } catch {
      if let server { await LocalServer.end(server) }
      throw error
    }
    return (server, values)
  }

  private func startServer() async throws -> ChildProcess? {
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
    let asked = WorldRequest(setup, values: values)
    switch file.checks[name] {
    case nil: return "the product file has no check '\(name)'"
    case .command(let command):
      let answer = try await call(command).answer("check", to: asked.json, within: .seconds(60))
      if answer.status == 0 { return nil }
      let said = String(decoding: answer.output.prefix(300), as: UTF8.self)
        .split(separator: "\n").joined(separator: " ")
      return said.isEmpty ? "the check '\(name)' ended with \(answer.status). \(answer.errors)" : said
    case .request(let request):
      let answer = try await answer(to: request, asked, values)
      let isRight = request.status.map { $0 == answer.status } ?? (200..<300).contains(answer.status)
      guard isRight else { return "\(answer.address) answers \(answer.status): \(answer.brief)" }
      guard let text = request.text.map(Filling(values: values).filled) else { return nil }
      return answer.text.contains(text) ? nil : "\(answer.address) does not show '\(text)': \(answer.brief)"
    }
  }

  /// A server that does not listen is not asked again: it was ready before.
  private static let client = {
    var configuration = HTTPClient.Configuration.singletonConfiguration
    configuration.connectionPool.retryConnectionEstablishment = false
    return HTTPClient(configuration: configuration)
  }()

  private struct Answer {
    let address: String
    let status: Int
    let body: Data
    var text: String { String(decoding: body, as: UTF8.self) }
    var brief: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(200) + "" }
  }

  private func answer(
    to request: ProductFile.Request, _ asked: WorldRequest, _ values: [String: String]
  ) async throws -> Answer {
    // A value is one part of an address, whatever it is made of.
    let escaped = values.mapValues {
      $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics.union(["-", ".", "_", "~"])) ?? $0
    }
    let path = Filling(values: escaped).filled(filling.filled(request.address))
    let address = URL(string: path, relativeTo: URL(string: self.address))?.absoluteString ?? path
    var question = HTTPClientRequest(url: address)
    if request.method == .post {
      question.method = .POST
      question.headers.add(name: "Content-Type", value: "application/json")
      question.body = .bytes(asked.json)
    }
    do {
      let answer = try await Self.client.execute(question, timeout: .seconds(60))
      let body = try await answer.body.collect(upTo: 1 << 24)
      return Answer(address: address, status: Int(answer.status.code), body: Data(body.readableBytesView))
    } catch let error as CancellationError {
      throw error
    } catch {
      throw ProductFault("\(address) does not answer: \(error)")
    }
  }
}

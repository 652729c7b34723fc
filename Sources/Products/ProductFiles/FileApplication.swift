package import BrowserProduct
internal import ChildProcesses
internal import Foundation
package import Scenarios
internal import WebDriver

/// The web application that a product file tells of.
package struct FileApplication: WebApplication {
  package let file: ProductFile

  package init(_ file: ProductFile) { self.file = file }

  package var controls: [Control] { file.controls.map(\.control) }
  package var roles: [ProductRole] { file.roles }
  package var schema: ScenarioSchema { file.schema }
  package var limits: BrowserLimits { file.limits }
  package func labels(of control: String, locale: String) -> [String] { file.labels(of: control, locale: locale) }
  package func control(forLink id: String) -> String? { file.control(forLink: id) }
  package func link(to control: String) -> String? { file.link(to: control) }

  package func start(_ setup: WorldSetup) async throws -> any WebApplicationRun {
    let folder = try WorldFolder()
    do {
      return try await started(setup, folder)
    } catch {
      folder.delete()
      throw error
    }
  }

  private func started(_ setup: WorldSetup, _ folder: WorldFolder) async throws -> any WebApplicationRun {
    let port = try await LocalServer.freePort()
    let code = file.codes[setup.locale] ?? String(setup.locale.prefix { $0 != "-" })
    var places = ["port": "\(port)", "language": code, "folder": folder.url.path]
    let mail = try await mail(folder)
    if let sink = mail?.sink { places["mail-port"] = "\(sink.port)" }
    let filling = Filling(values: places)
    let address = filling.filled(file.addresses[setup.locale] ?? file.address)
    guard !address.isEmpty else { throw ProductFault("the product file has no address for \(setup.locale)") }
    let programs = WorldPrograms(
      file: file, folder: folder, filling: filling, port: port, address: address, mail: mail)
    do {
      let (server, values) = try await programs.start(setup)
      return FileRun(
        file: file, setup: setup, code: code, values: setup.values.merging(values) { $1 }, programs: programs,
        server: server)
    } catch {
      mail?.sink?.close()
      throw error
    }
  }

  private func mail(_ folder: WorldFolder) async throws(ProductFault) -> WorldMail? {
    switch file.mail {
    case nil: return nil
    case .folder(let name):
      let mails = folder.url.appending(path: name)
      do {
        try FileManager.default.createDirectory(at: mails, withIntermediateDirectories: true)
      } catch {
        throw ProductFault("no folder can be made for mail: \(error)")
      }
      return WorldMail(sink: nil, folder: mails, limit: limits.longest)
    case .smtp: return WorldMail(sink: try await MailSink(), folder: nil, limit: limits.longest)
    }
  }
}

/// What stands in braces in addresses and commands.
struct Filling: Sendable {
  let values: [String: String]

  func filled(_ text: String) -> String {
    values.reduce(text) { $0.replacing("{\($1.key)}", with: $1.value) }
  }
}

/// What the command for a fresh world is told, as JSON on its standard input.
struct WorldRequest {
  let role: String
  let locale: String
  let given: JSONValue
  let values: [String: String]

  /// - Parameter values: With those that the world made.
  init(_ setup: WorldSetup, values: [String: String]? = nil) {
    role = setup.role
    locale = setup.locale
    given = setup.given.map(JSONValue.init) ?? .object([:])
    self.values = values ?? setup.values
  }

  var json: Data { Data(JSONValue.object(members).line.utf8) }

  var members: [String: JSONValue] {
    [
      "role": .string(role), "locale": .string(locale), "given": given,
      "values": .object(values.mapValues(JSONValue.string)),
    ]
  }
}

/// What it says: `{"values": {"user": "kim"}}`; nothing at all where it made none.
struct WorldAnswer {
  let values: [String: String]

  init(_ output: Data, names: [String]) throws {
    let text = String(decoding: output, as: UTF8.self)
    guard text.contains(where: { !$0.isWhitespace }) else {
      values = [:]
      return
    }
    guard let answer = try? JSONDecoder().decode([String: [String: String]].self, from: output) else {
      throw ProductFault(
        "whoever makes a fresh world answers \(text.prefix(80)), not JSON such as {\"values\": {\"user\": \"kim\"}}")
    }
    values = answer["values"] ?? [:]
    if let unknown = values.keys.sorted().first(where: { !names.contains($0) }) {
      throw ProductFault("whoever makes a fresh world made a value '\(unknown)' that `values` does not list")
    }
  }
}

extension JSONValue {
  init(_ value: ScenarioValue) {
    switch value.content {
    case .text(let text): self = .string(text)
    case .list(let list): self = .array(list.map(JSONValue.init))
    case .map(let entries):
      self = .object(Dictionary(entries.map { ($0.key, JSONValue($0.value)) }, uniquingKeysWith: { $1 }))
    }
  }
}

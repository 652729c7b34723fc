internal import BrowserProduct
internal import Foundation
package import Scenarios
internal import WebDriver

/// A product that an adapter drives: a program in any language, which speaks JSON lines.
package struct AdapterProduct: ProductModel {
  /// With what the adapter says of itself.
  let file: ProductFile
  private let expect: [String]

  /// Asks the adapter what the product is. What the file says already stands.
  /// - Throws: `ProductFault` where the adapter does not say it.
  package init(_ file: ProductFile) async throws(ProductFault) {
    let folder = try WorldFolder()
    let lines: AdapterLines
    do {
      lines = try await file.adapter(in: folder)
    } catch {
      folder.delete()
      throw error
    }
    defer { folder.delete() }
    let answer: AdapterAnswer
    do {
      answer = try await lines.ask("describe")
    } catch {
      await lines.close()
      throw error
    }
    await lines.close()
    var file = file
    file.describe(answer.root)
    self.file = file
    expect = answer.texts("expect")
    guard !file.roles.isEmpty, !file.controls.isEmpty else {
      throw ProductFault("the adapter describes no \(file.roles.isEmpty ? "roles" : "controls"), and the file has none")
    }
  }

  package var controls: [Control] { file.controls.map(\.control) }
  package var roles: [ProductRole] { file.roles }
  package func labels(of control: String, locale: String) -> [String] { file.labels(of: control, locale: locale) }
  package func control(forLink id: String) -> String? { file.control(forLink: id) }
  package func link(to control: String) -> String? { file.link(to: control) }

  package var schema: ScenarioSchema {
    ScenarioSchema(
      given: file.givenKeys, expect: expect.map { ScenarioKey($0, ProductFile.anything) }, values: file.values)
  }

  package func makeWorld(_ setup: WorldSetup) async throws -> any ProductWorld {
    let folder = try WorldFolder()
    do {
      let lines = try await file.adapter(in: folder)
      do {
        return try await AdapterWorld(lines, setup, self, folder)
      } catch {
        await lines.close()
        throw error
      }
    } catch {
      folder.delete()
      throw error
    }
  }
}

extension ProductFile {
  fileprivate func adapter(in world: WorldFolder) async throws(ProductFault) -> AdapterLines {
    guard let adapter else { throw ProductFault("the product file names no adapter") }
    let call = ProgramCall(
      command: adapter, folder: folder, scratch: world.url, environment: ["TRIN_WORLD": world.url.path])
    return try await AdapterLines(call, named: "adapter", limit: limits.longest)
  }
}

/// One run of an adapter.
actor AdapterWorld: ProductWorld {
  private let lines: AdapterLines
  private let folder: WorldFolder
  private let known: Set<String>
  private let names: [String]
  /// The scenario's, and those that the product made.
  private var values: [String: String]
  private var made: [String: String] = [:]

  /// - Throws: `WorldError` where the scenario's `given` cannot be set up, `ProductFault` where the adapter breaks.
  init(_ lines: AdapterLines, _ setup: WorldSetup, _ product: AdapterProduct, _ folder: WorldFolder) async throws {
    self.lines = lines
    self.folder = folder
    known = Set(product.controls.map(\.id))
    names = product.file.values
    values = setup.values
    let answer = try await lines.ask("world", WorldRequest(setup).members)
    if let reason = answer.root["impossible"]?.text { throw WorldError(reason) }
    try await take(answer)
  }

  /// Values that the product made.
  private func take(_ answer: AdapterAnswer) async throws(ProductFault) {
    if let unknown = answer.values.keys.sorted().first(where: { !names.contains($0) }) {
      throw await lines.fail("made a value '\(unknown)', which `values` does not list")
    }
    made.merge(answer.values) { $1 }
    values.merge(answer.values) { $1 }
  }

  func screen() async -> Screen {
    do {
      let answer = try await lines.ask("screen")
      let repeated = (answer.root["repeated"]?.entries ?? []).map { ($0.key, $0.value.list?.compactMap(\.text) ?? []) }
      var screen = Screen(
        places: answer.texts("places"), controls: answer.texts("controls"), hidden: answer.texts("hidden"))
      screen.repeated = Dictionary(repeated, uniquingKeysWith: { $1 })
      let named = screen.places + screen.controls + screen.hidden + repeated.map(\.0)
      if let unknown = named.first(where: { !known.contains($0) }) {
        throw await lines.fail("shows '\(unknown)', which is none of the product's controls")
      }
      return screen
    } catch {
      return Screen(places: [], controls: [])
    }
  }

  func perform(_ action: Action) async throws {
    var asked: [String: JSONValue] = [
      "operation": .string(action.operation.rawValue), "control": .string(action.target),
    ]
    asked["value"] = action.value.map(JSONValue.string)
    let answer = try await lines.ask("perform", asked)
    try await take(answer)
    let refused = answer.root["refused"]
    guard answer.isTrue("done") == (refused == nil) else {
      throw await lines.fail("answered 'perform' with done, and refused it too, or neither")
    }
    if let refused {
      throw Refusal(
        code: refused["code"]?.text ?? "", message: refused["message"]?.text ?? "",
        isForWantOfRole: refused["role"]?.text == "true")
    }
  }

  func verify(_ expectation: ScenarioValue) async -> String? {
    do {
      let answer = try await lines.ask("verify", ["expectation": JSONValue(filled(expectation))])
      if answer.isTrue("holds") { return nil }
      return answer.root["found"]?.text ?? "the adapter does not say what it found"
    } catch {
      return error.message
    }
  }

  /// `$name` stands for the value of that name.
  private func filled(_ value: ScenarioValue) -> ScenarioValue {
    let content: ScenarioValue.Content =
      switch value.content {
      case .text(let text): .text(text.hasPrefix("$") ? values[String(text.dropFirst())] ?? text : text)
      case .list(let list): .list(list.map(filled))
      case .map(let entries):
        .map(
          entries.map {
            ScenarioValue.Entry(key: $0.key, line: $0.line, column: $0.column, value: filled($0.value))
          })
      }
    return ScenarioValue(content: content, line: value.line, column: value.column)
  }

  func value(named name: String) async -> String? { made[name] }
  // What is not sent in a form is for the adapter to refuse.
  func unsavedControl() async -> String? { nil }
  func fault() async -> ProductFault? { await lines.broken }

  func close() async {
    await lines.close()
    folder.delete()
  }
}

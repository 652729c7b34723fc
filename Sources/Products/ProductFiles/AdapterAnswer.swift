internal import Diagnostics
internal import Foundation
internal import Scenarios
internal import WebDriver

/// One line that an adapter wrote, held against what an answer to the question may be.
struct AdapterAnswer: Sendable {
  let id: String
  let root: ScenarioValue

  /// - Throws: `ProductFault` with what it wrote in place of an answer.
  init(_ line: String, to word: String) throws(ProductFault) {
    guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(line.utf8)), case .object = value else {
      throw ProductFault("answered '\(word)' with “\(line.prefix(80))”, which is no JSON object on a line")
    }
    let file = ShapedFile(ScenarioValue(value), file: "", shape: Self.shape(of: word), code: "product-broken")
    if let error = value["error"]?.text { throw ProductFault("answered '\(word)' with the error “\(error)”") }
    if let finding = file.findings.first {
      throw ProductFault("answered '\(word)' with something else than it should: \(finding.message)")
    }
    guard let root = file.root, let id = root["id"]?.text else {
      throw ProductFault("answered '\(word)' without an id")
    }
    self.id = id
    self.root = root
  }

  /// Each word that an adapter is asked has one shape of answer.
  static func shape(of word: String) -> ScenarioShape {
    let list = ScenarioShape.list(of: .text)
    let truth = ScenarioShape.text(values: ["true", "false"])
    let more: [ScenarioKey] =
      switch word {
      case "describe": ProductFile.description(isRequired: false) + [ScenarioKey("expect", list)]
      case "world": [ScenarioKey("impossible", .text), ScenarioKey("values", .names(to: .text))]
      case "screen":
        [
          ScenarioKey("places", list, isRequired: true), ScenarioKey("controls", list, isRequired: true),
          ScenarioKey("hidden", list), ScenarioKey("repeated", .names(to: list)),
        ]
      case "perform":
        [
          ScenarioKey("done", truth, isRequired: true),
          ScenarioKey(
            "refused",
            .mapping([
              ScenarioKey("code", .text, isRequired: true), ScenarioKey("message", .text, isRequired: true),
              ScenarioKey("role", truth),
            ])), ScenarioKey("values", .names(to: .text)),
        ]
      case "verify": [ScenarioKey("holds", truth, isRequired: true), ScenarioKey("found", .text)]
      default: []
      }
    return .mapping([ScenarioKey("id", .text, isRequired: true), ScenarioKey("error", .text)] + more)
  }

  func texts(_ key: String) -> [String] { root[key]?.list?.compactMap(\.text) ?? [] }
  func isTrue(_ key: String) -> Bool { root[key]?.text == "true" }

  /// Values by their names, such as a code that was sent.
  var values: [String: String] {
    (root["values"]?.entries ?? []).reduce(into: [:]) { $0[$1.key] = $1.value.text }
  }
}

extension ScenarioValue {
  /// What is null is not there.
  init(_ value: JSONValue) {
    let content: Content =
      switch value {
      case .null: .text("")
      case .bool(let truth): .text(truth ? "true" : "false")
      case .number(let number): .text(Int(exactly: number).map { "\($0)" } ?? "\(number)")
      case .string(let text): .text(text)
      case .array(let list): .list(list.map(ScenarioValue.init))
      case .object(let entries):
        .map(
          entries.filter { $0.value != .null }.sorted { $0.key < $1.key }.map { key, value in
            Entry(key: key, line: 1, column: 1, value: ScenarioValue(value))
          })
      }
    self.init(content: content, line: 1, column: 1)
  }
}

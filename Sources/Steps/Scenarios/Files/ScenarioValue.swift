internal import BoundedYAML
internal import Yams

/// A YAML value that knows its line, so that every finding about it can name its place.
public struct ScenarioValue: Sendable, Hashable {
  public enum Content: Sendable, Hashable {
    case text(String)
    case list([ScenarioValue])
    case map([Entry])
  }

  public struct Entry: Sendable, Hashable {
    public let key: String
    public let line: Int
    public let column: Int
    public let value: ScenarioValue

    package init(key: String, line: Int, column: Int, value: ScenarioValue) {
      self.key = key
      self.line = line
      self.column = column
      self.value = value
    }
  }

  public let content: Content
  /// 1-based.
  public let line: Int
  public let column: Int

  package init(content: Content, line: Int, column: Int) {
    self.content = content
    self.line = line
    self.column = column
  }

  public var text: String? { if case .text(let text) = content { text } else { nil } }
  public var list: [ScenarioValue]? { if case .list(let list) = content { list } else { nil } }
  public var entries: [Entry] { if case .map(let entries) = content { entries } else { [] } }
  public subscript(key: String) -> ScenarioValue? { entries.first { $0.key == key }?.value }
}

extension ScenarioValue {
  /// Bounds what a hostile file can make of the stack.
  private static let deepest = 50

  /// - Throws: ``ScenarioSyntaxError`` with the line of what is no YAML.
  init(yaml: String) throws {
    let node: Node?
    do {
      node = try BoundedYAML.compose(yaml)
    } catch let error as YamlError {
      throw ScenarioSyntaxError(error)
    }
    guard let node else {
      self.init(content: .map([]), line: 1, column: 1)
      return
    }
    try self.init(node, depth: 0)
  }

  private init(_ node: Node, depth: Int) throws {
    line = node.mark?.line ?? 1
    column = node.mark?.column ?? 1
    guard depth < Self.deepest else {
      throw ScenarioSyntaxError(message: "The values are nested too deeply.", line: line, column: column)
    }
    switch node {
    case .scalar(let scalar): content = .text(scalar.string)
    case .sequence(let sequence): content = .list(try sequence.map { try ScenarioValue($0, depth: depth + 1) })
    case .mapping(let mapping):
      content = .map(
        try mapping.map { key, value in
          Entry(
            key: key.string ?? "", line: key.mark?.line ?? 1, column: key.mark?.column ?? 1,
            value: try ScenarioValue(value, depth: depth + 1))
        })
    case .alias:
      throw ScenarioSyntaxError(message: "An alias is not allowed here.", line: line, column: column)
    }
  }
}

struct ScenarioSyntaxError: Error {
  let message: String
  let line: Int
  let column: Int

  init(message: String, line: Int, column: Int) {
    self.message = message
    self.line = line
    self.column = column
  }

  init(_ error: YamlError) {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      self.init(message: "This is not YAML: \(problem).", line: mark.line, column: mark.column)
    case .duplicatedKeysInMapping(let duplicates, let context):
      self.init(
        message: "The key \(duplicates.map { "'\($0)'" }.sorted().joined(separator: ", ")) stands here twice.",
        line: context.mark.line, column: context.mark.column)
    default: self.init(message: "This is not YAML: \(error).", line: 1, column: 1)
    }
  }
}

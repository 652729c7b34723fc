package import Diagnostics
internal import Docset
internal import LearnMarkdown
package import Yams

/// Where a product's texts come from: the value of `labels:` in a product file.
package struct LabelFiles: Sendable, Equatable {
  /// One entry of the list.
  struct Origin: Sendable, Equatable {
    enum From: Sendable, Equatable {
      /// A path below the product file's folder, with `{locale}`; and that of the source language, where it is another.
      case files(path: String, source: String?, LabelFormat)
      /// A program and its arguments, with `{locale}`; it prints JSON.
      case command([String])
    }

    var from: From
    /// How a locale is written in paths and arguments.
    var names: [String: String] = [:]
    /// What marks the letter of a keyboard shortcut in a text, as `&` in `&Save`.
    var accelerator: Character?
    var place: SourcePlace
  }

  private(set) var origins: [Origin] = []
  /// Where `labels:` stands.
  package let place: SourcePlace

  package var hasCommands: Bool { origins.contains { if case .command = $0.from { true } else { false } } }

  private static let keys = ["path", "source", "format", "locales", "accelerator", "command"]

  /// - Parameters:
  ///   - node: One entry or a list of them.
  ///   - file: The product file as findings name it.
  package init(_ node: Node, file: String) throws(LabelFailure) {
    let reader = NodeReader(file: file)
    place = reader.place(node)
    let nodes = node.sequence.map(Array.init) ?? [node]
    guard !nodes.isEmpty else { throw reader.wrong(node, "`labels` names at least one file.") }
    for node in nodes { origins.append(try Self.origin(node, reader)) }
  }

  private static func origin(_ node: Node, _ reader: NodeReader) throws(LabelFailure) -> Origin {
    guard let mapping = node.mapping else {
      throw reader.wrong(node, "An entry of `labels` has `path`, such as `locale/{locale}/app.po`, or `command`.")
    }
    for (key, _) in mapping where !keys.contains(key.string ?? "") {
      let near = NearName.closest(to: key.string ?? "", among: keys)
      throw reader.wrong(
        key, "`labels` has no key `\(key.string ?? "")`." + (near.map { " Did you mean `\($0)`?" } ?? ""))
    }
    var origin = Origin(from: .command([]), place: reader.place(node))
    if let names = node["locales"] {
      guard let mapping = names.mapping else {
        throw reader.wrong(names, "`locales` says how a locale is written in paths, as `{da-DK: da}`.")
      }
      for (locale, name) in mapping {
        guard let name = name.string, !name.isEmpty, !name.contains("/"), name != ".." else {
          throw reader.wrong(names, "In a path, a locale is written as one name, such as `da`.")
        }
        origin.names[(locale.string ?? "").canonicalLocale] = name
      }
    }
    if let sign = node["accelerator"] {
      guard let text = sign.string, text == "&" || text == "_" else {
        throw reader.wrong(sign, "`accelerator` is `\"&\"` or `\"_\"`.")
      }
      origin.accelerator = text.first
    }
    if let command = node["command"] {
      guard node["path"] == nil, node["source"] == nil, node["format"] == nil else {
        throw reader.wrong(command, "An entry of `labels` has `path` or `command`, not both; a command prints JSON.")
      }
      let parts = command.sequence?.compactMap(\.string) ?? []
      guard let count = command.sequence?.count, count == parts.count, let program = parts.first, !program.isEmpty
      else {
        throw reader.wrong(
          command, "`command` is a list of a program and its arguments, such as `[./labels, \"{locale}\"]`.")
      }
      origin.from = .command(parts)
      return origin
    }
    guard let pathNode = node["path"], let path = pathNode.string else {
      throw reader.wrong(node, "An entry of `labels` has `path`, such as `locale/{locale}/app.po`, or `command`.")
    }
    guard let inside = Paths.inside(path), !inside.isEmpty else {
      throw reader.wrong(pathNode, "A translation file lies below the product file's folder; `\(path)` does not.")
    }
    guard path.contains("{locale}") else {
      throw reader.wrong(pathNode, "`path` has `{locale}` where the language stands; `\(path)` has not.")
    }
    var source: String?
    if let node = node["source"] {
      guard let text = node.string, let inside = Paths.inside(text), !inside.isEmpty else {
        throw reader.wrong(node, "`source` is the source language's file, below the product file's folder.")
      }
      source = inside
    }
    var format = LabelFormat(ending: path)
    if let node = node["format"] {
      let names = LabelFormat.allCases.map(\.rawValue)
      format = node.string.flatMap(LabelFormat.init(rawValue:))
      guard format != nil else {
        throw reader.wrong(node, "`format` is one of \(names.joined(separator: ", ")); `\(node.string ?? "")` is none.")
      }
    }
    guard let format else {
      throw reader.wrong(
        pathNode, "The ending of `\(path)` tells no format; name it with `format`, or print JSON with `command`.")
    }
    origin.from = .files(path: inside, source: source, format)
    return origin
  }
}

private struct NodeReader {
  let file: String

  func place(_ node: Node) -> SourcePlace {
    SourcePlace(file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
  }

  func wrong(_ node: Node, _ message: String) -> LabelFailure { LabelFailure(message, at: place(node)) }
}

internal import Diagnostics

/// Makes the mutants of one scenario file: values of another shape, and expectations left out.
///
/// The file is written anew as flow YAML, so that a change needs no knowledge of how it was laid out.
struct ScenarioMutants {
  let file: TestRequest.File
  let locale: String
  private let root: ScenarioValue

  init?(_ file: TestRequest.File, locale: String) {
    guard let root = try? ScenarioValue(yaml: file.text) else { return nil }
    self.file = file
    self.locale = locale
    self.root = root
  }

  /// - Parameter procedures: The ids that are tested.
  func mutants(of procedures: Set<String>) -> [Mutant] {
    (root["procedures"]?.entries ?? []).flatMap { entry -> [Mutant] in
      let id = "\(file.name)#\(entry.key)"
      guard procedures.contains(id) else { return [] }
      let path = ["procedures", entry.key]
      let lists = [path + ["roles", "allowed"], path + ["roles", "refused"], path + ["expect"]]
      let shapes = lists.compactMap { path -> Mutant? in
        guard let value = value(at: path), let list = value.list, let first = list.first else { return nil }
        return mutant(.shape, id, path, value, first, "\(path.last ?? "") as a list", "its first value alone")
      }
      let expect = value(at: path + ["expect"])
      let dropped = (expect?.list ?? []).indices.compactMap { index -> Mutant? in
        guard let expect, var list = expect.list else { return nil }
        let one = list.remove(at: index)
        return mutant(
          .expectation, id, path + ["expect"], expect, expect.with(.list(list)),
          one.entries.map(\.key).joined(separator: ", "), "", at: one)
      }
      return shapes + dropped
    }
  }

  private func value(at path: [String]) -> ScenarioValue? {
    path.reduce(Optional(root)) { value, key in value?[key] }
  }

  private func mutant(
    _ kind: Mutant.Kind, _ procedure: String, _ path: [String], _ old: ScenarioValue, _ new: ScenarioValue,
    _ original: String, _ replacement: String, at place: ScenarioValue? = nil
  ) -> Mutant {
    Mutant(
      kind: kind, locale: locale, place: .of(place ?? old, file: file.file), original: original,
      replacement: replacement, article: file.name, procedure: procedure,
      source: Array(root.replacing(path[...], with: new).flowYAML.utf8))
  }
}

extension ScenarioValue {
  fileprivate func with(_ content: Content) -> ScenarioValue {
    ScenarioValue(content: content, line: line, column: column)
  }

  fileprivate func replacing(_ path: ArraySlice<String>, with value: ScenarioValue) -> ScenarioValue {
    guard let key = path.first else { return value }
    return with(
      .map(
        entries.map { entry in
          guard entry.key == key else { return entry }
          return Entry(
            key: entry.key, line: entry.line, column: entry.column,
            value: entry.value.replacing(path.dropFirst(), with: value))
        }))
  }

  fileprivate var flowYAML: String {
    switch content {
    case .text(let text): JSONText.string(text)
    case .list(let list): "[" + list.map(\.flowYAML).joined(separator: ", ") + "]"
    case .map(let entries):
      "{" + entries.map { "\(JSONText.string($0.key)): \($0.value.flowYAML)" }.joined(separator: ", ") + "}"
    }
  }
}

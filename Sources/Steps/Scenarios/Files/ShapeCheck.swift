internal import Diagnostics

/// Holds the values of a file against their shape. The first mistake of a value hides what is below it.
struct ShapeCheck {
  let file: String
  private(set) var findings: [Diagnostic] = []

  init(file: String) { self.file = file }

  /// - Parameter name: Of the key whose value it is; empty for the whole file.
  mutating func check(_ value: ScenarioValue, _ shape: ScenarioShape, name: String = "") {
    switch shape {
    case .text(let values):
      guard let text = value.text else { return wrong(value, shape, name) }
      if !values.isEmpty, !values.contains(text) {
        report(
          "scenario-invalid-value", "\(subject(name)) is \(list(values)), not '\(text)'.", value,
          Spelling.nearest(to: text, among: values))
      }
    case .name(let names, let kind):
      guard let text = value.text else { return wrong(value, shape, name) }
      guard !names.contains(text) else { return }
      // Roles are few enough to be listed; controls are not.
      let isRole = kind == "role"
      report(
        isRole ? "scenario-unknown-role" : "scenario-unknown-control",
        "The product has no \(kind) '\(text)'"
          + (isRole ? "; its roles are \(names.sorted().joined(separator: ", "))." : "."),
        value, Spelling.nearest(to: text, among: names))
    case .list(let inner):
      guard let list = value.list else { return wrong(value, shape, name) }
      for element in list { check(element, inner, name: name) }
    case .names(let inner):
      guard case .map(let entries) = value.content else { return wrong(value, shape, name) }
      for entry in entries { check(entry.value, inner, name: entry.key) }
    case .mapping(let keys):
      guard case .map(let entries) = value.content else { return wrong(value, shape, name) }
      check(entries, keys)
      // A key that is misspelled is missing too, and only the first mistake is worth reading.
      guard entries.allSatisfy({ entry in keys.contains { $0.name == entry.key } }) else { return }
      for key in keys where key.isRequired && !entries.contains(where: { $0.key == key.name }) {
        let whose = name.isEmpty ? "The file" : "'\(name)'"
        report("scenario-missing-key", "\(whose) has no key '\(key.name)', which it needs.", value, "\(key.name):")
      }
    case .either(let shapes):
      guard let fitting = shapes.first(where: { $0.fits(value) }) else { return wrong(value, shape, name) }
      check(value, fitting, name: name)
    }
  }

  private mutating func check(_ entries: [ScenarioValue.Entry], _ keys: [ScenarioKey]) {
    let known = keys.map(\.name)
    for entry in entries {
      if let key = keys.first(where: { $0.name == entry.key }) {
        check(entry.value, key.shape, name: entry.key)
      } else {
        findings.append(.unknownKey(entry, among: known, file: file))
      }
    }
  }

  private func subject(_ name: String) -> String { name.isEmpty ? "The value" : "'\(name)'" }

  private mutating func wrong(_ value: ScenarioValue, _ shape: ScenarioShape, _ name: String) {
    report(
      "scenario-invalid-value", "\(subject(name)) is \(shape.description), not \(value.description).", value,
      shape.example(value, name: name))
  }

  private func list(_ words: [String]) -> String {
    words.count < 2 ? words.joined() : words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
  }

  private mutating func report(_ code: String, _ message: String, _ value: ScenarioValue, _ suggestion: String?) {
    findings.append(
      Diagnostic(.error, code, message, at: .of(value, file: file), suggestion: suggestion))
  }
}

extension ScenarioShape {
  fileprivate func fits(_ value: ScenarioValue) -> Bool {
    switch (self, value.content) {
    case (.text, .text), (.name, .text), (.list, .list), (.mapping, .map), (.names, .map): true
    case (.either(let shapes), _): shapes.contains { $0.fits(value) }
    default: false
    }
  }

  /// As a sentence says it.
  fileprivate var description: String {
    switch self {
    case .text: "a text"
    case .name(_, let kind): "a \(kind)"
    case .list: "a list"
    case .mapping, .names: "a mapping"
    case .either(let shapes): shapes.map(\.description).joined(separator: " or ")
    }
  }

  /// The value as it was most likely meant.
  fileprivate func example(_ value: ScenarioValue, name: String) -> String? {
    guard case .list = self else { return nil }
    switch value.content {
    case .text(let text): return "[\(text)]"
    case .map(let entries): return entries.map { "- \($0.key): …" }.joined(separator: "\n")
    case .list: return nil
    }
  }
}

extension ScenarioValue {
  fileprivate var description: String {
    switch content {
    case .text(let text): text.isEmpty ? "empty" : "a text"
    case .list: "a list"
    case .map: "a mapping"
    }
  }
}

extension Diagnostic {
  static func unknownKey(_ entry: ScenarioValue.Entry, among known: [String], file: String) -> Diagnostic {
    Diagnostic(
      .error, "scenario-unknown-key",
      "The key '\(entry.key)' is not known here; known are \(known.joined(separator: ", ")).",
      at: .of(entry, file: file), suggestion: Spelling.nearest(to: entry.key, among: known))
  }
}

extension SourcePlace {
  static func of(_ value: ScenarioValue, file: String) -> SourcePlace {
    SourcePlace(
      file: file, line: value.line, column: value.column, endLine: value.line,
      endColumn: value.column + (value.text?.unicodeScalars.count ?? 1))
  }

  /// Of the entry's key.
  static func of(_ entry: ScenarioValue.Entry, file: String) -> SourcePlace {
    SourcePlace(
      file: file, line: entry.line, column: entry.column, endLine: entry.line,
      endColumn: entry.column + entry.key.unicodeScalars.count)
  }
}

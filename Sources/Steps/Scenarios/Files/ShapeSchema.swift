internal import Diagnostics

extension ScenarioShape {
  /// The JSON Schema of a file with this shape, in lines that a diff shows well.
  /// - SeeAlso: https://json-schema.org/draft/2020-12
  package func jsonSchema(title: String) -> String {
    SchemaWriter.text(
      .object(
        [
          ("$schema", .text("https://json-schema.org/draft/2020-12/schema")), ("title", .text(title)),
        ] + schemaMembers(about: ""))) + "\n"
  }

  private func schemaMembers(about: String) -> [(String, SchemaValue)] {
    let description: [(String, SchemaValue)] = about.isEmpty ? [] : [("description", .text(about))]
    switch self {
    case .text(let values) where values.isEmpty:
      // YAML reads 90 and yes as a number and a truth value; Trin takes them as they are written.
      return description + [("type", .list(["string", "number", "boolean"].map(SchemaValue.text)))]
    case .text(let values):
      let truths: [SchemaValue] = values.contains("yes") ? [.truth(true), .truth(false)] : []
      return description + [("enum", .list(values.map(SchemaValue.text) + truths))]
    case .name(let names, _): return description + [("enum", .list(names.map(SchemaValue.text)))]
    case .list(let inner):
      return description + [("type", .text("array")), ("items", .object(inner.schemaMembers(about: "")))]
    case .names(let inner):
      return description + [
        ("type", .text("object")), ("additionalProperties", .object(inner.schemaMembers(about: ""))),
      ]
    case .mapping(let keys):
      let required = keys.filter(\.isRequired).map { SchemaValue.text($0.name) }
      return description + [
        ("type", .text("object")),
        ("properties", .object(keys.map { ($0.name, .object($0.shape.schemaMembers(about: $0.about))) })),
        ("additionalProperties", .truth(false)),
      ] + (required.isEmpty ? [] : [("required", .list(required))])
    case .either(let shapes):
      return description + [("anyOf", .list(shapes.map { .object($0.schemaMembers(about: "")) }))]
    }
  }
}

/// A JSON value whose members keep their order.
package indirect enum SchemaValue {
  case text(String)
  case truth(Bool)
  case list([SchemaValue])
  case object([(String, SchemaValue)])
}

package enum SchemaWriter {
  package static func text(_ value: SchemaValue, indent: String = "") -> String {
    switch value {
    case .text(let text): return JSONText.string(text)
    case .truth(let truth): return truth ? "true" : "false"
    case .list(let values):
      let isPlain = values.allSatisfy { if case .object = $0 { false } else { true } }
      if isPlain { return "[" + values.map { text($0) }.joined(separator: ", ") + "]" }
      let inner = indent + "  "
      return "[\n" + values.map { inner + text($0, indent: inner) }.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      if members.isEmpty { return "{}" }
      let inner = indent + "  "
      return "{\n"
        + members.map { inner + JSONText.string($0) + ": " + text($1, indent: inner) }.joined(separator: ",\n")
        + "\n\(indent)}"
    }
  }
}

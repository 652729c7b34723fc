internal import BoundedYAML
package import Diagnostics
package import LearnMarkdown
package import Yams

extension Metadata {
  /// Reads front matter. Never throws: a syntax error is a finding at its line, and gives no entries.
  ///
  /// Nearly all front matter is lines of `key: plain text` and `- item`; those are read here, since Yams takes longer
  /// for them than libcmark for the article. Whatever is not plainly of that form goes to Yams.
  package static func read(
    _ source: SourceText, _ frontMatter: FrontMatter, file: String
  ) -> (metadata: Metadata, findings: [Diagnostic]) {
    if let plain = PlainFrontMatter(source, frontMatter) { return (Metadata(plain), []) }
    return YamlFrontMatter.read(source, frontMatter, file: file)
  }
}

enum YamlFrontMatter {
  static func read(
    _ source: SourceText, _ frontMatter: FrontMatter, file: String
  ) -> (metadata: Metadata, findings: [Diagnostic]) {
    let text = String(decoding: source.bytes[frontMatter.yaml], as: UTF8.self)
    do {
      guard let node = try BoundedYAML.compose(text) else { return (Metadata(), []) }
      guard let mapping = node.mapping else {
        let place = SourcePlace(file: file, line: frontMatter.line + 1)
        return (
          Metadata(),
          [
            Diagnostic(
              rule: .yamlSyntaxError, "Front matter is lines of `key: value`; here is a plain text or a list.",
              at: place)
          ]
        )
      }
      return (Metadata(entries: mapping.map { Metadata.Entry($0.key, $0.value, firstLine: frontMatter.line) }), [])
    } catch let error as YamlError {
      return (Metadata(), [YamlFinding(error).diagnostic(file: file, firstLine: frontMatter.line)])
    } catch {
      return (Metadata(), [Diagnostic(rule: .yamlSyntaxError, "\(error)", at: SourcePlace(file: file))])
    }
  }
}

extension Metadata.Entry {
  /// - Parameter firstLine: The number of lines that stand before the YAML in the file.
  init(_ key: Node, _ value: Node, firstLine: Int) {
    self.init(key: key.string ?? "", value: Self.convert(value), line: firstLine + (key.mark?.line ?? 1))
  }

  private static func convert(_ node: Node) -> Metadata.Value {
    if let scalar = node.scalar {
      return scalar.string.isEmpty || node.null != nil ? .empty : .text(scalar.string)
    }
    if let sequence = node.sequence {
      let items = sequence.compactMap { $0.scalar?.string }
      if items.count == sequence.count { return .list(items) }
    }
    return .other((try? Yams.serialize(node: node)) ?? "")
  }
}

/// What Yams says of a text, as a finding with its place in the file.
package struct YamlFinding {
  private let rule: DiagnosticRule
  private let message: String
  private let line: Int
  private let column: Int

  package init(_ error: YamlError) {
    switch error {
    case .scanner(let context?, let problem, _, _):
      // What has no end is mended where it begins.
      rule = .yamlSyntaxError
      message = "The YAML cannot be read: \(problem) \(context.text).\(Self.advice(problem))"
      line = context.mark.line
      column = context.mark.column
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      rule = .yamlSyntaxError
      message = "The YAML cannot be read: \(problem)\(context.map { " \($0.text)" } ?? "").\(Self.advice(problem))"
      line = mark.line
      column = mark.column
    case .duplicatedKeysInMapping(let duplicates, let context):
      rule = .yamlDuplicateKey
      let names = duplicates.map { "`\($0)`" }.sorted().joined(separator: ", ")
      message = "A key stands once in a mapping; \(names) stands there again."
      line = context.mark.line
      column = 1
    default:
      rule = .yamlSyntaxError
      message = "The YAML cannot be read: \(error)."
      line = 1
      column = 1
    }
  }

  /// What to do about what libyaml calls by the terms of its parser.
  private static func advice(_ problem: String) -> String {
    if problem.contains("mapping values are not allowed") {
      return " A text that holds a colon and a space stands in quotation marks: `title: \"Trin: the handbook\"`."
    }
    if problem.contains("cannot start any token") {
      return " A text that begins with `@`, `` ` ``, `%` or a tab stands in quotation marks."
    }
    if problem.contains("could not find expected ':'") { return " A key is followed by a colon and a space." }
    return ""
  }

  /// - Parameter firstLine: The number of lines that stand before the YAML in the file.
  package func diagnostic(file: String, firstLine: Int) -> Diagnostic {
    Diagnostic(rule: rule, message, at: SourcePlace(file: file, line: firstLine + max(line, 1), column: max(column, 1)))
  }
}

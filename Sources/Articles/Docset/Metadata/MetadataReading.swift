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
    if let metadata = PlainFrontMatter.read(source, frontMatter) { return (metadata, []) }
    return YamlFrontMatter.read(source, frontMatter, file: file)
  }
}

/// The simple form: what it accepts, YAML reads the same way.
private enum PlainFrontMatter {
  static func read(_ source: SourceText, _ frontMatter: FrontMatter) -> Metadata? {
    let bytes = source.bytes
    var entries: [Metadata.Entry] = []
    var keys: [Range<Int>] = []
    entries.reserveCapacity(24)
    keys.reserveCapacity(24)
    var line = frontMatter.line
    while line < source.lineCount, Int(source.lineStarts[line]) < frontMatter.yaml.upperBound {
      let range = source.lineRange(line)
      line += 1
      if range.isEmpty { continue }
      let content = bytes.skipBlanks(in: range)
      if content == range.upperBound { continue }
      if bytes[content] == UInt8(ascii: "-") {
        guard content + 1 < range.upperBound, bytes[content + 1] == UInt8(ascii: " "),
          let item = PlainScalar.read(bytes, content + 2..<range.upperBound), var last = entries.popLast()
        else { return nil }
        switch last.value {
        case .empty: last.value = .list([item])
        case .list(let items): last.value = .list(items + [item])
        default: return nil
        }
        entries.append(last)
        continue
      }
      guard content == range.lowerBound, let key = key(bytes, range) else { return nil }
      // Each key is held against those before it, and articles have some twenty.
      guard keys.count < 256 else { return nil }
      // A key that stands twice is reported, by Yams.
      for other in keys where other.count == key.count && bytes[other].elementsEqual(bytes[key]) { return nil }
      guard let value = value(bytes, key.upperBound + 1..<range.upperBound) else { return nil }
      keys.append(key)
      entries.append(Metadata.Entry(key: String(decoding: bytes[key], as: UTF8.self), value: value, line: line))
    }
    return Metadata(entries: entries)
  }

  /// The key that a line begins with, before its colon.
  private static func key(_ bytes: [UInt8], _ range: Range<Int>) -> Range<Int>? {
    var index = range.lowerBound
    while index < range.upperBound, isKeyByte(bytes[index]) { index += 1 }
    guard index > range.lowerBound, index < range.upperBound, bytes[index] == UInt8(ascii: ":") else { return nil }
    return range.lowerBound..<index
  }

  private static func value(_ bytes: [UInt8], _ range: Range<Int>) -> Metadata.Value? {
    let value = bytes.skipBlanks(in: range)
    if value == range.upperBound { return .empty }
    guard value > range.lowerBound, let text = PlainScalar.read(bytes, value..<range.upperBound) else { return nil }
    return .text(text)
  }

  private static func isKeyByte(_ byte: UInt8) -> Bool {
    Ascii.isLetter(byte) || Ascii.isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: "-")
  }
}

private enum YamlFrontMatter {
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
      message = "The YAML cannot be read: \(problem) \(context.text)."
      line = context.mark.line
      column = context.mark.column
    case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      rule = .yamlSyntaxError
      message = "The YAML cannot be read: \(problem)\(context.map { " \($0.text)" } ?? "")."
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

  /// - Parameter firstLine: The number of lines that stand before the YAML in the file.
  package func diagnostic(file: String, firstLine: Int) -> Diagnostic {
    Diagnostic(rule: rule, message, at: SourcePlace(file: file, line: firstLine + max(line, 1), column: max(column, 1)))
  }
}

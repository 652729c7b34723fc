package import Diagnostics
internal import LearnMarkdown
internal import Yams

/// `TOC.yml` or `TOC.md`: the articles of a part of the docset in the order in which they are read.
package struct TableOfContents: Sendable {
  package struct Item: Sendable {
    package var name: String
    /// As written; nil for a group without a page of its own.
    package var destination: [UInt8]?
    /// `tocHref` of breadcrumbs: the addresses below it belong to the entry.
    package var scope: [UInt8]?
    package var items: [Item]
    package var place: SourcePlace
  }

  /// Relative to the docset's folder.
  package var path: String
  package var items: [Item]

  /// Deeper entries are left out, so that hostile nesting cannot exhaust the stack.
  static let deepest = 32

  package static func isOne(_ path: String) -> Bool {
    path.isNamed("toc.yml") || path.isNamed("toc.md")
  }

  /// Reads a table of contents. A syntax error is a finding at its line; the entries before it are read.
  package static func read(
    _ bytes: [UInt8], path: String, shown: String
  ) -> (toc: TableOfContents, findings: [Diagnostic]) {
    let isMarkdown = path.lowercased().hasSuffix(".md")
    let (items, findings) =
      isMarkdown ? MarkdownTable.read(bytes, file: shown) : YamlTable.read(bytes, file: shown)
    return (TableOfContents(path: path, items: items), findings)
  }
}

extension String {
  /// Whether the last part of a path is `name`, which is in lower case; the letter case of ASCII does not count.
  ///
  /// Each path of a docset is asked: nothing of it is copied.
  func isNamed(_ name: StaticString) -> Bool {
    let length = name.utf8CodeUnitCount
    let bytes = utf8
    guard bytes.count >= length else { return false }
    let start = bytes.index(bytes.endIndex, offsetBy: -length)
    if start > bytes.startIndex, bytes[bytes.index(before: start)] != UInt8(ascii: "/") { return false }
    return name.withUTF8Buffer { name in unsafe bytes[start...].elementsEqual(name) { Ascii.lower($0) == $1 } }
  }
}

/// `items` of `name`, `href` and `items`, or such a list at the top.
private struct YamlTable {
  let file: String
  var findings: [Diagnostic] = []

  static func read(_ bytes: [UInt8], file: String) -> (items: [TableOfContents.Item], findings: [Diagnostic]) {
    let source = YamlSource(bytes, file: file)
    var table = YamlTable(file: file, findings: source.findings)
    let items = source.root.map { table.items($0.entry("items") ?? $0, depth: 0) } ?? []
    return (items, table.findings)
  }

  private mutating func items(_ node: Node, depth: Int) -> [TableOfContents.Item] {
    guard depth < TableOfContents.deepest, let sequence = node.sequence else { return [] }
    return sequence.compactMap { entry in
      let mark = entry.mark
      let place = SourcePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
      guard entry.mapping != nil else {
        findings.append(
          Diagnostic(
            rule: .yamlSyntaxError, "An entry of a table of contents has a `name`; this is a plain text.", at: place))
        return nil
      }
      let destination = (entry.entry("href") ?? entry.entry("topicHref"))?.string
      return TableOfContents.Item(
        name: entry.entry("name")?.string ?? destination ?? "", destination: destination.map { Array($0.utf8) },
        scope: (entry.entry("tocHref")?.string).map { Array($0.utf8) },
        items: entry.entry("items").map { items($0, depth: depth + 1) } ?? [], place: linkPlace(entry) ?? place)
    }
  }

  private func linkPlace(_ entry: Node) -> SourcePlace? {
    guard let node = entry.entry("href") ?? entry.entry("topicHref"), let mark = node.mark else { return nil }
    let length = node.string?.unicodeScalars.count ?? 0
    return SourcePlace(
      file: file, line: mark.line, column: mark.column, endLine: mark.line, endColumn: mark.column + length)
  }
}

extension Node {
  /// The value of a key. Yams' own subscript works out the tag of each key, by regular expressions.
  fileprivate func entry(_ key: String) -> Node? { mapping?.first { $0.key.scalar?.string == key }?.value }
}

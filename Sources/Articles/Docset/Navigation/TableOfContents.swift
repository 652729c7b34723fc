package import Diagnostics
internal import LearnMarkdown
internal import Yams

/// `TOC.yml` or `TOC.md`: the articles of a part of the docset in the order in which they are read.
package struct TableOfContents: Sendable {
  package struct Item: Sendable {
    /// Empty where the table says none: then it is that of the page.
    package var name: String
    /// As written, or a cross-reference for a `uid`; nil for a group without a page of its own.
    package var destination: [UInt8]?
    /// The page of an entry whose destination is another table (`topicHref`).
    package var topic: [UInt8]?
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
    var read = readMarked(bytes, path: path, shown: shown)
    if NoLocalization.isIn(bytes) { read.toc.items = read.toc.items.map(withoutMarks) }
    return read
  }

  /// An entry whose names are without the marks of words that are not localized.
  private static func withoutMarks(_ item: Item) -> Item {
    var item = item
    item.name = NoLocalization.words(of: item.name)
    item.items = item.items.map(withoutMarks)
    return item
  }

  private static func readMarked(
    _ bytes: [UInt8], path: String, shown: String
  ) -> (toc: TableOfContents, findings: [Diagnostic]) {
    if path.lowercased().hasSuffix(".md") {
      let (items, findings) = MarkdownTable.read(bytes, file: shown)
      return (TableOfContents(path: path, items: items), findings)
    }
    if let items = PlainTable.read(bytes, file: shown) { return (TableOfContents(path: path, items: items), []) }
    let (items, findings) = YamlTable.read(bytes, file: shown)
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
struct YamlTable {
  let file: String
  var findings: [Diagnostic] = []

  static func read(_ bytes: [UInt8], file: String) -> (items: [TableOfContents.Item], findings: [Diagnostic]) {
    let source = YamlSource(bytes, file: file)
    var table = YamlTable(file: file, findings: source.findings)
    let items = source.root.map { table.items($0.mapping.flatMap { Entry($0).items } ?? $0, depth: 0) } ?? []
    return (items, table.findings)
  }

  /// What an entry says, found in one pass: to ask a mapping for a key costs a look at all of them. Of keys that differ
  /// in their tags only, the first counts.
  private struct Entry {
    var name: String?
    var href: Node?
    var topicHref: Node?
    var uid: String?
    var topicUid: String?
    var tocHref: String?
    var items: Node?

    init(_ mapping: Node.Mapping) {
      for (key, value) in mapping {
        switch key.scalar?.string {
        case "name": name = name ?? value.string
        case "href": href = href ?? value
        case "topicHref": topicHref = topicHref ?? value
        case "uid": uid = uid ?? value.string
        case "topicUid": topicUid = topicUid ?? value.string
        case "tocHref": tocHref = tocHref ?? value.string
        case "items": items = items ?? value
        default: break
        }
      }
    }
  }

  private static let keys = ["name", "href", "topicHref", "tocHref", "uid", "topicUid", "items"]
  /// What Learn knows besides, and this site has no use for.
  private static let others: Set<String> = ["displayName", "expanded", "homepage", "maintainContext", "order"]

  /// The key that was likely meant by one that tables of contents do not have; nil for others, which are passed over.
  static func keyMeant(by key: String) -> String? {
    keys.contains(key) || others.contains(key) ? nil : NearName.closest(to: key, among: keys)
  }

  private mutating func checkKeys(_ mapping: Node.Mapping) {
    for (key, _) in mapping {
      guard let written = key.string, let meant = Self.keyMeant(by: written) else { continue }
      findings.append(
        Diagnostic(
          rule: .yamlSyntaxError,
          "An entry of a table of contents has no key `\(written)`. Did you mean `\(meant)`?", at: key.place(in: file),
          suggestion: meant))
    }
  }

  private mutating func items(_ node: Node, depth: Int) -> [TableOfContents.Item] {
    guard depth < TableOfContents.deepest, let sequence = node.sequence else { return [] }
    return sequence.compactMap { node in
      let mark = node.mark
      let place = SourcePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
      guard let mapping = node.mapping else {
        findings.append(
          Diagnostic(
            rule: .yamlSyntaxError, "An entry of a table of contents has a `name`; this is a plain text.", at: place))
        return nil
      }
      checkKeys(mapping)
      let entry = Entry(mapping)
      let link = entry.href ?? entry.topicHref
      let reference = (entry.uid ?? entry.topicUid).map { "xref:" + $0 }
      let destination = link?.string ?? reference
      let topic = entry.href == nil ? nil : entry.topicHref?.string ?? entry.topicUid.map { "xref:" + $0 }
      return TableOfContents.Item(
        name: entry.name ?? "", destination: destination.map { Array($0.utf8) }, topic: topic.map { Array($0.utf8) },
        scope: entry.tocHref.map { Array($0.utf8) },
        items: entry.items.map { items($0, depth: depth + 1) } ?? [], place: link.flatMap(linkPlace) ?? place)
    }
  }

  private func linkPlace(_ node: Node) -> SourcePlace? {
    guard let mark = node.mark else { return nil }
    let length = node.string?.unicodeScalars.count ?? 0
    return SourcePlace(
      file: file, line: mark.line, column: mark.column, endLine: mark.line, endColumn: mark.column + length)
  }
}

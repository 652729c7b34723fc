package import Diagnostics
internal import Yams

/// `TOC.yml`: the articles of a part of the docset in the order in which they are read.
package struct TableOfContents: Sendable {
  package struct Item: Sendable {
    package var name: String
    /// As written; nil for a group without a page of its own.
    package var destination: [UInt8]?
    package var items: [Item]
    package var place: SourcePlace
  }

  /// Relative to the docset's folder.
  package var path: String
  package var items: [Item]

  package static func isOne(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    return name == "toc.yml"
  }

  /// Reads a table of contents. A syntax error is a finding at its line and gives no items.
  ///
  /// Deeper than 32 levels nothing is read.
  package static func read(_ file: YamlFile, shown: String) -> (toc: TableOfContents, findings: [Diagnostic]) {
    var toc = TableOfContents(path: file.path, items: [])
    do {
      guard let root = try Yams.compose(yaml: String(decoding: file.bytes, as: UTF8.self)) else { return (toc, []) }
      var reader = Reader(file: shown)
      toc.items = reader.items(root["items"] ?? root, depth: 0)
      return (toc, reader.findings)
    } catch let error as YamlError {
      return (toc, [YamlFinding(error).diagnostic(file: shown, firstLine: 0)])
    } catch {
      return (toc, [Diagnostic(rule: .yamlSyntaxError, "\(error)", at: SourcePlace(file: shown))])
    }
  }

  private struct Reader {
    let file: String
    var findings: [Diagnostic] = []

    mutating func items(_ node: Node, depth: Int) -> [Item] {
      guard depth < 32, let sequence = node.sequence else { return [] }
      return sequence.compactMap { entry in
        let mark = entry.mark
        let place = SourcePlace(file: file, line: mark?.line ?? 1, column: mark?.column ?? 1)
        guard entry.mapping != nil else {
          findings.append(
            Diagnostic(
              rule: .yamlSyntaxError, "An entry of a table of contents has a `name`; this is a plain text.", at: place))
          return nil
        }
        let destination = (entry["href"] ?? entry["topicHref"])?.string
        return Item(
          name: entry["name"]?.string ?? destination ?? "", destination: destination.map { Array($0.utf8) },
          items: entry["items"].map { items($0, depth: depth + 1) } ?? [], place: linkPlace(entry) ?? place)
      }
    }

    private func linkPlace(_ entry: Node) -> SourcePlace? {
      guard let node = entry["href"] ?? entry["topicHref"], let mark = node.mark else { return nil }
      let length = node.string?.unicodeScalars.count ?? 0
      return SourcePlace(
        file: file, line: mark.line, column: mark.column, endLine: mark.line, endColumn: mark.column + length)
    }
  }
}
